"""The page of a team: counts that add up, of the team together, and nobody apart."""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.utils import timezone

from baken.audit.models import Event
from baken.indicators.proportions import LEAST, Proportion
from baken.statistics.models import Export
from baken.statistics.period import Period
from baken.statistics.team.tables import TEAM_TABLES
from baken.tenancy.acting import Actor, acting_for
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.models import Assessment, Lead
from baken.triage.team_queries import LEAST_PEOPLE, TeamCounted, count_team, own_decisions
from tests.factories.leads import REASONS, WORDS, make_leads
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/cijfers/team/"


class Clock:
    """The time that actions and queries read, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def on(self, **step: float) -> None:
        self.now += timedelta(**step)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def team(organisation: Any) -> list[Actor]:
    return [make_person(organisation, "outreach_worker") for _ in range(LEAST_PEOPLE)]


def decide(by: Actor, lead: Lead, outcome: str, **more: str) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return assess_lead(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS, **more)


def look(by: Actor, lead: Lead, outcome: str) -> Assessment:
    version = Lead.objects.get(id=lead.id).version
    return look_at_urgent(by=by, lead_id=lead.id, version=version, outcome=outcome, **WORDS)


def table(name: str, counted: TeamCounted) -> pl.DataFrame:
    return TEAM_TABLES[name].fill(counted, Period()).figures


def rows(name: str, by: Actor) -> list[dict[str, Any]]:
    return table(name, count_team(by=by, since=None)).to_dicts()


def test_team_decisions_counted_per_month(actor: Actor, team: list[Actor], clock: Clock) -> None:
    leads = make_leads(actor, 5)
    for one, lead, outcome in zip(team, leads, ("no_concern", "unsure", "no_concern"), strict=False):
        decide(one, lead, outcome)
    clock.on(days=31)
    for one, lead in zip(team, leads, strict=False):
        decide(one, lead, "worth_contacting")

    march, april, total = rows("team-decisions", actor)

    assert (march["month"], march["came_in"], march["decided"]) == ("2026-03", 5, 3)
    assert (march["no_concern"], march["unsure"], march["worth_contacting"]) == (2, 1, 0)
    assert (april["month"], april["came_in"], april["worth_contacting"]) == ("2026-04", 0, 3)
    assert (total["month"], total["came_in"], total["decided"]) == ("TOTAL", 5, 6)


def test_team_decision_taken_back_counts_nowhere(actor: Actor, team: list[Actor], clock: Clock) -> None:
    leads = make_leads(actor, 4)
    for one, lead in zip(team, leads, strict=False):
        decide(one, lead, "no_concern")
    undo_assessment(by=team[0], assessment_id=decide(team[0], leads[3], "unsure").id)

    assert rows("team-decisions", actor)[-1]["decided"] == 3
    assert rows("team-decisions", actor)[-1]["unsure"] == 0


def test_team_of_too_few_tells_nothing_of_them(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for number, lead in enumerate(make_leads(actor, LEAST + 4)):
        clock.on(hours=1)
        decide(team[number % (LEAST_PEOPLE - 1)], lead, "no_concern")
    counted = count_team(by=actor, since=None)

    assert {row["came_in"] for row in rows("team-decisions", actor)} == {LEAST + 4}
    for name in ("team-decisions", "team-times", "team-precision"):
        told = table(name, counted).drop("month", "came_in", "indicator", strict=False)
        assert told.height
        assert told.null_count().row(0) == (told.height,) * told.width, name


def test_team_total_leaves_out_months_of_too_few(actor: Actor, team: list[Actor], clock: Clock) -> None:
    leads = make_leads(actor, 6)
    for one, lead in zip(team, leads, strict=False):
        decide(one, lead, "unsure")
    clock.on(days=31)
    decide(team[0], leads[4], "no_concern")

    march, april, total = rows("team-decisions", actor)

    assert (march["decided"], april["decided"], total["decided"]) == (3, None, 3)
    assert total["no_concern"] == 0
    assert [row["first_decisions"] for row in rows("team-times", actor)] == [3, None, 3]


def test_team_precision_of_one_persons_decisions_is_not_told(
    actor: Actor, team: list[Actor], clock: Clock
) -> None:
    leads = make_leads(actor, LEAST + 2)
    for lead in leads[:LEAST]:
        decide(team[0], lead, "worth_contacting")
    for one, lead in zip(team[1:], leads[LEAST:], strict=True):
        Lead.objects.filter(id=lead.id).update(reasons=["third_person_contact"])
        decide(one, lead, "no_concern")

    assert {row["founded"] for row in rows("team-precision", actor)} == {None}


def judge_blind(team: list[Actor], lead: Lead, number: int, band: str, outcome: str) -> None:
    """A lead that was blind from its first moment, judged by one of the team."""
    Assessment.objects.filter(id=decide(team[number % len(team)], lead, outcome).id).update(
        blind=True, band=band
    )


def test_team_blind_sample_rules_beside_people(actor: Actor, team: list[Actor], clock: Clock) -> None:
    leads = make_leads(actor, 2 * LEAST + 3)
    for number, lead in enumerate(leads[:LEAST]):
        judge_blind(team, lead, number, "look_next", "worth_contacting" if number % 2 else "no_concern")
    for number, lead in enumerate(leads[LEAST : 2 * LEAST + 2]):
        judge_blind(team, lead, number, "no_reason", "no_concern" if number > 1 else "unsure")
    judge_blind(team, leads[-1], 0, "look_next", "worth_contacting")
    undo_assessment(by=team[0], assessment_id=Assessment.objects.get(lead=leads[-1]).id)
    clock.on(minutes=16)

    flagged, unflagged = rows("team-blind", actor)

    assert (flagged["founded"], flagged["unfounded"], flagged["unsure"]) == (10, 10, 0)
    assert (flagged["share"], flagged["share_low"], flagged["share_high"]) == (50, 29, 71)
    assert (unflagged["founded"], unflagged["unfounded"], unflagged["unsure"]) == (0, 20, 2)
    low, high = Proportion(0, 20).interval
    assert (unflagged["share"], unflagged["share_low"]) == (0, 0)
    assert unflagged["share_high"] >= 100 * high > 100 * low


def test_team_blind_decision_that_can_be_taken_back_is_not_told(
    actor: Actor, team: list[Actor], clock: Clock
) -> None:
    for number, lead in enumerate(make_leads(actor, 3)):
        judge_blind(team, lead, number, "look_next", "worth_contacting")
    assert rows("team-blind", actor) == []
    clock.on(minutes=16)
    flagged, unflagged = rows("team-blind", actor)
    assert (flagged["founded"], flagged["share"]) == (3, None), "and under twenty there is no share"
    assert unflagged["founded"] is None, "nobody judged a lead of that side"


def test_team_blind_sample_of_two_people_is_not_told(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for number, lead in enumerate(make_leads(actor, LEAST)):
        judge_blind(team[:2], lead, number, "look_next", "worth_contacting")
    clock.on(minutes=16)
    assert {value for row in rows("team-blind", actor) for key, value in row.items() if key != "rules"} == {
        None
    }


def test_team_times_from_arrival_to_first_decision(actor: Actor, team: list[Actor], clock: Clock) -> None:
    leads = make_leads(actor, LEAST)
    for number, lead in enumerate(leads):
        clock.on(hours=1)
        decide(team[number % LEAST_PEOPLE], lead, "unsure")
    clock.on(hours=50)
    decide(team[0], leads[0], "no_concern")

    (march, total) = rows("team-times", actor)

    # 1 to 20 hours; the later decision on the first lead is not its first
    assert (march["first_decisions"], march["median"], march["ninety"]) == (20, 10, 18)
    assert total["median"] == march["median"]


def test_team_times_too_few_decisions_no_time(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for one, lead in zip(team, make_leads(actor, 3), strict=True):
        decide(one, lead, "unsure")

    assert {(row["first_decisions"], row["median"]) for row in rows("team-times", actor)} == {(3, None)}


def test_team_agreement_pairs_looks_of_two_people(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for number, lead in enumerate(make_leads(actor, LEAST)):
        first, second, third = (team[(number + place) % LEAST_PEOPLE] for place in range(3))
        decide(first, lead, "urgent", kind="danger_to_life")
        # in five of twenty the second does not agree, and the third looks as well
        look(second, lead, "urgent_lifted" if number < 5 else "urgent_confirmed")
        if number < 5:
            look(third, lead, "urgent_lifted")

    month, total = rows("team-agreement", actor)

    assert (month["kind"], month["double_looks"], month["same"]) == ("urgent", LEAST, LEAST - 5)
    # by hand: 40 answers, 35 to 5; 10 differing pairs of 2 * 35 * 5 / 39 by chance
    assert month["alpha"] == round(1 - 10 / (350 / 39), 2)
    assert month["alpha_low"] <= month["alpha"] <= month["alpha_high"]
    assert total | {"month": ""} == month | {"month": ""}


def test_team_agreement_too_few_looks_no_alpha(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for number, lead in enumerate(make_leads(actor, 3)):
        decide(team[number], lead, "urgent", kind="danger_to_life")
        look(team[number - 1], lead, "urgent_confirmed")

    assert {(row["double_looks"], row["same"], row["alpha"]) for row in rows("team-agreement", actor)} == {
        (3, None, None)
    }


def test_team_precision_of_last_decisions(actor: Actor, team: list[Actor], clock: Clock) -> None:
    outcomes = ["worth_contacting"] * 9 + ["no_concern"] * 12 + ["unsure"] * 4
    for number, (lead, outcome) in enumerate(zip(make_leads(actor, len(outcomes)), outcomes, strict=True)):
        decide(team[number % LEAST_PEOPLE], lead, "unsure")
        decide(team[number % LEAST_PEOPLE], lead, outcome)

    found = {row["indicator"]: row for row in rows("team-precision", actor)}

    assert set(found) == set(REASONS)
    row = found[REASONS[0]]
    assert (row["decided"], row["founded"], row["unsure"], row["precision"]) == (21, 9, 4, 43)
    low, high = Proportion(9, 21).interval
    assert row["precision_low"] <= 100 * low < row["precision_low"] + 1
    assert row["precision_high"] - 1 < 100 * high <= row["precision_high"]


def test_team_precision_few_decisions_tell_no_count(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for one, lead in zip(team, make_leads(actor, 3), strict=True):
        decide(one, lead, "no_concern")

    assert {row["decided"] for row in rows("team-precision", actor)} == {None}


def test_team_period_leaves_out_what_came_before(actor: Actor, team: list[Actor], clock: Clock) -> None:
    for one, lead in zip(team, make_leads(actor, 3), strict=True):
        decide(one, lead, "no_concern")
    clock.on(days=92)

    counted = count_team(by=actor, since=timezone.localdate())

    assert (counted.came_in, counted.decided, counted.indicators) == ({}, (), ())


def test_team_counts_own_organisation_alone(actor: Actor, team: list[Actor], clock: Clock) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        somebody = make_person(other.organisation, "outreach_worker")
        decide(somebody, make_leads(other, 2)[0], "unsure")

    counted = count_team(by=actor, since=None)

    assert (counted.came_in, counted.decided, counted.waiting.queue) == ({}, (), 0)


def test_team_waiting_says_since_when(actor: Actor, team: list[Actor], clock: Clock) -> None:
    began = clock.now
    leads = make_leads(actor, 3)
    clock.on(days=2)
    decide(team[0], leads[0], "urgent", kind="danger_to_life")

    waiting = count_team(by=actor, since=None).waiting

    assert (waiting.queue, waiting.oldest, waiting.urgent) == (2, began, 1)
    assert waiting.oldest_urgent == clock.now


def test_team_page_names_nobody_and_is_logged(actor: Actor, team: list[Actor]) -> None:
    for one, lead in zip(team, make_leads(actor, 3), strict=True):
        decide(one, lead, "no_concern")
    client = sign_in(Client(), make_user(actor.organisation, "analyst"))

    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert not [one for one in team if one.user.name in answer.text or one.user.login in answer.text]
    assert Event.objects.filter(action="triage.team_read").count() == 1


def test_team_page_draws_no_bars_where_all_are_too_few(actor: Actor, team: list[Actor]) -> None:
    for one, lead in zip(team, make_leads(actor, 3), strict=True):
        decide(one, lead, "unsure")
    client = sign_in(Client(), make_user(actor.organisation, "analyst"))

    page = client.get(PAGE).text

    assert "te weinig" in page
    assert 'id="team-times"' in page
    assert "team-times-wide" not in page
    assert "team-decisions-wide" in page


@pytest.mark.parametrize("role", ["outreach_worker", "registrar", "researcher", "observer", "admin"])
def test_team_page_is_not_for_everybody(actor: Actor, role: str) -> None:
    client = sign_in(Client(), make_user(actor.organisation, role))

    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}team-times/uitvoer/").status_code == 403


def test_team_page_without_anything_says_what_to_do(actor: Actor) -> None:
    client = sign_in(Client(), make_user(actor.organisation, "analyst"))

    assert "Zodra advertenties zijn verzameld" in client.get(PAGE).text
    assert client.get(f"{PAGE}?periode=nooit").status_code == 422


@pytest.mark.parametrize("form", ["csv", "json", "ods", "xlsx", "svg"])
@pytest.mark.parametrize("name", TEAM_TABLES)
def test_team_table_leaves_as_file(
    actor: Actor, team: list[Actor], clock: Clock, name: str, form: str
) -> None:
    for number, lead in enumerate(make_leads(actor, LEAST)):
        one, other = team[number % LEAST_PEOPLE], team[(number + 1) % LEAST_PEOPLE]
        decide(one, lead, "urgent", kind="danger_to_life")
        look(other, lead, "urgent_confirmed" if number % 2 else "urgent_lifted")
    user = make_user(actor.organisation, "analyst")
    client = sign_in(Client(), user)
    confirm(client, user)
    reason = {"permission": "statistics.export_team", "reason": "Overleg van het team", "next": "/"}
    client.post("/reden/", reason)

    answer = client.post(f"{PAGE}{name}/uitvoer/?periode=alles", {"form": form})

    assert answer.status_code == 200
    assert Export.objects.get().what == f"table:{name}"
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            taken = pl.read_csv(packed.read(f"{name}.csv"))
        with acting_for(actor.organisation.id):
            filled = table(name, count_team(by=actor, since=None))
        assert taken.columns == filled.columns
        assert taken.height == filled.height


def test_own_decisions_are_ones_own(actor: Actor, team: list[Actor], clock: Clock) -> None:
    leads = make_leads(actor, 4)
    for lead in leads[:2]:
        decide(team[0], lead, "unsure")
    decide(team[1], leads[2], "no_concern")

    assert own_decisions(by=team[0], since=clock.now.date()) == {"unsure": 2}
    assert own_decisions(by=team[2], since=clock.now.date()) == {}
    page = sign_in(Client(), team[0].user).get("/triage/besloten/").text
    assert "Deze maand besloot u: onzeker 2." in page
