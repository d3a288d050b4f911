"""Points raised with platforms and every step of them; meetings with platforms and every step of those.

A step is never changed: the row of a point or meeting says how it stands after its newest one. The words
of a step can be erased for good, where somebody wrote down what should not be there.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.dialogue import (
    DialogueMeetingState,
    DialogueMeetingStepKind,
    DialogueState,
    DialogueStepKind,
    DialogueSubject,
    DialogueWay,
)

PERSON = "accounts.User"
LONGEST_TITLE = 120
LONGEST_WORDS = 2_000
_BY_WHOM = dict.fromkeys(("at", "by", "erased_at", "erased_by"), RetentionClass.SYSTEM)


class DialogueMeeting(OrganisationOwned):
    """A meeting with one or more platforms. `present` says which organisations and functions were there."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("on", "state", "present", "step_count"), RetentionClass.CATALOGUE
    )

    on = models.DateField()
    state = models.CharField(max_length=10)
    present = models.TextField(max_length=LONGEST_WORDS, default="")
    step_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_state_known", condition=Q(state__in=DialogueMeetingState.codes)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class DialogueMeetingPlatform(OrganisationOwned):
    """A platform that a meeting is with."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("meeting", "platform"), RetentionClass.CATALOGUE
    )

    meeting = models.ForeignKey(DialogueMeeting, on_delete=models.PROTECT, related_name="platforms")
    platform = models.ForeignKey("platforms.Platform", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "platform"], name="meeting_platform_once"),
        ]


class DialogueMeetingStep(OrganisationOwned):
    """One thing that happened to a meeting: planned, changed, held, cancelled, minutes opened again."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | _BY_WHOM
        | dict.fromkeys(("meeting", "number", "kind", "on", "present", "words"), RetentionClass.CATALOGUE)
    )

    meeting = models.ForeignKey(DialogueMeeting, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    on = models.DateField()
    present = models.TextField(max_length=LONGEST_WORDS, default="")
    words = models.TextField(max_length=LONGEST_WORDS, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True)
    erased_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meeting_step_number_once"),
            models.CheckConstraint(
                name="meeting_step_known", condition=Q(kind__in=DialogueMeetingStepKind.codes)
            ),
            models.CheckConstraint(
                name="meeting_step_erased_by_somebody",
                condition=Q(erased_at__isnull=True, erased_by__isnull=True)
                | Q(erased_at__isnull=False, erased_by__isnull=False, words="", present=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind}"


class DialoguePoint(OrganisationOwned):
    """Something raised with a platform, as it stands after its newest step.

    `number` is how people name it within the organisation. `due_on` is when what was agreed on must be
    there; empty for no such day.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("platform", "number", "subject", "title", "state", "due_on", "raised_on", "last_on", "step_count"),
        RetentionClass.CATALOGUE,
    )

    platform = models.ForeignKey("platforms.Platform", on_delete=models.PROTECT, related_name="points")
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=30)
    title = models.CharField(max_length=LONGEST_TITLE)
    state = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    raised_on = models.DateField()
    last_on = models.DateField()
    step_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="point_number_once"),
            models.CheckConstraint(
                name="point_codes_known",
                condition=Q(state__in=DialogueState.codes) & Q(subject__in=DialogueSubject.codes),
            ),
            models.CheckConstraint(
                name="point_due_when_agreed", condition=Q(due_on__isnull=True) | Q(state="agreed")
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DialogueStep(OrganisationOwned):
    """One thing that happened to a point: on which day, in which way, in whose words.

    A correction holds what it puts in the place of the step that it `corrects`; what stood there stays.
    `due_on` belongs to what was agreed on; `title` and `subject` to the raising. `because` says why
    something was corrected.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | _BY_WHOM
        | dict.fromkeys(
            (
                "point", "number", "kind", "on", "way", "meeting", "subject", "title", "words", "due_on",
                "corrects", "takes_back", "because",
            ),
            RetentionClass.CATALOGUE,
        )
    )  # fmt: skip

    point = models.ForeignKey(DialoguePoint, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    on = models.DateField()
    way = models.CharField(max_length=10)
    meeting = models.ForeignKey(DialogueMeeting, null=True, on_delete=models.PROTECT, related_name="said")
    subject = models.CharField(max_length=30, default="")
    title = models.CharField(max_length=LONGEST_TITLE, default="")
    words = models.TextField(max_length=LONGEST_WORDS, default="")
    due_on = models.DateField(null=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    takes_back = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="taken_back_by"
    )
    because = models.CharField(max_length=500, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True)
    erased_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "number"], name="step_number_once"),
            models.CheckConstraint(
                name="step_codes_known",
                condition=Q(kind__in=DialogueStepKind.codes) & Q(way__in=DialogueWay.codes),
            ),
            models.CheckConstraint(
                name="step_names_what_it_changes",
                condition=Q(kind="corrected", corrects__isnull=False, takes_back__isnull=True)
                | Q(kind="taken_back", corrects__isnull=True, takes_back__isnull=False)
                | ~Q(kind__in=("corrected", "taken_back"))
                & Q(corrects__isnull=True, takes_back__isnull=True),
            ),
            models.CheckConstraint(
                name="step_due_later", condition=Q(due_on__isnull=True) | Q(due_on__gte=F("on"))
            ),
            models.CheckConstraint(
                name="step_erased_by_somebody",
                condition=Q(erased_at__isnull=True, erased_by__isnull=True)
                | Q(erased_at__isnull=False, erased_by__isnull=False, words="", title="", because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind}"
