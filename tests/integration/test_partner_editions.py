"""Tables for partners: made safe beside all others, never public, given to a named partner by two people."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse

from baken.audit.models import Event
from baken.cli.statistics import command
from baken.disclosure.attack import Reader
from baken.statistics.editions.actions import propose_edition
from baken.statistics.editions.exceptions import TooLittleLeft, WrongState
from baken.statistics.editions.kept_counts import open_counts
from baken.statistics.editions.providing import approved_provision, ask_provision, decide_provision
from baken.statistics.editions.safe import FOR_PARTNERS, MECHANISM
from baken.statistics.models import AskedEdition, Edition, Export, Provision
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.editions import PartnerKind
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.roles import Role
from tests.factories import editions
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(actor: Actor) -> Actor:
    editions.import_study(actor)
    return actor


@pytest.fixture
def run(study: Actor, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command inside the test's own session, as the system does it."""

    @contextmanager
    def session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        yield replace(study, reason=reason, purpose=purpose)

    monkeypatch.setattr("baken.config.command.organisation_session", session)
    monkeypatch.setattr(study.user, "is_system", True)
    return lambda *arguments: CliRunner().invoke(command, [str(one) for one in arguments])


def desk(by: Actor, *roles: str) -> Client:
    user = make_user(by.organisation, *roles)
    return confirm(sign_in(Client(), user), user)


# the command


def test_command_writes_exact_counts_without_the_small_ones(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("emm-table-3", "--partner", "-o", tmp_path / "x.csv")
    assert done.exit_code == 0, done.output
    _head, *rows = (line.split(",") for line in (tmp_path / "x.csv").read_text().splitlines())
    values = [cell for row in rows for cell in row[1:]]
    shown = {int(cell) for cell in values if cell != "."}
    assert shown & {1, 2, 3, 4} == set()
    assert any(count % 5 for count in shown)
    assert 0 < values.count(".") <= len(values) / 4
    report = (tmp_path / "x.csv.report.txt").read_text()
    for words in (
        "Voor partners: niet publiceren.", "For partners: not to be published.", "counts are exact",
        "every count of 1 to 4 is hidden", "A partner knows what it supplied itself",
        "baken statistics emm-table-3 --organisation", "--partner",
    ):  # fmt: skip
        assert words in report
    assert "Draft" not in report and "multiple of 5" not in report
    edition = Edition.objects.get()
    assert (edition.kind, edition.threshold, edition.base, edition.state) == ("partner", 5, 0, "made")
    event = Event.objects.get(action="statistics.edition_made")
    assert event.details["kind"] == "partner"


def test_command_run_again_makes_nothing_new(run: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        assert run("emm-unnamed", "--partner", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert json.loads((tmp_path / "a.json").read_text())["exact"] is False
    assert Edition.objects.count() == 1
    # the public one of the same figures is another, with numbers of its own
    assert run("emm-unnamed", "--public", "-o", tmp_path / "c.json").exit_code == 0
    assert sorted(Edition.objects.values_list("kind", "number")) == [("partner", 1), ("public", 1)]


def test_command_refuses_with_the_reason_and_writes_nothing(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("emm-platforms-per-year", "--partner", "-o", tmp_path / "x.csv")
    assert done.exit_code == 1
    assert "not for a partner" in str(done.exception)
    assert list(tmp_path.iterdir()) == []
    assert not Edition.objects.exists()


# the ledger


def test_public_and_partner_editions_together_keep_both_promises(study: Actor) -> None:
    tables = ("emm-types-per-year", "emm-unnamed", "emm-persons")
    for name in tables:
        editions.made(study, name)
    for name in tables:
        editions.for_partners(study, name)
    parts = [part for one in Edition.objects.order_by("made_at") for part in open_counts(one)]
    assert {part.is_exact for part in parts} == {True, False}
    assert list(Reader([part for part in parts if not part.is_exact], MECHANISM).sharp()) == []
    assert list(Reader(parts, FOR_PARTNERS).sharp()) == []


def test_public_edition_is_held_against_the_one_for_partners(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions.for_partners(study, "emm-unnamed")
    seen: list[list[bool]] = []

    def look(parts: Any, earlier: Any, **given: Any) -> Any:
        seen.append([one.is_exact for one in earlier])
        return real(parts, earlier, **given)

    from baken.statistics.editions import actions

    real = actions.make_safe
    monkeypatch.setattr(actions, "make_safe", look)
    editions.made(study, "emm-unnamed")
    assert seen == [[True]]


def test_table_that_would_show_too_little_is_refused_with_the_reason(
    study: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baken.disclosure.release.MOST_HIDDEN", 0.1)
    with pytest.raises(TooLittleLeft, match="Choose a table with larger counts"):
        editions.for_partners(study)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("state", ["proposed", "published"])
def test_edition_for_partners_never_becomes_public(study: Actor, state: str) -> None:
    edition = editions.for_partners(study)
    with pytest.raises(WrongState):
        propose_edition(by=editions.analyst(study), edition_id=edition.id)
    one, two = editions.analyst(study), editions.analyst(study)
    steps = {"proposed": {}, "published": {"proposed_by": one.user, "decided_by": two.user}}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(id=edition.id).update(state=state, **steps[state])
    slug = study.organisation.slug
    for path in (f"/openbaar/{slug}/", f"/openbaar/{slug}/{edition.id}/"):
        assert Client().get(path).status_code == 404


# to whom, by two people


def test_table_is_given_by_three_different_people_at_most(study: Actor) -> None:
    given = editions.approved(study)
    assert given.state == "approved"
    assert len({given.edition.made_by_id, given.asked_by_id, given.decided_by_id}) == 3
    actions = Event.objects.filter(subject=f"provision:{given.id}").values_list("action", "details")
    assert {action for action, _ in actions} == {
        "statistics.provision_asked", "statistics.provision_approved",
    }  # fmt: skip
    # the log holds codes, and not to whom
    assert all("Voorbeeld" not in json.dumps(details) for _, details in actions)


@pytest.mark.parametrize("who", ["asked_by", "made_by"])
def test_nobody_decides_on_what_they_asked_or_made(study: Actor, who: str) -> None:
    asked = editions.asked(study)
    person = asked.asked_by if who == "asked_by" else asked.edition.made_by
    by = Actor(person, study.organisation, "statistics", "a test")
    with pytest.raises(NotPermitted):
        decide_provision(by=by, provision_id=asked.id, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Provision.objects.filter(id=asked.id).update(
            state="approved", decided_by=asked.asked_by, decided_at=asked.asked_at
        )


def test_what_was_decided_stands_and_what_waits_stands_once(study: Actor) -> None:
    asked = editions.asked(study)
    given = {"partner_kind": "research", "partner": asked.partner, "purpose": "statistics"}
    by = Actor(asked.asked_by, study.organisation, "statistics", "a test")
    assert ask_provision(by=by, edition_id=asked.edition_id, **given).id == asked.id
    declined = decide_provision(by=editions.analyst(study), provision_id=asked.id, approve=False)
    with pytest.raises(WrongState):
        decide_provision(by=editions.analyst(study), provision_id=declined.id, approve=True)
    with pytest.raises(WrongState):
        approved_provision(by=by, provision_id=declined.id)
    assert ask_provision(by=by, edition_id=asked.edition_id, **given).id != asked.id
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        declined.delete()


@pytest.mark.parametrize(
    "wrong", [{"purpose": "crime_report"}, {"purpose": "tax"}, {"partner_kind": "landlord"}, {"partner": " "}]
)
def test_table_goes_to_a_partner_and_for_a_purpose_on_the_list(study: Actor, wrong: dict[str, str]) -> None:
    edition = editions.for_partners(study)
    given = {"partner_kind": "research", "partner": "Onderzoek Voorbeeld", "purpose": "statistics"} | wrong
    with pytest.raises(ValueError, match=r"on the list|has a name"):
        ask_provision(by=editions.analyst(study), edition_id=edition.id, **given)
    assert not Provision.objects.exists()


def test_public_edition_is_given_to_nobody_in_particular(study: Actor) -> None:
    edition = editions.made(study)
    with pytest.raises(WrongState):
        ask_provision(
            by=editions.analyst(study), edition_id=edition.id, partner_kind="care", partner="Hulp Voorbeeld",
            purpose="outreach",
        )  # fmt: skip


@pytest.mark.parametrize("role", Role.codes)
def test_each_role_does_what_is_its_own(study: Actor, role: str) -> None:
    by = make_person(study.organisation, role, purpose="statistics")
    given = {"partner_kind": "platform", "partner": "Platform Voorbeeld", "purpose": "moderation"}
    edition, asked = editions.for_partners(study), editions.asked(study)
    approved = editions.asked(study, partner="Een ander")
    decide_provision(by=editions.analyst(study), provision_id=approved.id, approve=True)
    steps = {
        "ask": lambda: ask_provision(by=by, edition_id=edition.id, **given),
        "decide": lambda: decide_provision(by=by, provision_id=asked.id, approve=True),
        "take": lambda: approved_provision(by=by, provision_id=approved.id),
    }
    done = set()
    for name, step in steps.items():
        try:
            step()
        except NotPermitted:
            continue
        done.add(name)
    both = {"analyst", "researcher"}
    expected = {"ask", "take"} if role in both else set()
    expected |= {"decide"} if role in {*both, "data_protection_officer"} else set()
    assert done == expected


def test_command_gives_a_table_to_nobody(study: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = editions.asked(study)
    monkeypatch.setattr(study.user, "is_system", True)
    given = {"partner_kind": "care", "partner": "Hulp Voorbeeld", "purpose": "outreach"}
    with pytest.raises(NotPermitted):
        ask_provision(by=study, edition_id=asked.edition_id, **given)
    with pytest.raises(NotPermitted):
        decide_provision(by=study, provision_id=asked.id, approve=True)


def test_provision_of_another_organisation_is_not_there(study: Actor) -> None:
    asked = editions.asked(study)
    other = make_actor()
    with acting_for(other.organisation.id), pytest.raises(Http404):
        decide_provision(by=editions.analyst(other), provision_id=asked.id, approve=True)


# on the desk


def test_table_is_made_asked_for_decided_on_and_taken_on_the_desk(study: Actor) -> None:
    first, second = desk(study, "analyst"), desk(study, "data_protection_officer")
    given = {"table": "emm-types-per-year:", "kind": "partner", "first": "", "last": ""}
    first.post("/cijfers/uitgaven/nieuw/", given)
    editions.work(study)
    edition = Edition.objects.get()
    waited = AskedEdition.objects.get()
    made = first.get(reverse("statistics:asked_edition", args=[waited.id])).text
    made += first.get(reverse("statistics:edition", args=[edition.id])).text
    for words in (
        "Voor een partner", "nog naar niemand gegaan", "Voor partners: niet publiceren.",
        "de andere aantallen zijn precies", "vraag dan of zij weg mag",
    ):  # fmt: skip
        assert words in made
    assert "Stel voor om te publiceren" not in made
    page = reverse("statistics:ask_provision", args=[edition.id])
    wrong = first.post(
        page, {"partner_kind": "research", "partner": "bel 06 00000000", "purpose": "statistics"}
    )
    assert wrong.status_code == 422 and not Provision.objects.exists()
    first.post(page, {"partner_kind": "research", "partner": "Onderzoek Voorbeeld", "purpose": "outreach"})
    asked = Provision.objects.get()
    take = reverse("statistics:take_provision", args=[asked.id])
    assert first.get(take).status_code == 302
    assert first.post(take, {"form": "csv"}).status_code == 302 and not Export.objects.exists()
    decide = reverse("statistics:decide_provision", args=[asked.id])
    assert "maakte of dit vroeg, beslist" in first.get(decide).text
    assert first.post(decide, {"do": "approve"}).status_code == 403
    listed = second.get("/cijfers/uitgaven/").text
    assert "Wacht op een tweede persoon" in listed and "voor Onderzoek Voorbeeld" in listed
    assert "Keur goed" in second.get(decide).text
    assert second.post(take, {"form": "csv"}).status_code == 403
    second.post(decide, {"do": "approve"})
    assert "Haal het bestand op" in first.get(reverse("statistics:edition", args=[edition.id])).text
    assert "Alleen voor Onderzoek Voorbeeld, alleen voor outreach" in first.get(take).text
    file = first.post(take, {"form": "csv"})
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        origin = packed.read("herkomst.txt").decode()
        counts = packed.read("emm-types-per-year.csv").decode()
    assert "Alleen voor Onderzoek Voorbeeld" in origin and "outreach" in origin
    assert "binnen de eigen organisatie" not in origin
    assert "." in counts
    export = Export.objects.get()
    assert (export.what, export.purpose) == ("partner:emm-types-per-year", "outreach")
    assert Event.objects.filter(action="desk.exported", details__what=export.what).exists()
    overseen = desk(study, "data_protection_officer").get("/cijfers/uitvoer/").text
    assert "Vermeldingen per soort platform en jaar, voor een partner" in overseen


@pytest.mark.parametrize("form", ["json", "ods", "xlsx", "svg"])
def test_file_for_a_partner_says_in_itself_for_whom_it_is(study: Actor, form: str) -> None:
    asked = editions.approved(study)
    client = desk(study, "researcher")
    file = client.post(reverse("statistics:take_provision", args=[asked.id]), {"form": form})
    assert file.status_code == 200
    if form == "json":
        told = json.loads(file.content)
        assert "For Onderzoek Voorbeeld alone, for statistics alone." in told["notes"][0]["en"]
        assert all("For partners: not to be published" not in note["en"] for note in told["notes"])
    elif form in ("ods", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
            texts = "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
        assert "Onderzoek Voorbeeld" in texts
    else:
        assert "Onderzoek Voorbeeld" in file.text


def test_list_is_filtered_by_for_whom(study: Actor) -> None:
    editions.made(study)
    editions.for_partners(study, "emm-unnamed")
    client = desk(study, "researcher")
    assert "2 regels" in client.get("/cijfers/uitgaven/").text
    assert "1 regel" in client.get("/cijfers/uitgaven/?kind=partner").text


def test_purposes_and_kinds_name_nobody_who_grants_or_taxes() -> None:
    words = " ".join(one.label.en + one.label.nl for one in (*PartnerKind, *Purpose)).lower()
    for never in ("permit", "vergunning", "tax", "belasting", "immigration", "landlord", "verhuur"):
        assert never not in words
