"""Statements of reasons as they are kept, and as they wait to be sent.

The codes and days of a statement identify nobody and are published, so they stay: figures are counted from
them. What people wrote in it, and what it was about, stands apart and goes when its period ends.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.statements import StatementState

PERSON = "accounts.User"
LONGEST_ABOUT = 80


class StatementOfReasons(OrganisationOwned):
    """A statement of reasons: its codes and days, and how far it is on its way.

    `puid` is random, and never used again. `asked_at` is when the database was asked to store it while no
    answer is known: as long as it stands, whether it is there must be asked first.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("puid", "codes"), RetentionClass.PUBLISHED)
        | dict.fromkeys(
            ("state", "written_at", "written_by", "released_at", "released_by", "asked_at", "sent_at"),
            RetentionClass.SYSTEM,
        )
    )

    puid = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="written")
    codes = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "released_at"], name="statement_outbox"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "puid"], name="statement_puid_once"),
            models.CheckConstraint(name="statement_state_known", condition=Q(state__in=StatementState.codes)),
            models.CheckConstraint(
                name="statement_sent_at_a_moment",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
            ),
            # nothing goes out that no named person let go
            models.CheckConstraint(
                name="statement_released_by_somebody",
                condition=Q(state="written", released_by__isnull=True, released_at__isnull=True)
                | ~Q(state="written") & Q(released_by__isnull=False, released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="statement_asked_when_ready", condition=Q(asked_at__isnull=True) | Q(state="ready")
            ),
        ]

    def __str__(self) -> str:
        return self.puid


class StatementWords(OrganisationOwned):
    """What people wrote in a statement, what it is about, and what was wrong with it when it was refused."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("about", "texts", "faults"), RetentionClass.ADVERT)
        | dict.fromkeys(("statement", "created_at"), RetentionClass.SYSTEM)
    )

    statement = models.OneToOneField(StatementOfReasons, on_delete=models.CASCADE, related_name="words")
    about = models.CharField(max_length=LONGEST_ABOUT)
    texts = models.JSONField()
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.about


def whole_fields(statement: StatementOfReasons) -> dict[str, Any]:
    """The fields of a statement as the database takes them. Its words must still be there."""
    return {"puid": statement.puid, **statement.codes, **statement.words.texts}
