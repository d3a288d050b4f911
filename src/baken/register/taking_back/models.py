"""That somebody asked to take a file back, and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.imports import AskedUndoState, UndoRefusal


class AskedUndo(OrganisationOwned):
    """A large file that a worker takes out of the register in the name of who asked, in numbers alone.

    `registrations` and `waiting` are what went, or what is to go; `corrected` how many were corrected since,
    where that is why nothing went. The file itself is not there any more once it was taken back. A row
    stands until it is withdrawn, or until somebody read what came of it.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "batch", "file_sha256", "imported_at", "registrations", "waiting", "state", "reason", "corrected",
            "asked_by", "asked_at", "ended_at",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    batch = models.OneToOneField(
        "register.ImportBatch", null=True, on_delete=models.SET_NULL, related_name="asked_undo"
    )
    file_sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    registrations = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="waiting")
    reason = models.CharField(max_length=20, blank=True)
    corrected = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="asked_undo_codes_known",
                condition=Q(state__in=AskedUndoState.codes)
                & (Q(reason="") | Q(state="refused", reason__in=UndoRefusal.codes)),
            ),
            models.CheckConstraint(
                name="asked_undo_file_sha256", condition=Q(file_sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"undo of {self.file_sha256[:12]}"
