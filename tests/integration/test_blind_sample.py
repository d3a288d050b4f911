"""Leads that are judged blind: who is drawn, what is out of sight, and what follows from a decision."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from baken.audit.models import Event
from baken.indicators.rulebook import load_rules
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.actions.set_sample import set_sample
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.blind_sample import is_blind, unflagged_drawn
from baken.triage.exceptions import DecidedBlind
from baken.triage.models import Assessment, Lead, SampleRates
from baken.triage.policies import UNDO_WITHIN, can_be_contacted, check_contactable
from tests.factories.lead_market import place_market
from tests.factories.leads import WORDS, place, run_row, see
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
FLAGGED, PASSED_OVER = {}, {"band": "no_reason", "log_odds": 0.1, "reasons": ("contact_obscured",)}


@pytest.fixture
def worker(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def analyst(organisation: Any) -> Actor:
    return make_person(organisation, "analyst")


@pytest.fixture
def reader(organisation: Any) -> Client:
    return sign_in(Client(), make_user(organisation, "outreach_worker"))


def run(actor: Actor, flagged: int = 10, passed_over: int = 30, **told: Any) -> int:
    rows = [run_row(f"f{n:03d}", log_odds=2.0 + n / 100, **told) for n in range(flagged)]
    return place(actor, *rows, *(run_row(f"u{n:03d}", **PASSED_OVER) for n in range(passed_over)))


def blind_lead(actor: Actor, analyst: Actor, band: str = "look_first") -> Lead:
    set_sample(by=analyst, flagged=100, unflagged=1000)
    for advertiser in ("f000", "u000"):
        see(actor, advertiser, 2)
    run(actor, 1, 1)
    return Lead.objects.get(band=band)


def decide(by: Actor, lead: Lead, outcome: str, **more: Any) -> Assessment:
    lead.refresh_from_db()
    return assess_lead(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS, **more)


def later(lead: Lead) -> None:
    """The time to undo is over."""
    Lead.objects.filter(id=lead.id).update(decided_at=timezone.now() - UNDO_WITHIN - timedelta(seconds=1))
    Assessment.objects.filter(lead=lead).update(
        created_at=timezone.now() - UNDO_WITHIN - timedelta(seconds=1)
    )
    lead.refresh_from_db()


def test_nothing_is_drawn_before_somebody_sets_it(actor: Actor) -> None:
    assert run(actor) == 10
    assert not Lead.objects.filter(blind=True).exists()
    assert unflagged_drawn(by=actor, advertisers=["u000"]) == []


def test_blind_ones_are_of_both_sides_alike(actor: Actor, analyst: Actor) -> None:
    set_sample(by=analyst, flagged=100, unflagged=1000)
    run(actor, 8, 30)
    blind = Lead.objects.filter(blind=True)
    assert blind.filter(band="no_reason").count() == blind.exclude(band="no_reason").count() == 8


def test_same_run_draws_the_same_and_places_the_same(actor: Actor, analyst: Actor) -> None:
    set_sample(by=analyst, flagged=50, unflagged=300)
    run(actor)
    before = list(Lead.objects.order_by("id").values())
    run(actor)
    assert list(Lead.objects.order_by("id").values()) == before
    assert Lead.objects.filter(blind=True).exists()


def test_blind_ones_stand_mixed_among_the_first(actor: Actor, analyst: Actor) -> None:
    set_sample(by=analyst, flagged=30, unflagged=100)
    first = [run_row(f"f{n:03d}", log_odds=2.0 + n / 100) for n in range(40)]
    next_ones = [run_row(f"n{n:03d}", band="look_next", log_odds=0.7) for n in range(40)]
    place(actor, *first, *next_ones, *(run_row(f"u{n:03d}", **PASSED_OVER) for n in range(200)))
    second = min(Lead.objects.filter(blind=False, band="look_next").values_list("rank", flat=True))
    ranks = dict(Lead.objects.filter(blind=True).values_list("rank", "band"))
    assert len(ranks) >= 10
    assert max(ranks) < second
    in_order = [ranks[rank] == "no_reason" for rank in sorted(ranks)]
    assert in_order != sorted(in_order)
    assert in_order != sorted(in_order, reverse=True)


def test_lead_that_stood_in_sight_never_becomes_blind(actor: Actor, analyst: Actor) -> None:
    run(actor, 5, 20)
    set_sample(by=analyst, flagged=100, unflagged=1000)
    run(actor, 5, 20)
    assert not Lead.objects.filter(blind=True).exists()


def test_blind_lead_in_hand_stays_blind_when_the_sample_stops(
    actor: Actor, analyst: Actor, worker: Actor
) -> None:
    set_sample(by=analyst, flagged=100, unflagged=1000)
    run(actor, 3, 9)
    held = claim_lead(by=worker, lead_id=Lead.objects.filter(band="no_reason").earliest("rank").id)
    set_sample(by=analyst, flagged=0, unflagged=0)
    run(actor, 3, 0)
    held.refresh_from_db()
    assert (held.blind, held.raised) == (True, False)
    assert Lead.objects.filter(band="no_reason").count() == 1
    assert not Lead.objects.filter(raised=True, blind=True).exists()


def test_lead_that_somebody_reopens_during_a_run_stays_in_sight(
    actor: Actor, analyst: Actor, worker: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.triage.actions import place_leads as placing
    from baken.triage.actions.ask_again import ask_again

    set_sample(by=analyst, flagged=100, unflagged=1000)
    run(actor, 3, 9)
    lead = Lead.objects.filter(blind=True).exclude(band="no_reason").earliest("rank")
    decide(worker, lead, "no_concern")
    later(lead)
    store = placing._store_new

    def reopened_meanwhile(by: Actor, new: list[Lead]) -> dict[str, Lead]:
        lead.refresh_from_db()
        ask_again(by=worker, lead_id=lead.id, version=lead.version, reason="Er kwam een tweede advertentie.")
        return store(by, new)

    monkeypatch.setattr(placing, "_store_new", reopened_meanwhile)
    Lead.objects.filter(id=lead.id).update(rule_set=7)  # so that the run has something to write
    run(actor, 3, 9)
    lead.refresh_from_db()
    assert (lead.state, lead.blind, lead.rule_set) == ("waiting", False, 0)


def test_stated_age_under_the_minimum_is_never_blind(actor: Actor, analyst: Actor) -> None:
    set_sample(by=analyst, flagged=100, unflagged=1000)
    place(actor, run_row("f000", hard_stop=True), run_row("u000", **PASSED_OVER))
    lead = Lead.objects.get(hard_stop=True)
    assert (lead.blind, lead.state) == (False, "urgent_first")


def test_blind_lead_that_a_run_makes_urgent_is_seen_at_once(actor: Actor, analyst: Actor) -> None:
    lead = blind_lead(actor, analyst)
    place(actor, run_row("f000", hard_stop=True), run_row("u000", **PASSED_OVER))
    lead.refresh_from_db()
    assert (lead.state, lead.blind) == ("urgent_first", False)


def pages_as_blind(client: Client, band: str, reasons: list[str], log_odds: float) -> list[str]:
    """The lines of the queue and of the page of one lead, whatever rules said of it, without tokens and
    without the moment of printing."""
    Lead.objects.update(blind=True, band=band, reasons=reasons, log_odds=log_odds)
    lead = Lead.objects.get()
    pages = [
        client.get(path).text for path in ("/triage/", f"/triage/{lead.id}/", f"/triage/{lead.id}/?tekst=2")
    ]
    secret = re.compile("csrf|nonce|print-only", re.IGNORECASE)
    return [line for page in pages for line in page.splitlines() if not secret.search(line)]


def test_pages_of_a_blind_lead_tell_nothing_of_the_rules(actor: Actor, reader: Client) -> None:
    lead = place_market(actor)
    said = {rule.means.nl for rule in load_rules()} | {rule.innocent.nl for rule in load_rules()}
    shown = html.unescape("\n".join(pages_as_blind(reader, lead.band, lead.reasons, lead.log_odds)))
    assert "Zonder redenen" in shown
    assert "U oordeelt zonder de redenen te zien" in shown
    assert [words for words in said if words in shown] == []
    # the choice of bands in the queue names them all; what is said of a lead does not
    beside = [line for line in shown.splitlines() if "<option" not in line]
    for words in ("eerst bekijken", "geen aanleiding", "waarom-1", "kloppen er", "note-number"):
        assert not any(words in line for line in beside)


def test_page_of_a_blind_lead_is_the_same_whatever_the_rules_said(actor: Actor, reader: Client) -> None:
    lead = place_market(actor)
    brought_forward = pages_as_blind(reader, "look_first", list(lead.reasons), 2.5)
    passed_over = pages_as_blind(reader, "no_reason", lead.reasons[:1], 0.1)
    assert brought_forward == passed_over
    assert len(brought_forward) > 200


@pytest.mark.parametrize("band", ["look_first", "look_next", "no_reason"])
def test_no_choice_of_the_queue_tells_the_band(
    actor: Actor, analyst: Actor, organisation: Any, band: str
) -> None:
    lead = blind_lead(actor, analyst)
    client = sign_in(Client(), make_user(organisation, "outreach_worker"))
    shown = "".join(
        row.split("</tbody>")[0] for row in client.get(f"/triage/?band={band}").text.split("<tbody")[1:]
    )
    blind = client.get("/triage/?band=blind").text
    if band != "no_reason":
        assert str(lead.id) not in shown
    assert str(lead.id) in blind


def test_reasons_come_into_sight_when_nothing_can_be_undone(
    actor: Actor, analyst: Actor, worker: Actor
) -> None:
    lead = blind_lead(actor, analyst)
    made = decide(worker, lead, "no_concern")
    lead.refresh_from_db()
    assert made.blind
    assert is_blind(lead, timezone.now())
    later(lead)
    assert not is_blind(lead, timezone.now())


def test_undone_blind_decision_is_blind_again(actor: Actor, analyst: Actor, worker: Actor) -> None:
    lead = blind_lead(actor, analyst)
    made = decide(worker, lead, "no_concern")
    lead = undo_assessment(by=worker, assessment_id=made.id)
    assert is_blind(lead, timezone.now())


def test_blind_decision_starts_no_outreach_before_a_decision_in_sight(
    actor: Actor, analyst: Actor, worker: Actor
) -> None:
    lead = blind_lead(actor, analyst)
    decide(worker, lead, "worth_contacting")
    later(lead)
    with pytest.raises(DecidedBlind):
        check_contactable(lead)
    again = decide(analyst, lead, "worth_contacting")
    lead.refresh_from_db()
    assert not again.blind
    assert can_be_contacted(lead)
    lead = undo_assessment(by=analyst, assessment_id=again.id)
    assert not can_be_contacted(lead)


def test_danger_goes_the_urgent_way_at_once(actor: Actor, analyst: Actor, worker: Actor) -> None:
    lead = blind_lead(actor, analyst)
    made = decide(worker, lead, "urgent", kind="danger_to_life")
    lead.refresh_from_db()
    assert made.blind
    assert (lead.state, lead.blind, is_blind(lead, timezone.now())) == ("urgent_second", False, False)


def test_what_rules_passed_over_is_judged_once(actor: Actor, analyst: Actor, worker: Actor) -> None:
    lead = blind_lead(actor, analyst, "no_reason")
    decide(worker, lead, "no_concern")
    more = PASSED_OVER | {"reasons": ("contact_obscured", "youthful_style")}
    place(actor, run_row("f000"), run_row("u000", **more))
    lead.refresh_from_db()
    assert lead.state == "no_concern"


def test_blind_lead_that_rules_come_to_is_asked_again_in_sight(
    actor: Actor, analyst: Actor, worker: Actor
) -> None:
    lead = blind_lead(actor, analyst, "no_reason")
    decide(worker, lead, "no_concern")
    place(actor, run_row("f000"), run_row("u000", reasons=("contact_obscured", "youthful_style")))
    lead.refresh_from_db()
    assert (lead.state, lead.blind) == ("waiting", False)


def test_everything_blind_is_reached_from_the_queue(actor: Actor, analyst: Actor, worker: Actor) -> None:
    set_sample(by=analyst, flagged=100, unflagged=1000)
    run(actor, 3, 9)
    taken, last = [], None
    for _ in range(6):
        lead = claim_next(by=worker, after=last)
        assert lead is not None
        decide(worker, lead, "no_concern")
        taken.append(lead.id)
        last = lead.id
    assert len(set(taken)) == 6
    assert claim_next(by=worker) is None


def test_rates_are_of_both_sides_or_neither(analyst: Actor) -> None:
    for flagged, unflagged in ((5, 0), (0, 5), (101, 5), (5, 1001), (-1, -1)):
        with pytest.raises(ValueError, match="both sides"):
            set_sample(by=analyst, flagged=flagged, unflagged=unflagged)
    set_sample(by=analyst, flagged=5, unflagged=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleRates.objects.update(unflagged=0)


def test_setting_rates_needs_the_permission_and_is_in_the_log(worker: Actor, analyst: Actor) -> None:
    with pytest.raises(NotPermitted):
        set_sample(by=worker, flagged=5, unflagged=1)
    set_sample(by=analyst, flagged=5, unflagged=1)
    set_sample(by=analyst, flagged=10, unflagged=2)
    assert SampleRates.objects.get().flagged == 10
    event = Event.objects.filter(action="triage.sample_set").latest("at")
    assert event.details == {"of_100_flagged": 10, "of_1000_unflagged": 2, "of_100_decided": 0}
