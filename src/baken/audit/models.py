"""The log of what was seen and done: append-only, chained per organisation, sealed in batches."""

from typing import ClassVar

from django.db import models

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.purposes import Purpose


class Seal(OrganisationOwned):
    """Closes a batch of events: its hash covers them and the seal before it.

    When its events have expired it stays, without them: `erasure_proof` is an HMAC that says so, which
    nobody can make who has the database alone.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("number", "events", "previous_hash", "hash", "at", "erased_at", "erasure_proof"),
        RetentionClass.SYSTEM,
    )

    number = models.PositiveBigIntegerField()
    events = models.PositiveIntegerField()
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    erasure_proof = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="seal_number_once"),
            models.CheckConstraint(
                name="seal_erased_with_proof",
                condition=models.Q(erased_at__isnull=True, erasure_proof__isnull=True)
                | models.Q(erased_at__isnull=False, erasure_proof__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"


class Event(OrganisationOwned):
    """Who saw or did what, when and why. No content: a subject is an id, details are counts and codes."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("sequence", "at", "user", "action", "subject", "purpose", "reason", "details", "seal", "position"),
        RetentionClass.AUDIT,
    )

    sequence = models.BigIntegerField(
        db_default=models.Func(models.Value("audit_event_sequence"), function="nextval")
    )
    at = models.DateTimeField()
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    purpose = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    details = models.JSONField(default=dict)
    seal = models.ForeignKey(Seal, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "sequence"],
                name="event_unsealed",
                condition=models.Q(seal__isnull=True),
            ),
            models.Index(fields=["organisation", "-at", "-sequence"], name="event_newest"),
            models.Index(fields=["organisation", "user", "-at", "-sequence"], name="event_of_user"),
            models.Index(fields=["organisation", "action", "-at"], name="event_of_action"),
        ]
        constraints = [
            models.CheckConstraint(
                name="event_purpose_from_list", condition=models.Q(purpose__in=Purpose.codes)
            ),
            models.UniqueConstraint(fields=["seal", "position"], name="event_position_once"),
            models.CheckConstraint(
                name="event_sealed_with_position",
                condition=models.Q(seal__isnull=True, position__isnull=True)
                | models.Q(seal__isnull=False, position__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
