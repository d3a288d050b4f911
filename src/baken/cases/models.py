"""Cases with their yes, people, agreed steps, who is involved, history, reporting code, plan and timeline.

Every word about a person is sealed, bound to its row. A case goes so long after anything happened in it,
and everything of it goes with it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.said_by_person import SaidByPerson, said_constraints, said_retention
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.cases import (
    CaseClosure,
    CaseEventKind,
    CaseGround,
    CaseQuestion,
    CaseState,
    MeldcodeOutcome,
    MeldcodeStep,
    NoticedBy,
    PartyRole,
    PlanChoice,
    TaskDoer,
    TaskState,
)
from baken.vocabulary.referrals import ConsentWay

PERSON = "accounts.User"


def kept_as_case(*fields: str) -> dict[str, RetentionClass]:
    """The classes of a table that hangs on a case."""
    return OWNED_RETENTION | dict.fromkeys(("case", *fields), RetentionClass.CASE)


class Case(OrganisationOwned):
    """What is done for one person. `number` is how people name it: by chance, about nobody.

    `owner` sees to it. `called` is what the person wants to be called, `wishes` what they want in their own
    words, `why` why it began without their yes. `change_count` is what who writes must have seen. `last_at`
    is when anything happened last.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("number", "owner", "created_at", "last_at", "change_count"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            ("lead", "ground", "state", "called", "wishes", "why", "closure", "meldcode", "meldcode_at"),
            RetentionClass.CASE,
        )
    )

    number = models.CharField(max_length=9)
    created_at = models.DateTimeField()
    last_at = models.DateTimeField()
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey("triage.Lead", null=True, on_delete=models.SET_NULL, related_name="cases")
    ground = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    called = models.BinaryField(default=bytes)
    wishes = models.BinaryField(default=bytes)
    why = models.BinaryField(default=bytes)
    closure = models.CharField(max_length=20, default="")
    meldcode = models.CharField(max_length=10, default="")
    meldcode_at = models.DateTimeField(null=True)
    change_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="case_number_once"),
            models.CheckConstraint(
                name="case_codes_known",
                condition=Q(ground__in=CaseGround.codes)
                & Q(state__in=CaseState.codes)
                & Q(closure__in=("", *CaseClosure.codes))
                & Q(meldcode__in=("", *MeldcodeOutcome.codes)),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseYes(OrganisationOwned):
    """That the person said yes: when, how, to whom, for what; and whether they took it back."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case(
        "said_on", "way", "told_to", "what_for", "recorded_at", "recorded_by", "back_at", "back_by"
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    said_on = models.DateField()
    way = models.CharField(max_length=10)
    told_to = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    what_for = models.BinaryField(default=bytes)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_yes_known", condition=Q(way__in=ConsentWay.codes)),
            models.CheckConstraint(
                name="case_yes_back_by_somebody",
                condition=Q(back_at__isnull=True, back_by__isnull=True)
                | Q(back_at__isnull=False, back_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CaseSaid(SaidByPerson):
    """What the person said of how we accompany them, as a code: no words of it."""

    retention: ClassVar[dict[str, RetentionClass]] = said_retention(RetentionClass.CASE, "case")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="said")

    class Meta:
        constraints = said_constraints("case")

    def __str__(self) -> str:
        return str(self.id)


class CaseMember(OrganisationOwned):
    """A colleague on a case, from when until when: only they read it."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case("user", "since", "until")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(until__isnull=True), name="case_member_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CaseLook(AskedOfTwo):
    """What a second person is asked to decide; `outcome` is what was proposed of the reporting code, `due_at`
    the clock of what began in danger."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        ("case", "about", "outcome", "due_at"), RetentionClass.CASE
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="looks")
    about = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10, default="")
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_look_known",
                condition=Q(about__in=CaseQuestion.codes) & Q(outcome__in=("", *MeldcodeOutcome.codes)),
            ),
            models.UniqueConstraint(
                fields=["case", "about"], condition=Q(state="asked"), name="case_look_asked_once"
            ),
            decided_by_another("case_look_by_another"),
        ]

    def __str__(self) -> str:
        return self.about


class CaseTask(OrganisationOwned):
    """A step that was agreed on: what (sealed), who does it, by when, and whether it was done."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case(
        "words", "doer", "due_on", "state", "made_at", "made_by", "settled_at", "settled_by"
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    words = models.BinaryField()
    doer = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, default="open")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_task_known",
                condition=Q(doer__in=TaskDoer.codes) & Q(state__in=TaskState.codes),
            ),
        ]

    def __str__(self) -> str:
        return self.state


class CaseParty(OrganisationOwned):
    """An organisation that is involved: its name (sealed, as it tells about the person) and what it does.
    `stopped_on` is when it can't help any more: what it did is then somebody else's."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case("name", "role", "since", "stopped_on")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    name = models.BinaryField()
    role = models.CharField(max_length=20)
    since = models.DateField()
    stopped_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_party_known", condition=Q(role__in=PartyRole.codes)),
        ]

    def __str__(self) -> str:
        return self.role


class CaseEvent(OrganisationOwned):
    """One thing that happened: of which kind, when, by whom, in which sealed words."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case("place", "kind", "at", "by", "words")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "place"], name="case_event_once"),
            models.CheckConstraint(name="case_event_known", condition=Q(kind__in=CaseEventKind.codes)),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}"


class MeldcodeEntry(OrganisationOwned):
    """A step of the reporting code: the day it was done on, or that it was left out; sealed words say what
    came of it, or why it was left out."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case("step", "done_on", "words", "at", "by")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meldcode_entries")
    step = models.CharField(max_length=10)
    done_on = models.DateField(null=True)
    words = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="case_meldcode_once"),
            models.CheckConstraint(name="case_meldcode_known", condition=Q(step__in=MeldcodeStep.codes)),
        ]

    def __str__(self) -> str:
        return self.step


class PlanEntry(OrganisationOwned):
    """What the person chose of one step of the plan (of `version`): whether the other can notice, and in
    sealed words what was agreed on."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case(
        "step", "version", "noticed", "choice", "words", "at", "by"
    )

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plan_entries")
    step = models.CharField(max_length=30)
    version = models.PositiveIntegerField()
    noticed = models.CharField(max_length=10)
    choice = models.CharField(max_length=10)
    words = models.BinaryField(default=bytes)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "step"], name="case_plan_once"),
            models.CheckConstraint(
                name="case_plan_known",
                condition=Q(noticed__in=NoticedBy.codes) & Q(choice__in=PlanChoice.codes),
            ),
        ]

    def __str__(self) -> str:
        return self.step


class ToldEvent(OrganisationOwned):
    """Something the person tells: when, as vague as they want, and what; all of it sealed as one."""

    retention: ClassVar[dict[str, RetentionClass]] = kept_as_case("told", "at", "by")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="told_events")
    told = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.id)
