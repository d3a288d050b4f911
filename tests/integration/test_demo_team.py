"""What the invented staff judged blind and planned: made once, by the actions that everybody uses."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from baken.demo import blind, duty, proven
from baken.demo.staff import STAFF
from baken.indicators.bands import BANDS
from baken.pipeline.hindsight import run_reviews
from baken.tenancy.acting import Actor
from baken.triage.hindsight.models import HindsightReview
from baken.triage.models import Assessment, Lead, OutcomeExport, SampleRates, Shift
from baken.triage.rota import gaps_ahead
from baken.triage.team_queries import LEAST_PEOPLE, count_team
from tests.factories.lead_market import place_market
from tests.factories.leads import place, run_row
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

PASSED_OVER = {"band": "no_reason", "log_odds": 0.1, "reasons": ("contact_obscured",)}


@pytest.fixture
def staff(actor: Actor) -> Actor:
    """The demo's people, in an organisation of the test's own."""
    for one in STAFF:
        make_user(actor.organisation, one.role, login=one.login)
    return actor


def make_run(by: Actor) -> None:
    place(
        by,
        *(run_row(f"f{number:03d}", log_odds=2.0 + number / 100) for number in range(60)),
        *(run_row(f"u{number:03d}", **PASSED_OVER) for number in range(600)),
    )


def test_demo_judges_both_sides_of_the_blind_sample(staff: Actor) -> None:
    blind.draw_some(by=staff, scale=blind.SMALLEST)
    make_run(staff)
    for _ in range(2):
        blind.judge_some(by=staff)
        blind.ask_for_outcomes(by=staff)

    judged = Assessment.objects.filter(blind=True)
    sides = {
        band == BANDS[-1].code: judged.filter(band=band).count()
        for band in judged.values_list("band", flat=True)
    }
    assert sides[True] == sides[False] >= LEAST_PEOPLE
    assert Lead.objects.filter(blind=True, state="waiting").exists(), "and some are left for who looks around"
    told = count_team(by=staff, since=None)
    assert all(side.people == LEAST_PEOPLE for side in told.blind.values())
    assert told.decided[0].median == pytest.approx(2)
    assert OutcomeExport.objects.get().state == "approved"


def test_demo_looks_back_at_a_case_that_two_of_its_people_agreed_on(staff: Actor) -> None:
    place_market(staff)
    for _ in range(2):
        proven.look_back(by=staff)
    assert run_reviews(by=staff) == 1

    review = HindsightReview.objects.get()
    assert (review.state, review.asked_by.login) == ("done", "bram")
    assert review.decided_by is not None
    assert review.decided_by.login == "wout"
    shipped = next(one for one in review.result["replays"] if one["version"] == "0")
    assert date.fromisoformat(shipped["lead_on"]) < review.known_on


def test_demo_without_leads_looks_back_at_nothing(staff: Actor) -> None:
    proven.look_back(by=staff)
    assert not HindsightReview.objects.exists()


def test_demo_too_small_for_a_sample_has_none(staff: Actor) -> None:
    blind.draw_some(by=staff, scale=0.01)
    make_run(staff)
    blind.judge_some(by=staff)
    assert not SampleRates.objects.exists()
    assert not Assessment.objects.exists()


def test_demo_plans_who_looks_and_leaves_a_gap(staff: Actor) -> None:
    for _ in range(2):
        duty.plan_duties(by=staff)
    now = timezone.now()
    assert Shift.objects.count() == len(duty.DUTIES)
    late = [begins for begins, _ in gaps_ahead(now) if begins > now + timedelta(days=9)]
    assert len(late) == 1
