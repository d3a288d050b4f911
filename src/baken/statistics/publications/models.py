"""A publication is kept version by version, with the files that went out."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.publications import AskedPublicationState, PublicationState


class Publication(OrganisationOwned):
    """One version of a publication; `series` is the same for all its versions.

    `blocks` are what it is put together of, in order; `removed` is the block taken out last, with its
    place, until it is put back. `changes_nl` and `changes_en` say what a later version corrects. `writers`
    are the ids of everybody who wrote in it: none of them publishes it. `manifest` is what its files are
    made of, from the moment it is proposed.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "series", "version", "title_nl", "title_en", "blocks", "removed", "changes_nl", "changes_en",
            "writers", "manifest", "state", "made_by", "made_at", "proposed_by", "proposed_at", "decided_by",
            "decided_at", "withdrawn_by", "withdrawn_at", "correction_nl", "correction_en",
        ),
        RetentionClass.PUBLISHED,
    )  # fmt: skip

    series = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    title_nl = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    blocks = models.JSONField(default=list)
    removed = models.JSONField(null=True)
    changes_nl = models.CharField(max_length=500, blank=True)
    changes_en = models.CharField(max_length=500, blank=True)
    writers = models.JSONField(default=list)
    manifest = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="made")
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    correction_nl = models.CharField(max_length=500, blank=True)
    correction_en = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at"], name="publication_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "series", "version"], name="publication_version_once"
            ),
            models.CheckConstraint(
                name="publication_state_known", condition=Q(state__in=PublicationState.codes)
            ),
            models.CheckConstraint(
                name="publication_later_version_says_what_changed",
                condition=Q(version=1) | ~Q(changes_nl="") & ~Q(changes_en=""),
            ),
            models.CheckConstraint(
                name="publication_published_by_another",
                condition=Q(state="made", decided_by__isnull=True)
                | Q(state="proposed", decided_by__isnull=True) & ~Q(manifest="")
                | Q(state="published", decided_by__isnull=False, proposed_by__isnull=False)
                & ~Q(manifest="")
                & ~Q(decided_by=F("proposed_by"))
                & ~Q(decided_by=F("made_by"))
                | Q(state="withdrawn", withdrawn_by__isnull=False)
                & ~Q(correction_nl="")
                & ~Q(correction_en=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.version}"


class PublicationFile(OrganisationOwned):
    """A file of a version as it is proposed and published, byte for byte; `form` says which one it is."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("publication", "form", "name", "data", "size", "sha256"), RetentionClass.PUBLISHED
    )

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    data = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "form"], name="publication_file_once"),
            models.CheckConstraint(
                name="publication_file_sha256", condition=Q(sha256__regex="^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AskedPublication(OrganisationOwned):
    """That somebody proposes a version, whose files a worker makes, and what came of it; `reason` says in
    both languages why nothing was made. While one is active the draft stays as it is."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("publication", "state", "reason", "asked_by", "asked_at", "ended_at"), RetentionClass.PUBLISHED
    )

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="asked")
    state = models.CharField(max_length=10, default="waiting")
    reason = models.JSONField(default=dict)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"], name="asked_publication_state")]
        constraints = [
            models.CheckConstraint(
                name="asked_publication_state_known", condition=Q(state__in=AskedPublicationState.codes)
            ),
            models.UniqueConstraint(
                name="asked_publication_once",
                fields=["organisation", "publication"],
                condition=Q(state__in=("waiting", "making")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
