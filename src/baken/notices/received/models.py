"""Notices with what they are about, decisions on them, complaints, and what follows misuse.

Whatever somebody wrote freely is sealed. All that belongs to one thing hangs on `NoticedThing` and is erased
with it; who gave a notice is kept shorter.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.notices import (
    ComplaintSide,
    ComplaintState,
    DecisionState,
    NoticeOutcome,
    NoticeState,
    NoticeSubject,
    NotifierKind,
    NotifierSuspensionState,
    ReferralChoice,
    SeriousSuspicion,
)
from baken.vocabulary.statements import StatementCategory

PERSON = "accounts.User"
NOTICE = RetentionClass.NOTICE


class NoticeDesk(OrganisationOwned):
    """Whether an organisation takes notices, and within how many hours it means to answer them."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("open", "decide_within", "urgent_within", "complaint_within", "set_by", "set_at"),
        RetentionClass.SYSTEM,
    )

    open = models.BooleanField(default=False)
    decide_within = models.PositiveIntegerField(default=168)
    urgent_within = models.PositiveIntegerField(default=24)
    complaint_within = models.PositiveIntegerField(default=336)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="notice_desk_once")]

    def __str__(self) -> str:
        return "open" if self.open else "closed"


class NoticedThing(OrganisationOwned):
    """What notices are about: one advert or address. `key` is its keyed pseudonym, `location` sealed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("key", "location", "last_at"), NOTICE
    )

    key = models.CharField(max_length=26)
    location = models.BinaryField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="noticed_thing_once")]

    def __str__(self) -> str:
        return f"thing {self.id}"


class PreservedText(OrganisationOwned):
    """The words of an advert as they stood before anything was done to it, sealed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("thing", "text", "sha256", "at", "by"), NOTICE
    )

    thing = models.ForeignKey(NoticedThing, on_delete=models.CASCADE, related_name="preserved")
    text = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"text {self.id}"


class NoticeDecision(OrganisationOwned):
    """What a named person decided on every notice about one thing that stood open then.

    `explanation` and `facts` go to the advertiser, `answer` to those who gave notice; all three are sealed.
    `code_hash` and `code` let the advertiser ask for the reasons and complain.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "thing", "state", "outcome", "illegal", "ground", "category", "content_on", "explanation",
            "facts", "answer", "suspicion", "referral", "referral_words", "referral_by", "referral_at",
            "code_hash", "code", "by", "at",
        ),
        NOTICE,
    )  # fmt: skip

    thing = models.ForeignKey(NoticedThing, on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    illegal = models.BooleanField(default=True)
    ground = models.CharField(max_length=500)
    category = models.CharField(max_length=80)
    content_on = models.DateField()
    explanation = models.BinaryField()
    facts = models.BinaryField()
    answer = models.BinaryField()
    suspicion = models.CharField(max_length=20)
    referral = models.CharField(max_length=10, default="")
    referral_words = models.BinaryField(null=True)
    referral_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    referral_at = models.DateTimeField(null=True)
    code_hash = models.BinaryField(max_length=32)
    code = models.BinaryField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code_hash"], name="notice_decision_code_once"),
            models.CheckConstraint(
                name="notice_decision_codes_known",
                condition=Q(
                    state__in=DecisionState.codes,
                    outcome__in=NoticeOutcome.codes,
                    suspicion__in=SeriousSuspicion.codes,
                    category__in=StatementCategory.codes,
                ),
            ),
            models.CheckConstraint(
                name="notice_decision_referral_by_somebody",
                condition=Q(
                    referral="",
                    referral_words__isnull=True,
                    referral_by__isnull=True,
                    referral_at__isnull=True,
                )
                | Q(
                    referral__in=ReferralChoice.codes,
                    referral_by__isnull=False,
                    referral_at__isnull=False,
                ),
            ),
            # a serious suspicion is never closed without a word on where it went
            models.CheckConstraint(
                name="notice_decision_open_until_referred",
                condition=Q(suspicion="none") | Q(state="open") | Q(referral__in=ReferralChoice.codes),
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.id}"


class ReceivedNotice(OrganisationOwned):
    """One notice: who says to give it, about what, and why, sealed. Its code is kept as a keyed hash."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "thing", "decision", "number", "code_hash", "kind", "subject", "why", "state", "received_at",
            "due_at", "holder", "tied", "language", "flagger_by", "flagger_at",
        ),
        NOTICE,
    )  # fmt: skip

    thing = models.ForeignKey(NoticedThing, on_delete=models.CASCADE, related_name="notices")
    decision = models.ForeignKey(NoticeDecision, null=True, on_delete=models.CASCADE, related_name="notices")
    number = models.PositiveIntegerField()
    code_hash = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=20)
    why = models.BinaryField()
    state = models.CharField(max_length=10)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    holder = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    tied = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="nl")
    # who looked up that this is a trusted flagger; until then it is what the notice itself says
    flagger_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    flagger_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="notice_number_once"),
            models.UniqueConstraint(fields=["organisation", "code_hash"], name="notice_code_once"),
            models.CheckConstraint(
                name="notice_codes_known",
                condition=Q(
                    kind__in=NotifierKind.codes,
                    subject__in=NoticeSubject.codes,
                    state__in=NoticeState.codes,
                    language__in=["nl", "en"],
                ),
            ),
            models.CheckConstraint(
                name="notice_flagger_by_somebody",
                condition=Q(flagger_by__isnull=True, flagger_at__isnull=True)
                | Q(flagger_by__isnull=False, flagger_at__isnull=False, kind="trusted_flagger"),
            ),
            models.CheckConstraint(
                name="notice_anonymous_about_minors",
                condition=~Q(kind="anonymous") | Q(subject="minor"),
            ),
            models.CheckConstraint(
                name="notice_decided_by_a_decision",
                condition=Q(state="decided", decision__isnull=False)
                | Q(state__in=["received", "set_aside", "in_hand"], decision__isnull=True),
            ),
            models.CheckConstraint(
                name="notice_in_hand_of_somebody", condition=~Q(state="in_hand") | Q(holder__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.number}"


class NotifierContact(OrganisationOwned):
    """Name and address of who gave a notice, sealed; `notifier` is the address as a keyed pseudonym."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("notice", "name", "email", "notifier", "at"), RetentionClass.CONTACT
    )

    notice = models.OneToOneField(ReceivedNotice, on_delete=models.CASCADE, related_name="contact")
    name = models.BinaryField()
    email = models.BinaryField()
    notifier = models.CharField(max_length=26, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"contact {self.id}"


class NoticeComplaint(OrganisationOwned):
    """A complaint about a decision, by either side; handled by somebody else than who decided."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "decision", "notice", "side", "why", "state", "lodged_at", "due_at", "decided_by", "handled_by",
            "handled_at", "answer", "changes",
        ),
        NOTICE,
    )  # fmt: skip

    decision = models.ForeignKey(NoticeDecision, on_delete=models.CASCADE, related_name="complaints")
    notice = models.ForeignKey(ReceivedNotice, null=True, on_delete=models.CASCADE, related_name="complaints")
    side = models.CharField(max_length=10)
    why = models.BinaryField()
    state = models.CharField(max_length=10)
    lodged_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    handled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(null=True)
    answer = models.BinaryField(null=True)
    changes = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_complaint_codes_known",
                condition=Q(side__in=ComplaintSide.codes, state__in=ComplaintState.codes),
            ),
            models.CheckConstraint(
                name="notice_complaint_handled_by_another",
                condition=Q(
                    state="lodged", handled_by__isnull=True, handled_at__isnull=True, answer__isnull=True
                )
                | Q(
                    ~Q(handled_by=F("decided_by")),
                    state__in=["upheld", "overturned"],
                    handled_by__isnull=False,
                    handled_at__isnull=False,
                    answer__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="notice_complaint_says_what_changes",
                condition=Q(state="overturned", changes__isnull=False)
                | Q(state__in=["lodged", "upheld"], changes__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"complaint {self.id}"


class UnfoundedMark(OrganisationOwned):
    """A person says that a notice was manifestly unfounded, and why (sealed)."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("notice", "reason", "by", "at"), NOTICE
    )

    notice = models.OneToOneField(ReceivedNotice, on_delete=models.CASCADE, related_name="unfounded")
    reason = models.BinaryField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"mark {self.id}"


class NotifierWarning(OrganisationOwned):
    """Somebody who gave manifestly unfounded notices was told so; the first step, and it ends by itself."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("notifier", "by", "at", "expires_at"), RetentionClass.CONTACT
    )

    notifier = models.CharField(max_length=26, db_index=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"warning {self.id}"


class NotifierSuspension(AskedOfTwo):
    """For some days notices of one notifier wait apart. One person asks, another decides; until `expires_at`.

    `reason` is sealed.
    """

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        ("notifier", "reason", "days", "expires_at"), RetentionClass.CONTACT
    )

    notifier = models.CharField(max_length=26, db_index=True)
    reason = models.BinaryField()
    days = models.PositiveIntegerField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notifier_suspension_known",
                condition=Q(state__in=NotifierSuspensionState.codes),
            ),
            decided_by_another("notifier_suspension_two"),
        ]

    def __str__(self) -> str:
        return f"suspension {self.id}"
