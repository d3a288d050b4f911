"""What of a file of another office is kept while people say what it means: encrypted, and not for long."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned


class HeldFile(OrganisationOwned):
    """A file of another office while somebody makes its mapping: their own, encrypted, gone in a day."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("user", "file_sha256", "held_at", "expires_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("sealed", "choices"), RetentionClass.REGISTRATION)
    )

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    file_sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    choices = models.BinaryField()
    held_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="held_file_sha256", condition=Q(file_sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.file_sha256[:12]}"


class UnknownWord(OrganisationOwned):
    """A word of an imported file that nobody said the meaning of yet, encrypted, with the answer to it."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("batch", "column", "expires_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("sealed", "answer"), RetentionClass.REGISTRATION)
    )

    batch = models.ForeignKey("register.ImportBatch", on_delete=models.CASCADE, related_name="words")
    column = models.CharField(max_length=40)
    sealed = models.BinaryField()
    answer = models.CharField(max_length=200, null=True)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"word in {self.column}"


class WaitingRegistration(OrganisationOwned):
    """A registration of an imported file that waits for the meaning of words in it: not in the register.

    `sealed` holds the cells that the register takes, nothing else of its lines.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("batch", "line", "words", "held_at", "expires_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("reference_key", "sealed"), RetentionClass.REGISTRATION)
    )

    batch = models.ForeignKey("register.ImportBatch", on_delete=models.CASCADE, related_name="waiting")
    line = models.PositiveIntegerField()
    reference_key = models.CharField(max_length=40)
    words = ArrayField(models.UUIDField())
    sealed = models.BinaryField()
    held_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference_key"], name="waiting_reference_once"),
        ]

    def __str__(self) -> str:
        return f"waiting, line {self.line}"
