"""Periods an organisation set, holds, runs, and requests of one person."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.adverts.models import Sighting
from baken.privacy.retention import EXPIRING, RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.holds import HeldKind


def _within_class(keep: RetentionClass) -> Q:
    assert keep.value.longest is not None
    return Q(keep=keep.name, days__gte=keep.value.shortest.days, days__lte=keep.value.longest.days)


def _periods_allowed() -> Q:
    return reduce(or_, map(_within_class, EXPIRING))


class OrganisationRetention(OrganisationOwned):
    """The period that an organisation set for a class, shorter than the longest allowed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("keep", "days", "set_by", "set_at"), RetentionClass.SYSTEM
    )

    keep = models.CharField(max_length=20)
    days = models.PositiveIntegerField()
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "keep"], name="period_once"),
            models.CheckConstraint(name="period_within_class", condition=_periods_allowed()),
        ]

    def __str__(self) -> str:
        return f"{self.keep} {self.days}"


class LegalHold(OrganisationOwned):
    """A named person keeps named things from being erased, for a reason and until a date.

    `thing` is the row of the lead, registration, import or basis.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "kind", "thing", "name", "advertiser", "reason", "placed_by", "placed_at", "until", "reviewed_by",
            "reviewed_at", "ended_by", "ended_at",
        ),
        RetentionClass.AUDIT,
    )  # fmt: skip

    kind = models.CharField(max_length=20)
    thing = models.UUIDField()
    name = models.CharField(max_length=80)
    advertiser = models.CharField(max_length=20, default="")
    reason = models.CharField(max_length=500)
    placed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    until = models.DateField()
    reviewed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="hold_kind_known", condition=Q(kind__in=HeldKind.codes)),
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_ended_by_somebody",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__gte=F("placed_at")),
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "thing"],
                condition=Q(ended_at__isnull=True),
                name="hold_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"hold on {self.kind}"


class HeldSighting(OrganisationOwned):
    """A sighting that a hold on an advertiser keeps: those that it had when the hold was placed or
    reviewed, since linking may group them otherwise later."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("hold", "sighting"), RetentionClass.AUDIT
    )

    hold = models.ForeignKey(LegalHold, on_delete=models.CASCADE, related_name="sightings")
    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hold", "sighting"], name="held_sighting_once")]


class RetentionRun(OrganisationOwned):
    """One run: who started it and why, and what went and what was held, as counts per step.

    Without `finished_at` it is under way, or was cut off; what it had done by then stays done.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("started_at", "finished_at", "started_by", "scheduled", "erased", "held", "scrubbed_at"),
        RetentionClass.AUDIT,
    )

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    scheduled = models.BooleanField(default=False)
    erased = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    scrubbed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-started_at"], name="run_newest")]

    def __str__(self) -> str:
        return f"run of {self.started_at:%Y-%m-%d}"

    @property
    def rows_erased(self) -> int:
        """How many rows went, or were cut, in all."""
        return sum(self.erased.values())

    @property
    def rows_held(self) -> int:
        """How many rows were due and were held."""
        return sum(self.held.values())


class ErasureRequest(OrganisationOwned):
    """A person's request to erase a contact, waiting to be carried out; the contact itself, as its
    pseudonym, goes from it when that is done."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("asked_at", "asked_by", "done_at"), RetentionClass.AUDIT)
        | {"pseudonym": RetentionClass.CONTACT}
    )

    pseudonym = models.CharField(max_length=26)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_done_forgets_whom",
                condition=Q(done_at__isnull=True) & ~Q(pseudonym="") | Q(done_at__isnull=False, pseudonym=""),
            )
        ]
