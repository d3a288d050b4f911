"""The pages of the market watch: who sees which numbers, and what a person writes down."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.platforms.actions import load_catalogue
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.market import MarketAlarmState, MarketChange
from baken.watch.market.actions import count_market, look_at_alarm, reopen_alarm
from baken.watch.market.exceptions import NoConclusion, WrongState
from baken.watch.market.explanations import EXPLANATIONS
from baken.watch.market.states import FIRST, STATES, TRANSITIONS
from baken.watch.models import MarketAlarm, WatchedPlatform
from tests.factories.market_weeks import MONDAY, make_weeks
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
RISING = [103] * 14 + [143] * 4


def _open(organisation: Organisation, role: str, address: str, **query: str) -> Any:
    client = sign_in(Client(), make_user(organisation, role))
    return client.get(address, query)


def _alarm(by: Actor) -> MarketAlarm:
    make_weeks(by, {"a.example": RISING, "b.example": [7] * 18})
    count_market(by=by)
    return MarketAlarm.objects.get()


def test_overview_says_what_stands_out_and_gives_growth_with_its_interval(actor: Actor) -> None:
    _alarm(actor)

    page = _open(actor.organisation, "analyst", reverse("watch:market")).content.decode()

    assert "groei die opvalt" in page
    assert "<strong>0%</strong>" in page
    assert "tussen −" in page
    assert page.count("143") > 2


def test_growth_stands_before_platforms_that_came(actor: Actor) -> None:
    alarm = _alarm(actor)
    fields = {
        "state": FIRST,
        "week": alarm.week + timedelta(weeks=9),
        "weeks": 1,
        "raised_at": alarm.raised_at,
    }
    for number in range(4):
        platform = WatchedPlatform.objects.create(organisation=actor.organisation, name=f"n{number}.example")
        MarketAlarm.objects.create(organisation=actor.organisation, platform=platform, kind="new", **fields)

    page = _open(actor.organisation, "analyst", reverse("watch:market")).content.decode()

    shown = page.split('class="alarms"')[1]
    assert shown.index("a.example: groei") < shown.index("n0.example: voor het eerst gezien")


def _catalogued(by: Actor) -> None:
    """What is watched gets an entry of the catalogue each: only those are named to observers."""
    load_catalogue(by=by)
    for watched, entry in zip(WatchedPlatform.objects.all(), Platform.objects.all(), strict=False):
        WatchedPlatform.objects.filter(id=watched.id).update(entry=entry)


@pytest.mark.parametrize(("synthetic", "asked"), [(True, 1), (False, 0)])
def test_growth_of_long_ago_is_asked_about_in_invented_data_alone(
    actor: Actor, synthetic: bool, asked: int
) -> None:
    make_weeks(actor, {"a.example": RISING, "late.example": [0] * 60 + [7]})
    Organisation.objects.filter(id=actor.organisation.id).update(synthetic=synthetic)
    actor.organisation.synthetic = synthetic

    count_market(by=actor)

    assert MarketAlarm.objects.filter(kind="rise").count() == asked


def test_observer_sees_tens_and_no_growth(actor: Actor) -> None:
    alarm = _alarm(actor)
    _catalogued(actor)
    addresses = [
        reverse("watch:market"),
        reverse("watch:platform", args=[alarm.platform_id]),
        reverse("watch:alarm", args=[alarm.id]),
    ]

    for address in addresses:
        page = _open(actor.organisation, "observer", address).content.decode()
        main = re.sub(r' d="[^"]*"', "", page[page.index("<main") : page.index("</main")])
        assert "143" not in main
        assert "103" not in main
        assert "zekerheid tussen" not in main
    assert "140" in main
    small = WatchedPlatform.objects.get(name="b.example")
    page = _open(actor.organisation, "observer", reverse("watch:platform", args=[small.id])).content.decode()
    assert "&lt;10" in page


def test_nothing_counted_says_what_to_do_next(actor: Actor) -> None:
    page = _open(actor.organisation, "researcher", reverse("watch:market")).content.decode()

    assert "Er is nog niets geteld" in page


def test_week_that_was_not_collected_is_a_gap_in_table_and_drawing(actor: Actor) -> None:
    make_weeks(actor, {"a.example": [12] * 4})
    make_weeks(actor, {"a.example": [12] * 4}, first=MONDAY + timedelta(weeks=5))
    count_market(by=actor)
    platform = WatchedPlatform.objects.get()

    page = _open(
        actor.organisation, "analyst", reverse("watch:platform", args=[platform.id])
    ).content.decode()

    assert page.count("gap-row") == 1
    assert page.count('class="gap"') == 2
    assert "niet verzameld" in page


def test_overview_of_an_earlier_week_and_of_nonsense(actor: Actor) -> None:
    _alarm(actor)
    address = reverse("watch:market")

    earlier = _open(actor.organisation, "analyst", address, week="2025-02-03").content.decode()
    nonsense = _open(actor.organisation, "analyst", address, week="gisteren")

    assert "week 6 van 2025" in earlier
    assert nonsense.status_code == 200


def test_old_market_says_that_nobody_looked_since(actor: Actor) -> None:
    _alarm(actor)

    page = _open(actor.organisation, "analyst", reverse("watch:market")).content.decode()

    assert "Dat is geen daling" in page


@pytest.mark.parametrize("role", ["moderator", "data_protection_officer"])
def test_who_does_not_watch_the_market_stays_out(actor: Actor, role: str) -> None:
    assert _open(actor.organisation, role, reverse("watch:market")).status_code == 403


def test_alarm_shows_innocent_explanations_before_the_form(actor: Actor) -> None:
    alarm = _alarm(actor)

    page = _open(actor.organisation, "analyst", reverse("watch:alarm", args=[alarm.id])).content.decode()

    innocent = EXPLANATIONS["rise"][1].nl
    assert page.index(innocent) < page.index('name="conclusion"')


def test_analyst_writes_down_what_they_saw_and_colleagues_read_it(actor: Actor) -> None:
    alarm = _alarm(actor)
    client = sign_in(Client(), make_user(actor.organisation, "analyst", name="Ada"))

    client.post(reverse("watch:look", args=[alarm.id]), {"conclusion": "Een nieuwe afdeling op de site."})

    alarm.refresh_from_db()
    assert (alarm.state, alarm.looked_by.name) == ("looked_at", "Ada")
    page = _open(actor.organisation, "admin", reverse("watch:alarm", args=[alarm.id])).content.decode()
    assert "Een nieuwe afdeling op de site." in page
    event = Event.objects.get(action="watch.alarm_looked_at")
    assert event.details == {"kind": "rise"}


def test_conclusion_without_words_or_with_a_number_is_refused(actor: Actor) -> None:
    alarm = _alarm(actor)
    client = sign_in(Client(), make_user(actor.organisation, "researcher"))

    for words in ("", "Bel 06 01234567 eens."):
        answer = client.post(reverse("watch:look", args=[alarm.id]), {"conclusion": words})
        assert answer.status_code == 422
    alarm.refresh_from_db()
    assert alarm.state == "new"


def test_two_who_look_at_once_do_not_overwrite_each_other(actor: Actor) -> None:
    alarm = _alarm(actor)
    person = make_person(actor.organisation, "analyst", purpose="statistics")
    look_at_alarm(by=person, alarm_id=alarm.id, conclusion="Een vakantie.")

    with pytest.raises(WrongState):
        look_at_alarm(by=person, alarm_id=alarm.id, conclusion="Iets anders.")


def test_conclusion_that_no_longer_holds_is_taken_back_to_the_list(actor: Actor) -> None:
    alarm = _alarm(actor)
    person = make_person(actor.organisation, "analyst", purpose="statistics")
    look_at_alarm(by=person, alarm_id=alarm.id, conclusion="Een vakantie.")

    reopen_alarm(by=person, alarm_id=alarm.id)

    alarm.refresh_from_db()
    assert (alarm.state, alarm.conclusion, alarm.looked_by) == ("new", "", None)


def test_only_a_named_person_with_the_role_concludes(actor: Actor) -> None:
    alarm = _alarm(actor)
    observer = make_person(actor.organisation, "observer", purpose="statistics")

    for by in (actor, observer):
        with pytest.raises(NotPermitted):
            look_at_alarm(by=by, alarm_id=alarm.id, conclusion="Een vakantie.")
    person = make_person(actor.organisation, "analyst", purpose="statistics")
    with pytest.raises(NoConclusion):
        look_at_alarm(by=person, alarm_id=alarm.id, conclusion=" ")


def test_states_are_the_code_list_and_each_is_reached() -> None:
    reached = {FIRST} | {step.target for step in TRANSITIONS}

    assert tuple(STATES) == MarketAlarmState.codes
    assert reached == set(STATES)
    assert set(EXPLANATIONS) == set(MarketChange.codes)


@pytest.mark.parametrize(("form", "start"), [("csv", b"PK"), ("xlsx", b"PK")])
def test_weeks_are_taken_out_after_confirming(actor: Actor, form: str, start: bytes) -> None:
    _alarm(actor)
    user = make_user(actor.organisation, "researcher")
    user.set_password("een lang wachtwoord van niemand")
    user.save()
    client = sign_in(Client(), user)
    address = reverse("watch:market_file")
    assert "Waarom kijkt u?" in client.get(address).text
    client.post(
        "/reden/", {"permission": "watch.take_market_out", "reason": "Voor een overleg.", "next": "/"}
    )
    assert client.post(address, {"form": form}).status_code == 302

    answer = confirm(client, user).post(address, {"form": form})

    assert answer.content.startswith(start)
    assert Event.objects.get(action="desk.exported").details["what"] == "market:weeks"


def test_read_stands_in_the_log_without_content(actor: Actor) -> None:
    _alarm(actor)
    _open(actor.organisation, "analyst", reverse("watch:market"))

    event = Event.objects.get(action="watch.market_read")

    assert (event.subject, event.purpose) == ("market", "statistics")
