"""The list of files that were taken out, on whom the rules fell when they were last weighed, and the editions
of tables that may leave the house."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.statistics.publications.models import AskedPublication as AskedPublication
from baken.statistics.publications.models import Publication as Publication
from baken.statistics.publications.models import PublicationFile as PublicationFile
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.editions import (
    AskedEditionState,
    EditionKind,
    EditionState,
    PartnerKind,
    ProvisionState,
)
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


class Edition(OrganisationOwned):
    """A table as it may leave the house, kept for good: somebody may have it, also when it is taken back.

    `content` is what is published: figures, notes, report. `sealed` holds the true counts and what each is
    of, encrypted: the next edition is held against them. One of kind "partner" never becomes public; which
    partners got it is in `Provision`, and its `base` is 0, since nothing is rounded. `first_year` to
    `last_year` is what it counts. The organisation's own command makes one without a person; then two people
    publish it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "table", "by", "kind", "number", "first_year", "last_year", "content", "sealed", "threshold",
            "base", "rules", "query", "state", "made_by", "made_at", "proposed_by", "proposed_at",
            "decided_by", "decided_at", "withdrawn_by", "withdrawn_at", "correction",
        ),
        RetentionClass.PUBLISHED,
    )  # fmt: skip

    table = models.CharField(max_length=40)
    by = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sealed = models.BinaryField()
    threshold = models.PositiveSmallIntegerField()
    base = models.PositiveSmallIntegerField()
    rules = models.CharField(max_length=80)
    query = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default="made")
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    correction = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-made_at"], name="edition_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "table", "by", "kind", "number"], name="edition_numbered_once"
            ),
            models.CheckConstraint(name="edition_kind_known", condition=Q(kind__in=EditionKind.codes)),
            models.CheckConstraint(name="edition_state_known", condition=Q(state__in=EditionState.codes)),
            models.CheckConstraint(
                name="edition_published_by_another",
                condition=Q(state__in=("made", "proposed"), decided_by__isnull=True)
                | Q(state="published", kind="public", decided_by__isnull=False, proposed_by__isnull=False)
                & ~Q(decided_by=F("proposed_by"))
                & ~Q(decided_by=F("made_by"))
                | Q(state="withdrawn", withdrawn_by__isnull=False) & ~Q(correction=""),
            ),
            models.CheckConstraint(
                name="edition_for_a_partner_stays_in", condition=Q(kind="public") | Q(state="made")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.number}"


class AskedEdition(OrganisationOwned):
    """That somebody asked for an edition, which a worker makes: of which table and years, and what came of
    it. `edition` is what was made, `reason` in both languages why nothing was."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "table", "by", "kind", "first", "last", "state", "reason", "edition", "asked_by", "asked_at",
            "ended_at",
        ),
        RetentionClass.PUBLISHED,
    )  # fmt: skip

    table = models.CharField(max_length=40)
    by = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    state = models.CharField(max_length=10, default="waiting")
    reason = models.JSONField(default=dict)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"], name="asked_edition_state")]
        constraints = [
            models.CheckConstraint(
                name="asked_edition_codes_known",
                condition=Q(state__in=AskedEditionState.codes) & Q(kind__in=EditionKind.codes),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Provision(OrganisationOwned):
    """That an edition for partners is to go to one of them: which organisation, for what, who asked and what
    a second person said. It stays as long as the edition does: what was given can't be taken back."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "edition", "partner_kind", "partner", "purpose", "state", "asked_by", "asked_at", "decided_by",
            "decided_at",
        ),
        RetentionClass.PUBLISHED,
    )  # fmt: skip

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="provisions")
    partner_kind = models.CharField(max_length=20)
    partner = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="asked")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="provision_newest")]
        constraints = [
            models.CheckConstraint(
                name="provision_codes_known",
                condition=Q(state__in=ProvisionState.codes)
                & Q(partner_kind__in=PartnerKind.codes)
                & Q(purpose__in=Purpose.codes_in("processing"))
                & ~Q(partner=""),
            ),
            models.CheckConstraint(
                name="provision_decided_by_another",
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="asked")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
