"""Under which lawful basis something is collected, from which source, and what came in."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least, Now

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.captures import CaptureRecord, CaptureWay
from baken.vocabulary.crawls import CrawlEnd, CrawlEvery, CrawlState, CrawlTrouble
from baken.vocabulary.grounds import BasisDocumentKind, BasisState, CaptureKind, LegalGround, SpecialGround
from baken.vocabulary.purposes import Purpose


class LawfulBasis(OrganisationOwned):
    """Why an organisation may collect, decided by a person beforehand, and until when.

    Drafted by one person and brought into force by another; `responsible` is who answers for it.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "code",
            "purpose",
            "ground",
            "special_ground",
            "ground_nl",
            "ground_en",
            "dpia_reference",
            "responsible",
            "valid_from",
            "valid_until",
            "state",
            "drafted_by",
            "drafted_at",
            "approved_by",
            "approved_at",
            "ended_by",
            "ended_at",
            "ended_because",
        ),
        RetentionClass.SYSTEM,
    )

    code = models.SlugField(max_length=60)
    purpose = models.CharField(max_length=20)
    ground = models.CharField(max_length=30)
    special_ground = models.CharField(max_length=30)
    ground_nl = models.TextField()
    ground_en = models.TextField()
    dpia_reference = models.CharField(max_length=100)
    responsible = models.CharField(max_length=150)
    valid_from = models.DateField()
    valid_until = models.DateField()
    state = models.CharField(max_length=10, default="draft")
    drafted_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="basis_code_once"),
            models.CheckConstraint(name="basis_dates_ordered", condition=Q(valid_until__gte=F("valid_from"))),
            models.CheckConstraint(
                name="basis_is_stated",
                condition=~Q(dpia_reference="") & ~Q(responsible="") & ~Q(ground_nl=""),
            ),
            models.CheckConstraint(
                name="basis_purpose_from_list", condition=Q(purpose__in=Purpose.codes_in("processing"))
            ),
            models.CheckConstraint(
                name="basis_codes_known",
                condition=Q(ground__in=LegalGround.codes)
                & Q(special_ground__in=SpecialGround.codes)
                & Q(state__in=BasisState.codes),
            ),
            models.CheckConstraint(
                name="basis_approved_by_another",
                condition=Q(ground="synthetic")
                | ~Q(state__in=("in_force", "ended"))
                | (
                    Q(approved_by__isnull=False)
                    & Q(drafted_by__isnull=False)
                    & ~Q(approved_by=F("drafted_by"))
                ),
            ),
            models.CheckConstraint(
                name="basis_end_is_explained",
                condition=~Q(state="ended") | (Q(ended_by__isnull=False) & ~Q(ended_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def holds_on(self, day: date) -> bool:
        """Whether something may be collected under it on a day."""
        return self.state == "in_force" and self.valid_from <= day <= self.valid_until


class BasisDocument(OrganisationOwned):
    """A document that shows why a basis holds; its content is encrypted and only ever handed back whole.

    It keeps no file name: that may say more than the kind does.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("basis", "kind", "form", "size", "sha256", "content", "added_by", "added_at"), RetentionClass.SYSTEM
    )

    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    form = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["basis", "kind", "sha256"], name="document_once"),
            models.CheckConstraint(
                name="document_codes_known",
                condition=Q(kind__in=BasisDocumentKind.codes) & Q(form__in=("pdf", "odt", "docx", "txt")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


class Source(OrganisationOwned):
    """Where adverts come from: a platform, the way they are collected, and the basis for it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("name", "platform", "kind", "basis", "profile", "active_until", "added_by", "added_at", "ended_at"),
        RetentionClass.CATALOGUE,
    )

    name = models.CharField(max_length=80)
    platform = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="sources")
    profile = models.TextField(default="")
    active_until = models.DateField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="source_name_once"),
            models.CheckConstraint(name="source_kind_known", condition=Q(kind__in=CaptureKind.codes)),
        ]

    def __str__(self) -> str:
        return self.name


class Intake(OrganisationOwned):
    """What one file brought in of one platform that was new: counts, when, and under which basis.

    `rejected` counts the records that could not be read in the whole file, since a record that can't
    be read may not say of which platform it was.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("basis", "platform", "at", "seen", "rejected"), RetentionClass.SYSTEM
    )

    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    platform = models.CharField(max_length=200)
    at = models.DateTimeField()
    seen = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "platform"], name="intake_platform")]

    def __str__(self) -> str:
        return f"{self.platform} {self.at:%Y-%m-%d}"


class Capture(OrganisationOwned):
    """One page or text as it was captured, kept as evidence: where it lies in the encrypted files, and the
    digest of its payload. Its words and its address stand in clear nowhere.

    The row's id comes from source, address, moment and digest under a key (`evidence.keys`), so that each
    capture stands once. A page shows contact details in clear, so it goes with these. What no row points at
    is dropped from the files (`evidence.rewriting`).
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("source", "basis", "how", "kind", "stored_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            ("url", "at", "file", "offset", "length", "payload_sha256", "content_type"),
            RetentionClass.CONTACT,
        )
    )

    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    url = models.BinaryField()
    at = models.DateTimeField()
    file = models.CharField(max_length=40)
    offset = models.BigIntegerField()
    length = models.PositiveIntegerField()
    payload_sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=200)
    stored_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="capture_codes_known",
                condition=Q(how__in=CaptureWay.codes) & Q(kind__in=CaptureRecord.codes),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "file", "offset"], name="capture_place"),
            models.Index("organisation", Least("at", "stored_at"), name="capture_first_moment"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Crawl(OrganisationOwned):
    """One visit to a source: in which state, begun by whom, and what came of it in counts and codes.

    `adverts_seen` were visited and stored; `adverts_new` were never seen at this source before,
    `adverts_changed` have other words than at the visit before, `adverts_returned` were away at the visit
    before, and `adverts_vanished` were there then and are not now. `refused` counts addresses that
    robots.txt, the profile or the walls around a crawl kept it from; `troubles` counts each code of
    `CrawlTrouble`.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "source", "state", "queued_at", "started_at", "ended_at", "ended_because", "ended_note",
            "started_by", "by_clock", "pages_fetched", "adverts_seen", "adverts_new", "adverts_changed",
            "adverts_returned", "adverts_vanished", "refused", "errors", "last_error", "troubles",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="crawls")
    state = models.CharField(max_length=10, default="waiting")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, default="")
    ended_note = models.CharField(max_length=500, default="")
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    by_clock = models.BooleanField(default=False)
    pages_fetched = models.PositiveIntegerField(default=0)
    adverts_seen = models.PositiveIntegerField(default=0)
    adverts_new = models.PositiveIntegerField(default=0)
    adverts_changed = models.PositiveIntegerField(default=0)
    adverts_returned = models.PositiveIntegerField(default=0)
    adverts_vanished = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=20, default="")
    troubles = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=CrawlState.codes_in("active")),
                name="crawl_one_at_a_time",
            ),
            models.CheckConstraint(
                name="crawl_codes_known",
                condition=Q(state__in=CrawlState.codes)
                & Q(ended_because__in=("", *CrawlEnd.codes))
                & Q(last_error__in=("", *CrawlTrouble.codes)),
            ),
            models.CheckConstraint(
                name="crawl_end_is_explained",
                condition=Q(state__in=CrawlState.codes_in("active"), ended_at=None, ended_because="")
                | Q(state__in=CrawlState.codes_in("over"), ended_at__isnull=False) & ~Q(ended_because=""),
            ),
        ]
        indexes = [models.Index(fields=["source", "-queued_at"], name="crawl_newest")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.queued_at:%Y-%m-%d}"


class CrawlPage(OrganisationOwned):
    """One advert as one crawl stored it: who begins again after a power cut need not fetch it again.

    `url_key` and `content_key` are keyed hashes of its address and its words: enough to see that an advert
    came, changed, went or returned, and nothing else. It goes with its capture.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("crawl",), RetentionClass.SYSTEM)
        | dict.fromkeys(("capture", "url_key", "content_key"), RetentionClass.CONTACT)
    )

    crawl = models.ForeignKey(Crawl, on_delete=models.CASCADE, related_name="pages")
    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="crawl_pages")
    url_key = models.CharField(max_length=26)
    content_key = models.CharField(max_length=26)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crawl", "url_key"], name="crawl_page_once")]

    def __str__(self) -> str:
        return str(self.id)


class CrawlSchedule(OrganisationOwned):
    """How often a source is crawled by itself, and which person decided so."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("source", "every", "set_by", "set_at"), RetentionClass.SYSTEM
    )

    source = models.OneToOneField(Source, on_delete=models.PROTECT, related_name="schedule")
    every = models.CharField(max_length=10, default="off")
    set_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="schedule_every_known", condition=Q(every__in=CrawlEvery.codes))
        ]

    def __str__(self) -> str:
        return self.every
