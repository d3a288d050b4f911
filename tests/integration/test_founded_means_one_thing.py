"""What people concluded is counted in three places: the team's page, the outcomes that leave, fairness."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from baken.indicators.learning.precision import precisions
from baken.tenancy.acting import Actor
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.conclusions import concluded
from baken.triage.models import Assessment, Lead
from baken.triage.outcomes import recorded_outcomes
from baken.triage.policies import UNDO_WITHIN
from baken.triage.team_queries import count_team
from tests.factories.leads import REASONS, WORDS, make_leads
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def colleague(organisation: Any) -> Actor:
    return make_person(organisation, "outreach_worker")


def decide(by: Actor, lead: Lead, outcome: str, **more: str) -> None:
    lead.refresh_from_db()
    assess_lead(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS, **more)


def look(by: Actor, lead: Lead, outcome: str) -> None:
    lead.refresh_from_db()
    look_at_urgent(by=by, lead_id=lead.id, version=lead.version, outcome=outcome, **WORDS)


def settle() -> None:
    """Nobody can undo anything any more."""
    Assessment.objects.update(created_at=timezone.now() - UNDO_WITHIN - timedelta(seconds=1))


def in_three_places(by: Actor) -> tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int]]:
    """Founded, unfounded and unsure of the first indicator: on the page, and in what leaves; and what
    fairness knows of everybody, which is founded and unfounded alone."""
    page = {row.indicator: row for row in count_team(by=by, since=None).indicators}.get(REASONS[0])
    (row,) = precisions(recorded_outcomes(by=by), REASONS[:1])[:1]
    said = list(concluded(by=by).values())
    return (
        (page.founded, page.unfounded, page.unsure) if page else (0, 0, 0),
        (row.founded, row.unfounded, row.unsure),
        (said.count(False), said.count(True)),
    )


def test_founded_is_the_same_wherever_it_is_counted(actor: Actor, worker: Actor, colleague: Actor) -> None:
    worth, nothing, doubt, stood, fell, open_still = make_leads(actor, 6)
    decide(worker, worth, "no_concern")
    decide(worker, worth, "worth_contacting")
    decide(worker, nothing, "no_concern")
    decide(worker, doubt, "unsure")
    decide(worker, stood, "urgent", kind="danger_to_life")
    look(colleague, stood, "urgent_confirmed")
    decide(worker, fell, "urgent", kind="danger_to_life")
    look(colleague, fell, "urgent_lifted")
    look(worker, fell, "urgent_lifted")
    decide(worker, open_still, "urgent", kind="danger_to_life")

    assert in_three_places(actor) == ((2, 1, 2), (2, 1, 2), (2, 1))


def test_blind_decision_counts_wherever_it_is_counted(actor: Actor, worker: Actor, colleague: Actor) -> None:
    (lead,) = make_leads(actor, 1)
    Lead.objects.update(blind=True)
    decide(worker, lead, "no_concern")
    Lead.objects.update(decided_at=timezone.now() - UNDO_WITHIN)
    decide(colleague, lead, "worth_contacting")
    settle()

    assert in_three_places(actor) == ((0, 1, 0), (0, 1, 0), (0, 1))


def test_stated_age_counts_nowhere_as_found_by_weights(actor: Actor, worker: Actor, colleague: Actor) -> None:
    (lead,) = make_leads(actor, 1, hard_stop=True)
    look(worker, lead, "urgent_confirmed")
    look(colleague, lead, "urgent_confirmed")

    assert in_three_places(actor) == ((0, 0, 0), (0, 0, 0), (0, 0))


def test_passed_over_by_rules_is_no_lead_where_precision_is_counted(actor: Actor, worker: Actor) -> None:
    (lead,) = make_leads(actor, 1)
    Lead.objects.update(blind=True, band="no_reason")
    decide(worker, lead, "no_concern")
    settle()

    assert in_three_places(actor) == ((0, 0, 0), (0, 0, 0), (0, 0))
    assert [one.flagged for one in recorded_outcomes(by=actor)] == [False]
