"""What stands behind a door: adverts that came to it, age evidence, the policy, every check; and audits."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from baken.door.appeals.models import DoorAppeal as DoorAppeal
from baken.door.appeals.models import DoorAppealSay as DoorAppealSay
from baken.door.audits.models import DoorAnswer as DoorAnswer
from baken.door.audits.models import DoorAttempt as DoorAttempt
from baken.door.audits.models import DoorAudit as DoorAudit
from baken.door.audits.models import DoorReview as DoorReview
from baken.door.checks.submission import MOST_GRADE_C_HOURS, OLDEST
from baken.door.reviews.models import DoorRefusal as DoorRefusal
from baken.door.reviews.models import DoorSay as DoorSay
from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo
from baken.vocabulary.door import AgeEvidenceMethod, DoorCheckState, DoorDecision, DoorPolicyState

PSEUDONYM = 26
LONGEST_REASON = 500


class DoorPolicy(AskedOfTwo):
    """A version of what a platform itself decided to ask at its door, and why. It is never changed.

    In force is the approved one with the highest number. A version that asks less than the one before it
    (`drops`, codes of `PolicyDrop`) waits for a second person; another one is in force at once.
    """

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        (
            "number", "platform", "minimum_age", "age_evidence", "required", "grade_c_hours", "reason",
            "drops",
        ),
        RetentionClass.CATALOGUE,
    )  # fmt: skip

    number = models.PositiveIntegerField()
    platform = models.CharField(max_length=200)
    minimum_age = models.PositiveSmallIntegerField(default=LEGAL_MINIMUM_AGE)
    age_evidence = ArrayField(models.CharField(max_length=30), default=list)
    required = ArrayField(models.CharField(max_length=60), default=list)
    grade_c_hours = models.PositiveSmallIntegerField(default=24)
    reason = models.CharField(max_length=LONGEST_REASON)
    drops = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="door_policy_number_once"),
            models.CheckConstraint(
                name="door_policy_known",
                condition=Q(state__in=DoorPolicyState.codes)
                & Q(age_evidence__contained_by=list(AgeEvidenceMethod.codes))
                & Q(minimum_age__gte=LEGAL_MINIMUM_AGE, minimum_age__lte=OLDEST)
                & Q(grade_c_hours__gte=1, grade_c_hours__lte=MOST_GRADE_C_HOURS),
            ),
            models.CheckConstraint(
                name="door_policy_drops_by_another",
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, state="asked") & ~Q(drops=[])
                | Q(decided_by__isnull=True, decided_at__isnull=True, state="approved", drops=[])
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(state="asked")
                & ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.number}"


class DoorRules(OrganisationOwned):
    """Shipped rules that decided at this door, as they were: an update brings others, and a check is proved
    with its own. Versions of one's own are kept where rules are."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("digest", "files"), RetentionClass.CATALOGUE
    )

    digest = models.CharField(max_length=64)
    files = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="door_rules_once")]

    def __str__(self) -> str:
        return self.digest


class StandingAdvert(OrganisationOwned):
    """An advert as it came to the door, in one wording; a changed one is a row more, with a next `version`.

    The record with its words and contacts is sealed, and so is `read`, what extraction found in it. `advert`
    and `account` are the platform's own names for them, and `content` what it said, as keyed pseudonyms: none
    can be found by a number or a text.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("advert", "version", "content", "account", "record", "read", "captured_at"),
        RetentionClass.CONTACT,
    )

    advert = models.CharField(max_length=PSEUDONYM)
    version = models.PositiveIntegerField()
    content = models.CharField(max_length=PSEUDONYM)
    account = models.CharField(max_length=PSEUDONYM, null=True)
    record = models.BinaryField()
    read = models.BinaryField(null=True)
    captured_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "advert", "version"], name="standing_advert_version_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "captured_at"], name="standing_advert_moment"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class StandingKey(OrganisationOwned):
    """By what a standing advert is found from another: an account, payer, device, contact or image hash, or
    a band of the hashes of its text. `value` is 60 bits of a keyed pseudonym."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("standing", "value", "captured_at"), RetentionClass.CONTACT
    )

    standing = models.ForeignKey(StandingAdvert, on_delete=models.CASCADE, related_name="keys")
    value = models.BigIntegerField()
    captured_at = models.DateTimeField()

    class Meta:
        # with what it is asked for in it, a look-up needs no row: those of one key lie far from each other
        indexes = [
            models.Index(
                fields=["organisation", "value", "-captured_at"],
                include=["standing"],
                name="standing_key_found",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class AgeProof(OrganisationOwned):
    """That an account showed its holder's age, for one advert as it stood then: how, when, until when, by
    whom. Never a copy of a document. It goes with the advert that it is bound to."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "standing", "account", "method", "checked_at", "valid_until", "checked_by", "recorded_at",
            "recorded_by",
        ),
        RetentionClass.CONTACT,
    )  # fmt: skip

    standing = models.ForeignKey(StandingAdvert, on_delete=models.CASCADE, related_name="proofs")
    account = models.CharField(max_length=PSEUDONYM)
    method = models.CharField(max_length=30)
    checked_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    checked_by = models.BinaryField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standing", "method", "checked_at"], name="age_proof_once"),
            models.CheckConstraint(
                name="age_proof_known",
                condition=Q(method__in=AgeEvidenceMethod.codes)
                & (Q(valid_until__isnull=True) | Q(valid_until__gt=F("checked_at"))),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "account"], name="age_proof_account")]

    def __str__(self) -> str:
        return str(self.id)


class DoorCheck(OrganisationOwned):
    """One decision at the door, with all that it rests on, so that it can be taken again.

    `asked` are policy, rules and evidence as they were, as one keyed hash: the same advert under the same
    ones is the same check. `facts` are what was derived and `answer` what was said, both sealed. `grounds`
    are codes of `HoldGround`.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("policy", "rules_number", "rules_digest", "at"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            (
                "standing", "asked", "decision", "two_people", "hold_until", "state", "state_at", "grounds",
                "facts", "answer",
            ),
            RetentionClass.CONTACT,
        )
    )  # fmt: skip

    standing = models.ForeignKey(StandingAdvert, on_delete=models.CASCADE, related_name="checks")
    policy = models.ForeignKey(DoorPolicy, on_delete=models.PROTECT, related_name="+")
    rules_number = models.PositiveIntegerField()
    rules_digest = models.CharField(max_length=64)
    asked = models.CharField(max_length=PSEUDONYM)
    at = models.DateTimeField()
    decision = models.CharField(max_length=10)
    two_people = models.BooleanField()
    hold_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=15)
    state_at = models.DateTimeField()
    grounds = ArrayField(models.CharField(max_length=30))
    facts = models.BinaryField()
    answer = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="door_check_codes_known",
                condition=Q(decision__in=DoorDecision.codes, state__in=DoorCheckState.codes),
            ),
            models.CheckConstraint(
                name="door_check_state_fits",
                condition=Q(decision="allow", state="allowed", two_people=False, hold_until__isnull=True)
                | Q(decision="hold", state="held")
                | Q(decision="hold", state__in=["cleared", "refused"])
                | Q(decision="hold", state="overtaken", two_people=False)
                # by time alone goes on only what practice alone spoke against, and when it is time
                | Q(decision="hold", state="let_through", two_people=False, state_at__gte=F("hold_until")),
            ),
            models.CheckConstraint(
                name="door_check_two_people_wait",
                condition=Q(two_people=False) | Q(hold_until__isnull=True, decision="hold"),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "at"], name="door_check_waiting"),
            models.Index(fields=["organisation", "at"], name="door_check_moment"),
            models.Index(fields=["standing", "-at"], name="door_check_newest"),
            models.Index(
                fields=["organisation", "standing"],
                condition=Q(two_people=True, state__in=["held", "refused"]),
                name="door_check_by_two",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
