"""A second, separate answer on a part of what is decided: who gives it can't tell that somebody decided."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Any

import hypothesis
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import strategies as st

from baken.audit.models import Event
from baken.tenancy.acting import Actor
from baken.triage import blind_draw
from baken.triage.actions.ask_again import ask_again
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.choose_pace import choose_pace
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.actions.hand_lead import hand_lead
from baken.triage.actions.set_sample import set_sample
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.conclusions import concluded
from baken.triage.exceptions import (
    ChangedMeanwhile,
    DayIsFull,
    DecidedMeanwhile,
    OwnAnswer,
    SamePerson,
    TooLateToUndo,
    TriageError,
    WrongState,
)
from baken.triage.models import Assessment, Lead, SampleRates
from baken.triage.outcomes import recorded_outcomes
from baken.triage.policies import UNDO_WITHIN, can_be_contacted
from baken.triage.queries import open_lead, own_assessments, queued_leads
from baken.triage.second_looks import LAPSES_AFTER, is_drawn
from baken.triage.team_queries import APART, count_team
from tests.factories.leads import REASONS, WORDS, make_lead, make_leads, place, run_row
from tests.factories.organisations import make_actor
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

ANSWERS = ("no_concern", "unsure", "worth_contacting")
HIDDEN_WORDS = {"facts": "Woorden van wie eerst besliste.", "explanation": "Uitleg van wie eerst besliste."}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    class Clock:
        now = datetime.fromisoformat("2026-03-03T10:00:00+00:00")

        def on(self, **step: float) -> None:
            self.now += timedelta(**step)

    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture
def every(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every decision is drawn."""
    monkeypatch.setattr(blind_draw, "SECOND_LOOKS", 100)


@pytest.fixture
def first(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def second(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def third(organisation: Any) -> Actor:
    return make_person(organisation, "analyst")


def decide(by: Actor, lead: Lead, outcome: str, **more: str) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return assess_lead(by=by, lead_id=lead.id, version=version, outcome=outcome, **(WORDS | more))


def drawn_lead(actor: Actor, first: Actor, clock: Any, outcome: str = "no_concern", **told: Any) -> Lead:
    lead = make_lead(actor, **told)
    decide(first, lead, outcome, **HIDDEN_WORDS)
    clock.on(minutes=16)
    return lead


def state(lead: Lead) -> str:
    return str(Lead.objects.get(id=lead.id).state)


def test_decision_drawn_waits_for_another(actor: Actor, first: Actor, second: Actor, every: None) -> None:
    lead = make_lead(actor)

    decide(first, lead, "no_concern")

    stored = Lead.objects.get(id=lead.id)
    assert (stored.state, stored.first_look_by, stored.decided_at) == ("second_look", first.user, None)
    event = Event.objects.filter(action="triage.second_look_drawn").get()
    assert (event.subject, event.details) == (f"lead:{lead.id}", {"of_100": 100})


def test_decision_not_drawn_where_nobody_else_works(actor: Actor, first: Actor, every: None) -> None:
    lead = make_lead(actor)

    decide(first, lead, "no_concern")

    assert state(lead) == "no_concern"


def test_draw_takes_about_its_share_and_the_same_each_time(
    actor: Actor, first: Actor, second: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads = make_leads(actor, 400)

    def draws(rate: int) -> set[uuid.UUID]:
        monkeypatch.setattr(blind_draw, "SECOND_LOOKS", rate)
        return {lead.id for lead in leads if is_drawn(first, lead)}

    few, many = draws(5), draws(50)

    assert 5 <= len(few) <= 45
    assert 150 <= len(many) <= 250
    assert few < many
    assert few == draws(5)
    assert not draws(0)


def test_draw_stays_the_same_when_a_decision_is_taken_back(
    actor: Actor, first: Actor, second: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blind_draw, "SECOND_LOOKS", 50)
    leads = make_leads(actor, 12)
    for lead in leads:
        made = decide(first, lead, "no_concern")
        was = state(lead)
        undo_assessment(by=first, assessment_id=made.id)
        assert state(lead) == "waiting"
        assert Lead.objects.get(id=lead.id).first_look_by is None
        decide(first, lead, "no_concern")
        assert state(lead) == was
    assert {state(lead) for lead in leads} == {"no_concern", "second_look"}


def test_first_sees_it_nowhere_to_take_and_others_do(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)

    def listed(by: Actor) -> list[Lead]:
        return list(queued_leads(by=by, holds=("free", "mine", "other")))

    assert listed(first) == []
    assert claim_next(by=first) is None
    with pytest.raises(SamePerson):
        claim_lead(by=first, lead_id=lead.id)
    with pytest.raises(SamePerson):
        decide(first, lead, "no_concern", facts="Nog eens hetzelfde gezien.")
    assert listed(second) == [lead]
    assert claim_next(by=second) == lead


def test_others_are_offered_it_once_it_cannot_be_taken_back(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = make_lead(actor)
    decide(first, lead, "no_concern")

    assert claim_next(by=second) is None
    clock.now += UNDO_WITHIN
    assert claim_next(by=second) == lead


@pytest.mark.parametrize("outcome", ANSWERS)
def test_same_answer_settles_it(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any, outcome: str
) -> None:
    lead = drawn_lead(actor, first, clock, outcome)
    assert not can_be_contacted(Lead.objects.get(id=lead.id))

    made = decide(second, lead, outcome)

    stored = Lead.objects.get(id=lead.id)
    assert (stored.state, stored.decided_at, stored.first_look_by) == (outcome, clock.now, None)
    assert can_be_contacted(stored) == (outcome == "worth_contacting")
    assert made.second_to is not None
    assert made.second_to.user == first.user
    told = Event.objects.filter(action="triage.second_look_answered").get().details
    assert (told["outcome"], told["same"]) == (outcome, True)


def test_other_answer_overrides_nothing_until_somebody_concludes(
    actor: Actor, first: Actor, second: Actor, third: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock, "worth_contacting")

    decide(second, lead, "no_concern")

    stored = Lead.objects.get(id=lead.id)
    assert stored.state == "differing"
    assert not can_be_contacted(stored)
    for own, by in (("worth_contacting", first), ("no_concern", second), ("unsure", first)):
        with pytest.raises(OwnAnswer):
            decide(by, lead, own, facts="Ik blijf bij wat ik vond.")
    seen = open_lead(by=third, lead_id=lead.id)
    assert [one.outcome for one in seen.decisions] == ["no_concern", "worth_contacting"]
    assert seen.open_outcomes == ("no_concern", "unsure", "worth_contacting", "urgent")
    made = decide(third, lead, "unsure")
    assert state(lead) == "unsure"
    assert Event.objects.filter(action="triage.difference_concluded").count() == 1
    undo_assessment(by=third, assessment_id=made.id)
    assert state(lead) == "differing"


def test_who_is_persuaded_takes_over_the_other_answer(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock, "worth_contacting")
    decide(second, lead, "no_concern")

    assert open_lead(by=first, lead_id=lead.id).open_outcomes == ("no_concern", "urgent")
    assert open_lead(by=second, lead_id=lead.id).open_outcomes == ("worth_contacting", "urgent")
    decide(second, lead, "worth_contacting")

    assert state(lead) == "worth_contacting"


def test_second_answer_is_not_taken_back(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)
    made = decide(second, lead, "no_concern")

    with pytest.raises(TooLateToUndo):
        undo_assessment(by=second, assessment_id=made.id)
    ask_again(
        by=second,
        lead_id=lead.id,
        version=Lead.objects.get(id=lead.id).version,
        reason="Ik vergiste mij in de tekst.",
    )
    assert state(lead) == "waiting"


def test_urgent_goes_the_urgent_way_from_either_person(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    one, other = make_leads(actor, 2)
    for lead in (one, other):
        decide(first, lead, "no_concern")

    decide(second, one, "urgent", kind="minority")
    decide(first, other, "urgent", kind="danger_to_life")

    for lead, by in ((one, second), (other, first)):
        stored = Lead.objects.get(id=lead.id)
        assert (stored.state, stored.first_look_by) == ("urgent_second", by.user)
    (pair,) = [look for look in count_team(by=actor, since=None).double_looks if look.kind == APART]
    assert (pair.first, pair.second) == ("no_concern", "urgent")


def test_first_is_told_and_may_only_mark_as_urgent(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)

    seen = open_lead(by=first, lead_id=lead.id)

    assert [one.outcome for one in seen.decisions] == ["no_concern"]
    assert (seen.lead.state, seen.open_outcomes) == ("second_look", ("urgent",))


def test_page_of_the_second_is_that_of_a_lead_nobody_decided_on(
    actor: Actor, organisation: Any, first: Actor, every: None, clock: Any, client: Client
) -> None:
    reader = make_user(organisation, "outreach_worker")
    sign_in(client, reader)
    lead = make_lead(actor)

    def pages() -> list[str]:
        addresses = (
            f"/triage/{lead.id}/", "/triage/", "/triage/?who=all", "/triage/besloten/",
        )  # fmt: skip
        found = []
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            text = answer.content.decode()
            text = re.sub(
                r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"|nonce="[^"]*"',
                "",
                text,
            )
            # the number that says which reading a decision is about rises by much else too
            found.append(re.sub(r'name="version" value="\d+"', 'name="version"', text))
        return found

    before = pages()
    decide(first, lead, "worth_contacting", **HIDDEN_WORDS)
    clock.on(minutes=16)
    sign_in(client, reader)
    later = pages()

    for one, other in zip(before, later, strict=True):
        # but for the clock, which went on
        assert one.replace("11:00", "11:16") == other
        assert HIDDEN_WORDS["facts"] not in other


@pytest.fixture
def second_client(organisation: Any) -> Client:
    client = Client()
    sign_in(client, make_user(organisation, "outreach_worker"))
    return client


def test_who_read_before_the_first_decided_is_not_told_what_they_decided(
    actor: Actor, first: Actor, every: None, second_client: Client
) -> None:
    lead = make_lead(actor)
    decide(first, lead, "worth_contacting", **HIDDEN_WORDS)

    answer = second_client.post(
        f"/triage/{lead.id}/beoordeel/", {"outcome": "no_concern", "version": 0} | WORDS
    )

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "veranderde terwijl u las" in text
    assert "besloot intussen" not in text
    assert HIDDEN_WORDS["facts"] not in text


def test_answer_on_the_page_says_whether_the_two_agree(
    actor: Actor, first: Actor, every: None, second_client: Client, clock: Any
) -> None:
    one, other = make_leads(actor, 2)
    for lead in (one, other):
        decide(first, lead, "no_concern", **HIDDEN_WORDS)
    clock.on(minutes=16)

    same = second_client.post(
        f"/triage/{one.id}/beoordeel/", {"outcome": "no_concern", "version": 1} | WORDS, follow=True
    )
    differs = second_client.post(
        f"/triage/{other.id}/beoordeel/", {"outcome": "unsure", "version": 1} | WORDS, follow=True
    )

    assert "en vond hetzelfde" in same.content.decode()
    text = differs.content.decode()
    assert "en vond iets anders" in text
    assert HIDDEN_WORDS["facts"] in text
    assert 'value="no_concern"' in text
    assert 'value="worth_contacting"' not in text


def test_draft_and_day_count_as_for_any_lead(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    leads = make_leads(actor, 6)
    for lead in leads:
        decide(first, lead, "no_concern")
    clock.on(minutes=16)
    choose_pace(by=second, daily_limit=5, texts_open=False)
    for lead in leads[:5]:
        decide(second, lead, "no_concern")

    with pytest.raises(DayIsFull):
        decide(second, leads[5], "no_concern")
    assert state(leads[5]) == "second_look"


def test_handing_it_on_works_as_with_any_that_waits(
    actor: Actor, first: Actor, second: Actor, third: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)

    hand_lead(by=second, lead_id=lead.id, to_id=third.user.id, note="Kijk jij hier even naar?")

    assert claim_next(by=second) is None
    assert claim_next(by=third) == lead
    # handed to who decided already it rests until the time is over: refusing would tell who that is
    hand_lead(by=third, lead_id=lead.id, to_id=first.user.id, note="Kijk jij hier even naar?")
    assert claim_next(by=first) is None
    assert not list(queued_leads(by=first, holds=("free", "mine")))
    clock.on(hours=49)
    assert claim_next(by=second) == lead


def test_reopening_what_waits_for_a_second_answer_is_refused(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)
    for by in (first, second):
        with pytest.raises(WrongState, match="waits already"):
            ask_again(by=by, lead_id=lead.id, version=1, reason="Nog eens kijken, graag.")


def test_run_that_brings_a_stated_age_goes_before_all(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)

    place(actor, run_row("a0000", hard_stop=True))

    stored = Lead.objects.get(id=lead.id)
    assert (stored.state, stored.second_from, stored.first_look_by) == ("urgent_first", None, None)


def test_second_answer_lapses_after_its_time(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock, "worth_contacting")
    row = run_row("a0000", log_odds=9.0)
    place(actor, row)
    assert state(lead) == "second_look"
    clock.now += LAPSES_AFTER
    claim_lead(by=second, lead_id=lead.id)
    place(actor, row)
    assert state(lead) == "second_look", "what somebody has in hand is left to them"
    clock.on(hours=1)

    place(actor, row)

    stored = Lead.objects.get(id=lead.id)
    assert (stored.state, stored.second_from) == ("worth_contacting", None)
    assert stored.decided_at == Assessment.objects.get(lead=lead).created_at
    assert Event.objects.filter(action="triage.second_look_lapsed").count() == 1
    with pytest.raises(ChangedMeanwhile):
        assess_lead(by=second, lead_id=lead.id, version=1, outcome="unsure", **WORDS)


def test_second_answer_lapses_where_no_run_raises_it(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)

    place(actor)

    assert state(lead) == "no_concern"


def test_unsettled_counts_in_no_outcome(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    lead = drawn_lead(actor, first, clock)
    assert recorded_outcomes(by=actor) == []
    assert concluded(by=actor) == {}
    assert count_team(by=actor, since=None).indicators == ()

    decide(second, lead, "worth_contacting")
    assert recorded_outcomes(by=actor) == []
    assert concluded(by=actor) == {}

    decide(first, lead, "worth_contacting")
    assert [one.outcome for one in recorded_outcomes(by=actor)] == ["founded"]
    assert concluded(by=actor) == {lead.advertiser: False}


def test_team_counts_only_pairs_that_saw_the_same_reasons(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    leads = make_leads(actor, 2)
    for lead in leads:
        decide(first, lead, "no_concern")
    clock.on(minutes=16)
    place(
        actor,
        run_row("a0000", log_odds=9.0),
        run_row("a0001", log_odds=8.99, reasons=(*REASONS, "price_far_below_market")),
    )
    for lead in leads:
        decide(second, lead, "unsure")

    (pair,) = count_team(by=actor, since=None).double_looks

    assert (pair.kind, pair.first, pair.second) == (APART, "no_concern", "unsure")
    assert pair.people == (first.user.id, second.user.id)
    assert f"{pair.month:%Y-%m}" == "2026-03"


def test_rate_is_set_beside_the_sample(organisation: Any, third: Actor, client: Client) -> None:
    sign_in(client, third.user)

    answer = client.post(
        "/triage/uitkomsten/steekproef/", {"flagged": 0, "unflagged": 0, "second_looks": 20}, follow=True
    )
    refused = client.post(
        "/triage/uitkomsten/steekproef/", {"flagged": 0, "unflagged": 0, "second_looks": 51}
    )

    assert "beoordeelt een ander er 20 nog eens" in answer.content.decode()
    assert refused.status_code == 422
    assert SampleRates.objects.get().second_looks == 20
    with pytest.raises(ValueError, match="at most half"):
        set_sample(by=third, flagged=0, unflagged=0, second_looks=51)


def test_database_refuses_a_second_look_without_its_first(actor: Actor) -> None:
    lead = make_lead(actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Lead.objects.filter(id=lead.id).update(state="second_look")


def test_other_organisations_know_nothing_of_it(
    actor: Actor, first: Actor, second: Actor, every: None, clock: Any
) -> None:
    from baken.tenancy.acting import acting_for

    lead = drawn_lead(actor, first, clock)
    decide(second, lead, "unsure")
    other = make_actor()
    with acting_for(other.organisation.id):
        assert count_team(by=other, since=None).double_looks == ()


STEPS = st.lists(
    st.sampled_from(["read", "take", "hand", "other reads", "stale", "reopen", "undo", "first reads", "run"]),
    max_size=8,
)


@hypothesis.settings(max_examples=25, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(steps=STEPS, outcome=st.sampled_from(ANSWERS))
def test_no_path_shows_the_first_answer_before_the_second_is_given(
    organisation: Any,
    actor: Actor,
    first: Actor,
    second: Actor,
    third: Actor,
    every: None,
    steps: list[str],
    outcome: str,
) -> None:
    with transaction.atomic():
        lead = make_lead(actor)
        decide(first, lead, outcome, **HIDDEN_WORDS)
        for step in steps:
            for by in (second, third):
                _walk(step, by, first, lead)
                seen = open_lead(by=by, lead_id=lead.id)
                if state(lead) == "second_look":
                    assert (seen.decisions, seen.hidden_looks, seen.lead.state) == ((), 0, "waiting")
                    assert not own_assessments(by=by).exists()
        transaction.set_rollback(True)


def _walk(step: str, by: Actor, first: Actor, lead: Lead) -> None:
    version = Lead.objects.get(id=lead.id).version
    try:
        match step:
            case "take":
                claim_lead(by=by, lead_id=lead.id)
            case "hand":
                hand_lead(by=by, lead_id=lead.id, to_id=first.user.id, note="Kijk jij hier even naar?")
            case "first reads":
                open_lead(by=first, lead_id=lead.id)
            case "stale":
                assess_lead(by=by, lead_id=lead.id, version=version - 1, outcome="unsure", **WORDS)
            case "reopen":
                ask_again(by=by, lead_id=lead.id, version=version, reason="Nog eens kijken, graag.")
            case "undo":
                undo_assessment(
                    by=by, assessment_id=Assessment.objects.filter(lead=lead).latest("version").id
                )
            case "run":
                place(by, run_row("a0000", log_odds=9.0))
            case _:
                queued = queued_leads(by=by, holds=("free", "mine", "other"))
                assert all(one.decided_at is None for one in queued)
    except DecidedMeanwhile as fault:
        raise AssertionError("who may be the second is told that somebody decided") from fault
    except TriageError:
        return
