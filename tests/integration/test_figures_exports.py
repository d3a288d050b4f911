"""Files that leave: confirmed first, marked, noted, and known afterwards."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import resources
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client

from baken.accounts.models import User
from baken.audit.models import Event
from baken.cli.statistics import command
from baken.desk.exports import NobodyKeeps, exported
from baken.register.actions import import_registrations
from baken.statistics.actions import keep_export
from baken.statistics.formats import FORMATS
from baken.statistics.models import Export
from baken.tenancy.acting import acting_for
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_user, sign_in

pytestmark = pytest.mark.django_db

REASON = "Antwoord op een vraag van de gemeente"
TABLE = "/cijfers/emm-table-1/uitvoer/"


@pytest.fixture
def filled(actor: Any) -> Any:
    """The study in the register."""
    content = (resources.files("baken.demo") / "data" / "emm-2021-registrations.csv").read_bytes()
    import_registrations(by=actor, data=content, format="csv", source="emm-2021-registrations.csv")
    return actor


@pytest.fixture
def by_command(actor: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bytes]:
    """What `baken statistics` writes on standard output, inside this test's own session."""

    @contextmanager
    def organisation_session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        yield replace(actor, reason=reason, purpose=purpose)

    monkeypatch.setattr("baken.config.command.organisation_session", organisation_session)
    return lambda *arguments: CliRunner().invoke(command, [*arguments, "--quiet"]).stdout_bytes


def somebody(filled: Any, *roles: str) -> User:
    """A user with a password, so that there is something to confirm with."""
    user = make_user(filled.organisation, *roles)
    user.set_password("een lang wachtwoord van niemand")
    user.save()
    return user


def gives_reason(client: Client) -> None:
    client.post("/reden/", {"permission": "statistics.export", "reason": REASON, "next": "/"})


def takes_out(client: Client, user: User, form: str, path: str = TABLE) -> HttpResponse:
    """Signs in, gives a reason, confirms, and takes the table out."""
    confirm(sign_in(client, user), user)
    gives_reason(client)
    return client.post(path, {"form": form})


def test_export_asks_a_reason_then_a_confirmation_then_gives_the_file(client: Client, filled: Any) -> None:
    user = somebody(filled, "researcher")
    sign_in(client, user)
    assert "Waarom kijkt u?" in client.get(TABLE).text
    gives_reason(client)
    answer = client.get(TABLE)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/toegang/bevestigen/")
    confirm(client, user)
    page = client.get(TABLE + "?soort=ods").text
    assert REASON in page
    assert re.search(r'value="ods"[^>]*checked', page)
    assert not Export.objects.exists()
    assert client.post(TABLE, {"form": "ods"})["Content-Disposition"].startswith("attachment; ")


def test_post_without_a_confirmation_gives_no_file(client: Client, filled: Any) -> None:
    sign_in(client, somebody(filled, "researcher"))
    gives_reason(client)
    answer = client.post(TABLE, {"form": "csv"})
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/toegang/bevestigen/")
    assert not Export.objects.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_export_is_kept_and_in_the_log(client: Client, filled: Any, form: str) -> None:
    user = somebody(filled, "analyst")
    answer = takes_out(client, user, form, TABLE + "?van=2018&tot=2019")
    assert answer.status_code == 200
    kept = Export.objects.get()
    assert (kept.user, kept.what, kept.form) == (user, "table:emm-table-1", form)
    assert (kept.purpose, kept.reason) == ("statistics", REASON)
    assert kept.sha256 == hashlib.sha256(answer.content).hexdigest()
    assert kept.size == len(answer.content)
    assert kept.rows > 5
    event = Event.objects.get(action="desk.exported")
    assert (event.subject, event.reason) == (f"export:{kept.id}", REASON)
    assert event.details["sha256"] == kept.sha256


@pytest.mark.parametrize("form", FORMATS)
def test_file_is_marked_in_its_name_and_in_itself(client: Client, filled: Any, form: str) -> None:
    user = somebody(filled, "researcher")
    answer = takes_out(client, user, form)
    kept = Export.objects.get()
    name = answer["Content-Disposition"]
    assert f"{user.login}_{filled.organisation.slug}" in name
    assert str(kept.id)[:8] in name
    text = answer.content.decode("utf-8", "replace")
    if form in ("csv", "xlsx", "ods"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            text = " ".join(file.read(one).decode("utf-8", "replace") for one in file.namelist())
    for word in (
        str(kept.id),
        user.sign_in_name,
        filled.organisation.name_nl,
        f"{kept.at:%Y-%m-%dT%H:%M:%SZ}",
    ):
        assert word in text


def test_csv_in_the_zip_is_that_of_the_command(
    client: Client, filled: Any, by_command: Callable[..., bytes]
) -> None:
    answer = takes_out(client, somebody(filled, "researcher"), "csv", TABLE + "?van=2018")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.namelist() == ["emm-table-1.csv", "herkomst.txt"]
        told = file.read("herkomst.txt").decode()
        inside = file.read("emm-table-1.csv")
    assert inside == by_command("emm-table-1", "--from", "2018-01-01", "--margins")
    assert "baken statistics emm-table-1" in told
    assert hashlib.sha256(inside).hexdigest() == Export.objects.get().content_sha256


def test_json_without_its_mark_is_that_of_the_command(
    client: Client, filled: Any, by_command: Callable[..., bytes]
) -> None:
    slug = filled.organisation.slug
    answer = takes_out(client, somebody(filled, "researcher"), "json")
    plain = by_command("emm-table-1", "--margins", "--format", "json", "--organisation", slug)
    assert answer.content.startswith(plain.removesuffix(b"\n}\n"))
    found = json.loads(answer.content)
    assert found.pop("export")["export"] == str(Export.objects.get().id)
    assert found == json.loads(plain)
    assert hashlib.sha256(plain).hexdigest() == Export.objects.get().content_sha256


def test_svg_without_its_mark_is_that_of_the_command(
    client: Client, filled: Any, by_command: Callable[..., bytes]
) -> None:
    answer = takes_out(client, somebody(filled, "researcher"), "svg")
    marked = answer.content.decode()
    line = re.search(r"<text x=\"24\" y=\"[\d.]+\" font-size=\"9\"[^>]*>([^<]*)</text></svg>", marked)
    assert line
    without = marked.replace(line[0], "</svg>").replace(f" {line[1]}</desc>", "</desc>")
    assert without.encode() == by_command("emm-table-1", "--margins", "--format", "svg")


def test_spreadsheets_have_one_sheet_more_than_those_of_the_command(
    client: Client, filled: Any, by_command: Callable[..., bytes]
) -> None:
    answer = takes_out(client, somebody(filled, "researcher"), "xlsx")
    marked = openpyxl.load_workbook(io.BytesIO(answer.content))
    plain = openpyxl.load_workbook(io.BytesIO(by_command("emm-table-1", "--margins", "--format", "xlsx")))
    assert marked.sheetnames == [*plain.sheetnames, "herkomst"]
    for name in plain.sheetnames:
        assert [[cell.value for cell in row] for row in marked[name]] == [
            [cell.value for cell in row] for row in plain[name]
        ]


def test_two_exports_of_one_table_have_numbers_of_their_own(client: Client, filled: Any) -> None:
    user = somebody(filled, "researcher")
    first, second = (takes_out(client, user, "json").content for _ in range(2))
    assert first != second
    assert Export.objects.values("sha256").distinct().count() == 2
    assert Export.objects.values("content_sha256").distinct().count() == 1


@pytest.mark.parametrize("role", ["observer", "outreach_worker", "admin", "data_protection_officer"])
def test_who_may_not_take_out_gets_no_file(client: Client, filled: Any, role: str) -> None:
    user = somebody(filled, role)
    confirm(sign_in(client, user), user)
    gives_reason(client)
    assert client.get(TABLE).status_code == 403
    assert client.post(TABLE, {"form": "csv"}).status_code == 403
    assert not Export.objects.exists()


def test_nothing_leaves_when_nobody_keeps_the_list(client: Client, filled: Any) -> None:
    exported.disconnect(dispatch_uid="baken.statistics.exports")
    try:
        with pytest.raises(NobodyKeeps):
            takes_out(client, somebody(filled, "researcher"), "json")
    finally:
        exported.connect(keep_export, dispatch_uid="baken.statistics.exports")
    assert not Event.objects.filter(action="desk.exported").exists()


def test_list_of_exports_can_not_be_changed(client: Client, filled: Any) -> None:
    takes_out(client, somebody(filled, "researcher"), "json")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Export.objects.update(reason="something else")


def test_list_shows_who_took_out_what_and_why(client: Client, filled: Any) -> None:
    user = somebody(filled, "researcher")
    takes_out(client, user, "json")
    takes_out(client, user, "csv", "/cijfers/question-7/uitvoer/")
    sign_in(client, make_user(filled.organisation, "data_protection_officer"))
    page = client.get("/cijfers/uitvoer/").text
    assert page.count(REASON) == 2
    assert user.name in page
    only = client.get("/cijfers/uitvoer/", {"what": "table:question-7"}).text
    assert only.count(REASON) == 1
    assert Event.objects.filter(action="statistics.exports_read").count() == 2


@pytest.mark.parametrize("role", ["researcher", "observer", "analyst", "registrar"])
def test_list_of_exports_is_for_oversight(client: Client, filled: Any, role: str) -> None:
    sign_in(client, make_user(filled.organisation, role))
    assert client.get("/cijfers/uitvoer/").status_code == 403
    assert client.get("/cijfers/uitvoer/herkomst/").status_code == 403


def asks_origin(client: Client, content: bytes) -> str:
    answer = client.post("/cijfers/uitvoer/herkomst/", {"file": SimpleUploadedFile("gevonden", content)})
    assert answer.status_code == 200
    return answer.text


def test_found_file_is_traced_to_its_export(client: Client, filled: Any) -> None:
    taken = takes_out(client, somebody(filled, "researcher"), "csv").content
    number = str(Export.objects.get().id)
    sign_in(client, make_user(filled.organisation, "admin"))
    whole = asks_origin(client, taken)
    assert "Dit bestand is hier opgehaald" in whole
    assert number in whole
    with zipfile.ZipFile(io.BytesIO(taken)) as file:
        inside = asks_origin(client, file.read("emm-table-1.csv"))
    assert "De inhoud komt uit deze uitvoer" in inside
    assert number in inside
    changed = asks_origin(client, taken + b" ")
    assert "Niet van hier" in changed
    assert number not in changed
    found = Event.objects.filter(action="statistics.export_checked").order_by("sequence")
    assert [event.details["found"] for event in found] == [1, 1, 0]


def test_origin_of_nothing_is_asked_again(client: Client, filled: Any) -> None:
    sign_in(client, make_user(filled.organisation, "admin"))
    assert client.post("/cijfers/uitvoer/herkomst/", {}).status_code == 422


def test_origin_needs_the_token_of_its_form(filled: Any) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), make_user(filled.organisation, "admin"))
    file = SimpleUploadedFile("gevonden", b"iets")
    assert client.post("/cijfers/uitvoer/herkomst/", {"file": file}).status_code == 403


def test_exports_of_another_organisation_are_not_there(client: Client, filled: Any) -> None:
    taken = takes_out(client, somebody(filled, "researcher"), "json").content
    other = make_actor()
    with acting_for(other.organisation.id):
        sign_in(client, make_user(other.organisation, "data_protection_officer"))
        assert REASON not in client.get("/cijfers/uitvoer/").text
        assert "Niet van hier" in asks_origin(client, taken)
