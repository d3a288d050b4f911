"""What an organisation agreed on before it writes to anybody; two people for each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.tenancy.second_person import ASKED_RETENTION, AskedOfTwo, decided_by_another
from baken.vocabulary.conversations import AskedState, ContactGroundKind, MessageKind
from baken.vocabulary.languages import ADVERT_LANGUAGES

PERSON = "accounts.User"
LEAST_FOLLOW_UP_DAYS = 14


class ContactRules(OrganisationOwned):
    """The hours and periods of an organisation: one row, without one the values below hold.

    Between `quiet_from` and `quiet_until` (whole hours in `zone`) nothing is sent; the same hour twice is no
    quiet hours. `neutral_page` is the one address a text may hold.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "zone",
            "quiet_from",
            "quiet_until",
            "advert_days",
            "follow_up_days",
            "neutral_page",
            "set_by",
            "set_at",
        ),
        RetentionClass.SYSTEM,
    )

    zone = models.CharField(max_length=60, default="Europe/Amsterdam")
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_until = models.PositiveSmallIntegerField(default=10)
    advert_days = models.PositiveSmallIntegerField(default=14)
    follow_up_days = models.PositiveSmallIntegerField(default=LEAST_FOLLOW_UP_DAYS)
    neutral_page = models.CharField(max_length=200, default="")
    set_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="contact_rules_once"),
            models.CheckConstraint(
                name="contact_rules_bounds",
                condition=Q(quiet_from__lte=23)
                & Q(quiet_until__lte=23)
                & Q(advert_days__gte=1, advert_days__lte=60)
                & Q(follow_up_days__gte=LEAST_FOLLOW_UP_DAYS),
            ),
        ]

    def __str__(self) -> str:
        return self.zone


class AskedRules(AskedOfTwo):
    """Hours and periods that somebody asked for: what stands keeps standing until a second person approves
    these. One waits at a time."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        ("zone", "quiet_from", "quiet_until", "advert_days", "follow_up_days", "neutral_page"),
        RetentionClass.SYSTEM,
    )

    zone = models.CharField(max_length=60)
    quiet_from = models.PositiveSmallIntegerField()
    quiet_until = models.PositiveSmallIntegerField()
    advert_days = models.PositiveSmallIntegerField()
    follow_up_days = models.PositiveSmallIntegerField(default=LEAST_FOLLOW_UP_DAYS)
    neutral_page = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="asked"), name="asked_rules_one_at_a_time"
            ),
            models.CheckConstraint(
                name="asked_rules_bounds",
                condition=Q(quiet_from__lte=23)
                & Q(quiet_until__lte=23)
                & Q(advert_days__gte=1, advert_days__lte=60)
                & Q(follow_up_days__gte=LEAST_FOLLOW_UP_DAYS)
                & Q(state__in=AskedState.codes),
            ),
            decided_by_another("asked_rules_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.state}"


class ContactGround(AskedOfTwo):
    """Why somebody may be approached first: off until two people said so, with counsel's opinion and a DPIA
    as files that are named by their hash. It ends on its last day, or when it is withdrawn."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        (
            "kind", "why", "opinion_name", "opinion_sha256", "dpia_name", "dpia_sha256", "valid_until",
            "withdrawn_by", "withdrawn_at",
        ),
        RetentionClass.SYSTEM,
    )  # fmt: skip

    kind = models.CharField(max_length=30)
    why = models.CharField(max_length=1000)
    opinion_name = models.CharField(max_length=200)
    opinion_sha256 = models.CharField(max_length=64)
    dpia_name = models.CharField(max_length=200)
    dpia_sha256 = models.CharField(max_length=64)
    valid_until = models.DateField()
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_ground_known",
                condition=Q(kind__in=ContactGroundKind.codes) & Q(state__in=AskedState.codes),
            ),
            models.CheckConstraint(
                name="contact_ground_has_documents",
                condition=Q(opinion_sha256__regex="^[0-9a-f]{64}$", dpia_sha256__regex="^[0-9a-f]{64}$"),
            ),
            decided_by_another("contact_ground_by_another"),
        ]

    def __str__(self) -> str:
        return self.kind


class MessageTemplate(AskedOfTwo):
    """A text that may be sent, in one language, once a second person reviewed it and until its last day.
    `provider_name` is what the channel's provider calls its own approved copy of it."""

    retention: ClassVar[dict[str, RetentionClass]] = ASKED_RETENTION | dict.fromkeys(
        ("name", "kind", "language", "text", "provider_name", "valid_until"), RetentionClass.CATALOGUE
    )

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=3)
    text = models.CharField(max_length=1000)
    provider_name = models.CharField(max_length=100, default="")
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_template_known",
                condition=Q(kind__in=MessageKind.codes_in("ours"))
                & Q(language__in=list(ADVERT_LANGUAGES))
                & Q(state__in=AskedState.codes),
            ),
            decided_by_another("message_template_by_another"),
        ]

    def __str__(self) -> str:
        return self.name
