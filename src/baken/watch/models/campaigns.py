"""Search campaigns: what was agreed on, who took part, what they found, and what others made of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from baken.adverts.models import Sighting
from baken.collection.models import LawfulBasis
from baken.platforms.models import Platform
from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.campaigns import CampaignPart, FindMatch, FindOutcome, ProposalState, SearchRoute
from baken.vocabulary.platforms import PlatformType

PERSON = "accounts.User"


class Campaign(OrganisationOwned):
    """A search by several people, for a limited time, under a lawful basis.

    It opens and closes by its clock: its state follows from its moments (`campaigns.states`), so nobody
    keeps one open by forgetting it. `report` holds counts alone; `learned` is what its leaders wrote of
    it, encrypted, as it may name words that are in use.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(
            ("basis", "made_by", "made_at", "closed_by", "closed_at", "reported_by", "reported_at"),
            RetentionClass.SYSTEM,
        )
        | dict.fromkeys(
            ("name", "goal", "new_platforms", "begins_at", "ends_at", "closed_because", "report", "learned"),
            RetentionClass.CATALOGUE,
        )
    )

    name = models.CharField(max_length=80)
    goal = models.CharField(max_length=500)
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+")
    new_platforms = models.BooleanField(default=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=500, default="")
    reported_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)
    learned = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="campaign_name_once"),
            models.CheckConstraint(name="campaign_ends_later", condition=Q(ends_at__gt=F("begins_at"))),
            models.CheckConstraint(
                name="campaign_closed_by_somebody",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_reported_by_somebody",
                condition=Q(reported_at__isnull=True, reported_by__isnull=True)
                | Q(reported_at__isnull=False, reported_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CampaignPlatform(OrganisationOwned):
    """A platform of the catalogue that a campaign searches."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("campaign", "platform"), RetentionClass.CATALOGUE
    )

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="platforms")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "platform"], name="campaign_platform_once")
        ]


class Participant(OrganisationOwned):
    """A part that a colleague has in a campaign; somebody may have several."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("campaign", "user", "part"), RetentionClass.SYSTEM
    )

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "user", "part"], name="participant_once"),
            models.CheckConstraint(name="participant_part_known", condition=Q(part__in=CampaignPart.codes)),
        ]


class Searched(OrganisationOwned):
    """That somebody searched a platform, and for how many minutes; also where nothing was found."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("campaign", "platform", "user", "minutes", "at"), RetentionClass.SYSTEM
    )

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="searched")
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField()


class Find(OrganisationOwned):
    """One thing that was found, by one or more people: a place in the shared queue.

    `platform_name` is the catalogue's, or what the first finder called a platform that is not in it.
    `outcome` is that of the newest check.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("campaign", "number", "version"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            ("platform", "platform_name", "platform_type", "at", "outcome"), RetentionClass.ADVERT
        )
    )

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="finds")
    number = models.PositiveIntegerField()
    platform = models.ForeignKey(Platform, null=True, on_delete=models.PROTECT, related_name="+")
    platform_name = models.CharField(max_length=80)
    platform_type = models.CharField(max_length=40)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=15, null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="find_number_once"),
            models.CheckConstraint(
                name="find_codes_known",
                condition=Q(platform_type__in=PlatformType.codes)
                & (Q(outcome__isnull=True) | Q(outcome__in=FindOutcome.codes)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Finding(OrganisationOwned):
    """That one person found it, when, and how: kept for each finder, and for each time.

    `joined_by` says why it stands with what was found before. `no_false_identity` is the finder's own
    word that it was seen without an account under a false identity; without it nothing is stored.
    """

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("finder", "no_false_identity"), RetentionClass.SYSTEM)
        | dict.fromkeys(
            ("find", "sighting", "at", "route", "route_words", "from_platform", "joined_by"),
            RetentionClass.ADVERT,
        )
    )

    find = models.ForeignKey(Find, on_delete=models.CASCADE, related_name="findings")
    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")
    finder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    route = models.CharField(max_length=15)
    route_words = models.BinaryField(null=True)
    from_platform = models.ForeignKey(Platform, null=True, on_delete=models.PROTECT, related_name="+")
    joined_by = models.CharField(max_length=10)
    no_false_identity = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["find", "sighting", "finder"], name="finding_once"),
            models.CheckConstraint(
                name="finding_codes_known",
                condition=Q(route__in=SearchRoute.codes) & Q(joined_by__in=FindMatch.codes),
            ),
            models.CheckConstraint(
                name="finding_says_where_its_link_was",
                condition=Q(route="link") | Q(from_platform__isnull=True),
            ),
            models.CheckConstraint(name="finding_poses_as_nobody", condition=Q(no_false_identity=True)),
        ]


class FindKey(OrganisationOwned):
    """By what a finding is recognised when it is found again: keyed pseudonyms, never the thing itself."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("finding", "kind", "value", "at"), RetentionClass.CONTACT
    )

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=26)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "kind", "value"], name="find_key_once"),
            models.CheckConstraint(
                name="find_key_known", condition=Q(kind__in=("address", "text", "contact"))
            ),
        ]
        indexes = [models.Index(fields=["organisation", "value"], name="find_key_value")]


class FindCheck(OrganisationOwned):
    """What somebody who did not find it says that it is, and why (encrypted). The newest counts."""

    retention: ClassVar[dict[str, RetentionClass]] = (
        OWNED_RETENTION
        | dict.fromkeys(("by",), RetentionClass.SYSTEM)
        | dict.fromkeys(("find", "at", "outcome", "because"), RetentionClass.ADVERT)
    )

    find = models.ForeignKey(Find, on_delete=models.CASCADE, related_name="checks")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=15)
    because = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="find_check_known", condition=Q(outcome__in=FindOutcome.codes))
        ]


class PlatformProposal(OrganisationOwned):
    """A platform that somebody found and that the catalogue does not have; an administrator decides."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "campaign", "name", "folded_name", "type", "because", "proposed_by", "proposed_at", "state",
            "decided_by", "decided_at", "decided_because", "platform",
        ),
        RetentionClass.CATALOGUE,
    )  # fmt: skip

    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.SET_NULL, related_name="proposals")
    name = models.CharField(max_length=80)
    folded_name = models.CharField(max_length=80)
    type = models.CharField(max_length=40)
    because = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="proposed")
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_because = models.CharField(max_length=500, default="")
    platform = models.ForeignKey(Platform, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "folded_name"],
                condition=Q(state="proposed"),
                name="proposal_waits_once",
            ),
            models.CheckConstraint(
                name="proposal_codes_known",
                condition=Q(state__in=ProposalState.codes) & Q(type__in=PlatformType.codes),
            ),
            models.CheckConstraint(
                name="proposal_decided_by_somebody",
                condition=Q(state="proposed", decided_by__isnull=True, platform__isnull=True)
                | Q(state="declined", decided_by__isnull=False, platform__isnull=True)
                | Q(state="accepted", decided_by__isnull=False, platform__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
