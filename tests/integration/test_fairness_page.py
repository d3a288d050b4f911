"""On whom the rules fall: weighed by a job, kept as counts, rounded for who comes from outside."""

import io
import zipfile
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from baken.audit.models import Event
from baken.demo.market import generate
from baken.extraction.stage import extract
from baken.indicators.fairness.looked_at import looked_at
from baken.indicators.fairness.report import weigh_groups
from baken.indicators.proportions import LEAST, Proportion
from baken.indicators.rulebook import load_rules
from baken.linking.sightings import sightings_of
from baken.linking.stage import link
from baken.statistics.fairness.actions import FRESH, TASK, ask_for_weighing, is_due, keep_run, use_queue
from baken.statistics.fairness.drawing import NARROW, draw_rates
from baken.statistics.fairness.shown import group_words, sections
from baken.statistics.fairness.stored import rate_of
from baken.statistics.models import FairnessRun
from baken.tenancy.acting import acting_for
from baken.tenancy.permission import NotPermitted
from baken.triage.conclusions import concluded
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/regels/eerlijkheid/"
KEY = bytes(32)


@pytest.fixture(scope="module")
def weighed() -> tuple[Any, Any]:
    """A small invented market: its counts, and the groups of its advertisers."""
    market = generate(0.01)
    batches = [extract(batch, key=KEY) for batch in market.records.combine_chunks().to_batches()]
    extracted = pa.Table.from_batches(batches)
    links = link(sightings_of(market.records, extracted["contacts"], key=KEY))
    return weigh_groups(market.records, extracted, links.assignments, links.hubs, load_rules())


def kept(by: Any, weighed: tuple[Any, Any], concluded: int = 0) -> FairnessRun:
    counts, belongs = weighed
    said = pl.DataFrame(
        {"advertiser": belongs["advertiser"][:concluded], "no_concern": [True] * concluded},
        schema={"advertiser": pl.String, "no_concern": pl.Boolean},
    )
    rows = looked_at(belongs, said)
    return keep_run(by=by, counts=counts, looked_at=rows, concluded=concluded, rules=load_rules())


def client_of(actor: Any, *roles: str) -> Client:
    return sign_in(Client(), make_user(actor.organisation, *roles))


def test_run_holds_counts_and_takes_the_place_of_the_one_before(actor: Any, weighed: Any) -> None:
    kept(actor, weighed)
    run = kept(actor, weighed)

    assert FairnessRun.objects.get() == run
    assert run.rules == {rule.indicator: rule.version for rule in load_rules()}
    rates = [rate_of(one) for one in run.rates]
    assert {"gender:women", "language:nl", "touring"} <= {rate.group for rate in rates}
    assert [rate.as_json() for rate in rates] == run.rates
    assert all(part is None or part.of >= LEAST for rate in rates for part in (rate.own, rate.rest))
    told = repr(run.rates)
    assert not any(name in told for name in weighed[1]["advertiser"])
    assert Event.objects.filter(action="statistics.fairness_weighed").count() == 2


def test_run_is_never_changed(actor: Any, weighed: Any) -> None:
    run = kept(actor, weighed)

    with pytest.raises(ProgrammingError), transaction.atomic():
        FairnessRun.objects.filter(id=run.id).update(advertisers=1)


def test_run_of_another_organisation_is_not_seen(actor: Any, weighed: Any) -> None:
    kept(actor, weighed)
    other = make_actor()

    with acting_for(other.organisation.id):
        assert is_due()
        assert not FairnessRun.objects.exists()


def test_weighing_is_due_after_a_day(actor: Any, weighed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = kept(actor, weighed)
    assert not is_due()

    monkeypatch.setattr(timezone, "now", lambda: run.weighed_at + FRESH)

    assert is_due()


@pytest.mark.parametrize("role", ["observer", "data_protection_officer", "analyst", "researcher", "admin"])
def test_page_says_when_it_was_weighed_and_that_invented_data_find_nothing(
    actor: Any, weighed: Any, role: str
) -> None:
    client = client_of(actor, role)
    assert "nog niet gewogen" in client.get(PAGE).content.decode()

    kept(actor, weighed)
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "geen bevinding" in page.content.decode()
    assert "Taal: Nederlands" in page.content.decode()
    assert Event.objects.filter(action="statistics.fairness_read").count() == 2


@pytest.mark.parametrize("role", ["outreach_worker", "registrar", "moderator"])
def test_page_is_closed_to_others(actor: Any, role: str) -> None:
    assert client_of(actor, role).get(PAGE).status_code == 403


def test_observer_sees_no_number_under_ten_nor_an_exact_one(actor: Any, weighed: Any) -> None:
    run = kept(actor, weighed)
    exact = [rate_of(one) for one in run.rates]

    seen = [line for section in sections(run, load_rules(), observer=True) for line in section.lines]

    shown = [part for line in seen for part in (line.own, line.rest) if part]
    assert any(rate.own and rate.own.count < 10 for rate in exact)
    assert all(part.count >= 10 and part.count % 10 == 0 and part.of % 10 == 0 for part in shown)
    assert {line.counted for line in seen if not line.own} <= {""} | {
        f"<10 van {(rate.own.of + 5) // 10 * 10}" for rate in exact if rate.own
    }
    assert not any(line.gap_words for line in seen if not line.own)


def test_what_people_concluded_stands_there_when_enough_was_looked_at(actor: Any, weighed: Any) -> None:
    few, enough = (
        sections(kept(actor, weighed, count), load_rules(), observer=False) for count in (LEAST, 200)
    )

    assert [section.measure.code for section in few] == ["leads_first_two", "leads_first"]
    assert [section.measure.code for section in enough][-1] == "no_concern"
    assert "geen zorg" in client_of(actor, "analyst").get(PAGE).content.decode()


def test_drawing_shows_each_rate_once_for_the_group_and_once_for_the_rest(actor: Any, weighed: Any) -> None:
    section = sections(kept(actor, weighed), load_rules(), observer=False)[0]
    told = [line for line in section.lines if line.own]

    drawn = draw_rates(section.lines, name="one", title="Een", width=NARROW)

    assert drawn is not None
    assert drawn.count('class="point-own"') == len(told)
    assert drawn.count('class="point-rest"') == sum(line.rest is not None for line in told)
    assert draw_rates([], name="none", title="Geen", width=NARROW) is None


def test_groups_are_told_in_words() -> None:
    assert [group_words(name) for name in ("gender:women", "gender:unknown", "language:ro", "duo")] == [
        "Vrouwen",
        "Geslacht volgens de advertentie: niet genoemd",
        "Taal: Roemeens",
        "Duo",
    ]
    assert group_words("language:xx") == "Taal: xx"


def test_asking_for_a_weighing_puts_it_in_the_queue(actor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Any]] = []
    monkeypatch.setattr("baken.statistics.fairness.actions._defer", [])
    use_queue(lambda task, organisation: asked.append((task, organisation)))

    answer = client_of(actor, "data_protection_officer").post(PAGE + "weeg/")

    assert answer.status_code == 302
    assert asked == [(TASK, actor.organisation.id)]
    assert Event.objects.filter(action="statistics.fairness_asked").count() == 1
    observer = make_person(actor.organisation, "observer")
    with pytest.raises(NotPermitted):
        ask_for_weighing(by=observer)
    assert client_of(actor, "observer").post(PAGE + "weeg/").status_code == 403


def test_file_has_a_row_a_rate_and_its_origin(actor: Any, weighed: Any) -> None:
    run = kept(actor, weighed)
    user = make_user(actor.organisation, "analyst")
    client = sign_in(Client(), user)
    reason = {"permission": "fairness.export", "reason": "Antwoord op een vraag van de gemeente", "next": "/"}
    client.post("/reden/", reason)
    confirm(client, user)

    answer = client.post(PAGE + "bestand/")

    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        table = pl.read_csv(packed.read("fairness.csv"))
        origin = packed.read("herkomst.txt").decode()
    assert table.height == len(run.rates)
    assert set(table["finding"]) <= {"over", "perhaps", "within", "too_few", "says_nothing"}
    assert user.sign_in_name in origin
    assert client_of(actor, "observer").get(PAGE + "bestand/").status_code == 403


def test_nobody_concluded_anything_of_no_leads(actor: Any) -> None:
    assert concluded(by=actor) == {}


def test_looked_at_counts_only_those_of_whom_something_is_known() -> None:
    belongs = pl.DataFrame(
        {
            "advertiser": [f"a{n}" for n in range(50)],
            "gender": ["women"] * 25 + ["men"] * 25,
            "language": ["nl"] * 50,
            **{name: [False] * 50 for name in ("touring", "agency", "duo", "shared_phone")},
        }
    )
    said = pl.DataFrame(
        {"advertiser": [f"a{n}" for n in range(50)] + ["gone"], "no_concern": [True] * 20 + [False] * 31}
    )

    rows = {row.group.name: row for row in looked_at(belongs, said)}

    assert (rows["gender:women"].own, rows["gender:women"].rest) == (Proportion(20, 25), Proportion(0, 25))
    assert rows["language:nl"].rest is None
    assert looked_at(belongs, said.head(0)) == []
