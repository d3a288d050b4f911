"""The directory of help; referrals with their items, consent, second looks, address, and history.

Every word about a person is sealed, bound to its row. A referral goes some months after it began, and
everything of it goes with it.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.referrals.reports.models import CrimeLook as CrimeLook
from baken.referrals.reports.models import CrimePacket as CrimePacket
from baken.referrals.reports.models import CrimeReport as CrimeReport
from baken.referrals.reports.models import CrimeReportItem as CrimeReportItem
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.languages import ADVERT_LANGUAGES
from baken.vocabulary.places import Province
from baken.vocabulary.referrals import (
    ConsentWay,
    HelpCapacity,
    HelpHours,
    HelpKind,
    IntakeWay,
    PackageItem,
    ReceiverKind,
    ReferralGround,
    ReferralState,
    ReferralStepKind,
    RefusalReason,
    SecondLook,
)

PERSON = "accounts.User"
LONGEST_NAME = 120
LONGEST_ROLE = 400


class HelpImport(OrganisationOwned):
    """A file that was taken into the directory; who did, and who undid it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("file_sha256", "rows", "at", "by", "undone_at"), RetentionClass.SYSTEM
    )

    file_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.file_sha256[:12]


class HelpOrganisation(OrganisationOwned):
    """Somebody who helps. No province and no municipality is the whole country; `shipped` is its code in the
    list that comes with the program. How it is reached is sealed, and filled in by the organisation itself.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "shipped", "name", "role_nl", "role_en", "receiver", "kinds", "provinces", "municipalities",
            "languages", "hours", "intake", "capacity", "reached", "fallback", "checked_on", "checked_by",
            "valid_until", "gone", "imported",
        ),
        RetentionClass.CATALOGUE,
    )  # fmt: skip

    shipped = models.CharField(max_length=40, default="")
    name = models.CharField(max_length=LONGEST_NAME)
    role_nl = models.CharField(max_length=LONGEST_ROLE)
    role_en = models.CharField(max_length=LONGEST_ROLE, default="")
    receiver = models.CharField(max_length=20)
    kinds = ArrayField(models.CharField(max_length=20))
    provinces = ArrayField(models.CharField(max_length=5), default=list)
    municipalities = ArrayField(models.CharField(max_length=60), default=list)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    hours = models.CharField(max_length=20, default="unknown")
    intake = models.CharField(max_length=20, default="both")
    capacity = models.CharField(max_length=20, default="unknown")
    reached = models.BinaryField(default=bytes)
    fallback = models.BooleanField(default=False)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True)
    gone = models.BooleanField(default=False)
    imported = models.ForeignKey(HelpImport, null=True, on_delete=models.PROTECT, related_name="made")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="help_name_once"),
            models.CheckConstraint(
                name="help_codes_known",
                condition=Q(receiver__in=ReceiverKind.codes)
                & Q(kinds__contained_by=list(HelpKind.codes))
                & Q(provinces__contained_by=list(Province.codes))
                & Q(languages__contained_by=list(ADVERT_LANGUAGES))
                & Q(hours__in=HelpHours.codes)
                & Q(intake__in=IntakeWay.codes)
                & Q(capacity__in=HelpCapacity.codes),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Referral(OrganisationOwned):
    """A hand-over to one receiver. `number` is how people and the receiver name it: by chance, about nobody.

    `owner` sees to it. `answer_due_at` is when an answer must be there, `escalates_at` when a colleague is
    asked to take the silence up. `receipt` is how the receiver names what was handed over without an answer
    page, and `evidence` the number of an evidence package.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(
            ("number", "created_at", "owner", "step_count", "offered_at", "answer_due_at", "escalates_at"),
            RetentionClass.SYSTEM,
        )
        | dict.fromkeys(
            ("receiver", "lead", "case", "ground", "state", "refusal", "why", "receipt", "evidence"),
            RetentionClass.LEAD,
        )
    )

    number = models.CharField(max_length=9)
    created_at = models.DateTimeField()
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(HelpOrganisation, on_delete=models.PROTECT, related_name="referrals")
    lead = models.ForeignKey("triage.Lead", null=True, on_delete=models.SET_NULL, related_name="referrals")
    case = models.ForeignKey("cases.Case", null=True, on_delete=models.SET_NULL, related_name="referrals")
    ground = models.CharField(max_length=20)
    state = models.CharField(max_length=10)
    refusal = models.CharField(max_length=20, default="")
    why = models.BinaryField(default=bytes)
    receipt = models.CharField(max_length=60, default="")
    evidence = models.CharField(max_length=64, default="")
    step_count = models.PositiveIntegerField(default=0)
    offered_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    escalates_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="referral_number_once"),
            models.CheckConstraint(
                name="referral_codes_known",
                condition=Q(ground__in=ReferralGround.codes)
                & Q(state__in=ReferralState.codes)
                & Q(refusal__in=("", *RefusalReason.codes)),
            ),
            # being overdue follows from the clock, and is never written down
            models.CheckConstraint(name="referral_overdue_by_clock", condition=~Q(state="overdue")),
        ]

    def __str__(self) -> str:
        return self.number


class ReferralItem(OrganisationOwned):
    """One item of a package, sealed. The item for contact says which contact it is by its pseudonym, so that
    it is found when the person asks to be erased."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("referral", "item", "words", "pseudonyms"), RetentionClass.LEAD
    )

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=20)
    words = models.BinaryField()
    pseudonyms = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "item"], name="referral_item_once"),
            models.CheckConstraint(name="referral_item_known", condition=Q(item__in=PackageItem.codes)),
        ]

    def __str__(self) -> str:
        return self.item


class ReferralConsent(OrganisationOwned):
    """That the person agreed to this item for this receiver: how, when, who wrote it down; and whether they
    took it back."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("referral", "item", "way", "given_at", "recorded_by", "withdrawn_at", "withdrawn_by"),
        RetentionClass.LEAD,
    )

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="consents")
    item = models.CharField(max_length=20)
    way = models.CharField(max_length=10)
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "item"],
                condition=Q(withdrawn_at__isnull=True),
                name="referral_consent_once",
            ),
            models.CheckConstraint(
                name="referral_consent_known",
                condition=Q(item__in=PackageItem.codes) & Q(way__in=ConsentWay.codes),
            ),
            models.CheckConstraint(
                name="referral_consent_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.item


class ReferralLook(AskedOfTwo):
    """What a second person is asked to decide on; `due_at` is the clock of what was done in acute danger."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        ("referral", "about", "due_at"), RetentionClass.LEAD
    )

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="looks")
    about = models.CharField(max_length=20)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="referral_look_known", condition=Q(about__in=SecondLook.codes)),
            models.UniqueConstraint(
                fields=["referral", "about"], condition=Q(state="asked"), name="referral_look_asked_once"
            ),
            decided_by_another("referral_look_by_another"),
        ]

    def __str__(self) -> str:
        return self.about


class ReferralLink(OrganisationOwned):
    """The address at which the receiver answers: only hashes of its secret and of the spoken code."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | {
        "referral": RetentionClass.LEAD,
        "token_hash": RetentionClass.SYSTEM,
        "code_hash": RetentionClass.SYSTEM,
        "expires_at": RetentionClass.SYSTEM,
        "opened_at": RetentionClass.SYSTEM,
        "used_at": RetentionClass.SYSTEM,
    }

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class ReferralStep(OrganisationOwned):
    """One thing that happened: of which kind, when, by whom (nobody of ours for the receiver), in which
    sealed words."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("referral", "place", "kind", "at", "by", "words"), RetentionClass.LEAD
    )

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.BinaryField(default=bytes)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "place"], name="referral_step_once"),
            models.CheckConstraint(name="referral_step_known", condition=Q(kind__in=ReferralStepKind.codes)),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}"
