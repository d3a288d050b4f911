"""On whom the rules fall: weighed by a job, kept as counts, rounded for who comes from outside."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
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
from baken.indicators.fairness.counts import Counts, count
from baken.indicators.fairness.looked_at import looked_at
from baken.indicators.fairness.report import weigh_groups
from baken.indicators.fairness.shipped import shipped_justifications
from baken.indicators.proportions import LEAST, Proportion
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_rules
from baken.linking.sightings import sightings_of
from baken.linking.stage import link
from baken.statistics.fairness.actions import FRESH, TASK, ask_for_weighing, is_due, keep_run
from baken.statistics.fairness.drawing import NARROW, draw_rates
from baken.statistics.fairness.shown import group_words, sections
from baken.statistics.fairness.stored import rate_of
from baken.statistics.models import FairnessRun
from baken.tenancy.acting import acting_for
from baken.tenancy.permission import NotPermitted
from baken.tenancy.waiting import use_queue
from baken.triage.conclusions import concluded
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_person, make_user, sign_in
from tests.unit.indicators.fired_rules import belonging, leads_of

pytestmark = pytest.mark.django_db

PAGE = "/regels/eerlijkheid/"
KEY = bytes(32)
DAY = date(2026, 11, 20)
INVENTED = ("kleinmarkt.example", "ontmoet.example")


@pytest.fixture(scope="module")
def weighed() -> tuple[Any, Any]:
    """A small invented market: its counts, and the groups of its advertisers."""
    market = generate(0.01)
    batches = [extract(batch, key=KEY) for batch in market.records.combine_chunks().to_batches()]
    extracted = pa.Table.from_batches(batches)
    links = link(sightings_of(market.records, extracted["contacts"], key=KEY))
    return weigh_groups(market.records, extracted, links.assignments, links.hubs, load_rules())


def kept(
    by: Any,
    weighed: tuple[Any, Any],
    concluded: int = 0,
    *,
    rules: Sequence[Rule] = load_rules(),
    platforms: Sequence[str] = INVENTED,
) -> FairnessRun:
    counts, belongs = weighed
    said = pl.DataFrame(
        {"advertiser": belongs["advertiser"][:concluded], "no_concern": [True] * concluded},
        schema={"advertiser": pl.String, "no_concern": pl.Boolean},
    )
    rows = looked_at(belongs, said)
    return keep_run(
        by=by, counts=counts, looked_at=rows, concluded=concluded, rules=rules, platforms=platforms
    )


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

    seen = [line for section in sections(run, load_rules(), observer=True, on=DAY) for line in section.lines]

    shown = [part for line in seen for part in (line.own, line.rest) if part]
    assert any(rate.own and rate.own.count < 10 for rate in exact)
    assert all(part.count >= 10 and part.count % 10 == 0 and part.of % 10 == 0 for part in shown)
    assert {line.counted for line in seen if not line.own} <= {""} | {
        f"<10 van {(rate.own.of + 5) // 10 * 10}" for rate in exact if rate.own
    }
    assert not any(line.gap_words for line in seen if not line.own)


def test_what_people_concluded_stands_there_when_enough_was_looked_at(actor: Any, weighed: Any) -> None:
    few, enough = (
        sections(kept(actor, weighed, count), load_rules(), observer=False, on=DAY) for count in (LEAST, 200)
    )

    assert [section.measure.code for section in few] == ["leads_first_two", "leads_first"]
    assert [section.measure.code for section in enough][-1] == "no_concern"
    assert "geen zorg" in client_of(actor, "analyst").get(PAGE).content.decode()


def test_drawing_shows_each_rate_once_for_the_group_and_once_for_the_rest(actor: Any, weighed: Any) -> None:
    section = sections(kept(actor, weighed), load_rules(), observer=False, on=DAY)[0]
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
    monkeypatch.setattr("baken.tenancy.waiting._defer", [])
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
    assert set(table["finding"]) <= {"over", "perhaps", "justified", "within", "too_few", "says_nothing"}
    assert user.sign_in_name in origin
    assert client_of(actor, "observer").get(PAGE + "bestand/").status_code == 403


def agencies_led_to(rules: Sequence[Rule], more: int = 0) -> tuple[Counts, pl.DataFrame]:
    """Fifty agencies, fifteen of them leads by hidden numbers, `more` of them by something else, and sixty
    others, none of them a lead."""
    hidden = ("contact_obscured", "shared_contact_many_texts")
    styled = ("youthful_style", "restricted_movement")
    fired = [*[hidden] * 15, *[styled] * more, *[()] * (95 - more)]
    belongs = belonging([True] * 50 + [False] * 60, "agency")
    return count(leads_of(fired, rules), belongs, rules), belongs


@pytest.fixture
def while_it_holds(monkeypatch: pytest.MonkeyPatch) -> date:
    """A day on which what is shipped with the rules holds."""
    day = shipped_justifications()[0].begins + timedelta(days=20)
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: day)
    return day


def test_gap_of_shipped_rules_on_the_invented_market_says_who_answers_for_it(
    actor: Any, while_it_holds: date
) -> None:
    rules = load_rules()
    run = kept(actor, agencies_led_to(rules), rules=rules)
    client = client_of(actor, "data_protection_officer")

    page, english = client.get(PAGE).content.decode(), english_page(client)

    assert "<strong>Bureau</strong>" in page
    assert "Boven de grens, verantwoord" in page
    assert f"<code>contact_obscured</code> versie {run.rules['contact_obscured']}" in page
    assert "van 1 november 2026 tot en met 31 december 2027" in page
    assert "<dd>Analist</dd>" in page
    assert "25 van de 91 bureaus" in page
    assert "hun naam eindigt op .example" in page
    assert "zeker geen verschil dat niemand verantwoordt" in page
    assert "Niemand verantwoordt dit." not in page
    assert "Over the bound, answered for" in english
    assert "25 of 91 agencies" in english
    assert Event.objects.get(action="statistics.fairness_weighed").details["justified"] == 1


def test_observer_reads_who_answers_for_a_gap_too(actor: Any, while_it_holds: date) -> None:
    kept(actor, agencies_led_to(load_rules()))

    page = client_of(actor, "observer").get(PAGE).content.decode()

    assert "Boven de grens, verantwoord" in page
    assert "25 van de 91 bureaus" in page


@pytest.mark.parametrize("place", ["one real platform", "no platform", "a rule of one's own"])
def test_nothing_is_answered_for_on_another_market_or_with_other_rules(
    actor: Any, while_it_holds: date, place: str
) -> None:
    rules = load_rules()
    platforms: Sequence[str] = INVENTED
    if place == "one real platform":
        platforms = (*INVENTED, "kleinmarkt.nl")
    elif place == "no platform":
        platforms = ()
    else:
        rules = tuple(
            replace(rule, version=rule.version + 1) if rule.indicator == "contact_obscured" else rule
            for rule in rules
        )
    kept(actor, agencies_led_to(rules), rules=rules, platforms=platforms)

    page = client_of(actor, "data_protection_officer").get(PAGE).content.decode()

    assert "Boven de grens, niet verantwoord" in page
    assert "Niemand verantwoordt dit." in page
    assert "Boven de grens, verantwoord" not in page
    assert "25 van de 91 bureaus" not in page


def test_what_was_answered_for_stands_open_again_when_it_has_ended(
    actor: Any, while_it_holds: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(actor, agencies_led_to(load_rules()))
    after = shipped_justifications()[0].until + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: after)

    page = client_of(actor, "data_protection_officer").get(PAGE).content.decode()

    assert "Boven de grens, niet verantwoord" in page
    assert "Was verantwoord: de regel" in page
    assert "<strong>verlopen</strong>" in page
    assert "Boven de grens, verantwoord" not in page


def test_gap_that_is_answered_for_in_part_is_over_the_bound(actor: Any, while_it_holds: date) -> None:
    run = kept(actor, agencies_led_to(load_rules(), more=15))

    page = client_of(actor, "data_protection_officer").get(PAGE).content.decode()

    agency = next(
        one for one in map(rate_of, run.rates) if (one.group, one.measure) == ("agency", "leads_first_two")
    )
    assert agency.finding == "over"
    assert [one.indicator for one in agency.answers] == ["contact_obscured"]
    assert "Voor een deel verantwoord: de regel" in page
    assert "Boven de grens, verantwoord" not in page


def test_run_that_an_earlier_release_kept_is_still_read(actor: Any, weighed: Any) -> None:
    kept_then = [
        {key: value for key, value in one.items() if key != "answers"} for one in kept(actor, weighed).rates
    ]

    assert [rate_of(one).answers for one in kept_then] == [()] * len(kept_then)


def english_page(client: Client) -> str:
    client.cookies["django_language"] = "en"
    return client.get(PAGE).content.decode()


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
