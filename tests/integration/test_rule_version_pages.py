"""The pages of versions of the rules: who sees what, who may do what, and every fault told."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.models import RuleSet
from baken.adverts.rule_sets import queries
from baken.adverts.rule_sets.actions import withdraw_rules
from baken.adverts.rule_sets.files import LARGEST, as_zip
from baken.adverts.rule_sets.queries import rules_in_force
from baken.adverts.rule_sets.shown import shown_trial
from baken.audit.models import Event
from baken.indicators.compare import CHANGES
from baken.indicators.faults import Fault, FaultyRules
from baken.indicators.rulebook import shipped_texts
from baken.operations.attention import what_needs_attention
from baken.pipeline.rule_trials import compare_waiting
from baken.pipeline.stages import indicate_all
from baken.vocabulary.roles import Role
from tests.factories.lead_market import place_market
from tests.factories.rule_sets import SHARED, changer, in_force, proposed, texts_without
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db
FILE = f"{SHARED}.yaml"


def somebody(client: Client, organisation: Any, *roles: str) -> User:
    user = make_user(organisation, *roles)
    sign_in(client, user)
    return user


def sent(files: dict[str, bytes]) -> list[Any]:
    made = []
    for name, content in files.items():
        made.append(io.BytesIO(content))
        made[-1].name = name
    return made


def page_of(row: RuleSet) -> str:
    return f"/regels/versies/{row.id}/"


@pytest.mark.parametrize("role", Role.codes)
def test_every_role_reads_the_versions_and_some_change_them(client: Client, actor: Any, role: str) -> None:
    row = in_force(actor)
    somebody(client, actor.organisation, role)
    may = role in {"admin", "analyst"}
    assert client.get("/regels/versies/").status_code == 200
    page = client.get(page_of(row))
    assert ("Trek deze versie in" in page.text) is may
    assert client.get("/regels/versies/nieuw/").status_code == (200 if may else 403)
    for step in ("vergelijken", "van-kracht", "intrekken"):
        answer = client.post(f"{page_of(row)}{step}/", {"reason": "een toets"})
        assert answer.status_code == (302 if may else 403)


def test_observer_reads_no_names_of_people(client: Client, actor: Any) -> None:
    row = in_force(actor)
    somebody(client, actor.organisation, "observer")
    page = client.get(page_of(row)).text
    assert row.proposed_by.name not in page
    assert row.made_live_by.name not in page
    somebody(client, actor.organisation, "data_protection_officer")
    page = client.get(page_of(row)).text
    assert row.proposed_by.name in page
    assert row.made_live_by.name in page


@pytest.mark.parametrize("as_one", [True, False], ids=["zip", "files"])
def test_files_or_a_zip_become_a_version(client: Client, actor: Any, as_one: bool) -> None:
    user = somebody(client, actor.organisation, "analyst")
    files = texts_without(SHARED)
    given = {"r.zip": as_zip({name: text.decode() for name, text in files.items()})} if as_one else files
    answer = client.post("/regels/versies/nieuw/", {"rule_files": sent(given), "reason": "Minder ruis."})
    row = RuleSet.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(row))
    assert (row.proposed_by, row.reason, row.files.keys()) == (user, "Minder ruis.", files.keys())
    page = client.get(page_of(row)).text
    assert "Baken legt deze versie naast de geldende regels" in page
    assert "Eén contactgegeven staat bij veel verschillende teksten." in page
    assert "vervalt" in page
    assert "Maak van kracht" not in page


def test_every_fault_is_told_with_file_line_and_cause(client: Client, actor: Any) -> None:
    somebody(client, actor.organisation, "admin")
    files = texts_without() | {"b.yaml": b"indicator: b\nversion: 1\nversion: 2\n"}
    files[FILE] = files[FILE].replace(b"grade: B", b"grade: Z")
    answer = client.post("/regels/versies/nieuw/", {"rule_files": sent(files), "reason": "Een toets."})
    assert answer.status_code == 422
    page = answer.text.replace("&#x27;", "'")
    assert '<code>b.yaml</code></th><td class="number">3</td>' in page
    assert "key 'version' twice in one mapping (first on line 2)" in page
    assert "grade is not one of A, B, C, X" in page
    assert "Er is niets bewaard" in page
    assert not RuleSet.objects.exists()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.zip": b"niets"}, "niet te openen"),
        ({"a.txt": b"niets"}, "geen regel in"),
        ({"a.yaml": b" " * (LARGEST + 1)}, "ten hoogste 2 MB"),
        ({}, "Dit veld is verplicht"),
        (texts_without(), "Deze regels gelden al"),
    ],
)
def test_what_is_no_new_version_is_refused_in_words(
    client: Client, actor: Any, files: dict[str, bytes], told: str
) -> None:
    somebody(client, actor.organisation, "admin")
    answer = client.post("/regels/versies/nieuw/", {"rule_files": sent(files), "reason": "Een toets."})
    assert answer.status_code == 422
    assert told in answer.text
    assert not RuleSet.objects.exists()


def test_reason_with_a_contact_is_refused(client: Client, actor: Any) -> None:
    somebody(client, actor.organisation, "admin")
    given = {"rule_files": sent(texts_without(SHARED)), "reason": "Zie 06 0000 0042."}
    assert "geen telefoonnummer" in client.post("/regels/versies/nieuw/", given).text
    assert not RuleSet.objects.exists()


def test_two_people_put_a_version_in_force_after_a_comparison(client: Client, actor: Any) -> None:
    author = somebody(client, actor.organisation, "analyst")
    given = {"rule_files": sent(texts_without(SHARED)), "reason": "Minder ruis."}
    client.post("/regels/versies/nieuw/", given)
    row = RuleSet.objects.get()
    second = sign_in(Client(), make_user(actor.organisation, "admin"))
    refused = second.post(f"{page_of(row)}van-kracht/", follow=True)
    assert "nog niet vergeleken" in refused.text
    compare_waiting(by=actor)
    assert "U stelde deze versie voor" in client.get(page_of(row)).text
    assert "een ander maakt haar van kracht" in client.post(f"{page_of(row)}van-kracht/", follow=True).text
    assert "Maak van kracht" in second.get(page_of(row)).text
    assert "Deze versie is van kracht" in second.post(f"{page_of(row)}van-kracht/", follow=True).text
    row.refresh_from_db()
    assert (row.state, row.proposed_by, rules_in_force().number) == ("live", author, 1)
    rules = client.get("/regels/").text
    assert "Nu geldt versie 1 van uw organisatie." in rules
    assert f"/regels/{SHARED}/" not in rules
    assert client.get(f"/regels/{SHARED}/").status_code == 404


def test_front_page_of_administration_says_that_a_version_waits(actor: Any) -> None:
    proposed(actor)
    told = {one.link: one.words for one in what_needs_attention(actor.organisation, timezone.now())}
    assert "1 versie van de regels is voorgesteld" in told["/regels/versies/"]
    in_force(actor, texts_without("always_available"))
    told = {one.link: one.words for one in what_needs_attention(actor.organisation, timezone.now())}
    assert "1 versie" in told["/regels/versies/"]


def test_withdrawing_says_what_comes_back_and_asks_for_a_reason(client: Client, actor: Any) -> None:
    first, second = in_force(actor), in_force(actor, texts_without("always_available"))
    somebody(client, actor.organisation, "analyst")
    address = f"{page_of(second)}intrekken/"
    assert "Daarna geldt versie 1 weer." in client.get(address).text
    assert client.post(address, {"reason": ""}).status_code == 422
    page = client.post(address, {"reason": "Te ruim."}, follow=True).text
    assert "De versie is ingetrokken." in page
    assert "Te ruim." in page
    assert rules_in_force().number == first.number
    assert "Daarna gelden de meegeleverde regels weer." in client.get(f"{page_of(first)}intrekken/").text
    assert client.get(address).status_code == 302


def test_comparison_tells_counts_and_says_where_they_are_too_few(client: Client, actor: Any) -> None:
    lead = place_market(actor)
    row = proposed(actor, texts_without(*lead.reasons))
    compare_waiting(by=actor)
    somebody(client, actor.organisation, "observer")
    page = " ".join(client.get(page_of(row)).text.split())
    assert "Vergeleken met de meegeleverde regels" in page
    assert "weinig of geen" in page
    assert "te weinig" not in page
    assert lead.advertiser not in page
    assert lead.case_number not in page
    assert "geen aanwijzing is hierdoor veranderd" in page
    # no row between bands is told of few, and that is not told as nothing
    assert "Of minder dan tien dat doen, of niemand, zegt een vergelijking niet." in page
    assert "verschoof niets" not in page


def test_comparison_waits_and_says_why_while_the_rules_in_force_are_taken_no_more(
    client: Client, actor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    place_market(actor)
    live = in_force(actor)
    row = proposed(actor, texts_without("contact_obscured"))
    load = queries.load_texts

    def load_but_the_live(files: Any, word_lists: Any) -> Any:
        if files == live.files:
            raise FaultyRules((Fault(FILE, 1, "unknown fact"),))
        return load(files, word_lists=word_lists)

    monkeypatch.setattr(queries, "_read", {})
    monkeypatch.setattr(queries, "load_texts", load_but_the_live)
    somebody(client, actor.organisation, "admin")

    assert compare_waiting(by=actor) == 0

    page = " ".join(client.get(page_of(row)).text.split())
    assert "Deze versie kan nu niet worden vergeleken, en dus niet van kracht worden" in page
    assert f"Lees bij versie {live.number} waarom, en trek haar in." in page
    assert f"De vergelijking wacht tot versie {live.number}" in page
    assert "Maak van kracht" not in page
    assert "Kom over een paar minuten terug" not in page
    client.post(f"{page_of(live)}intrekken/", {"reason": "Baken neemt haar niet meer aan."})
    assert compare_waiting(by=actor) == 1
    page = client.get(page_of(row)).text
    assert "Vergeleken met de meegeleverde regels" in page
    assert "kan nu niet worden vergeleken" not in page


def test_counts_stand_under_the_change_they_are_of(actor: Any) -> None:
    row = proposed(actor)
    compare_waiting(by=actor)
    trial = row.trials.get()
    figures = dict(zip(CHANGES, (0, 10, 20, 30, 40), strict=True))
    gender = {"advertised_gender": "women", "advertisers": 100, "old": 50, "new": 40} | figures
    trial.counts |= {"changes": figures, "genders": [gender]}
    trial.save()
    trial.refresh_from_db()
    shown = shown_trial(trial.counts, ())
    assert shown is not None
    assert shown.changes == [(CHANGES[change], count) for change, count in figures.items()]
    assert shown.genders[0]["changes"] == list(figures.values())


@pytest.mark.parametrize("role", ["observer", "admin"])
def test_files_of_every_version_come_out_as_they_came(client: Client, actor: Any, role: str) -> None:
    row = proposed(actor)
    user = somebody(client, actor.organisation, role)
    for address, texts in (
        (f"{page_of(row)}regels.zip", row.files),
        ("/regels/versies/meegeleverd.zip", shipped_texts()),
    ):
        with zipfile.ZipFile(io.BytesIO(client.get(address).content)) as whole:
            assert {name: whole.read(name).decode() for name in whole.namelist()} == texts
    assert Event.objects.filter(user=user, action="adverts.rule_files_read").count() == 2


def test_lead_says_that_its_rules_were_withdrawn_until_the_next_run(client: Client, actor: Any) -> None:
    lead = place_market(actor)
    row = in_force(actor, texts_without("trustworthy_provider"))
    indicate_all(by=actor)
    somebody(client, actor.organisation, "outreach_worker")
    address = f"/triage/{lead.id}/"
    assert "ingetrokken" not in client.get(address).text
    withdraw_rules(by=changer(actor.organisation), rule_set_id=row.id, reason="Te ruim.")
    page = " ".join(client.get(address).text.split())
    assert "Deze redenen komen uit versie 1 van de regels. Die is ingetrokken: Te ruim." in page
    assert "Bij de volgende berekening worden zij opnieuw gewogen." in page
    indicate_all(by=actor)
    assert "ingetrokken" not in client.get(address).text


def test_reasons_are_told_in_the_words_of_the_version_that_gave_them(client: Client, actor: Any) -> None:
    lead = place_market(actor)
    told = lead.reasons[0]
    files = texts_without()
    text = shipped_texts()[f"{told}.yaml"]
    line = next(one for one in text.splitlines() if one.startswith("  nl:"))
    files[f"{told}.yaml"] = text.replace(line, '  nl: "Dit zegt onze eigen regel."', 1).encode()
    in_force(actor, files)
    indicate_all(by=actor)
    somebody(client, actor.organisation, "outreach_worker")
    assert "Dit zegt onze eigen regel." in client.get(f"/triage/{lead.id}/").text
    assert "Dit zegt onze eigen regel." in client.get("/triage/").text


def test_version_that_is_taken_no_more_shows_its_faults_and_can_be_withdrawn(
    client: Client, actor: Any, monkeypatch: Any
) -> None:
    row = in_force(actor)
    somebody(client, actor.organisation, "admin")
    # as if a newer program knew a fact of this rule no more
    broken = row.files | {FILE: shipped_texts()[FILE].replace("texts_per_contact_max", "hair_colour")}
    monkeypatch.setattr("baken.adverts.rule_sets.queries._read", {})
    monkeypatch.setattr(RuleSet, "files", property(lambda self: broken, lambda self, value: None))
    answer = client.get("/regels/", follow=True)
    assert answer.redirect_chain == [(page_of(row), 302)]
    assert "Baken neemt deze regels niet meer aan." in answer.text
    assert "hair_colour" in answer.text
    (told,) = (
        one for one in what_needs_attention(actor.organisation, timezone.now()) if "gewogen" in one.words
    )
    assert told.link == "/regels/"
    assert "Trek deze versie in" in answer.text
