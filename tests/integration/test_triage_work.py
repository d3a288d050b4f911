"""Working on leads as people do: reopening, handing over, an order in which nothing waits for ever, a day
with an end."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.audit.models import Event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.actions.ask_again import ask_again
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.choose_pace import agree_on, choose_pace
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.actions.hand_lead import hand_lead
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.release_lead import release_lead
from baken.triage.actions.save_draft import save_draft
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.exceptions import (
    DayIsFull,
    HandedToAnother,
    HeldByAnother,
    LookedMeanwhile,
    NotAColleague,
    WordsMissing,
    WrongState,
)
from baken.triage.load import load_of
from baken.triage.models import Draft, Lead, LeadStep, Pace, Showing
from baken.triage.policies import HOLD
from baken.triage.queries import open_lead, queued_leads
from baken.triage.queue_order import TURN, in_turn, waiting_for
from tests.factories.leads import WORDS, make_lead, make_leads, place, run_row, see
from tests.factories.organisations import make_actor
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
NOTE = "Lijkt op een zaak die u al kent."
HOUR = timedelta(hours=1)


@pytest.fixture
def team(organisation) -> list[Actor]:
    return [make_person(organisation, "outreach_worker") for _ in range(3)]


class Clock:
    """The time that actions and queries read, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def on(self, step: timedelta) -> None:
        self.now += step


@pytest.fixture
def clock(monkeypatch) -> Clock:
    return Clock(monkeypatch)


def decide(by: Actor, lead: Lead, outcome: str, **more: str) -> Any:
    version = Lead.objects.get(id=lead.id).version
    return assess_lead(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS, **more)


def look(by: Actor, lead: Lead, outcome: str) -> Any:
    version = Lead.objects.get(id=lead.id).version
    return look_at_urgent(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS)


def again(by: Actor, lead: Lead) -> LeadStep:
    version = Lead.objects.get(id=lead.id).version
    return ask_again(by=by, lead_id=lead.id, version=version, reason=NOTE)


# reopening


@pytest.mark.parametrize("outcome", ["no_concern", "unsure", "worth_contacting"])
def test_decided_lead_is_reopened_with_a_reason(actor: Actor, team: list[Actor], outcome: str) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, outcome)
    again(team[1], lead)
    lead.refresh_from_db()
    assert (lead.state, lead.reopened_by) == ("waiting", team[1].user)
    opened = open_lead(by=team[2], lead_id=lead.id)
    assert opened.decisions[0].outcome == outcome
    assert [(one.kind, one.words) for one in opened.steps] == [("reopened", NOTE)]
    assert NOTE.encode() not in bytes(LeadStep.objects.get().words)
    event = Event.objects.get(action="triage.lead_asked_again")
    assert event.details == {"from": outcome, "to": "waiting"}
    assert "zaak" not in f"{event.subject}{event.reason}{event.details}"


def test_reopened_lead_waits_though_no_run_raises_it_until_it_is_decided(
    actor: Actor, team: list[Actor]
) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "no_concern")
    place(actor)
    assert claim_next(by=team[1]) is None
    again(team[1], lead)
    place(actor)
    assert claim_next(by=team[1]) == lead
    done = decide(team[1], lead, "unsure")
    assert claim_next(by=team[2]) is None
    undo_assessment(by=team[1], assessment_id=done.id)
    release_lead(by=team[1], lead_id=lead.id)
    assert claim_next(by=team[2]) == lead


def test_what_two_people_closed_is_reopened_for_two_people(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="minority")
    look(team[1], lead, "urgent_confirmed")
    again(team[1], lead)
    lead.refresh_from_db()
    assert (lead.state, lead.first_look_by, lead.outreach_stopped) == ("urgent_first", None, True)
    look(team[1], lead, "urgent_lifted")
    lead.refresh_from_db()
    assert lead.state == "urgent_second", "what was found before the reopening counts no more"
    look(team[0], lead, "urgent_lifted")
    lead.refresh_from_db()
    assert (lead.state, lead.outreach_stopped) == ("urgent_lifted", True)


def test_what_waits_is_not_reopened_and_nothing_is_without_words(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    with pytest.raises(WrongState):
        again(team[0], lead)
    decide(team[0], lead, "unsure")
    with pytest.raises(WordsMissing):
        ask_again(by=team[0], lead_id=lead.id, version=1, reason="kort")
    with pytest.raises(NotPermitted):
        ask_again(by=actor, lead_id=lead.id, version=1, reason=NOTE)


# handing over


def test_handed_lead_comes_first_to_the_colleague_and_to_nobody_else(actor: Actor, team: list[Actor]) -> None:
    first, second, third = make_leads(actor, 3)
    giver, receiver, other = team
    claim_lead(by=giver, lead_id=third.id)
    hand_lead(by=giver, lead_id=third.id, to_id=receiver.user.id, note=NOTE)
    with pytest.raises(HandedToAnother) as fault:
        claim_lead(by=other, lead_id=third.id)
    assert fault.value.to == receiver.user.name
    with pytest.raises(HandedToAnother):
        decide(other, third, "unsure")
    assert [claim_next(by=other), claim_next(by=receiver)] == [first, third]
    opened = open_lead(by=receiver, lead_id=third.id)
    assert opened.handed_to_me
    assert opened.handed
    assert (opened.handed.who, opened.handed.words) == (giver.user.name, NOTE)
    decide(receiver, third, "unsure")
    assert Lead.objects.get(id=third.id).handed_to is None
    assert claim_next(by=receiver) == second


def test_handed_lead_falls_back_to_the_queue(actor: Actor, team: list[Actor], clock: Clock) -> None:
    lead = make_lead(actor)
    hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    clock.on(47 * HOUR)
    assert claim_next(by=team[2]) is None
    clock.on(2 * HOUR)
    assert claim_next(by=team[2]) == lead


def test_handed_lead_given_back_is_anybodys(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    claim_lead(by=team[1], lead_id=lead.id)
    release_lead(by=team[1], lead_id=lead.id)
    assert claim_next(by=team[2]) == lead


def test_giver_takes_back_what_was_not_taken_yet(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    assert claim_lead(by=team[0], lead_id=lead.id).handed_to is None
    assert Event.objects.filter(action="triage.lead_taken_back").count() == 1
    hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    claim_lead(by=team[1], lead_id=lead.id)
    with pytest.raises(HandedToAnother):
        claim_lead(by=team[0], lead_id=lead.id)


def test_only_a_colleague_who_does_this_work_gets_a_lead(
    actor: Actor, team: list[Actor], organisation
) -> None:
    lead = make_lead(actor)
    gone = make_person(organisation, "outreach_worker")
    gone.user.is_active = False
    gone.user.save()
    for to in (team[0], make_person(organisation, "registrar"), gone, actor):
        with pytest.raises(NotAColleague):
            hand_lead(by=team[0], lead_id=lead.id, to_id=to.user.id, note=NOTE)
    claim_lead(by=team[1], lead_id=lead.id)
    with pytest.raises(HeldByAnother):
        hand_lead(by=team[0], lead_id=lead.id, to_id=team[2].user.id, note=NOTE)
    decide(team[1], lead, "urgent", kind="minority")
    with pytest.raises(WrongState):
        hand_lead(by=team[1], lead_id=lead.id, to_id=team[2].user.id, note=NOTE)


def test_urgent_waits_for_nobody_in_particular(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    hand_lead(by=team[0], lead_id=lead.id, to_id=team[1].user.id, note=NOTE)
    place(actor, run_row("a0000", hard_stop=True))
    assert claim_next(by=team[2], urgent=True) == lead


def test_handed_lead_stands_on_top_and_says_for_whom(actor: Actor, team: list[Actor]) -> None:
    leads = make_leads(actor, 3)
    hand_lead(by=team[0], lead_id=leads[2].id, to_id=team[1].user.id, note=NOTE)
    queue, turns = queued_leads(by=team[1], holds=("free", "mine")), in_turn(team[1], timezone.now(), None)
    shown: list[Any] = [lead for part in turns.parts for lead in queue.filter(part).order_by(*turns.order)]
    assert [(lead.rank, lead.hold) for lead in shown] == [(2, "mine"), (0, "free"), (1, "free")]
    assert {lead.rank for lead in queued_leads(by=team[2], holds=("free", "mine"))} == {0, 1}
    assert {lead.hold for lead in queued_leads(by=team[2], holds=("other",))} == {"other"}


# what is gone, and the order in which nothing waits for ever


def test_what_is_gone_sinks_and_says_so(actor: Actor, team: list[Actor]) -> None:
    see(actor, "old", 1)
    see(actor, "new", 40)
    place(actor, run_row("old", log_odds=9.0), run_row("new"))
    assert [lead.advertiser for lead in waiting_for(team[0], timezone.now())] == ["new", "old"]
    old = Lead.objects.get(advertiser="old")
    assert open_lead(by=team[0], lead_id=old.id).gone_days == 39
    new = Lead.objects.get(advertiser="new")
    assert open_lead(by=team[0], lead_id=new.id).gone_days is None
    admin = make_person(actor.organisation, "admin", purpose="accountability")
    agree_on(by=admin, stale_days=60)
    assert [lead.advertiser for lead in waiting_for(team[0], timezone.now())] == ["old", "new"]


def test_taking_asks_once_who_was_seen_last(actor: Actor, team: list[Actor]) -> None:
    see(actor, "old", 1)
    place(actor, run_row("old"))
    with CaptureQueriesContext(connection) as asked:
        assert claim_next(by=team[0])
    assert sum('MAX("triage_lead"."last_seen")' in one["sql"] for one in asked.captured_queries) == 1


def test_nobody_is_gone_because_nobody_collected(actor: Actor, team: list[Actor]) -> None:
    see(actor, "a", 1)
    place(actor, run_row("a"))
    assert open_lead(by=team[0], lead_id=Lead.objects.get().id).gone_days is None


def test_nobody_gets_a_lead_twice_while_another_is_new_to_them(actor: Actor, team: list[Actor]) -> None:
    make_leads(actor, 4)
    seen = []
    for _ in range(4):
        lead = claim_next(by=team[0])
        assert lead
        seen.append(lead.rank)
        release_lead(by=team[0], lead_id=lead.id)
    assert sorted(seen) == [0, 1, 2, 3]


def test_lead_that_changed_is_new_again(actor: Actor, team: list[Actor]) -> None:
    make_leads(actor, 2)
    lead = claim_next(by=team[0])
    assert lead
    decide(team[0], lead, "unsure")
    again(team[1], lead)
    assert claim_next(by=team[0]) == lead


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=st.lists(
        st.sampled_from(["take", "take", "take", "skip", "decide", "arrive", "hold ends"]), max_size=30
    )
)
def test_every_waiting_lead_comes_within_a_bounded_number_of_takes(
    organisation, django_db_blocker, events: list[str]
) -> None:
    """However many stronger leads arrive meanwhile: whatever waited before it comes first, and no more."""
    from django.db import transaction

    with transaction.atomic():
        by = make_actor()
        from baken.tenancy.acting import acting_for

        with acting_for(by.organisation.id):
            _nothing_waits_for_ever(by, events)
        transaction.set_rollback(True)


def _nothing_waits_for_ever(by: Actor, events: list[str]) -> None:
    agree_on(by=make_person(by.organisation, "admin"), daily_limit=200)
    worker = make_person(by.organisation, "outreach_worker")
    rows = [run_row(f"a{number}", log_odds=1.0) for number in range(4)]
    place(by, *rows)
    last = Lead.objects.order_by("rank").last()
    assert last
    before = Lead.objects.exclude(id=last.id).count()
    takes, current, strength = 0, None, 2.0

    def took(lead: Lead | None) -> bool:
        nonlocal takes
        takes += 1
        return lead == last

    for event in [*events, *["arrive", "take"] * (TURN * (before + 2))]:
        if event == "arrive":
            strength += 0.01
            rows.append(run_row(f"b{len(rows)}", log_odds=strength))
            place(by, *rows)
        elif event == "decide" and current is not None:
            decide(worker, current, "no_concern")
            current = None
        elif event == "hold ends":
            Lead.objects.update(holder=None, held_until=None)
        elif event in ("take", "skip"):
            if event == "take" and current is not None:
                release_lead(by=worker, lead_id=current.id)
            current = claim_next(by=worker, after=current.id if event == "skip" and current else None)
            if took(current):
                break
    assert takes <= TURN * (before + 1)


# what belongs to both sides of joining and splitting is held in test_judging_links


# a day with an end


def test_day_ends_at_the_limit_and_urgent_goes_on(actor: Actor, team: list[Actor], organisation) -> None:
    agree_on(by=make_person(organisation, "admin", purpose="accountability"), daily_limit=5)
    choose_pace(by=team[0], daily_limit=2, texts_open=False)
    leads = make_leads(actor, 5)
    for lead in leads[:2]:
        decide(team[0], lead, "no_concern")
    for attempt in (
        lambda: claim_next(by=team[0]),
        lambda: claim_lead(by=team[0], lead_id=leads[2].id),
        lambda: decide(team[0], leads[2], "unsure"),
    ):
        with pytest.raises(DayIsFull):
            attempt()
    decide(team[0], leads[2], "urgent", kind="danger_to_life")
    decide(team[1], leads[3], "urgent", kind="minority")
    assert claim_next(by=team[0], urgent=True) == leads[3]
    assert claim_next(by=team[1]) == leads[4], "another's day is another's"


def test_what_is_in_hand_is_finished(actor: Actor, team: list[Actor]) -> None:
    choose_pace(by=team[0], daily_limit=1, texts_open=False)
    leads = make_leads(actor, 2)
    claim_lead(by=team[0], lead_id=leads[1].id)
    decide(team[0], leads[0], "unsure")
    assert claim_next(by=team[0]) == leads[1]
    decide(team[0], leads[1], "unsure")


def test_own_limit_is_never_higher_than_what_was_agreed_on(team: list[Actor]) -> None:
    assert choose_pace(by=team[0], daily_limit=500, texts_open=True).daily_limit == 30
    assert choose_pace(by=team[0], daily_limit=None, texts_open=True).daily_limit is None


def test_new_day_begins_anew(actor: Actor, team: list[Actor], clock: Clock) -> None:
    choose_pace(by=team[0], daily_limit=1, texts_open=False)
    decide(team[0], make_leads(actor, 2)[0], "unsure")
    clock.on(24 * HOUR)
    assert claim_next(by=team[0]) is not None


def test_break_is_suggested_after_many_and_not_after_a_break(
    actor: Actor, team: list[Actor], clock: Clock
) -> None:
    for lead in make_leads(actor, 8):
        assert load_of(by=team[0], now=clock.now).tired is None
        decide(team[0], lead, "no_concern")
        clock.on(timedelta(minutes=2))
    tired = load_of(by=team[0], now=clock.now).tired
    assert tired
    assert (tired.leads, tired.minutes) == (8, 16)
    clock.on(timedelta(minutes=15))
    assert load_of(by=team[0], now=clock.now).tired is None


def test_only_the_administrator_agrees_and_within_bounds(team: list[Actor], organisation) -> None:
    with pytest.raises(NotPermitted):
        agree_on(by=team[0], daily_limit=10)
    with pytest.raises(ValidationError):
        agree_on(by=make_person(organisation, "admin", purpose="accountability"), daily_limit=1_000)


# two who look do not see each other's answer


def test_second_does_not_see_what_the_first_found_before_looking(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    look(team[0], lead, "urgent_confirmed")
    second = open_lead(by=team[1], lead_id=lead.id)
    assert (second.decisions, second.hidden_looks, second.last_decision) == ((), 1, None)
    assert len(open_lead(by=team[0], lead_id=lead.id).decisions) == 1
    look(team[1], lead, "urgent_lifted")
    assert len(open_lead(by=team[1], lead_id=lead.id).decisions) == 2
    assert open_lead(by=team[2], lead_id=lead.id).decisions == ()
    look(team[0], lead, "urgent_lifted")
    assert len(open_lead(by=team[2], lead_id=lead.id).decisions) == 3, "closed: everybody sees all"


def test_of_a_mark_the_second_sees_the_facts_alone(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor)
    decide(team[0], lead, "urgent", kind="minority")
    (mark,) = open_lead(by=team[1], lead_id=lead.id).decisions
    assert (mark.facts, mark.explanation) == (WORDS["facts"], "")


def test_two_who_look_at_once_are_not_told_each_others_answer(actor: Actor, team: list[Actor]) -> None:
    lead = make_lead(actor, hard_stop=True)
    given: dict[str, Any] = {"lead_id": lead.id, "version": lead.version, **WORDS}
    look_at_urgent(by=team[0], outcome="urgent_confirmed", **given)
    with pytest.raises(LookedMeanwhile) as fault:
        look_at_urgent(by=team[1], outcome="urgent_lifted", **given)
    assert not hasattr(fault.value, "outcome")


# the pages


def worker_of(client: Client, by: Actor) -> Client:
    return sign_in(client, by.user)


def send(client: Client, name: str, lead: Lead, **given: object) -> Any:
    return client.post(reverse(f"triage:{name}", args=[lead.id]), given, follow=True)


def test_lead_is_handed_and_reopened_through_its_page(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    lead = make_lead(actor)
    worker_of(client, team[0])
    short = send(client, "hand", lead, to=team[1].user.id, note="kort")
    assert short.status_code == 422
    assert "Schrijf minstens 10 tekens." in short.text
    assert "staat daar bovenaan" in send(client, "hand", lead, to=team[1].user.id, note=NOTE).text
    assert "Neem terug" in client.get(f"/triage/{lead.id}/").text
    other = worker_of(Client(), team[1])
    assert "aan u overgedragen" in other.get("/triage/").text
    assert NOTE in other.get(f"/triage/{lead.id}/").text
    third = worker_of(Client(), team[2])
    assert "U kunt lezen, en markeren als dringend" in third.get(f"/triage/{lead.id}/").text
    refused = send(third, "assess", lead, outcome="unsure", version=0, **WORDS)
    assert refused.status_code == 409
    assert f"voor {team[1].user.name}" in refused.text
    send(other, "assess", lead, outcome="unsure", version=0, **WORDS)
    assert "wacht weer op een beoordeling" in send(third, "reopen", lead, version=1, reason=NOTE).text
    assert "heropend" in third.get("/triage/").text


def test_begun_and_not_recorded_is_told_in_the_queue(
    client: Client, actor: Actor, team: list[Actor], clock: Clock
) -> None:
    lead = make_lead(actor)
    claim_lead(by=team[0], lead_id=lead.id)
    save_draft(by=team[0], lead_id=lead.id, facts="Half een zin over", explanation="")
    clock.on(HOLD + HOUR)
    worker_of(client, team[0])
    told = client.get("/triage/").text
    assert "Uw woorden zijn bewaard" in told
    assert f"/triage/{lead.id}/" in told
    assert "Half een zin over" in client.get(f"/triage/{lead.id}/").text
    assert "Uw woorden zijn bewaard" not in worker_of(Client(), team[1]).get("/triage/").text
    assert claim_next(by=team[1]) == lead, "and the hold ended"


def test_advert_is_folded_until_its_reader_chose_otherwise(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    from tests.factories.lead_market import place_market

    lead = place_market(actor)
    worker_of(client, team[0])
    assert '<details class="fold">' in client.get(f"/triage/{lead.id}/").text
    client.post("/triage/tempo/", {"daily_limit": "3", "texts_open": "on"})
    assert '<details class="fold" open>' in client.get(f"/triage/{lead.id}/").text
    assert '<details class="fold" open>' in client.get("/triage/oefenen/een/").text
    assert Pace.objects.get(user=team[0].user).daily_limit == 3
    assert client.post("/triage/tempo/", {"daily_limit": "31"}).status_code == 422


def test_full_day_is_told_and_takes_nothing(client: Client, actor: Actor, team: list[Actor]) -> None:
    choose_pace(by=team[0], daily_limit=1, texts_open=False)
    decide(team[0], make_leads(actor, 2)[0], "unsure")
    worker_of(client, team[0])
    text = client.get("/triage/").text
    assert "Dat is genoeg voor één dag" in text
    assert "Neem de volgende" not in text
    assert "Dat is genoeg voor één dag" in client.post("/triage/volgende/", follow=True).text
    assert not Lead.objects.exclude(holder=None).exists()


def test_look_sent_again_after_another_looked_counts_as_second(
    client: Client, actor: Actor, team: list[Actor]
) -> None:
    lead = make_lead(actor, hard_stop=True)
    version = lead.version
    look(team[0], lead, "urgent_confirmed")
    worker_of(client, team[1])
    told = send(client, "urgent_second", lead, outcome="urgent_confirmed", version=version, **WORDS)
    assert told.status_code == 409
    assert "na uw eigen blik" in told.text
    assert "vermoeden blijft staan ·" not in told.text
    lead.refresh_from_db()
    send(client, "urgent_second", lead, outcome="urgent_confirmed", version=lead.version, **WORDS)
    lead.refresh_from_db()
    assert lead.state == "urgent_confirmed"


def test_settings_page_keeps_what_was_agreed_on(client: Client, organisation) -> None:
    admin = make_person(organisation, "admin", purpose="accountability")
    worker_of(client, admin)
    assert client.get("/triage/afspraken/").status_code == 200
    given = {
        "daily_limit": 20, "break_leads": 6, "break_minutes": 45, "handed_hours": 24, "stale_days": 21,
        "look_minutes": 30,
    }  # fmt: skip
    assert client.post("/triage/afspraken/", given).status_code == 302
    assert client.post("/triage/afspraken/", given | {"stale_days": 1}).status_code == 422
    assert Event.objects.get(action="triage.work_agreed").details == given
    assert not Showing.objects.exists()
    assert not Draft.objects.exists()
