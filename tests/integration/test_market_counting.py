"""Counting the market per week, out of stored sightings and with the effort behind each number."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.models import Link, Sighting
from baken.audit.models import Event
from baken.collection.models import Crawl, Source
from baken.platforms.changes import add_alias, add_platform, merge_platform
from baken.tenancy.acting import Actor
from baken.watch.market.actions import count_market
from baken.watch.models import MarketAlarm, PlatformWeek, WatchedPlatform, WeeklyCount
from tests.factories.bases import make_basis
from tests.factories.market_weeks import MONDAY, make_weeks
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)


def _count(week: date = MONDAY, **part: str) -> tuple[int, int]:
    platform = part.pop("platform", None)
    chosen = {"type": "", "province": "", "gender": ""} | part
    row = WeeklyCount.objects.get(week=week, platform__name=platform, **chosen)
    return row.unique_adverts, row.advertisers


def test_advert_in_two_provinces_counts_in_each_and_once_in_the_whole(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [3]}, provinces=["NL-NB", "NL-LI"])

    count_market(by=actor)

    assert _count() == (3, 3)
    assert _count(province="NL-NB") == _count(province="NL-LI") == (3, 3)
    assert _count(platform="a.example", province="NL-LI") == (3, 3)
    assert _count(platform="a.example", gender="women") == (3, 3)


def test_advert_on_two_platforms_counts_on_each_and_once_in_the_whole(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [2], "b.example": [2]})
    Link.objects.update(unique_advert="one", advertiser="who")

    count_market(by=actor)

    assert _count() == (1, 1)
    assert _count(platform="a.example") == _count(platform="b.example") == (1, 1)


def test_platform_has_the_type_of_the_catalogue_by_its_name_or_nickname(actor: Actor) -> None:
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    cams = add_platform(by=admin, name="Camplein", type="webcam_platform", because="a test")
    add_alias(by=admin, platform_id=cams.id, alias="camplein.example", because="a test")
    make_weeks(actor, {"www.camplein.example": [2], "Camplein": [3], "b.example": [1]})

    count_market(by=actor)

    assert _count(type="webcam_platform") == (5, 5)
    assert _count(platform="Camplein") == (5, 5)
    assert WatchedPlatform.objects.get(name="b.example").type == ""
    assert not WeeklyCount.objects.filter(platform__isnull=True, type="other").exists()


def test_platform_that_was_merged_counts_under_its_successor(actor: Actor) -> None:
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    old = add_platform(by=admin, name="Oudplein", type="forum", because="a test")
    new = add_platform(by=admin, name="Nieuwplein", type="forum", because="a test")
    merge_platform(by=admin, platform_id=old.id, into_id=new.id, closed_on=MONDAY, because="a test")
    make_weeks(actor, {"oudplein": [2]})

    count_market(by=actor)

    assert _count(platform="Nieuwplein") == (2, 2)


def test_gender_is_the_most_stated_of_the_week_and_of_a_tie_unknown(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [2], "b.example": [1]}, gender="women")
    make_weeks(actor, {"a.example": [1]}, gender="men")
    Link.objects.update(unique_advert="one")

    count_market(by=actor)
    assert _count(gender="women") == (1, 3)

    make_weeks(actor, {"c.example": [2]}, gender="men")
    Link.objects.update(unique_advert="one")
    count_market(by=actor)

    assert _count(gender="unknown")[0] == 1


def test_week_is_that_of_the_clock_in_amsterdam(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [1]})
    # half past eleven on Sunday evening in UTC is Monday in Amsterdam
    Sighting.objects.update(captured_at=datetime(2025, 1, 12, 23, 30, tzinfo=UTC))

    count_market(by=actor)

    assert _count(week=date(2025, 1, 13)) == (1, 1)


def test_week_whose_sightings_were_erased_stays_as_it_was_counted(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [4, 2]})
    actor.organisation.synthetic = False
    count_market(by=actor)
    Sighting.objects.filter(captured_at__lt=datetime(2025, 1, 8, tzinfo=UTC)).delete()
    make_weeks(actor, {"a.example": [3]}, first=MONDAY + WEEK)

    count_market(by=actor)

    assert _count() == (4, 4)
    assert PlatformWeek.objects.get(week=MONDAY).captures == 4
    assert _count(week=MONDAY + WEEK) == (3, 3)


def test_week_of_invented_data_goes_with_its_sightings(actor: Actor) -> None:
    Organisation.objects.filter(id=actor.organisation.id).update(synthetic=True)
    actor.organisation.refresh_from_db()
    make_weeks(actor, {"a.example": [4]})
    count_market(by=actor)
    Sighting.objects.all().delete()

    count_market(by=actor)

    assert not WeeklyCount.objects.exists()
    assert not WatchedPlatform.objects.exists()


def test_counting_again_changes_nothing(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [100] * 12 + [200] * 4})
    count_market(by=actor)
    counts = list(
        WeeklyCount.objects.order_by("week", "type", "province", "gender").values_list("unique_adverts")
    )
    alarms = set(MarketAlarm.objects.values_list("id", flat=True))

    count_market(by=actor)

    assert counts == list(
        WeeklyCount.objects.order_by("week", "type", "province", "gender").values_list("unique_adverts")
    )
    assert alarms == set(MarketAlarm.objects.values_list("id", flat=True))
    assert len(alarms) == 1
    assert Event.objects.filter(action="watch.alarms_raised").count() == 1


def test_effort_is_the_days_with_a_capture_or_a_whole_crawl(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [3]}, days=[0, 2])
    source = _source(actor, "a.example")
    _crawl(source, MONDAY + timedelta(days=4))
    _crawl(source, MONDAY + WEEK, state="failed", because="unreachable")
    _crawl(source, MONDAY + 2 * WEEK)

    count_market(by=actor)

    efforts = PlatformWeek.objects.order_by("week").values_list("captures", "days", "broken_off")
    assert list(efforts) == [(3, 3, False), (0, 0, True), (0, 1, False)]


def test_crawl_that_reached_its_limit_is_no_whole_day(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [3]}, days=[0])
    _crawl(_source(actor, "a.example"), MONDAY, because="page_limit")

    count_market(by=actor)

    assert PlatformWeek.objects.values_list("days", "broken_off").get() == (0, True)


def test_week_that_is_not_over_is_told_apart(actor: Actor) -> None:
    today = timezone.now().date()
    make_weeks(actor, {"a.example": [1]}, first=today, days=[0])

    count_market(by=actor)

    assert not PlatformWeek.objects.get().over


def _source(by: Actor, platform: str) -> Source:
    return Source.objects.create(
        organisation=by.organisation,
        name=f"bron {platform}",
        platform=platform,
        kind="crawl",
        basis=make_basis(by, code="basis-crawl"),
        active_until=date(2030, 1, 1),
        added_by=by.user,
        added_at=timezone.now(),
    )


def _crawl(source: Source, day: date, *, state: str = "done", because: str = "finished") -> None:
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    Crawl.objects.create(
        organisation=source.organisation,
        source=source,
        state=state,
        queued_at=moment,
        started_at=moment,
        ended_at=moment,
        ended_because=because,
        started_by=source.added_by,
    )
