"""The list of files that were taken out, and on whom the rules fell when they were last weighed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.purposes import Purpose

_HASH = "^[0-9a-f]{64}$"


class Export(OrganisationOwned):
    """A file that somebody took out: what, why, and its hashes; never what stands in it.

    The id is the number in its watermark. `sha256` is that of the file as it went, `content_sha256` that
    of the same file without its watermark, which a CSV in a zip has when it is taken out of the zip.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("user", "what", "form", "rows", "size", "sha256", "content_sha256", "purpose", "reason", "at"),
        RetentionClass.AUDIT,
    )

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    form = models.CharField(max_length=8)
    rows = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    purpose = models.CharField(max_length=20)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-at"], name="export_newest"),
            models.Index(fields=["organisation", "sha256"], name="export_sha256"),
            models.Index(fields=["organisation", "content_sha256"], name="export_content_sha256"),
        ]
        constraints = [
            models.CheckConstraint(
                name="export_hashes",
                condition=Q(sha256__regex=_HASH) & Q(content_sha256__regex=_HASH),
            ),
            models.CheckConstraint(name="export_purpose_known", condition=Q(purpose__in=Purpose.codes)),
        ]

    def __str__(self) -> str:
        return str(self.id)


class FairnessRun(OrganisationOwned):
    """The rules in force, weighed on everything that is stored: counts by group, and nobody.

    `rules` has the version of each rule; `urgent` is how many stand under the protocol and were counted
    apart; `looked_at` is how many advertisers somebody concluded something of. `rates` holds the rows of
    `fairness.stored`. A new run takes the place of the one before.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("weighed_at", "rules", "bound", "advertisers", "urgent", "looked_at", "rates"), RetentionClass.SYSTEM
    )

    weighed_at = models.DateTimeField()
    rules = models.JSONField()
    bound = models.FloatField()
    advertisers = models.PositiveIntegerField()
    urgent = models.PositiveIntegerField()
    looked_at = models.PositiveIntegerField()
    rates = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="fairness_run_once")]

    def __str__(self) -> str:
        return str(self.id)
