"""Outcomes leave only when one person asked and another approved; and hold codes alone."""

import itertools
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from baken.adverts.rule_sets.models import RuleSet
from baken.audit.models import Event
from baken.cli.indicators import command
from baken.indicators.learning.outcomes import FOUNDED, UNFOUNDED, UNSURE, Outcome
from baken.indicators.rulebook import load_rules
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready, NotApproved
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.export_outcomes import (
    approved_outcomes,
    as_file,
    ask_outcomes,
    decide_outcomes,
    reason_of,
)
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.conclusions import CLASS_OF
from baken.triage.models import Assessment, Lead, OutcomeExport, WorkSettings
from baken.triage.outcomes import recorded_outcomes
from baken.triage.policies import UNDO_WITHIN
from baken.triage.states import STATES
from baken.vocabulary.triage import OutcomeExportState
from tests.factories.lead_market import place_market
from tests.factories.leads import REASONS, WORDS, make_lead, make_leads
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
VERSIONS = {rule.indicator: rule.version for rule in load_rules() if rule.applies_to != "door"}
WHY = "De gewichten van de regels toetsen."


@pytest.fixture
def worker(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def asker(organisation: Any) -> Actor:
    return make_person(organisation, "analyst")


@pytest.fixture
def officer(organisation: Any) -> Actor:
    return make_person(organisation, "data_protection_officer")


def client_of(person: Actor) -> Client:
    return confirm(sign_in(Client(), person.user), person.user)


def decide(by: Actor, lead: Lead, outcome: str, **more: Any) -> Any:
    lead.refresh_from_db()
    return assess_lead(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS, **more)


def look(by: Actor, lead: Lead, outcome: str) -> Any:
    lead.refresh_from_db()
    return look_at_urgent(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS)


def settle() -> None:
    """Nobody can undo anything any more."""
    Assessment.objects.update(created_at=timezone.now() - UNDO_WITHIN - timedelta(seconds=1))


def said(by: Actor) -> list[str]:
    return [one.outcome for one in recorded_outcomes(by=by)]


def test_row_tells_codes_and_nothing_else(actor: Actor, worker: Actor) -> None:
    lead = place_market(actor)
    decide(worker, lead, "worth_contacting")
    (row,) = [one.as_row() for one in recorded_outcomes(by=actor)]
    assert set(row) == {
        "lead", "band", "outcome", "blind", "fired", "not_fired", "unknown", "groups", "rule_versions",
        "counting",
    }  # fmt: skip
    assert row["rule_versions"] == VERSIONS
    assert {*row["fired"], *row["not_fired"], *row["unknown"]} == set(VERSIONS)
    assert row["fired"] == sorted(lead.reasons)
    assert row["counting"] == sorted(lead.counting or ())
    assert row["counting"]
    assert set(row["counting"]) <= set(row["fired"])
    assert "price_far_under_local_median" in row["unknown"]
    assert any(name.startswith("gender:") for name in row["groups"])
    told = json.dumps(row)
    for known in (str(lead.id), lead.case_number, lead.advertiser, *WORDS.values()):
        assert known not in told


@pytest.mark.parametrize(
    ("outcome", "expected"), [("no_concern", UNFOUNDED), ("unsure", UNSURE), ("worth_contacting", FOUNDED)]
)
def test_decision_gives_its_class(actor: Actor, worker: Actor, outcome: str, expected: str) -> None:
    decide(worker, make_lead(actor), outcome)
    assert said(actor) == [expected]


def test_every_state_that_people_leave_a_lead_in_has_a_class() -> None:
    assert set(CLASS_OF) == {code for code, state in STATES.items() if not state.open}


def test_what_is_undone_is_no_outcome(actor: Actor, worker: Actor) -> None:
    made = decide(worker, make_lead(actor), "no_concern")
    undo_assessment(by=worker, assessment_id=made.id)
    assert said(actor) == []


def test_urgent_is_an_outcome_when_two_people_closed_it(actor: Actor, worker: Actor, asker: Actor) -> None:
    lead = make_lead(actor)
    decide(worker, lead, "urgent", kind="danger_to_life")
    assert said(actor) == []
    look(asker, lead, "urgent_confirmed")
    assert said(actor) == [FOUNDED]


def test_suspicion_that_fell_leaves_the_rest_unsaid(actor: Actor, worker: Actor, asker: Actor) -> None:
    lead = make_lead(actor)
    decide(worker, lead, "urgent", kind="danger_to_life")
    look(asker, lead, "urgent_lifted")
    look(worker, lead, "urgent_lifted")
    assert said(actor) == [UNSURE]


def test_stated_age_is_no_outcome_of_weights(actor: Actor, worker: Actor, asker: Actor) -> None:
    lead = make_lead(actor, hard_stop=True)
    look(worker, lead, "urgent_confirmed")
    look(asker, lead, "urgent_confirmed")
    assert said(actor) == []


def test_blind_outcome_is_not_replaced_by_one_in_sight(actor: Actor, worker: Actor, asker: Actor) -> None:
    lead = make_lead(actor)
    Lead.objects.update(blind=True)
    decide(worker, lead, "no_concern")
    Lead.objects.update(decided_at=timezone.now() - UNDO_WITHIN - timedelta(seconds=1))
    decide(asker, lead, "worth_contacting")
    settle()
    (row,) = recorded_outcomes(by=actor)
    assert (row.outcome, row.blind) == (UNFOUNDED, True)


def test_outcome_keeps_what_rules_said_when_it_was_decided(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    decide(worker, lead, "no_concern")
    Lead.objects.update(reasons=["youthful_style"], band="look_next")
    (row,) = recorded_outcomes(by=actor)
    assert (row.fired, row.band) == (frozenset(REASONS), "look_first")


def test_lead_that_is_erased_takes_its_outcome_along(actor: Actor, worker: Actor) -> None:
    first, second = make_leads(actor, 2)
    decide(worker, first, "no_concern")
    decide(worker, second, "unsure")
    first.delete()
    assert said(actor) == [UNSURE]


def test_reading_outcomes_is_in_the_log_with_a_count(actor: Actor, worker: Actor) -> None:
    decide(worker, make_lead(actor), "no_concern")
    recorded_outcomes(by=actor)
    assert Event.objects.filter(action="triage.outcomes_read").latest("at").details == {"outcomes": 1}


def test_outcomes_go_the_whole_way(
    actor: Actor, worker: Actor, asker: Actor, officer: Actor, tmp_path: Path
) -> None:
    decide(worker, place_market(actor), "worth_contacting")
    one, other = client_of(asker), client_of(officer)
    one.post("/triage/uitkomsten/vraag/", {"reason": WHY})
    asked = OutcomeExport.objects.get()
    assert WHY in other.get("/triage/uitkomsten/").text
    assert WHY in other.get(f"/triage/uitkomsten/{asked.id}/beslis/").text
    other.post(f"/triage/uitkomsten/{asked.id}/beslis/", {"do": "approve"})
    assert f"/triage/uitkomsten/{asked.id}/" in one.get("/triage/uitkomsten/").text
    assert "Hoe vaak klopte een reden" in one.get(f"/triage/uitkomsten/{asked.id}/").text

    answer = one.post(f"/triage/uitkomsten/{asked.id}/")

    told = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith('attachment; filename="uitkomsten')
    assert [row["outcome"] for row in told["outcomes"]] == ["founded"]
    assert told["export"]["by"] == asker.user.sign_in_name
    assert OutcomeExport.objects.get().state == "taken"
    event = Event.objects.filter(action="desk.exported").get()
    assert (event.details["what"], event.details["rows"]) == ("outcomes:leads", 1)
    (tmp_path / "o.json").write_bytes(answer.content)
    learned = CliRunner().invoke(command, ["learn", str(tmp_path / "o.json"), "--json"])
    assert json.loads(learned.stdout)["outcomes"] == 1
    assert json.loads(learned.stdout)["of_other_rule_versions"] == 0


def test_export_holds_what_stood_when_it_was_asked(
    actor: Actor, worker: Actor, asker: Actor, officer: Actor
) -> None:
    first, second = make_leads(actor, 2)
    decide(worker, first, "no_concern")
    asked = ask_outcomes(by=asker, reason=WHY)
    decide(worker, second, "no_concern")
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    assert len(approved_outcomes(by=asker, export_id=asked.id)[1]) == 1


def test_same_outcomes_give_the_same_bytes(actor: Actor, worker: Actor) -> None:
    for lead in make_leads(actor, 4):
        decide(worker, lead, "no_concern")
    assert as_file(recorded_outcomes(by=actor)) == as_file(recorded_outcomes(by=actor))


def test_nothing_leaves_without_a_second_person(actor: Actor, asker: Actor, officer: Actor) -> None:
    asked, one = ask_outcomes(by=asker, reason=WHY), client_of(asker)
    place = f"/triage/uitkomsten/{asked.id}/"
    assert "niet (meer) goedgekeurd" in one.get(place, follow=True).text
    assert "niet (meer) goedgekeurd" in one.post(place, follow=True).text
    decide_outcomes(by=officer, export_id=asked.id, approve=False)
    assert "niet (meer) goedgekeurd" in one.post(place, follow=True).text
    with pytest.raises(DecidedAlready):
        decide_outcomes(by=officer, export_id=asked.id, approve=True)
    assert not Event.objects.filter(action="desk.exported").exists()


def test_approval_runs_out(actor: Actor, asker: Actor, officer: Actor) -> None:
    asked = ask_outcomes(by=asker, reason=WHY)
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    OutcomeExport.objects.update(expires_at=timezone.now())
    with pytest.raises(NotApproved):
        approved_outcomes(by=asker, export_id=asked.id)


def test_asker_never_decides_and_others_take_nothing(
    actor: Actor, asker: Actor, officer: Actor, organisation: Any
) -> None:
    asked = ask_outcomes(by=asker, reason=WHY)
    both = make_user(organisation, "analyst")
    both.roles = ["analyst", "data_protection_officer"]
    both.save()
    with pytest.raises(NotPermitted):
        decide_outcomes(by=asker, export_id=asked.id, approve=True)
    OutcomeExport.objects.update(asked_by=both)
    with pytest.raises(NotPermitted):
        decide_outcomes(
            by=Actor(both, organisation, "accountability", "een toets"), export_id=asked.id, approve=True
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomeExport.objects.update(state="approved", decided_by=both, decided_at=timezone.now())
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    assert client_of(asker).post(f"/triage/uitkomsten/{asked.id}/").status_code == 404


def test_worker_neither_asks_nor_sees(worker: Actor) -> None:
    client = client_of(worker)
    for path in ("", "vraag/", "steekproef/"):
        assert client.get(f"/triage/uitkomsten/{path}").status_code == 403


def test_two_clicks_ask_once_and_the_reason_is_sealed(asker: Actor) -> None:
    asked = ask_outcomes(by=asker, reason=WHY)
    assert ask_outcomes(by=asker, reason="Nog eens gevraagd.").id == asked.id
    assert reason_of(asked) == WHY
    assert b"gewichten" not in bytes(asked.sealed)
    assert "gewichten" not in str(list(Event.objects.values()))


def test_every_step_is_in_the_log(asker: Actor, officer: Actor) -> None:
    asked = ask_outcomes(by=asker, reason=WHY)
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    steps = Event.objects.filter(subject=f"outcome_export:{asked.id}").order_by("at")
    assert [(one.action, one.details["state"]) for one in steps] == [
        ("triage.outcomes_asked", "asked"),
        ("triage.outcomes_decided", "approved"),
    ]


def test_every_state_of_a_request_is_reached_and_none_but_asked_is_decided(
    asker: Actor, officer: Actor
) -> None:
    asked = ask_outcomes(by=asker, reason=WHY)
    for state, approve in itertools.product(OutcomeExportState.codes, (True, False)):
        decided = {} if state == "asked" else {"decided_by": officer.user, "decided_at": timezone.now()}
        OutcomeExport.objects.update(state=state, **({"decided_by": None, "decided_at": None} | decided))
        if state == "asked":
            decide_outcomes(by=officer, export_id=asked.id, approve=approve)
        else:
            with pytest.raises(DecidedAlready):
                decide_outcomes(by=officer, export_id=asked.id, approve=approve)


def test_taking_asks_to_confirm(asker: Actor, officer: Actor) -> None:
    asked = ask_outcomes(by=asker, reason=WHY)
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    asker.user.set_password("een lang wachtwoord voor deze test")
    asker.user.save()
    answer = sign_in(Client(), asker.user).post(f"/triage/uitkomsten/{asked.id}/")
    assert "/toegang/bevestigen/" in answer["Location"]


def test_sample_page_refuses_one_side_alone(asker: Actor) -> None:
    client = client_of(asker)
    answer = client.post("/triage/uitkomsten/steekproef/", {"flagged": 5, "unflagged": 0, "second_looks": 5})
    assert answer.status_code == 422
    assert "verraadt" in answer.text
    client.post("/triage/uitkomsten/steekproef/", {"flagged": 5, "unflagged": 1, "second_looks": 5})
    assert "Van 100 aanwijzingen komen er 5" in client.get("/triage/uitkomsten/").text


def test_page_puts_rules_beside_people_and_says_what_it_does_not_measure(
    actor: Actor, worker: Actor, asker: Actor
) -> None:
    lead = make_lead(actor)
    Lead.objects.update(blind=True)
    decide(worker, lead, "worth_contacting")
    settle()
    shown = client_of(asker).get("/triage/uitkomsten/").text
    assert "Dit meet niet hoeveel uitbuiting niemand ziet" in shown
    assert '<th scope="row">regels brachten het naar voren</th><td class="number">1</td>' in shown
    assert "te weinig om iets te zeggen" in shown


def test_learned_page_counts_as_the_command_does(
    actor: Actor, worker: Actor, asker: Actor, officer: Actor
) -> None:
    WorkSettings.objects.create(organisation=actor.organisation, daily_limit=200)
    for place, lead in enumerate(make_leads(actor, 44)):
        fired = ["contact_obscured"] if place % 2 else []
        Lead.objects.filter(id=lead.id).update(
            blind=True, rule_versions=VERSIONS, reasons=fired, counting=fired
        )
        decide(worker, lead, "worth_contacting" if place % 4 == 1 else "no_concern")
    settle()
    asked = ask_outcomes(by=asker, reason=WHY)
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    shown = client_of(asker).get(f"/triage/uitkomsten/{asked.id}/").text
    assert "Geleerd van 44 blinde besluiten" in shown
    assert '<td class="number">11</td><td class="number">11</td>' in shown
    assert "50 [31, 69]" in shown


def test_learned_weights_become_a_proposed_version_of_the_rules(
    actor: Actor, worker: Actor, asker: Actor, officer: Actor
) -> None:
    WorkSettings.objects.create(organisation=actor.organisation, daily_limit=200)
    for place, lead in enumerate(make_leads(actor, 44)):
        fired = ["contact_obscured"] if place % 2 else []
        Lead.objects.filter(id=lead.id).update(
            blind=True, rule_versions=VERSIONS, reasons=fired, counting=fired
        )
        decide(worker, lead, "worth_contacting" if place % 4 == 1 else "no_concern")
    settle()
    asked = ask_outcomes(by=asker, reason=WHY)
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    path, client = f"/triage/uitkomsten/{asked.id}/", client_of(asker)
    assert "Stel deze gewichten voor" in client.get(path).text
    answer = client.post(path, {"do": "propose"})
    version = RuleSet.objects.get()
    assert answer["Location"] == f"/regels/versies/{version.id}/"
    assert (version.state, version.proposed_by_id) == ("proposed", asker.user.id)
    assert client.post(path, {"do": "propose"})["Location"] == path
    assert RuleSet.objects.count() == 1


def test_rows_are_read_back_as_they_were(actor: Actor, worker: Actor) -> None:
    from baken.indicators.learning.outcomes import read_outcomes

    for lead in make_leads(actor, 3):
        decide(worker, lead, "no_concern")
    outcomes = recorded_outcomes(by=actor)
    found = [row for _, row in read_outcomes(as_file(outcomes)) if isinstance(row, Outcome)]
    assert found == outcomes
