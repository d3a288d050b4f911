"""What each person said of a held advert, and what came of a refusal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.door import DoorOutcome, RefusalState
from baken.vocabulary.notices import ReferralChoice, SeriousSuspicion

PERSON = "accounts.User"


class DoorSay(OrganisationOwned):
    """What one person said of a held advert, and why, sealed. Where two people look, neither sees what the
    other said before both have spoken."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("check_at_door", "outcome", "suspicion", "reason", "by", "at"), RetentionClass.CONTACT
    )

    check_at_door = models.ForeignKey("door.DoorCheck", on_delete=models.CASCADE, related_name="said")
    outcome = models.CharField(max_length=10)
    suspicion = models.CharField(max_length=20, default="none")
    reason = models.BinaryField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_at_door", "by"], name="door_say_once_each"),
            models.CheckConstraint(
                name="door_say_known",
                condition=Q(outcome="refuse", suspicion__in=SeriousSuspicion.codes)
                | Q(outcome__in=DoorOutcome.codes, suspicion="none"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class DoorRefusal(OrganisationOwned):
    """A refusal by people. With a serious suspicion it stays open until a named person says where that went,
    or why nowhere: a referral can't get lost."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "check_at_door",
            "suspicion",
            "state",
            "at",
            "referral",
            "referral_words",
            "referral_by",
            "referral_at",
        ),
        RetentionClass.CONTACT,
    )

    check_at_door = models.OneToOneField("door.DoorCheck", on_delete=models.CASCADE, related_name="refusal")
    suspicion = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    referral = models.CharField(max_length=10, default="")
    referral_words = models.BinaryField(null=True)
    referral_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    referral_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="door_refusal_known",
                condition=Q(state__in=RefusalState.codes, suspicion__in=SeriousSuspicion.codes),
            ),
            models.CheckConstraint(
                name="door_refusal_not_lost",
                condition=Q(state="open", referral="", referral_by__isnull=True) & ~Q(suspicion="none")
                | Q(state="closed", suspicion="none")
                | Q(
                    state="closed",
                    referral__in=ReferralChoice.codes,
                    referral_by__isnull=False,
                    referral_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
