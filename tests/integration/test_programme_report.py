"""The page of the programme and its report, over some hundreds of invented conversations."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cli.statistics import command
from baken.statistics.models import Export
from baken.tenancy.acting import Actor, acting_for
from tests.factories.programme import carry_out
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/cijfers/programma/"


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


def as_analyst(client: Client, organisation: Organisation) -> Client:
    user = make_user(organisation, "analyst")
    signed_in = sign_in(client, user)
    confirm(signed_in, user)
    return signed_in


def test_page_shows_what_came_of_it_with_bars_and_the_way_to_a_file(client: Client, worker: Actor) -> None:
    carry_out(worker)
    answer = as_analyst(client, worker.organisation).get(PAGE)
    body = answer.content.decode()
    assert answer.status_code == 200
    for name in ("programme-results", "programme-regions", "programme-times"):
        assert f'id="{name}-caption"' in body
        assert f'id="{name}-wide' in body
    assert "Noord-Brabant" in body
    assert "/cijfers/programma/uitvoer/?soort=pdf-nl" in body
    read = Event.objects.filter(action="statistics.programme_read").latest("sequence")
    assert read.details == {"from": None, "to": None, "province": None, "by": None}


def test_page_says_what_to_do_when_there_is_nothing(client: Client, organisation: Organisation) -> None:
    body = as_analyst(client, organisation).get(PAGE).content.decode()
    assert "Er is nog niets om te tellen" in body
    assert "uitvoer" not in body.split("<main")[1]


def test_page_of_one_province_per_month(client: Client, worker: Actor) -> None:
    carry_out(worker)
    answer = as_analyst(client, worker.organisation).get(f"{PAGE}?provincie=NL-NB&per=maand")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="programme-months-wide' in body
    assert 'id="programme-regions-caption"' not in body
    assert "Alleen Noord-Brabant." in body
    assert "--province NL-NB" in body
    # the months end with the present one
    assert f"--to {timezone.localdate()}" in body
    assert "?provincie=NL-NB&amp;per=maand&amp;soort=ods" in body
    read = Event.objects.filter(action="statistics.programme_read").latest("sequence")
    assert read.details == {"from": None, "to": None, "province": "NL-NB", "by": "month"}


@pytest.mark.parametrize("asked", ["provincie=NL-XX", "provincie=unknown", "per=dag"])
def test_what_the_page_does_not_offer_is_refused(client: Client, worker: Actor, asked: str) -> None:
    carry_out(worker, leads=20)
    assert as_analyst(client, worker.organisation).get(f"{PAGE}?{asked}").status_code == 422


def test_year_that_lies_after_the_last_is_refused(client: Client, worker: Actor) -> None:
    carry_out(worker, leads=20)
    assert as_analyst(client, worker.organisation).get(f"{PAGE}?van=1999").status_code == 422


def test_observer_sees_nothing_of_it(client: Client, organisation: Organisation) -> None:
    signed_in = sign_in(client, make_user(organisation, "observer"))
    assert signed_in.get(PAGE).status_code == 404
    assert PAGE not in signed_in.get("/cijfers/").text


@pytest.mark.parametrize("form", ["pdf-en", "csv"])
def test_report_of_one_province_says_so(client: Client, worker: Actor, form: str) -> None:
    carry_out(worker, leads=60)
    signed_in = as_analyst(client, worker.organisation)
    signed_in.post("/reden/", {"permission": "statistics.export", "reason": "Een toets.", "next": "/"})
    address = f"{PAGE}uitvoer/?provincie=NL-NB&per=maand"
    assert "Noord-Brabant" in signed_in.get(address).text
    answer = signed_in.post(address, {"form": form})
    assert answer.status_code == 200
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            assert "programme-months.csv" in file.namelist()
            told = json.loads(file.read("metadata.json"))
        assert told["dc:spatial"][0]["@value"] == "Noord-Brabant"


@pytest.mark.parametrize("form", ["pdf-nl", "pdf-en", "ods", "csv"])
def test_report_leaves_with_its_origin_and_is_known_afterwards(
    client: Client, worker: Actor, form: str
) -> None:
    carry_out(worker, leads=60)
    signed_in = as_analyst(client, worker.organisation)
    signed_in.post("/reden/", {"permission": "statistics.export", "reason": "Een toets.", "next": "/"})
    assert "Haal het bestand op" in signed_in.get(f"{PAGE}uitvoer/?soort={form}").text
    answer = signed_in.post(f"{PAGE}uitvoer/", {"form": form})
    assert answer.status_code == 200
    with acting_for(worker.organisation.id):
        kept = Export.objects.get()
    assert kept.what == "programme:report"
    assert kept.rows > 30
    if form.startswith("pdf"):
        assert answer.content.startswith(b"%PDF")
        return
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        if form == "csv":
            told = json.loads(file.read("metadata.json"))
            assert {one["url"] for one in told["tables"]} < set(file.namelist())
            assert str(kept.id) in json.dumps(told)
        else:
            assert str(kept.id) in file.read("content.xml").decode()


def test_command_writes_the_report_and_refuses_what_it_has_no_form_for(
    worker: Actor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    carry_out(worker, leads=60)
    researcher = make_person(worker.organisation, "researcher", purpose="statistics")

    @contextmanager
    def organisation_session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Actor]:
        yield replace(researcher, reason=reason)

    monkeypatch.setattr("baken.config.command.organisation_session", organisation_session)
    out = tmp_path / "programme.pdf"
    assert CliRunner().invoke(command, ["programme", "-o", str(out), "--language", "en"]).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")
    brabant = tmp_path / "brabant.ods"
    asked = ["programme", "--by", "month", "--province", "NL-NB", "-o", str(brabant)]
    assert CliRunner().invoke(command, asked).exit_code == 0
    with zipfile.ZipFile(brabant) as file:
        told = file.read("content.xml").decode()
    assert "programme-months" in told and "Noord-Brabant" in told and "programme-regions" not in told
    one = ["programme-months", "--province", "NL-NB", "--from", "2026-01-01", "-o", str(tmp_path / "one.csv")]
    assert CliRunner().invoke(command, one).exit_code == 0
    refused = (
        ["programme", "--by", "province"], ["question-7", "--province", "NL-NB"],
        ["programme-results", "--province", "NL-NB", "--partner"], ["programme", "--province", "NL-XX"],
    )  # fmt: skip
    for words in refused:
        assert CliRunner().invoke(command, [*words, "-o", str(tmp_path / "not.ods")]).exit_code == 2
    assert CliRunner().invoke(command, ["programme", "-o", str(tmp_path / "programme.xlsx")]).exit_code == 2
    assert CliRunner().invoke(command, ["programme", "--public", "-o", str(out)]).exit_code == 2
    assert CliRunner().invoke(command, ["question-7", "--format", "pdf"]).exit_code == 2
