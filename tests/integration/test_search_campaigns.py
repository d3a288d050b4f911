"""Searching together: by the clock, one queue without doubles, two pairs of eyes, and a report of counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from baken.adverts.models import Sighting
from baken.audit.models import Event
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.campaigns import CampaignState
from baken.watch.campaigns import exceptions
from baken.watch.campaigns.actions import (
    accept_proposal,
    check_find,
    close_campaign,
    decline_proposal,
    join_finds,
    note_searched,
    propose_platform,
    write_report,
)
from baken.watch.campaigns.recognition import may_be_same
from baken.watch.campaigns.states import STATES, TRANSITIONS, in_state, state_at
from baken.watch.models import Campaign, Find, FindCheck, Finding, FindKey, PlatformProposal
from tests.factories.campaigns import OTHER_TEXT, TEXT, find, make_campaign
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


def checked(by: Actor, one: Find, outcome: str = "sought", **given: Any) -> FindCheck:
    facts = {"version": one.version, "because": "Het is zoals afgesproken."} | given
    return check_find(by=by, find_id=one.id, outcome=outcome, **facts)


# the clock


def test_every_state_is_owned_and_reached() -> None:
    assert tuple(STATES) == CampaignState.codes
    assert all(state.owner.nl and state.owner.en for state in STATES.values())
    reached = {"prepared", *(way.target for way in TRANSITIONS)}
    assert reached == set(STATES)
    assert all(way.source in STATES for way in TRANSITIONS)


def test_state_follows_the_clock(actor: Actor) -> None:
    campaign = make_campaign(actor).campaign
    moments = {
        campaign.begins_at - timedelta(seconds=1): "prepared",
        campaign.begins_at: "open",
        campaign.ends_at - timedelta(seconds=1): "open",
        campaign.ends_at: "closed",
    }
    for moment, state in moments.items():
        assert state_at(campaign, moment).code == state
        for code in STATES:
            assert Campaign.objects.filter(in_state(code, moment)).exists() == (code == state)


@pytest.mark.parametrize(("begins", "ends"), [(1, 2), (-3, -1)])
def test_find_outside_the_clock_is_refused(actor: Actor, begins: int, ends: int) -> None:
    searching = make_campaign(actor)
    now = timezone.now()
    Campaign.objects.update(begins_at=now + timedelta(hours=begins), ends_at=now + timedelta(hours=ends))
    with pytest.raises(exceptions.NotOpen):
        find(searching, searching.one)
    assert not Sighting.objects.exists()


def test_find_seen_before_the_campaign_is_refused(actor: Actor) -> None:
    searching = make_campaign(actor)
    with pytest.raises(exceptions.SeenOutside):
        find(searching, searching.one, seen_at=timezone.now() - timedelta(days=1))


def test_find_after_an_early_end_is_refused(actor: Actor) -> None:
    searching = make_campaign(actor)
    close_campaign(by=searching.lead, campaign_id=searching.campaign.id, because="Iedereen is klaar.")
    with pytest.raises(exceptions.NotOpen):
        find(searching, searching.one)
    with pytest.raises(exceptions.WrongState):
        close_campaign(by=searching.lead, campaign_id=searching.campaign.id, because="Nog eens.")


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"begins": -1.0, "ends": 1.0}, exceptions.BadTimes),
        ({"begins": 1.0, "ends": 0.5}, exceptions.BadTimes),
        ({"begins": 1.0, "ends": 24.0 * 15}, exceptions.BadTimes),
    ],
)
def test_campaign_with_a_clock_that_cannot_be_is_refused(
    actor: Actor, given: dict[str, float], fault: type[Exception]
) -> None:
    now = timezone.now()
    times = {f"{name}_at": now + timedelta(hours=hours) for name, hours in given.items()}
    with pytest.raises(fault):
        make_campaign(actor, **times)


def test_campaign_without_a_second_pair_of_eyes_is_refused(actor: Actor) -> None:
    alone = make_person(actor.organisation, "outreach_worker").user.id
    with pytest.raises(exceptions.TooFewPeople):
        make_campaign(actor, searches=[alone], checks=[alone])


def test_somebody_without_a_role_that_searches_takes_no_part(actor: Actor) -> None:
    registrar = make_person(actor.organisation, "registrar").user.id
    with pytest.raises(exceptions.WrongRole):
        make_campaign(actor, checks=[registrar])


def test_campaign_under_a_basis_that_ends_before_it_is_refused(actor: Actor) -> None:
    from tests.factories.bases import make_basis

    today = timezone.localdate()
    short = make_basis(actor, code="kort", valid_from=today, valid_until=today)
    with pytest.raises(exceptions.BasisTooShort):
        make_campaign(actor, basis_id=short.id, ends_at=timezone.now() + timedelta(days=3))


# finds


def test_find_becomes_a_sighting_under_the_basis_of_the_campaign(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    assert made.sighting.basis_id == searching.campaign.basis_id
    assert made.sighting.platform == searching.platform.code
    assert made.sighting.by_hand.campaign == str(searching.campaign.id)
    assert made.joined_by == "first"
    event = Event.objects.get(action="watch.find_added")
    assert event.subject == f"find:{made.find_id}"
    assert "massage" not in str(event.details)


def test_find_without_the_word_that_nobody_posed_is_refused(actor: Actor) -> None:
    searching = make_campaign(actor)
    with pytest.raises(exceptions.FalseIdentity):
        find(searching, searching.one, no_false_identity=False)
    made = find(searching, searching.one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(id=made.id).update(no_false_identity=False)


def test_who_does_not_search_adds_nothing(actor: Actor) -> None:
    searching = make_campaign(actor)
    outsider = make_person(actor.organisation, "outreach_worker")
    for somebody in (searching.checker, searching.lead, outsider):
        with pytest.raises(exceptions.NotTakingPart):
            find(searching, somebody)
    with pytest.raises(NotPermitted):
        find(searching, actor)


def test_platform_that_was_not_agreed_on_is_refused(actor: Actor) -> None:
    searching = make_campaign(actor, new_platforms=False)
    other = Platform.objects.order_by("name")[1]
    for name in (other.name, "Nooit Gezien"):
        with pytest.raises(exceptions.NotSearchedHere):
            find(searching, searching.one, platform=name)


@pytest.mark.parametrize(
    ("first", "second", "match"),
    [
        (
            {"url": "https://x.example/1?a=b"},
            {"url": "http://www.x.example/1/", "text": OTHER_TEXT},
            "address",
        ),
        ({}, {}, "text"),
        ({"text": TEXT.replace("42", "43")}, {"text": TEXT.upper().replace("42", "44")}, "text"),
        ({}, {"text": OTHER_TEXT.replace("77", "42")}, "contact"),
    ],
)
def test_what_was_found_before_is_joined_and_each_finder_kept(
    actor: Actor, first: dict[str, str], second: dict[str, str], match: str
) -> None:
    searching = make_campaign(actor)
    one = find(searching, searching.one, **first)
    two = find(searching, searching.two, route="tip", **second)
    assert two.find_id == one.find_id
    assert two.joined_by == match
    assert [row.finder_id for row in Finding.objects.order_by("at")] == [
        searching.one.user.id, searching.two.user.id,
    ]  # fmt: skip


def test_other_words_with_another_contact_are_another_find(actor: Actor) -> None:
    searching = make_campaign(actor)
    numbers = [find(searching, searching.one, text=text).find.number for text in (TEXT, OTHER_TEXT)]
    assert numbers == [1, 2]


def test_short_words_without_a_contact_are_never_taken_for_the_same(actor: Actor) -> None:
    searching = make_campaign(actor)
    finds = [find(searching, who, text="Rustige middag") for who in (searching.one, searching.two)]
    assert finds[0].find_id != finds[1].find_id


def test_same_find_sent_twice_by_one_person_stands_once(actor: Actor) -> None:
    searching = make_campaign(actor)
    assert find(searching, searching.one).id == find(searching, searching.one).id
    assert Finding.objects.count() == 1


def test_find_may_point_at_what_is_stored_already(actor: Actor) -> None:
    searching = make_campaign(actor)
    stored = find(searching, searching.one).sighting
    again = find(searching, searching.two, sighting_id=stored.id)
    assert again.sighting_id == stored.id
    assert Sighting.objects.count() == 1


def test_finds_of_two_campaigns_know_nothing_of_each_other(actor: Actor) -> None:
    first, second = make_campaign(actor), make_campaign(actor)
    find(first, first.one)
    assert find(second, second.one).joined_by == "first"


def test_nothing_of_a_find_stands_in_clear(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one, route="coded_word", route_words="zwaluwstaart")
    assert b"zwaluwstaart" not in bytes(made.route_words)
    assert not set(FindKey.objects.values_list("value", flat=True)) & {"+31600000042", TEXT}


# checking


def test_nobody_checks_their_own_find(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    find(searching, searching.two)
    for finder in (searching.one, searching.two):
        with pytest.raises(exceptions.OwnFind):
            checked(finder, made.find)
    checked(searching.checker, made.find)
    made.find.refresh_from_db()
    assert made.find.outcome == "sought"


def test_check_of_a_find_that_changed_meanwhile_is_refused(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    checked(searching.checker, made.find)
    with pytest.raises(exceptions.ChangedMeanwhile):
        checked(searching.two, made.find, "known")


def test_both_checks_stay_and_the_newest_counts(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    checked(searching.checker, made.find)
    made.find.refresh_from_db()
    checked(searching.two, made.find, "not_sought")
    made.find.refresh_from_db()
    assert made.find.outcome == "not_sought"
    assert FindCheck.objects.count() == 2
    assert b"afgesproken" not in bytes(FindCheck.objects.first().because)


def test_finds_that_a_person_joins_keep_all_finders_and_checks(actor: Actor) -> None:
    searching = make_campaign(actor)
    one = find(searching, searching.one).find
    two = find(searching, searching.two, text=OTHER_TEXT).find
    checked(searching.checker, two, "known")
    two.refresh_from_db()
    into = join_finds(by=searching.checker, find_id=two.id, version=two.version, into_id=one.id)
    assert into.outcome == "known"
    assert sorted(Finding.objects.values_list("joined_by", flat=True)) == ["first", "person"]
    assert Find.objects.count() == 1
    assert Sighting.objects.count() == 2


def test_find_that_shares_something_with_another_is_shown_beside_it(actor: Actor) -> None:
    searching = make_campaign(actor)
    one = find(searching, searching.one, url="https://x.example/1").find
    two = find(searching, searching.two, text=OTHER_TEXT, url="https://x.example/2").find
    both = f"{OTHER_TEXT} {TEXT}"
    assert find(searching, searching.two, text=both).find_id == one.id
    assert may_be_same(two) == [(one, "contact")]


# platforms


def test_new_platform_becomes_a_proposal_that_an_administrator_accepts(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one, platform="Nachtegaal", platform_type="forum")
    assert made.find.platform is None
    checked(searching.checker, made.find, "new_platform")
    proposal = PlatformProposal.objects.get()
    assert (proposal.name, proposal.type, proposal.state) == ("Nachtegaal", "forum", "proposed")
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    accept_proposal(
        by=admin, proposal_id=proposal.id, name="Nachtegaal", type="dating_service", because="Nagekeken."
    )
    assert Platform.objects.get(name="Nachtegaal").type == "dating_service"
    with pytest.raises(exceptions.WrongState):
        decline_proposal(by=admin, proposal_id=proposal.id, because="Toch niet.")


def test_platform_is_proposed_once_and_only_decided_by_who_keeps_the_catalogue(actor: Actor) -> None:
    worker = make_person(actor.organisation, "outreach_worker")
    made = propose_platform(by=worker, name="Nachtegaal", type="forum", because="Genoemd door een collega.")
    with pytest.raises(exceptions.ProposedAlready):
        propose_platform(by=worker, name="NACHTEGAAL ", type="forum", because="Nog eens.")
    with pytest.raises(NotPermitted):
        accept_proposal(by=worker, proposal_id=made.id, name="Nachtegaal", type="forum", because="Zelf.")


# the report


def test_report_counts_everything_and_fixes_it(actor: Actor) -> None:
    searching = make_campaign(actor)
    empty = Platform.objects.order_by("name")[1]
    searching.campaign.platforms.create(organisation=actor.organisation, platform=empty)
    one = find(searching, searching.one).find
    find(searching, searching.two, route="tip")
    find(searching, searching.two, text=OTHER_TEXT)
    note_searched(by=searching.two, campaign_id=searching.campaign.id, platform_id=empty.id, minutes=25)
    checked(searching.checker, one)
    with pytest.raises(exceptions.WrongState):
        write_report(by=searching.lead, campaign_id=searching.campaign.id, learned="")
    close_campaign(by=searching.lead, campaign_id=searching.campaign.id, because="Iedereen is klaar.")
    with pytest.raises(exceptions.NotTakingPart):
        write_report(by=searching.one, campaign_id=searching.campaign.id, learned="")
    done = write_report(by=searching.lead, campaign_id=searching.campaign.id, learned="zwaluwstaart")
    report = done.report
    assert (report["finds"], report["findings"], report["found_by_several"]) == (2, 3, 1)
    assert report["routes"] == {"browsing": 2, "tip": 1}
    assert report["outcomes"] == {
        "sought": 1, "not_sought": 0, "known": 0, "new_platform": 0, "unchecked": 1,
    }  # fmt: skip
    rows = {row["name"]: row for row in report["platforms"]}
    assert (rows[empty.name]["finds"], rows[empty.name]["minutes"], rows[empty.name]["people"]) == (0, 25, 1)
    assert rows[searching.platform.name]["sought"] == 1
    assert b"zwaluwstaart" not in bytes(done.learned)
    with pytest.raises(exceptions.WrongState):
        checked(searching.checker, one, version=2)


def test_report_names_nobody(actor: Actor) -> None:
    searching = make_campaign(actor)
    find(searching, searching.one)
    close_campaign(by=searching.lead, campaign_id=searching.campaign.id, because="Iedereen is klaar.")
    report = write_report(by=searching.lead, campaign_id=searching.campaign.id, learned="").report
    for person in (searching.lead, searching.one, searching.checker):
        assert person.user.name not in str(report)
        assert str(person.user.id) not in str(report)


def test_find_goes_with_its_sighting_and_cannot_be_undone_by_its_writer(actor: Actor) -> None:
    from baken.adverts.by_hand import can_undo

    searching = make_campaign(actor)
    made = find(searching, searching.one)
    assert not can_undo(made.sighting.by_hand, searching.one, timezone.now())
    made.sighting.delete()
    assert not Finding.objects.exists()
    assert not FindKey.objects.exists()
