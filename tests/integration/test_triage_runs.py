"""A run never costs a judgement: leads are placed among those that stand."""

import pytest
from django.utils import timezone

from baken.audit.models import Event
from baken.tenancy.acting import Actor
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.exceptions import ChangedMeanwhile
from baken.triage.models import Assessment, Lead
from baken.triage.policies import can_be_contacted
from baken.triage.queries import open_lead
from tests.factories.leads import REASONS, SEEN, WORDS, link, make_lead, place, run_row, see
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def decide(by: Actor, lead: Lead, outcome: str, **more: str) -> Assessment:
    lead.refresh_from_db()
    return assess_lead(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS, **more)


def test_same_run_again_changes_nothing(actor: Actor) -> None:
    see(actor, "a1", 3)
    place(actor, run_row("a1"), run_row("a2", hard_stop=True))
    before = list(Lead.objects.order_by("id").values())
    place(actor, run_row("a1"), run_row("a2", hard_stop=True))
    assert list(Lead.objects.order_by("id").values()) == before


def test_lead_says_when_how_often_and_where_it_was_seen(actor: Actor) -> None:
    see(actor, "a1", 2)
    see(actor, "a1", 1, province="NL-LI")
    place(actor, run_row("a1"))
    lead = Lead.objects.get()
    assert (lead.sightings, lead.unique_adverts, lead.provinces) == (3, 3, ["NL-LI", "NL-NB"])
    assert lead.first_seen == SEEN
    assert lead.last_seen > SEEN


def test_order_of_the_queue_is_band_then_weight(actor: Actor) -> None:
    place(
        actor,
        run_row("a1", band="look_next", log_odds=9.0),
        run_row("a2", log_odds=1.3),
        run_row("a3", log_odds=2.0),
    )
    assert list(Lead.objects.order_by("rank").values_list("advertiser", flat=True)) == ["a3", "a2", "a1"]


def test_lead_that_nobody_touched_goes_when_it_no_longer_comes_out(actor: Actor) -> None:
    place(actor, run_row("a1"), run_row("a2"))
    place(actor, run_row("a2"))
    assert [lead.advertiser for lead in Lead.objects.all()] == ["a2"]


@pytest.mark.parametrize("how", ["claimed", "assessed"])
def test_lead_that_somebody_touched_stays_and_is_no_longer_raised(
    actor: Actor, worker: Actor, how: str
) -> None:
    lead = make_lead(actor)
    if how == "claimed":
        claim_lead(by=worker, lead_id=lead.id)
    else:
        decide(worker, lead, "no_concern")
    place(actor)
    lead.refresh_from_db()
    assert not lead.raised
    assert Assessment.objects.count() == (how == "assessed")
    place(actor, run_row("a0000", log_odds=9.0))
    lead.refresh_from_db()
    assert lead.raised


def test_stop_that_nobody_looked_at_stays_whatever_the_rules_say_later(actor: Actor) -> None:
    lead = make_lead(actor, hard_stop=True)
    place(actor)
    lead.refresh_from_db()
    assert (lead.state, lead.outreach_stopped, lead.raised) == ("urgent_first", True, False)
    place(actor, run_row("a0000"))
    lead.refresh_from_db()
    assert (lead.state, lead.outreach_stopped) == ("urgent_first", True)


def test_decision_is_asked_again_only_for_what_is_new(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    decide(worker, lead, "no_concern")
    place(actor, run_row("a0000", log_odds=3.0))
    lead.refresh_from_db()
    assert lead.state == "no_concern"
    place(actor, run_row("a0000", reasons=(*REASONS, "always_available")))
    lead.refresh_from_db()
    assert lead.state == "waiting"
    opened = open_lead(by=worker, lead_id=lead.id)
    assert opened.added_reasons == ("always_available",)
    assert opened.last_decision
    assert opened.last_decision.outcome == "no_concern"
    assert Event.objects.filter(action="triage.lead_reopened", subject=f"lead:{lead.id}").count() == 1


def test_who_decided_with_the_new_reason_before_them_is_not_asked_again(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    decide(worker, lead, "no_concern")
    more = run_row("a0000", reasons=(*REASONS, "always_available"))
    place(actor, more)
    decide(worker, lead, "no_concern")
    place(actor, more)
    lead.refresh_from_db()
    assert lead.state == "no_concern"


def test_new_reason_while_somebody_decides_is_told_to_them(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    decide(worker, lead, "no_concern")
    seen = Lead.objects.get().version
    place(actor, run_row("a0000", reasons=(*REASONS, "always_available")))
    with pytest.raises(ChangedMeanwhile):
        assess_lead(by=worker, lead_id=lead.id, version=seen, outcome="unsure", **WORDS)


@pytest.mark.parametrize("outcome", ["no_concern", "unsure", "worth_contacting"])
def test_age_under_the_minimum_goes_to_the_urgent_list_whatever_was_decided(
    actor: Actor, worker: Actor, outcome: str
) -> None:
    lead = make_lead(actor)
    decide(worker, lead, outcome)
    place(actor, run_row("a0000", hard_stop=True))
    lead.refresh_from_db()
    assert (lead.state, lead.urgent_kind) == ("urgent_first", "minority")
    assert not can_be_contacted(lead)


def test_what_two_people_lifted_is_not_raised_by_the_same_age_again(actor: Actor, organisation) -> None:
    lead = make_lead(actor, hard_stop=True)
    for number in range(2):
        look_at_urgent(
            by=make_person(organisation, "analyst"), lead_id=lead.id, version=number,
            outcome="urgent_lifted", **WORDS,
        )  # fmt: skip
    place(actor, run_row("a0000", hard_stop=True, log_odds=9.0))
    lead.refresh_from_db()
    assert lead.state == "urgent_lifted"
    assert lead.outreach_stopped


def test_lead_follows_its_sightings_to_another_name(actor: Actor, worker: Actor) -> None:
    sightings = see(actor, "a1", 3)
    place(actor, run_row("a1"))
    lead = Lead.objects.get()
    decide(worker, lead, "worth_contacting")
    see(actor, "b9")
    for sighting in sightings:
        link(actor, sighting, "b9")
    place(actor, run_row("b9"))
    moved = Lead.objects.get()
    assert (moved.id, moved.advertiser, moved.state) == (lead.id, "b9", "worth_contacting")
    assert moved.sightings == 4


def test_name_that_a_lead_left_can_be_taken_by_another(actor: Actor, worker: Actor) -> None:
    old = see(actor, "a1", 2)
    place(actor, run_row("a1"))
    first = Lead.objects.get()
    claim_lead(by=worker, lead_id=first.id)
    for sighting in old:
        link(actor, sighting, "b9")
    see(actor, "a1")
    place(actor, run_row("a1"), run_row("b9"))
    assert {lead.advertiser: lead.id == first.id for lead in Lead.objects.all()} == {"a1": False, "b9": True}


def test_stop_goes_wherever_its_sightings_go(actor: Actor, worker: Actor) -> None:
    one, two = see(actor, "a1", 3), see(actor, "a2", 1)
    place(actor, run_row("a1"), run_row("a2"))
    stopped = Lead.objects.get(advertiser="a2")
    decide(worker, stopped, "urgent", kind="minority")
    claim_lead(by=worker, lead_id=Lead.objects.get(advertiser="a1").id)
    # linking finds that all of it is one advertiser
    for sighting in (*one, *two):
        link(actor, sighting, "a1")
    place(actor, run_row("a1"))
    assert Lead.objects.get(advertiser="a1").outreach_stopped
    stopped.refresh_from_db()
    assert (stopped.raised, stopped.state) == (False, "urgent_second")
    # and later that it is two after all
    link(actor, two[0], "c3")
    place(actor, run_row("a1"), run_row("c3"))
    stopped.refresh_from_db()
    assert (stopped.advertiser, stopped.raised) == ("c3", True)


def test_case_numbers_stay_with_their_leads(actor: Actor) -> None:
    place(actor, *(run_row(f"a{number}") for number in range(40)))
    before = dict(Lead.objects.values_list("id", "case_number"))
    place(actor, *(run_row(f"a{number}", log_odds=float(number)) for number in range(45)))
    after = dict(Lead.objects.values_list("id", "case_number"))
    assert len(set(after.values())) == 45
    assert before.items() <= after.items()


def test_run_is_logged_with_counts_and_no_names(actor: Actor) -> None:
    make_lead(actor)
    event = Event.objects.get(action="triage.leads_placed")
    assert event.details == {
        "leads": 1, "new": 1, "no_longer_raised": 0, "removed": 0, "asked_again": 0,
    }  # fmt: skip
    assert event.at <= timezone.now()
