"""The catalogue of platforms as an organisation keeps it, with the history of each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.platforms.dialogue.models import DialogueMeeting as DialogueMeeting
from baken.platforms.dialogue.models import DialogueMeetingPlatform as DialogueMeetingPlatform
from baken.platforms.dialogue.models import DialogueMeetingStep as DialogueMeetingStep
from baken.platforms.dialogue.models import DialoguePoint as DialoguePoint
from baken.platforms.dialogue.models import DialogueStep as DialogueStep
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.catalogue import DsaQualification, PlatformChangeKind, PlatformStatus
from baken.vocabulary.platforms import PlatformType


class Platform(OrganisationOwned):
    """A platform: a website, app or service with a name of its own.

    `catalogue_order` is its place in the shipped catalogue; empty for one that was added. One that was
    merged points at its `successor`; what was registered keeps pointing at the platform as it was.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("code", "name", "type", "catalogue_order", "status", "opened_on", "closed_on", "successor"),
        RetentionClass.CATALOGUE,
    )

    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=40)
    catalogue_order = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=10, default="active", db_default="active")
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="platform_code_once"),
            models.UniqueConstraint(fields=["organisation", "name"], name="platform_name_once"),
            models.UniqueConstraint(fields=["organisation", "catalogue_order"], name="platform_order_once"),
            models.CheckConstraint(name="platform_type_known", condition=Q(type__in=PlatformType.codes)),
            models.CheckConstraint(
                name="platform_status_known", condition=Q(status__in=PlatformStatus.codes)
            ),
            models.CheckConstraint(
                name="platform_merged_into_one",
                condition=Q(status="merged", successor__isnull=False)
                | (~Q(status="merged") & Q(successor__isnull=True)),
            ),
            models.CheckConstraint(
                name="platform_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
            ),
            models.CheckConstraint(
                name="platform_dates_ordered",
                condition=Q(opened_on__isnull=True)
                | Q(closed_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlatformAlias(OrganisationOwned):
    """Another word for a platform, casefolded: a nickname, an address, a spelling."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("platform", "alias"), RetentionClass.CATALOGUE
    )

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "alias"], name="platform_alias_once"),
        ]

    def __str__(self) -> str:
        return self.alias


class PlatformChange(OrganisationOwned):
    """One change of a platform: who, when, what it was and became, and why. Never changed, never removed."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("platform", "at", "by", "what", "before", "after", "because"), RetentionClass.CATALOGUE
    )

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    before = models.CharField(max_length=200, default="")
    after = models.CharField(max_length=200, default="")
    because = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="platform_change_known", condition=Q(what__in=PlatformChangeKind.codes)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"


class PlatformQualification(OrganisationOwned):
    """How a person qualified a platform for the DSA from a day on, and what that rests on.

    The newest one holds; older ones stay.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("platform", "qualification", "evidence", "holds_from", "at", "by"), RetentionClass.CATALOGUE
    )

    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="qualifications")
    qualification = models.CharField(max_length=20)
    evidence = models.CharField(max_length=500)
    holds_from = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="platform_qualification_known",
                condition=Q(qualification__in=DsaQualification.codes) & ~Q(evidence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.qualification} {self.holds_from}"
