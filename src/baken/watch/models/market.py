"""The market in counts: platforms as they were seen, what each week counted, with how much effort, and
what stood out. Numbers of adverts and of advertisers, never one of them.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from baken.privacy.retention import RetentionClass
from baken.tenancy.owned import OWNED_RETENTION, OrganisationOwned
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.market import MarketAlarmState, MarketChange
from baken.vocabulary.places import Province
from baken.vocabulary.platforms import PlatformType


class WatchedPlatform(OrganisationOwned):
    """A platform that adverts were seen on. `entry` and `type` are those of the catalogue; without an entry
    the type is not known ("") and `name` is what the source called it."""

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("name", "type", "entry"), RetentionClass.CATALOGUE
    )

    name = models.CharField(max_length=200)
    type = models.CharField(max_length=40, default="")
    entry = models.ForeignKey("platforms.Platform", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="watched_platform_once"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(entry__isnull=False), name="watched_entry_once"
            ),
            models.CheckConstraint(
                name="watched_type_known", condition=Q(type__in=("", *PlatformType.codes))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WeeklyCount(OrganisationOwned):
    """How many unique adverts and advertisers were seen in a week (its Monday, in Amsterdam).

    Of everything where all four are empty, else of what they name: a platform or a type of platform, and
    a province or an advertised gender within it. On webcam platforms the advertisers are the performers.
    An advert counts in each of its provinces and platforms and once in the whole, so parts are no sum.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("week", "platform", "type", "province", "gender", "unique_adverts", "advertisers"),
        RetentionClass.CATALOGUE,
    )

    week = models.DateField()
    platform = models.ForeignKey(WatchedPlatform, null=True, on_delete=models.CASCADE, related_name="counts")
    type = models.CharField(max_length=40, default="")
    province = models.CharField(max_length=6, default="")
    gender = models.CharField(max_length=10, default="")
    unique_adverts = models.PositiveIntegerField()
    advertisers = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "week", "platform", "type", "province", "gender"],
                nulls_distinct=False,
                name="weekly_count_once",
            ),
            models.CheckConstraint(
                name="weekly_count_codes_known",
                condition=Q(type__in=("", *PlatformType.codes))
                & Q(province__in=("", *Province.codes))
                & Q(gender__in=("", *AdvertisedGender.codes)),
            ),
            models.CheckConstraint(
                name="weekly_count_of_one_part",
                condition=(Q(platform__isnull=True) | Q(type="")) & (Q(province="") | Q(gender="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.unique_adverts}"


class PlatformWeek(OrganisationOwned):
    """What was done to see a platform in a week: sightings, days, and whether that went as it should.

    A week that is not here was not collected. `over` says whether the week was whole when it was counted.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        ("platform", "week", "captures", "days", "broken_off", "over"), RetentionClass.CATALOGUE
    )

    platform = models.ForeignKey(WatchedPlatform, on_delete=models.CASCADE, related_name="weeks")
    week = models.DateField()
    captures = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    broken_off = models.BooleanField()
    over = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["platform", "week"], name="platform_week_once"),
            models.CheckConstraint(name="platform_week_days", condition=Q(days__lte=7)),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.captures}"


class MarketAlarm(OrganisationOwned):
    """Something that stood out on a platform in a week, for a person to look at. It says what, never why.

    `before` and `now` are adverts a week, `ratio` with `low` and `high` the growth and its interval, over
    the last `weeks`; only a rise or a fall has them. `conclusion` is what the person who looked wrote.
    """

    retention: ClassVar[dict[str, RetentionClass]] = OWNED_RETENTION | dict.fromkeys(
        (
            "platform", "kind", "week", "weeks", "before", "now", "ratio", "low", "high", "state",
            "raised_at", "looked_at", "looked_by", "conclusion",
        ),
        RetentionClass.CATALOGUE,
    )  # fmt: skip

    platform = models.ForeignKey(WatchedPlatform, on_delete=models.CASCADE, related_name="alarms")
    kind = models.CharField(max_length=10)
    week = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    before = models.FloatField(null=True)
    now = models.FloatField(null=True)
    ratio = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    state = models.CharField(max_length=10, default="new")
    raised_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.CharField(max_length=500, default="")

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-week"], name="market_alarm_open")]
        constraints = [
            models.UniqueConstraint(fields=["platform", "kind", "week"], name="market_alarm_once"),
            models.CheckConstraint(
                name="market_alarm_codes_known",
                condition=Q(kind__in=MarketChange.codes) & Q(state__in=MarketAlarmState.codes),
            ),
            models.CheckConstraint(
                name="market_alarm_growth_is_whole",
                condition=Q(
                    kind__in=("rise", "fall"),
                    before__isnull=False,
                    now__isnull=False,
                    ratio__isnull=False,
                    low__isnull=False,
                    high__isnull=False,
                )
                | Q(kind__in=("new", "vanished"), ratio__isnull=True),
            ),
            models.CheckConstraint(
                name="market_alarm_look_is_whole",
                condition=Q(state="new", looked_by__isnull=True, looked_at__isnull=True, conclusion="")
                | (
                    Q(state="looked_at", looked_by__isnull=False, looked_at__isnull=False) & ~Q(conclusion="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.week}"
