"""Audits of doors with their attempts, and checklists as they were answered; both about companies only.

A review of a checklist never changes: what is answered otherwise later is a review of a later day. An audit
takes attempts while it is open; once closed it can only be withdrawn, and stays to be read.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baken.door.audits.catch_rates import LONGEST_SITE, MOST_HOURS
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.door_audits import (
    AttemptOutcome,
    AuditState,
    AuditWay,
    ChecklistAnswer,
    DoorGradation,
    ToldOthers,
    ToldPolice,
)

PERSON = "accounts.User"
LONGEST_REFERENCE = 200
LONGEST_EVIDENCE = 500


class DoorAudit(OrganisationOwned):
    """A series of attempts at one time. `reference` is the document that allowed the test, or the study;
    `address` the platform's test entrance that this document names; `rules` the SHA-256 of the rule set that
    a test entrance ran, `policy` its policy in words: of a platform's own both are known from its first
    answer on."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("at", "by", "ended_at", "ended_by"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            (
                "number",
                "way",
                "state",
                "held_on",
                "reference",
                "address",
                "rules",
                "policy",
                "withdrawn_because",
            ),
            RetentionClass.CATALOGUE,
        )
    )

    number = models.PositiveIntegerField()
    way = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    held_on = models.DateField(null=True)
    reference = models.CharField(max_length=LONGEST_REFERENCE, default="")
    address = models.CharField(max_length=LONGEST_REFERENCE, default="", db_default="")
    rules = models.CharField(max_length=64, default="")
    policy = models.CharField(max_length=LONGEST_REFERENCE, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=LONGEST_EVIDENCE, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="door_audit_number_once"),
            models.CheckConstraint(
                name="door_audit_codes_known",
                condition=Q(way__in=AuditWay.codes) & Q(state__in=AuditState.codes),
            ),
            models.CheckConstraint(
                name="door_audit_rests_on_something",
                condition=(Q(way="test_entrance") & ~Q(rules=""))
                | (Q(way__in=("authorised_test", "published_study")) & ~Q(reference=""))
                | (Q(way="platform_entrance") & ~Q(reference="") & ~Q(address="")),
            ),
            models.CheckConstraint(
                name="door_audit_address_of_an_entrance",
                condition=Q(address="") | Q(way="platform_entrance"),
            ),
            models.CheckConstraint(
                name="door_audit_counts_with_its_rules",
                condition=~Q(way="platform_entrance", state="closed", rules=""),
            ),
            models.CheckConstraint(
                name="door_audit_has_a_day", condition=Q(way="published_study") | Q(held_on__isnull=False)
            ),
            models.CheckConstraint(
                name="door_audit_end_is_told",
                condition=(Q(state="open") & Q(ended_by__isnull=True))
                | (Q(state="closed") & Q(ended_by__isnull=False))
                | (Q(state="withdrawn") & Q(ended_by__isnull=False) & ~Q(withdrawn_because="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DoorAttempt(OrganisationOwned):
    """One test advert at one site: what became of it. `site` is what the source calls the site, `platform`
    the one of the catalogue where it is known; `online_hours` how long it stood online at the least."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("audit", "number", "site", "platform", "gradation", "probe", "outcome", "grounds", "online_hours",
         "told_police", "told_others"),
        RetentionClass.CATALOGUE,
    )  # fmt: skip

    audit = models.ForeignKey(DoorAudit, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    site = models.CharField(max_length=LONGEST_SITE)
    platform = models.ForeignKey("platforms.Platform", null=True, on_delete=models.PROTECT, related_name="+")
    gradation = models.CharField(max_length=30)
    probe = models.CharField(max_length=60, default="")
    outcome = models.CharField(max_length=20)
    grounds = ArrayField(models.CharField(max_length=80), default=list)
    online_hours = models.PositiveIntegerField(null=True)
    told_police = models.CharField(max_length=10)
    told_others = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="door_attempt_number_once"),
            models.UniqueConstraint(
                fields=["audit", "probe"], condition=~Q(probe=""), name="door_attempt_probe_once"
            ),
            models.CheckConstraint(
                name="door_attempt_codes_known",
                condition=Q(gradation__in=DoorGradation.codes)
                & Q(outcome__in=AttemptOutcome.codes)
                & Q(told_police__in=ToldPolice.codes)
                & Q(told_others__contained_by=list(ToldOthers.codes)),
            ),
            models.CheckConstraint(
                name="door_attempt_online_when_let_through",
                condition=Q(online_hours__isnull=True)
                | Q(outcome="let_through", online_hours__lte=MOST_HOURS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gradation}: {self.outcome}"


class DoorReview(OrganisationOwned):
    """A checklist as it was answered for a platform on a day. The newest holds; older ones stay."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("at", "by"), RetentionClass.SYSTEM)
        | dict.fromkeys(("platform", "checklist", "reviewed_on"), RetentionClass.CATALOGUE)
    )

    platform = models.ForeignKey("platforms.Platform", on_delete=models.PROTECT, related_name="+")
    checklist = models.SlugField(max_length=60)
    reviewed_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.checklist} {self.reviewed_on:%Y-%m-%d}"


class DoorAnswer(OrganisationOwned):
    """The answer to one item of a checklist, and what it rests on: a reference or a note, never a picture."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("review", "item", "answer", "evidence"), RetentionClass.CATALOGUE
    )

    review = models.ForeignKey(DoorReview, on_delete=models.PROTECT, related_name="answers")
    item = models.SlugField(max_length=60)
    answer = models.CharField(max_length=10)
    evidence = models.CharField(max_length=LONGEST_EVIDENCE, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "item"], name="door_answer_once"),
            models.CheckConstraint(
                name="door_answer_rests_on_something",
                condition=Q(answer="unknown") | (Q(answer__in=ChecklistAnswer.codes) & ~Q(evidence="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.answer}"
