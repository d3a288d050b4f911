"""The pages of figures: the numbers of the command, and no more than a reader may see."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner
from django.test import Client

from baken.adverts.models import Link
from baken.audit.models import Event
from baken.cli.statistics import command
from baken.register.actions import import_registrations
from baken.statistics.catalogue import TABLES
from baken.tenancy.acting import acting_for
from tests.factories.conversations import written_by_them
from tests.factories.door_audits import make_study
from tests.factories.market import make_market
from tests.factories.organisations import make_actor
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db

ADVERTS = [
    *[(f"w{number}", "women", ["NL-NB", "NL-LI"]) for number in range(14)],
    *[(f"m{number}", "men", ["NL-NB"]) for number in range(3)],
    ("u1", "unknown", []),
]
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


@pytest.fixture
def filled(actor: Any) -> Any:
    """The study in the register, a small market, an audit of doors, and somebody who wrote."""
    content = (resources.files("baken.demo") / "data" / "emm-2021-registrations.csv").read_bytes()
    import_registrations(by=actor, data=content, format="csv", source="emm-2021-registrations.csv")
    make_market(actor, ADVERTS)
    make_study(actor)
    written_by_them(actor)
    return actor


@pytest.fixture
def by_command(actor: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """What `baken statistics` writes on standard output, inside this test's own session."""

    @contextmanager
    def organisation_session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        yield replace(actor, reason=reason, purpose=purpose)

    monkeypatch.setattr("baken.config.command.organisation_session", organisation_session)
    return lambda *arguments: CliRunner().invoke(command, [*arguments, "--quiet"]).stdout_bytes


def shown_rows(page: str) -> list[list[str]]:
    """The body of the table on a page, cell by cell."""
    body = re.search(r'<table class="figures">(.*?)</table>', page, re.DOTALL)
    assert body
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body[1].split("</thead>")[1], re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in CELL.findall(row)] for row in rows]


def numbers(cells: list[str]) -> list[str]:
    """The cells that hold a number, as bare digits."""
    return [cell.replace(".", "") for cell in cells if re.fullmatch(r"\d[\d.]*", cell)]


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("market", "emm-table-3")])
def test_table_on_its_page_has_the_numbers_of_the_command(
    client: Client, filled: Any, by_command: Callable[..., bytes], name: str
) -> None:
    page = sign_in(client, make_user(filled.organisation, "researcher")).get(f"/cijfers/{name}/").text
    margins = ["--margins"] if TABLES[name].has_margins else []
    figures = pl.read_csv(io.BytesIO(by_command(name, *margins)), infer_schema_length=None)
    counted = [column for column in figures.columns if figures.schema[column].is_numeric()]
    labels = [column for column in figures.columns if not figures.schema[column].is_numeric()]
    counted = [column for column in counted if column not in ("year", "first_year", "last_year")]
    expected = [
        [str(row[column]) for column in counted if row[column] is not None]
        for row in figures.iter_rows(named=True)
    ]
    assert labels or "year" in figures.columns
    # what else is said of a row stands behind its numbers
    found = [numbers(row[1 : len(counted) + 1]) for row in shown_rows(page) if len(row) > 1]
    assert found == expected


def test_roles_are_shown_as_yes_and_no(client: Client, filled: Any, by_command: Callable[..., bytes]) -> None:
    page = sign_in(client, make_user(filled.organisation, "researcher")).get("/cijfers/emm-table-3/").text
    figures = pl.read_csv(io.BytesIO(by_command("emm-table-3")))
    expected = [[row[0], *("ja" if cell else "nee" for cell in row[1:])] for row in figures.iter_rows()]
    assert [row for row in shown_rows(page) if row[0] != "totaal"] == expected


def test_market_is_shown_with_areas_down_and_genders_across(client: Client, filled: Any) -> None:
    page = sign_in(client, make_user(filled.organisation, "analyst")).get("/cijfers/market/").text
    assert shown_rows(page) == [
        ["Nederland", "14", "3", "1", "18"],
        ["Limburg", "14", "0", "0", "14"],
        ["Noord-Brabant", "14", "3", "0", "17"],
    ]
    assert "Noord-Brabant: 17; " in page


def test_period_and_cut_are_those_of_the_command(
    client: Client, filled: Any, by_command: Callable[..., bytes]
) -> None:
    make_market(filled, [("old", "men", ["NL-UT"])], day=date(2023, 5, 6), code="basis-2")
    sign_in(client, make_user(filled.organisation, "researcher"))
    page = client.get("/cijfers/market/", {"van": "2025", "naar": "province"}).text
    assert "--from 2025-01-01 --by province --margins" in page
    figures = by_command("market", "--from", "2025-01-01", "--by", "province").decode().splitlines()[1:]
    assert [row[1] for row in shown_rows(page)] == [line.split(",")[1] for line in figures]
    assert 'value="2023"' in page


def test_period_that_ends_before_it_begins_is_refused_in_words(client: Client, filled: Any) -> None:
    make_market(filled, [("old", "men", ["NL-UT"])], day=date(2023, 5, 6), code="basis-2")
    sign_in(client, make_user(filled.organisation, "researcher"))
    answer = client.get("/cijfers/market/", {"van": "2025", "tot": "2023"})
    assert answer.status_code == 422
    assert "Dit jaar ligt na het laatste jaar" in answer.text
    assert "figures" not in re.findall(r'<table class="(\w+)"', answer.text)


@pytest.mark.parametrize("asked", [{"van": "1066"}, {"naar": "naam"}, {"tot": "x'"}])
def test_choice_that_is_not_offered_shows_no_table(
    client: Client, filled: Any, asked: dict[str, str]
) -> None:
    sign_in(client, make_user(filled.organisation, "researcher"))
    assert client.get("/cijfers/market/", asked).status_code == 422


def test_table_is_counted_anew_when_the_data_change(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "researcher"))
    before = shown_rows(client.get("/cijfers/market/").text)
    reads = Event.objects.filter(action="statistics.frames_read").count()
    assert shown_rows(client.get("/cijfers/market/").text) == before
    assert Event.objects.filter(action="statistics.frames_read").count() == reads
    Link.objects.filter(unique_advert="w0").delete()
    assert shown_rows(client.get("/cijfers/market/").text)[0] == ["Nederland", "13", "3", "1", "17"]


def test_every_look_at_a_table_is_in_the_log(client: Client, filled: Any) -> None:
    user = make_user(filled.organisation, "researcher")
    sign_in(client, user)
    client.get("/cijfers/question-7/", {"van": "2018"})
    client.get("/cijfers/question-7/", {"van": "2018"})
    events = Event.objects.filter(action="statistics.table_read", user=user)
    assert [one.subject for one in events] == ["table:question-7"] * 2
    assert {one.details["from"] for one in events} == {2018}


def test_overview_answers_question_seven(
    client: Client, filled: Any, by_command: Callable[..., bytes]
) -> None:
    page = sign_in(client, make_user(filled.organisation, "registrar")).get("/cijfers/").text
    offered = by_command("question-7").decode().splitlines()[1].split(",")[1:]
    assert re.findall(r"<dd>(\d+)</dd>", page) == offered
    assert all(f"/cijfers/{name}/" in page for name in TABLES)


def test_observer_sees_totals_of_the_register_and_no_cell(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "observer"))
    overview = client.get("/cijfers/").text
    assert re.findall(r"<dd>(.*?)</dd>", overview) == ["210", "310", "160"]
    for name in TABLES:
        if TABLES[name].source == "register":
            page = client.get(f"/cijfers/{name}/", {"van": "2018"}).text
            assert '<table class="figures">' not in page
            assert re.findall(r"<dd>(.*?)</dd>", page) == ["210", "310", "160"]
            assert "<svg" not in page


def test_observer_sees_the_market_in_tens(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "observer"))
    page = client.get("/cijfers/market/", {"van": "2025", "naar": "gender"}).text
    assert shown_rows(page) == [
        ["Nederland", "10", "&lt;10", "&lt;10", "20"],
        ["Limburg", "10", "&lt;10", "&lt;10", "10"],
        ["Noord-Brabant", "10", "&lt;10", "&lt;10", "20"],
    ]
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", page)
    assert not {"14", "17", "18", "3", "1"} & set(drawn)
    assert "zonder bekende provincie" not in page
    assert "baken statistics" not in page
    assert '<form method="get"' not in page
    assert "/uitvoer/" not in page


def test_observer_who_is_a_researcher_too_sees_everything(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "observer", "researcher"))
    assert shown_rows(client.get("/cijfers/market/").text)[0][-1] == "18"


@pytest.mark.parametrize("role", ["outreach_worker", "moderator", "admin", "data_protection_officer"])
def test_figures_are_not_for_every_role(client: Client, filled: Any, role: str) -> None:
    sign_in(client, make_user(filled.organisation, role))
    assert client.get("/cijfers/").status_code == 403
    assert client.get("/cijfers/market/").status_code == 403


def test_figures_of_another_organisation_never_show(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "researcher"))
    assert shown_rows(client.get("/cijfers/market/").text)
    other = make_actor()
    with acting_for(other.organisation.id):
        sign_in(client, make_user(other.organisation, "researcher"))
        page = client.get("/cijfers/market/").text
        assert "Er is nog niets om te tellen" in page
        assert "figures" not in re.findall(r'<table class="(\w+)"', page)
        assert re.findall(r"<dd>(\d+)</dd>", client.get("/cijfers/").text) == ["0", "0", "0", "0"]


def test_table_that_does_not_exist_is_not_there(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "researcher"))
    assert client.get("/cijfers/emm-table-9/").status_code == 404


def test_long_counting_says_so_first(client: Client, filled: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baken.statistics.counting.LONG_WORK", 5)
    sign_in(client, make_user(filled.organisation, "researcher"))
    first = client.get("/cijfers/market/", {"naar": "province"}).text
    assert "Er wordt geteld" in first
    onwards = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', first)
    assert onwards
    assert shown_rows(client.get("/cijfers/market/" + onwards[1].replace("&amp;", "&")).text)
    assert "Er wordt geteld" not in client.get("/cijfers/market/").text


def test_page_reads_in_english(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "researcher"))
    client.cookies["django_language"] = "en"
    page = client.get("/cijfers/market/").text
    assert shown_rows(page)[0][0] == "the Netherlands"
    assert "How was this counted?" in page
