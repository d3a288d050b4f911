"""What is stored of adverts: sightings, what was found in them, and how they hang together."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Least, Now

from baken.adverts.rule_sets.models import RuleSet, RuleTrial
from baken.collection.models import Capture, LawfulBasis
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import TAKEN_RETENTION, TakenByOne, decided_by_another
from baken.vocabulary.hand_overs import HandOverState
from baken.vocabulary.judgements import JudgementReason, LinkJudgement, LinkLevel
from baken.vocabulary.purposes import Purpose

__all__ = [
    "AdvertContact", "ByHand", "ContactHub", "ContactMention", "Extraction", "HandDraft", "HandOver",
    "JudgedSighting", "Judgement", "Link", "LinkEdge", "RuleSet", "RuleTrial", "Sighting", "Signal",
]  # fmt: skip

EXTRACTION_VERSION = 2
"""Raised when extraction comes to mean something else, so that everything is read again."""


class Sighting(OrganisationOwned):
    """One capture of one advert, with where its evidence lies.

    The advert record itself, with its words, contacts, account, address and the name that its source
    gave it, is one encrypted column; in clear stands only what counting needs. The row's id comes from
    platform, name and moment under a key (`store_sightings.sighting_row`), so each capture stands once.

    Its period runs from when it was captured or stored, whichever came first: a source that gives a
    moment in the future keeps nothing longer. `contacts_cut` is true when the period of contact details
    is over and they were cut out of the record. `capture` is the page or text it was read from, as long
    as that is kept.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("basis", "sequence", "stored_at", "contacts_cut", "capture"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            (
                "platform", "captured_at", "published_at", "advertised_gender", "record", "evidence_file",
                "evidence_offset", "evidence_sha256",
            ),
            RetentionClass.ADVERT,
        )
    )  # fmt: skip

    sequence = models.BigIntegerField(
        db_default=models.Func(models.Value("adverts_sighting_sequence"), function="nextval")
    )
    platform = models.CharField(max_length=200)
    captured_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    advertised_gender = models.CharField(max_length=10)
    record = models.BinaryField()
    evidence_file = models.CharField(max_length=500)
    evidence_offset = models.BigIntegerField(null=True)
    evidence_sha256 = models.CharField(max_length=64, null=True)
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField(db_default=Now())
    contacts_cut = models.BooleanField(db_default=False)
    capture = models.ForeignKey(Capture, null=True, on_delete=models.SET_NULL, related_name="sightings")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "sequence"], name="sighting_sequence"),
            models.Index("organisation", Least("captured_at", "stored_at"), name="sighting_first_moment"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Extraction(OrganisationOwned):
    """What was found in the words of one sighting, contacts apart."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("version", "failed"), RetentionClass.SYSTEM)
        | dict.fromkeys(("sighting", "provinces", "facts"), RetentionClass.ADVERT)
    )

    sighting = models.OneToOneField(Sighting, on_delete=models.CASCADE, related_name="extraction")
    version = models.PositiveIntegerField()
    failed = models.BooleanField(default=False)
    provinces = ArrayField(models.CharField(max_length=6))
    facts = models.JSONField()


class AdvertContact(OrganisationOwned):
    """A contact found in adverts: encrypted, with its pseudonym as the only handle on it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("kind", "pseudonym", "value"), RetentionClass.CONTACT
    )

    kind = models.CharField(max_length=20)
    pseudonym = models.CharField(max_length=26)
    value = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "pseudonym"], name="contact_once")]


class ContactMention(OrganisationOwned):
    """Where a contact stands in a sighting: a span of its words, or a field of its page."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("sighting", "contact", "obscured", "start", "end", "field"), RetentionClass.CONTACT
    )

    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(AdvertContact, on_delete=models.CASCADE, related_name="+")
    obscured = models.BooleanField()
    start = models.IntegerField(null=True)
    end = models.IntegerField(null=True)
    field = models.CharField(max_length=20, null=True)


class Link(OrganisationOwned):
    """To which unique advert and which advertiser a sighting was assigned."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("sighting", "unique_advert", "advertiser"), RetentionClass.ADVERT
    )

    sighting = models.OneToOneField(Sighting, on_delete=models.CASCADE, related_name="link")
    unique_advert = models.CharField(max_length=20)
    advertiser = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "unique_advert"], name="link_unique_advert"),
            models.Index(fields=["organisation", "advertiser"], name="link_advertiser"),
        ]


class LinkEdge(OrganisationOwned):
    """Why two sightings were linked, or why they were not."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("left", "right", "kind", "strength", "refused", "level"), RetentionClass.ADVERT
    )

    left = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    strength = models.FloatField()
    refused = models.CharField(max_length=60, null=True)
    level = models.CharField(max_length=15)


class ContactHub(OrganisationOwned):
    """A contact, account or image shared by too many different texts: kept as evidence, not linked
    through."""

    IN_RECORDS: ClassVar[tuple[str, ...]] = ("account", "image")
    """The kinds that stand in records alone, and so in no row of a contact."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("kind", "pseudonym", "unique_adverts", "sightings"), RetentionClass.CONTACT
    )

    kind = models.CharField(max_length=20)
    pseudonym = models.CharField(max_length=26)
    unique_adverts = models.PositiveIntegerField()
    sightings = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "pseudonym"], name="hub_once")]


class Signal(OrganisationOwned):
    """One firing of an indicator on a sighting or an advertiser, with its evidence."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("subject_kind", "subject", "advertiser", "indicator", "rule_version", "grade", "evidence"),
        RetentionClass.LEAD,
    )

    subject_kind = models.CharField(max_length=10)
    subject = models.CharField(max_length=40)
    advertiser = models.CharField(max_length=20)
    indicator = models.CharField(max_length=80)
    rule_version = models.PositiveIntegerField()
    grade = models.CharField(max_length=1)
    evidence = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "advertiser"], name="signal_advertiser")]


class ByHand(OrganisationOwned):
    """That a person recorded a sighting by hand: who, when, and in which search campaign, if any.

    `digest` is what they wrote as a keyed hash, so that the same entry sent twice stands once;
    `new_platform` says that the platform was not in the catalogue.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("recorded_by", "recorded_at", "new_platform"), RetentionClass.SYSTEM)
        | dict.fromkeys(("sighting", "digest", "campaign"), RetentionClass.ADVERT)
    )

    sighting = models.OneToOneField(Sighting, on_delete=models.CASCADE, related_name="by_hand")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    digest = models.CharField(max_length=26)
    campaign = models.CharField(max_length=40, default="")
    new_platform = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "recorded_by", "recorded_at"], name="by_hand_of_somebody")
        ]

    def __str__(self) -> str:
        return f"by hand {self.recorded_at:%Y-%m-%d}"


class HandDraft(OrganisationOwned):
    """What somebody is recording and did not send yet, sealed: one a person, for a short time."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("user", "saved_at", "expires_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("sealed",), RetentionClass.CONTACT)
    )

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="hand_draft_one_each"),
            models.CheckConstraint(
                name="hand_draft_expires_later", condition=models.Q(expires_at__gt=models.F("saved_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"


class HandOver(TakenByOne):
    """That somebody asked to hand captures of an advert over as evidence, and what a second person said.

    For which case and why is sealed. It goes by itself after some days, taken or not; what was handed over
    stays in the log.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        TAKEN_RETENTION
        | {"purpose": RetentionClass.SYSTEM}
        | dict.fromkeys(("sighting", "captures", "sealed"), RetentionClass.CONTACT)
    )

    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="hand_overs")
    captures = ArrayField(models.UUIDField())
    purpose = models.CharField(max_length=20)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hand_over_codes_known",
                condition=models.Q(state__in=HandOverState.codes)
                & models.Q(purpose__in=Purpose.codes_in("processing")),
            ),
            decided_by_another("hand_over_decided_by_another"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Judgement(OrganisationOwned):
    """That a person said which sightings belong to one advertiser (or unique advert), or do not.

    It names sightings and no cluster, so every run follows it, whatever name a cluster has by then. The own
    words beside the reason are sealed. One that was undone stays, and is followed no more.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("made_by", "made_at", "undone_by", "undone_at"), RetentionClass.SYSTEM)
        | dict.fromkeys(("kind", "level", "reason", "words"), RetentionClass.ADVERT)
    )

    kind = models.CharField(max_length=10)
    level = models.CharField(max_length=15, default="advertiser")
    reason = models.CharField(max_length=30)
    words = models.BinaryField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "made_at"], name="judgement_in_order")]
        constraints = [
            models.CheckConstraint(
                name="judgement_codes_known",
                condition=models.Q(kind__in=LinkJudgement.codes, level__in=LinkLevel.codes),
            ),
            models.CheckConstraint(
                name="judgement_reason_fits",
                condition=models.Q(kind="join", reason__in=JudgementReason.codes_in("join"))
                | models.Q(kind="split", reason__in=JudgementReason.codes_in("split")),
            ),
            models.CheckConstraint(
                name="judgement_undone_by_somebody",
                condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                | models.Q(undone_by__isnull=False, undone_at__gte=models.F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class JudgedSighting(OrganisationOwned):
    """A sighting that a judgement names, on its left or its right side. It goes with the sighting."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("judgement", "sighting", "left"), RetentionClass.ADVERT
    )

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="sightings")
    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="judged")
    left = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judgement", "sighting"], name="judged_sighting_once")]

    def __str__(self) -> str:
        return str(self.sighting_id)
