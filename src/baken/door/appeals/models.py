"""An appeal against a refusal at the door, and what each person who decides said of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.door import AppealOutcome, AppealState

PERSON = "accounts.User"


class DoorAppeal(OrganisationOwned):
    """That the advertiser does not agree with a refusal: why, until when the platform means to answer, and
    the answer. Words are sealed. It goes with the advert that it is about."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "refusal", "why", "state", "by_program", "received_at", "due_at", "recorded_by", "answer",
            "decided_at",
        ),
        RetentionClass.CONTACT,
    )  # fmt: skip

    refusal = models.OneToOneField("door.DoorRefusal", on_delete=models.CASCADE, related_name="appeal")
    why = models.BinaryField()
    state = models.CharField(max_length=12, default="open")
    by_program = models.BooleanField()
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.BinaryField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="door_appeal_known",
                condition=Q(state__in=AppealState.codes, due_at__gt=F("received_at")),
            ),
            models.CheckConstraint(
                name="door_appeal_answered",
                condition=Q(state="open", answer__isnull=True, decided_at__isnull=True)
                | ~Q(state="open") & Q(answer__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "due_at"], name="door_appeal_waiting")]

    def __str__(self) -> str:
        return str(self.id)


class DoorAppealSay(OrganisationOwned):
    """What one person decides on an appeal, and what the advertiser would read of it, sealed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("appeal", "outcome", "reason", "by", "at"), RetentionClass.CONTACT
    )

    appeal = models.ForeignKey(DoorAppeal, on_delete=models.CASCADE, related_name="said")
    outcome = models.CharField(max_length=10)
    reason = models.BinaryField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "by"], name="door_appeal_say_once_each"),
            models.CheckConstraint(
                name="door_appeal_say_known", condition=Q(outcome__in=AppealOutcome.codes)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
