"""The register out and in by HTCDS 2.0 and by Baken's own forms: at a terminal and on the desk."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cli import register as register_command
from baken.cli.register import command
from baken.demo import emm
from baken.register.actions import export_htcds, export_registrations, import_htcds, import_registrations
from baken.register.htcds.reading import Delivery
from baken.register.htcds.writing import COLUMNS
from baken.register.models import RegisteredPerson, Registration
from baken.register.queries import stored_records
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

NAME = "Wilhelmina Voorbeeld"
FILE = (
    "prs_FirstName,prs_Email,prs_Gender,vic_AgeWhenTrafficked,vic_TypeOfExploitation,"
    "vic_ExploitationWebsitesAndApps,vic_MethodsOfControl,con_Consent\n"
    f"{NAME},a@example.org,Feminine,31,SexualExploitation,Other;Kinky.nl;SnapChat,DebtBondage ,TRUE\n"
    f"{NAME},b@example.org,Masculine,28,ForcedLabour,,,FALSE\n"
).encode()
DELIVERY = Delivery(date(2026, 3, 1), "help_organisation")


@pytest.fixture
def terminal(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command acts for this test's organisation."""

    @contextmanager
    def organisation_session(slug: str | None, **_: Any) -> Iterator[Actor]:
        yield actor

    monkeypatch.setattr(register_command, "organisation_session", organisation_session)


def run(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=data)


def taken_in(actor: Actor) -> None:
    import_registrations(by=actor, data=emm.registrations_path().read_bytes(), format="csv", source="f")


def test_register_of_the_demo_goes_out_and_comes_back_as_it_was(actor: Actor) -> None:
    taken_in(actor)
    written = export_htcds(by=actor, format="json")
    before = {record.reference: record for record in stored_records()}
    Registration.objects.all().delete()
    RegisteredPerson.objects.all().delete()

    result = import_htcds(by=actor, data=written.data, format="json", source="f", delivery=DELIVERY)

    assert (result.imported.new, result.imported.rejects) == (136, ())
    for record in stored_records():
        old = before[record.reference]
        victims = [one for one in old.persons if {"victim", "injured_party"} & set(one.roles)]
        assert [(one.person, one.sex, one.age) for one in record.persons] == [
            (one.person, one.sex, one.age) for one in victims
        ]
        assert record.form == old.form
        assert {one.platform for one in record.mentions} <= {one.platform for one in old.mentions} | {None}
    assert Event.objects.filter(action="register.exported").get().details == {
        "rows": 136, "standard": "htcds-2.0", "losses": len(written.losses),
    }  # fmt: skip


def test_a_name_in_the_file_stands_nowhere_afterwards(actor: Actor) -> None:
    result = import_htcds(by=actor, data=FILE, format="csv", source="f", delivery=DELIVERY)

    (record,) = stored_records()
    assert (record.form, record.coercion_means, record.persons[0].age) == ("sexual", ("debt",), 31)
    assert [mention.platform for mention in record.mentions] == ["Kinky.nl", "Snapchat"]
    assert [reject.line for reject in result.imported.rejects] == [3]
    everything = repr([record, result, list(Event.objects.values_list("details", "subject", "reason"))])
    assert NAME not in everything
    assert "example.org" not in everything


def test_same_file_again_changes_nothing(actor: Actor) -> None:
    import_htcds(by=actor, data=FILE, format="csv", source="f", delivery=DELIVERY)
    again = import_htcds(by=actor, data=FILE, format="csv", source="f", delivery=DELIVERY)
    assert (again.imported.new, again.imported.unchanged) == (0, 1)


@pytest.mark.parametrize("role", ["researcher", "analyst", "admin", "data_protection_officer", "observer"])
def test_only_a_registrar_takes_the_register_out_or_in(actor: Actor, role: str) -> None:
    by = make_person(actor.organisation, role, purpose="registration")
    with pytest.raises(NotPermitted):
        export_htcds(by=by, format="csv")
    with pytest.raises(NotPermitted):
        export_registrations(by=by, format="csv")
    with pytest.raises(NotPermitted):
        import_htcds(by=by, data=FILE, format="csv", source="f", delivery=DELIVERY)


@pytest.mark.usefixtures("terminal")
def test_command_exports_and_lists_what_is_lost(actor: Actor, tmp_path: Path) -> None:
    taken_in(actor)
    out, losses = tmp_path / "victims.csv", tmp_path / "losses.jsonl"

    result = run("export", str(out), "--standard", "htcds", "--losses", str(losses))

    assert result.exit_code == 0
    assert out.read_text().splitlines()[0] == ",".join(COLUMNS)
    assert "Lost on the way, by field:" in result.stderr
    assert "  birth_country: 136×, the standard has no place for it" in result.stderr.splitlines()
    found = [json.loads(line) for line in losses.read_text().splitlines()]
    assert {"field": "birth_country", "why": "no_place", "count": 136, "lines": []} in found


@pytest.mark.usefixtures("terminal")
def test_command_names_no_other_platform_where_asked(actor: Actor) -> None:
    taken_in(actor)
    named, listed = run("export", "-", "--standard", "htcds"), run(
        "export", "-", "--standard", "htcds", "--listed-only"
    )  # fmt: skip
    assert ";Kinky.nl" in named.stdout
    assert "Kinky" not in listed.stdout


@pytest.mark.usefixtures("terminal")
def test_command_imports_and_tells_what_it_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "victims.csv"
    file.write_bytes(FILE)
    given = ("--standard", "htcds", "--registered-on", "2026-03-01", "--source-kind", "help_organisation")

    result = run("import", str(file), *given)

    assert result.exit_code == 3
    assert "1 registrations are new" in result.stdout
    assert "prs_FirstName: 1×, says who somebody is or where to find them: not kept (line 2)" in result.stderr
    assert NAME not in result.output
    assert Registration.objects.get().registered_on == date(2026, 3, 1)
    again = json.loads(run("import", str(file), *given, "--json", "--rejects", str(tmp_path / "bad")).stdout)
    assert (again["new"], again["unchanged"], again["left_out"]) == (0, 1, 1)
    assert {"field": "prs_Email", "why": "identifies", "count": 1, "lines": [2]} in again["losses"]


@pytest.mark.usefixtures("terminal")
def test_command_asks_for_the_day_that_the_standard_does_not_have() -> None:
    result = run("import", "-", "--standard", "htcds", data=FILE)
    assert result.exit_code == 2
    assert "--registered-on" in result.stderr


def desk(organisation: Organisation, role: str = "registrar") -> Client:
    return sign_in(Client(), make_user(organisation, role))


def test_page_says_of_every_form_what_it_is_for_and_what_is_lost(actor: Actor) -> None:
    client = desk(actor.organisation)
    text = client.get("/register/uitwisselen/").text
    assert "Van de 83 velden vult Baken er 9." in text
    assert "Niets: wat eruit gaat, komt er zo weer in." in text
    assert "/register/uitwisselen/" in client.get("/register/").text
    client.cookies["django_language"] = "en"
    assert "Of the 83 fields Baken fills 9." in client.get("/register/uitwisselen/").text


@pytest.mark.parametrize("path", ["", "ophalen/", "inlezen/"])
@pytest.mark.parametrize("role", ["researcher", "analyst", "observer", "admin"])
def test_pages_are_closed_to_others(actor: Actor, role: str, path: str) -> None:
    assert desk(actor.organisation, role).get(f"/register/uitwisselen/{path}").status_code == 403


@pytest.mark.parametrize(
    ("form", "name", "rows"),
    [
        ("baken-json", "register-baken.json", 210),
        ("baken-csv", "register-baken.csv", 210),
        ("htcds-csv", "register-htcds.csv", 136),
        ("htcds-json", "register-htcds.json", 136),
    ],
)
def test_register_leaves_after_reason_and_confirmation_with_its_losses(
    actor: Actor, form: str, name: str, rows: int
) -> None:
    taken_in(actor)
    user = make_user(actor.organisation, "registrar")
    user.set_password("een lang wachtwoord van niemand")
    user.save()
    client = sign_in(Client(), user)
    address = "/register/uitwisselen/ophalen/"
    assert "Waarom kijkt u?" in client.get(address).text
    client.post(
        "/reden/",
        {"permission": "register.export", "reason": "Afgesproken levering.", "next": "/"},
    )
    assert client.post(address, {"form": form}).status_code == 302

    answer = confirm(client, user).post(address, {"form": form})

    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        assert found.namelist() == [name, "herkomst.txt"]
        origin = found.read("herkomst.txt").decode()
        data = found.read(name)
    assert "Afgesproken" not in origin
    assert ("birth_country: 136×" in origin) == form.startswith("htcds")
    expected = (
        export_htcds(by=actor, format=form[6:]).data
        if form.startswith("htcds")
        else export_registrations(by=actor, format=form[6:])
    )
    assert data == expected
    event = Event.objects.get(action="desk.exported")
    assert (event.details["what"], event.details["rows"]) == (f"register:{form[:5]}", rows)
    assert event.purpose == "registration"
    assert event.reason == "Afgesproken levering."


def test_choice_of_no_form_takes_nothing_out(actor: Actor) -> None:
    user = make_user(actor.organisation, "registrar")
    user.set_password("een lang wachtwoord van niemand")
    user.save()
    client = sign_in(Client(), user)
    client.post("/reden/", {"permission": "register.export", "reason": "Levering.", "next": "/"})
    answer = confirm(client, user).post("/register/uitwisselen/ophalen/", {"form": "xml"})
    assert answer.status_code == 422
    assert not Event.objects.filter(action="desk.exported").exists()


def upload(client: Client, data: bytes, **given: str) -> Any:
    fields = {"registered_on": "2026-03-01", "source_kind": "help_organisation"} | given
    file = SimpleUploadedFile(given.pop("name", "victims.csv"), data)
    return client.post("/register/uitwisselen/inlezen/", {"file": file, **fields})


def test_file_taken_in_on_the_desk_shows_what_did_not_come_in(actor: Actor) -> None:
    answer = upload(desk(actor.organisation), FILE)
    assert answer.status_code == 200
    assert "1 nieuw in het register, 0 stonden er al zo in, 1 weggelaten" in answer.text
    assert "prs_FirstName" in answer.text
    assert "zegt wie iemand is of waar die te vinden is: niet bewaard" in answer.text
    assert "con_Consent: de toestemming is nee, dus deze regel blijft eruit" in answer.text
    assert NAME not in answer.text
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "given", "said"),
    [
        (b"registration,record\n", {}, "Dit bestand is niet te lezen; er is niets van gebruikt."),
        (FILE, {"name": "victims.xlsx"}, "Kies een bestand dat eindigt op .csv of .json."),
        (FILE, {"registered_on": ""}, "Dit veld is verplicht."),
        (FILE, {"source_kind": ""}, "Kies er een."),
    ],
)
def test_file_that_is_not_taken_in_says_why(
    actor: Actor, data: bytes, given: dict[str, str], said: str
) -> None:
    answer = upload(desk(actor.organisation), data, **given)
    assert answer.status_code == 422
    assert said in answer.text
    assert Registration.objects.count() == 0
