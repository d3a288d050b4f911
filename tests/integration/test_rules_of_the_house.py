"""The rules of the house (README, "what it never does"), each tried by somebody who wants to break it:
through a page, a form, a job and a command. One section a rule that has something to break today."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import baken
from baken.accounts.models import Organisation, User
from baken.adverts.models import AdvertContact, ContactHub, ContactMention, Link, Sighting
from baken.audit.models import Event
from baken.audit.words import ACTIONS
from baken.collection.documents import check_document
from baken.collection.exceptions import BadDocument
from baken.config.command import NotReady, organisation_session
from baken.desk import look_ups
from baken.extraction.told_contacts import tells_contact
from baken.indicators.leads import BandSummary
from baken.register.models import RegisteredPerson, Registration
from baken.rights.actions.erase_contact import erase_contact
from baken.rights.actions.hold_things import end_hold, place_hold, review_hold
from baken.rights.actions.run_retention import run_retention
from baken.statistics.models import Export
from baken.tenancy.acting import Actor
from baken.tenancy.permission import ALL_PERMISSIONS, SEES_NO_PERSON, NotPermitted, permission
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.record_practice import record_practice
from baken.triage.actions.save_draft import save_draft
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.exceptions import OutreachStopped, SamePerson, TriageError
from baken.triage.models import Assessment, Draft, Lead, StoppedContact, StoppedSighting
from baken.triage.policies import can_be_contacted, check_contactable
from baken.triage.practice import exercises
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.roles import ROLE_PURPOSES, Role
from baken.watch.language.forms import LanguageFilter
from tests.factories.desk_addresses import Address, every_address
from tests.factories.expiring import days_ago
from tests.factories.expiring import make_market as make_aged_market
from tests.factories.lead_market import SPELLED, place_market
from tests.factories.leads import WORDS, link, make_lead, place, run_row, see
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

SOURCE = Path(baken.__file__).parent
PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
ADDRESSES = [one for one in every_address() if one.ours and not getattr(one.view, "public", False)]
NAME = "Zwaluwstaart"


# what the sections share


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def officer(organisation: Organisation) -> Actor:
    return make_person(organisation, "data_protection_officer", purpose="accountability")


@pytest.fixture
def filled(actor: Actor) -> dict[str, Any]:
    """A market with a lead, somebody's decision and draft, a registration with a person, a hold."""
    lead = place_market(actor)
    organisation = actor.organisation
    author = make_person(organisation, "analyst")
    User.objects.filter(id=author.user.id).update(name=NAME)
    save_draft(by=author, lead_id=lead.id, facts="Geheime woorden van de schrijver.", explanation="")
    person = RegisteredPerson.objects.create(
        organisation=organisation, pseudonym="PSEUDONIEM-81", sex="unknown"
    )
    registration = Registration.objects.create(
        organisation=organisation, reference="ZAAK-8181", registered_on=days_ago(10).date(),
        source_kind="other", form="sexual", scope="unknown",
    )  # fmt: skip
    registration.participations.create(organisation=organisation, person=person, roles=["person_involved"])
    officer = make_person(organisation, "data_protection_officer", purpose="accountability")
    hold = place_hold(
        by=officer, kind="lead", name=lead.case_number, until=timezone.now().date() + timedelta(days=9)
    )
    return {"lead": lead, "registration": registration, "person": person, "hold": hold, "author": author.user}


def desk(organisation: Organisation, *roles: str) -> Client:
    """Somebody in these roles who said why, for everything, and just confirmed who they are."""
    user = make_user(organisation, *roles)
    client = Client(raise_request_exception=False)
    confirm(sign_in(client, user), user)
    client.user_of_test = user  # type: ignore[attr-defined]
    for asked in ALL_PERMISSIONS.values():
        if asked.roles & set(roles):
            client.post(
                reverse("desk:reason"), {"permission": asked.code, "reason": "een toets", "next": "/"}
            )
    return client


def paths(filled: dict[str, Any]) -> Iterator[tuple[Address, str]]:
    """Every address, with what is there under it."""
    known: dict[str, list[Any]] = {
        "lead_id": [filled["lead"].id],
        "registration_id": [filled["registration"].id],
        "hold_id": [filled["hold"].id],
        "user_id": [filled["author"].id],
        "event_id": [Event.objects.order_by("-at").values_list("id", flat=True)[0]],
        "keep": ["lead"],
        "indicator": ["contact_obscured"],
    }
    for one in ADDRESSES:
        if not one.parameters:
            yield one, reverse(one.name)
        elif len(one.parameters) == 1 and one.parameters[0] in known:
            for value in known[one.parameters[0]]:
                yield one, reverse(one.name, args=[value])
        elif one.name == "statistics:table":
            for table in ("market", "emm-persons", "emm-table-3"):
                yield one, reverse(one.name, args=[table])


def every_page(organisation: Organisation, filled: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Everything that anybody can read: each page as whoever it opens to."""
    clients = [
        desk(organisation, *(role for role in Role.codes if role != left_out))
        for left_out in ("admin", "data_protection_officer")
    ]
    for _, path in paths(filled):
        for client in clients:
            for language in ("nl", "en"):
                client.cookies["django_language"] = language
                answer = client.get(path)
                assert answer.status_code < 500, path
                # a file to download is no text all through, and is looked through as well
                yield path, answer.content.decode("utf-8", "replace")


# 1: a machine never accuses


def test_1_no_page_shows_what_weighs_one_lead(
    actor: Actor, organisation: Organisation, filled: dict[str, Any]
) -> None:
    Lead.objects.update(log_odds=3.7712, low=2.1193, high=5.4427)
    given_away = [
        (path, figure)
        for path, text in every_page(organisation, filled)
        for figure in (
            "3.77",
            "3,77",
            "2.11",
            "2,11",
            "5.44",
            "5,44",
            "97.7",
            "97,7",
            "0.977",
            "0,977",
            "log_odds",
        )
        # the drawing that links an app is full of figures
        if figure in text and not path.startswith("/toegang/")
    ]
    assert given_away == []


def test_1_templates_never_name_the_weight_of_a_lead() -> None:
    named = re.compile(r"log_odds|\.low\b|\.high\b|lead\.rank|probab|\bkans\b|likelihood")
    allowed = {"triage/lead_reasons.html", "adverts/rule.html", "adverts/rules.html"}
    found = {
        "/".join(path.parts[-2:])
        for path in SOURCE.rglob("templates/**/*.html")
        if named.search(path.read_text("utf-8"))
    }
    # of a band on the page of a lead, and of a rule on the pages of the rules
    assert found <= allowed
    reasons = (SOURCE / "triage/templates/triage/lead_reasons.html").read_text("utf-8")
    assert set(re.findall(r"(\w+)\.(?:low|high)\b", reasons)) <= {"wrong", "row", "one", "usual"}


def test_1_how_many_are_wrong_belongs_to_a_band() -> None:
    assert "advertiser" not in set(BandSummary.__dataclass_fields__)
    assert "lead" not in set(BandSummary.__dataclass_fields__)


@pytest.mark.parametrize(
    "word", ["slachtoffer", "victim", "verdachte", "suspect", "verhandeld", "trafficked"]
)
def test_1_no_page_calls_anybody_a_word_of_accusation(
    actor: Actor, organisation: Organisation, word: str
) -> None:
    lead = place_market(actor)
    client = desk(organisation, "outreach_worker")
    for language in ("nl", "en"):
        client.cookies["django_language"] = language
        for path in ("/triage/", "/triage/spoed/", "/triage/besloten/", f"/triage/{lead.id}/"):
            assert word not in client.get(path).text.lower()


# 2: people decide


def _decisions(lead: Lead) -> dict[str, Callable[[Actor], object]]:
    told = {"lead_id": lead.id, "version": lead.version} | WORDS
    in_a_week = timezone.now().date() + timedelta(days=7)
    return {
        "assess": lambda by: assess_lead(by=by, outcome="no_concern", **told),
        "mark as urgent": lambda by: assess_lead(by=by, outcome="urgent", kind="minority", **told),
        "look": lambda by: look_at_urgent(by=by, outcome="urgent_lifted", **told),
        "take": lambda by: claim_lead(by=by, lead_id=lead.id),
        "take the next": lambda by: claim_next(by=by),
        "write": lambda by: save_draft(by=by, lead_id=lead.id, facts="Woorden.", explanation=""),
        "practise": lambda by: record_practice(
            by=by, exercise=next(iter(exercises().values())), outcome="unsure"
        ),
        "undo": lambda by: undo_assessment(by=by, assessment_id=lead.id),
        "hold": lambda by: place_hold(by=by, kind="lead", name=lead.case_number, until=in_a_week),
        "review a hold": lambda by: review_hold(by=by, hold_id=lead.id, until=in_a_week),
        "end a hold": lambda by: end_hold(by=by, hold_id=lead.id),
    }


@pytest.mark.parametrize("what", list(_decisions(Lead())))
def test_2_machine_decides_nothing(actor: Actor, what: str) -> None:
    lead = make_lead(actor)
    assert actor.user.is_system
    with pytest.raises(NotPermitted):
        _decisions(lead)[what](actor)
    assert Lead.objects.filter(state="waiting", holder=None).count() == 1
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("said", [{"facts": ""}, {"explanation": "  "}, {"facts": "x" * 9}])
def test_2_no_decision_without_a_reason(worker: Actor, actor: Actor, said: dict[str, str]) -> None:
    lead = make_lead(actor)
    with pytest.raises(TriageError):
        assess_lead(by=worker, lead_id=lead.id, version=0, outcome="unsure", **WORDS | said)


def test_2_urgent_is_not_closed_by_one_person_nor_by_a_statement(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    assess_lead(by=worker, lead_id=lead.id, version=0, outcome="urgent", kind="minority", **WORDS)
    with pytest.raises(SamePerson):
        look_at_urgent(by=worker, lead_id=lead.id, version=1, outcome="urgent_lifted", **WORDS)
    for looked in ({}, {"second_look_by": worker.user}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Lead.objects.filter(id=lead.id).update(state="urgent_lifted", **looked)


def test_2_no_command_decides_about_leads() -> None:
    for module in (SOURCE / "cli").glob("*.py"):
        text = module.read_text("utf-8")
        assert "triage.actions" not in text, module.name


# 3: minors


def _stop(by: Actor, lead: Lead) -> None:
    lead.refresh_from_db()
    assess_lead(by=by, lead_id=lead.id, version=lead.version, outcome="urgent", kind="minority", **WORDS)


def _contact(by: Actor, sighting: Any, pseudonym: str) -> AdvertContact:
    contact, _ = AdvertContact.objects.get_or_create(
        organisation=by.organisation, pseudonym=pseudonym, defaults={"kind": "phone", "value": b"-"}
    )
    ContactMention.objects.create(
        organisation=by.organisation, sighting_id=sighting, contact=contact, obscured=False
    )
    return contact


def test_3_stop_never_goes_back_even_by_hand(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    _stop(worker, lead)
    with pytest.raises(DatabaseError, match="stays stopped"), transaction.atomic():
        Lead.objects.filter(id=lead.id).update(outreach_stopped=False, urgent_kind=None, state="waiting")
    lead.refresh_from_db()
    assert lead.outreach_stopped


def test_3_stop_stays_when_two_people_lift_it(
    actor: Actor, organisation: Organisation, worker: Actor
) -> None:
    lead = make_lead(actor)
    _stop(worker, lead)
    look_at_urgent(
        by=make_person(organisation, "analyst"), lead_id=lead.id, version=1, outcome="urgent_lifted", **WORDS
    )
    look_at_urgent(by=worker, lead_id=lead.id, version=2, outcome="urgent_lifted", **WORDS)
    lead.refresh_from_db()
    assert lead.state == "urgent_lifted"
    assess_lead(by=worker, lead_id=lead.id, version=lead.version, outcome="worth_contacting", **WORDS)
    lead.refresh_from_db()
    with pytest.raises(OutreachStopped):
        check_contactable(lead)


def _expire(lead: Lead) -> None:
    long_ago = days_ago(300)
    Lead.objects.filter(id=lead.id).update(
        created_at=long_ago, decided_at=long_ago, urgent_since=long_ago, holder=None, held_until=None
    )


def test_3_stop_survives_the_erasure_of_its_lead(actor: Actor, worker: Actor) -> None:
    make_aged_market(actor, 1, 2)
    advertiser = Link.objects.values_list("advertiser", flat=True)[0]
    place(actor, run_row(advertiser))
    _stop(worker, Lead.objects.get())
    _expire(Lead.objects.get())
    run_retention(by=actor)
    assert not Lead.objects.exists()
    place(actor, run_row(advertiser))
    again = Lead.objects.get()
    assert again.outreach_stopped
    Lead.objects.update(state="worth_contacting")
    assert not can_be_contacted(Lead.objects.get())


def test_3_stop_survives_everything_that_was_stored(actor: Actor, worker: Actor) -> None:
    old = see(actor, "a1", 2)
    _contact(actor, old[0], "dezelfde-telefoon")
    place(actor, run_row("a1"))
    _stop(worker, Lead.objects.get())
    _expire(Lead.objects.get())
    run_retention(by=actor)
    assert not Sighting.objects.exists()
    assert not AdvertContact.objects.exists()
    assert not StoppedSighting.objects.exists()
    # a year later the same number comes back, in other adverts, under another name
    (new,) = see(actor, "z9")
    _contact(actor, new, "dezelfde-telefoon")
    see(actor, "y8")
    place(actor, run_row("z9"), run_row("y8"))
    assert dict(Lead.objects.values_list("advertiser", "outreach_stopped")) == {"z9": True, "y8": False}


def test_3_stop_survives_a_request_to_erase_the_contact(actor: Actor, officer: Actor, worker: Actor) -> None:
    make_aged_market(actor, 1)
    place(actor, run_row(Link.objects.values_list("advertiser", flat=True)[0]))
    _stop(worker, Lead.objects.get())
    marks = set(StoppedContact.objects.values_list("id", flat=True))
    erase_contact(by=officer, kind="phone", value="06 00000042")
    assert not AdvertContact.objects.exists()
    assert marks and set(StoppedContact.objects.values_list("id", flat=True)) == marks
    assert Lead.objects.get().outreach_stopped


def test_3_stop_follows_merging_while_nothing_is_raised(actor: Actor, worker: Actor) -> None:
    (one,) = see(actor, "a1")
    place(actor, run_row("a1"))
    _stop(worker, Lead.objects.get())
    _expire(Lead.objects.get())
    run_retention(by=actor, among={"triage.lead": [Lead.objects.get().id]})
    # merged with another while no run raises either, then the first advert goes
    (two,) = see(actor, "b2")
    link(actor, one, "b2")
    place(actor)
    Sighting.objects.filter(id=one).delete()
    link(actor, two, "c3")
    place(actor, run_row("c3"))
    assert Lead.objects.get(advertiser="c3").outreach_stopped


def test_3_stop_does_not_spread_over_a_contact_that_links_nothing(actor: Actor, worker: Actor) -> None:
    (one,), (two,) = see(actor, "a1"), see(actor, "b2")
    for sighting in (one, two):
        _contact(actor, sighting, "helplijn-in-de-voet")
    ContactHub.objects.create(
        organisation=actor.organisation, kind="phone", pseudonym="helplijn-in-de-voet", unique_adverts=41,
        sightings=90,
    )  # fmt: skip
    place(actor, run_row("a1"), run_row("b2"))
    _stop(worker, Lead.objects.get(advertiser="a1"))
    place(actor, run_row("a1"), run_row("b2"))
    assert not Lead.objects.get(advertiser="b2").outreach_stopped
    assert not StoppedContact.objects.exists()


def test_3_stated_age_under_the_minimum_stops_without_anybody(actor: Actor) -> None:
    (one,) = see(actor, "a1")
    _contact(actor, one, "een-nummer")
    place(actor, run_row("a1", hard_stop=True))
    assert Lead.objects.get().outreach_stopped
    assert StoppedContact.objects.count() == 1
    assert StoppedSighting.objects.get().sighting_id == one


def test_3_stopped_contacts_can_be_read_by_nobody(actor: Actor, worker: Actor) -> None:
    (one,) = see(actor, "a1")
    _contact(actor, one, "een-nummer")
    place(actor, run_row("a1"))
    _stop(worker, Lead.objects.get())
    mark = bytes(StoppedContact.objects.get().mark)
    assert len(mark) == 32
    assert b"een-nummer" not in mark
    users = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if "StoppedContact" in path.read_text("utf-8") and "migrations" not in path.parts
    }
    assert users == {"triage/models.py", "triage/actions/keep_stops.py"}


def test_3_held_lead_stays_whatever_the_next_run_finds(actor: Actor, officer: Actor) -> None:
    see(actor, "a1", 2)
    place(actor, run_row("a1"))
    lead = Lead.objects.get()
    place_hold(
        by=officer, kind="lead", name=lead.case_number, until=timezone.now().date() + timedelta(days=30)
    )
    place(actor)
    lead.refresh_from_db()
    assert (lead.touched, lead.raised) == (True, False)
    assert len(lead.known_sightings) == 2


@pytest.mark.parametrize("where", ["facts", "explanation"])
def test_3_no_picture_gets_in_as_text(
    actor: Actor, organisation: Organisation, worker: Actor, where: str
) -> None:
    lead = make_lead(actor)
    client = sign_in(Client(), worker.user)
    given = WORDS | {where: f"Zie hier {PICTURE} en verder niets."}
    answer = client.post(f"/triage/{lead.id}/beoordeel/", {"outcome": "unsure", "version": 0, **given})
    assert answer.status_code == 422
    assert not Assessment.objects.exists()
    # nor past the form
    save_draft(by=worker, lead_id=lead.id, **given)
    assert "base64" not in client.get(f"/triage/{lead.id}/").text
    assert Draft.objects.filter(user=worker.user).exists()
    assess_lead(by=worker, lead_id=lead.id, version=0, outcome="unsure", **given)
    shown = client.get(f"/triage/{lead.id}/").text
    assert "Zie hier" in shown
    assert "base64" not in shown


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n0000", b"\xff\xd8\xff\xe0JFIF", b"GIF89a\x01\x00\x01\x00",
        b"RIFF\x1a\x00\x00\x00WEBPVP8L",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x00\x00\x00\x18ftypmp42", PICTURE.encode(),
        f"Advies van de jurist.\n\n{PICTURE}\n".encode(),
    ],
    ids=["png", "jpeg", "gif", "webp", "svg", "mp4", "data uri", "data uri in a text"],
)  # fmt: skip
def test_3_no_document_is_a_picture(content: bytes) -> None:
    with pytest.raises(BadDocument):
        check_document(content)


def test_3_no_page_shows_a_picture_from_anywhere(organisation: Organisation, filled: dict[str, Any]) -> None:
    for path, text in every_page(organisation, filled):
        pictures = re.findall(r"<(?:img|video|audio|picture|object|embed|iframe)\b[^>]*>", text)
        # the desk's own mark and nothing else
        assert all('src="/static/desk/' in one for one in pictures), (path, pictures)
        assert "data:image" not in text, path


# 4: protected traits are not indicators


def test_4_lists_cannot_be_filtered_by_a_trait() -> None:
    # of rising words one chooses the language: a word is nobody, and no advert is behind the choice
    fields = {
        name
        for form in _filters()
        if form is not LanguageFilter
        for name in (*form.base_fields, *(form.declared_fields if hasattr(form, "declared_fields") else ()))
    }
    assert not fields & {"nationality", "language", "ethnicity", "gender", "sex", "religion", "health", "age"}


# 5: sex work is legal: purposes are a closed list, bound to roles and exports


@pytest.mark.parametrize("purpose", ["permit_control", "tax", "immigration", "landlord", ""])
def test_5_no_permission_for_another_purpose(purpose: str) -> None:
    with pytest.raises(ValueError, match="no such purpose"):
        permission("toets.niet", "niet", "not", roles=["analyst"], purpose=purpose)
    assert purpose not in Purpose


def test_5_roles_have_only_their_own_purposes_about_persons() -> None:
    for asked in ALL_PERMISSIONS.values():
        for role in asked.roles:
            assert not asked.about_persons or asked.purpose in ROLE_PURPOSES[role], asked.code


def test_5_each_export_bears_its_purpose_and_reason(actor: Actor, organisation: Organisation) -> None:
    client = desk(organisation, "researcher")
    answer = client.post("/cijfers/market/uitvoer/", {"form": "csv", "reason": "voor het jaarverslag"})
    if not Export.objects.exists():
        fields = list(answer.context["form"].fields)
        pytest.fail(f"no file left; the form asks {fields}: {answer.context['form'].errors}")
    export = Export.objects.get()
    assert export.purpose == "statistics"
    assert export.reason
    with pytest.raises(DatabaseError), transaction.atomic():
        Export.objects.update(purpose="immigration")
    event = Event.objects.get(action="desk.exported")
    assert event.purpose == "statistics"


# 10: contacts in clear nowhere


def test_10_no_page_shows_the_figures_of_a_contact(
    actor: Actor, organisation: Organisation, filled: dict[str, Any]
) -> None:
    assert AdvertContact.objects.exists()
    for path, text in every_page(organisation, filled):
        figures = re.sub(r"[\s().-]|&nbsp;", "", text)
        assert "600000042" not in figures, path
        assert SPELLED not in text, path


def test_10_own_words_are_ciphertext_in_the_database(actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    other = make_person(actor.organisation, "analyst")
    save_draft(by=other, lead_id=lead.id, facts="Een zin die geheim is.", explanation="Nog een geheim.")
    assess_lead(by=worker, lead_id=lead.id, version=0, outcome="unsure", **WORDS)
    with connection.cursor() as cursor:
        for model in (Draft, Assessment, Lead, Event):
            cursor.execute(f"SELECT row_to_json(one)::text FROM {model._meta.db_table} one")
            stored = " ".join(row for (row,) in cursor.fetchall())
            for words in ("geheim", *WORDS.values()):
                assert words not in stored
                assert words.encode().hex() not in stored


@pytest.mark.parametrize(
    "text",
    [
        "zoekt 06 00000042 na", "melder is anna@example.org", "bel nul zes nul nul nul nul nul nul vier twee",
        "+31 6 00 00 00 42",
    ],
)  # fmt: skip
def test_10_reason_in_the_log_names_no_contact(organisation: Organisation, text: str) -> None:
    assert tells_contact(text)
    client = sign_in(Client(), make_user(organisation, "registrar"))
    answer = client.post(
        "/reden/", {"permission": "register.search", "next": "/register/zoek/", "reason": text}
    )
    assert answer.status_code == 422
    assert "Waarom kijkt u?" in client.get("/register/zoek/").text
    with pytest.raises(NotReady, match="names no number"), organisation_session(None, reason=text):
        pass
    assert not Event.objects.filter(reason=text).exists()


@pytest.mark.parametrize(
    "text",
    ["vraag over zaak K7-2291", "jaarverslag 2025, tabel 3", "registratie ZAAK-2025-000123 nakijken",
     "bron kleinmarkt.example nagelopen", "baken statistics emm-table-3", "op 22-11-2026 gevraagd"],
)  # fmt: skip
def test_10_ordinary_reason_is_fine(text: str) -> None:
    assert not tells_contact(text)


# 11: everything seen is logged

NOT_A_READ = {
    "accounts:add_user", "rights:place", "rights:request", "register:search", "triage:look_up",
    "statistics:check_export", "collection:download", "desk:reason",
}  # fmt: skip
"""Pages about persons that show nobody until something is sent."""


def test_11_each_page_about_persons_notes_who_read_it(
    actor: Actor, organisation: Organisation, filled: dict[str, Any]
) -> None:
    clients = [
        desk(organisation, *(role for role in Role.codes if role != left_out))
        for left_out in ("admin", "data_protection_officer")
    ]
    silent = []
    for address, path in paths(filled):
        asked = getattr(address.view, "permission", None)
        if asked is None or not asked.about_persons or address.name in NOT_A_READ:
            continue
        for client in clients:
            noted = Event.objects.filter(user=client.user_of_test)
            before = noted.count()
            if client.get(path).status_code == 200 and noted.count() == before:
                silent.append(address.name)
    assert silent == []


def test_11_log_has_words_for_all_that_is_noted() -> None:
    written = {
        code
        for path in SOURCE.rglob("*.py")
        for code in re.findall(r'action="([a-z]+\.[a-z_]+)"', path.read_text("utf-8"))
    }
    assert written - set(ACTIONS) == set()


# 15: nobody can stalk with it


class _Forms(HTMLParser):
    """The fields of each form that asks a question of an address."""

    def __init__(self) -> None:
        super().__init__()
        self.method: str | None = None
        self.fields: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self.method = (told.get("method") or "get").lower()
        elif tag == "textarea" and self.method == "get":
            self.fields.append("textarea")
        elif tag == "input" and self.method in ("get", None):
            self.fields.append(told.get("type") or "text")
        if "hx-get" in told and tag in ("input", "textarea"):
            self.fields.append("hx-get")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.method = None


def test_15_no_form_that_asks_takes_free_text(organisation: Organisation, filled: dict[str, Any]) -> None:
    choices = {"hidden", "checkbox", "radio", "submit", "date", "month", "number"}
    for path, text in every_page(organisation, filled):
        forms = _Forms()
        forms.feed(text)
        assert set(forms.fields) <= choices, path


def _filters() -> list[Any]:
    import importlib

    from django import forms

    found = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        if "(request.GET" in text or "Filter" in path.name or "forms" in path.name:
            module = importlib.import_module(
                "baken." + ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
            )
            found += [
                one
                for _, one in inspect.getmembers(module, inspect.isclass)
                if issubclass(one, forms.BaseForm) and ("Filter" in one.__name__ or "Choices" in one.__name__)
            ]
    assert found
    return found


def test_15_lists_are_filtered_by_choices_alone() -> None:
    from django import forms

    for form in _filters():
        for name, field in form.base_fields.items():
            assert type(field).__name__ not in ("CharField", "Line", "Text", "SlugField", "RegexField"), (
                form, name,
            )  # fmt: skip
            assert isinstance(field, forms.Field)


ASKED_OF_ADDRESSES = {
    "sort", "p", "who", "waarnemingen", "tekst", "besluit", "tel", "soort", "van", "tot", "naar", "na",
    "keer", "next", "naast", "week", "platform", "basis", "bij", "alle", "met", "taal", "state", "zaak",
    "aanwijzing", "begeleiding",
}  # fmt: skip
"""Every parameter that a view reads from an address by itself: a choice, a number, a place to go on to."""


def test_15_addresses_take_no_other_parameter() -> None:
    read = {
        name
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r'GET(?:\.get|\.getlist)?[\[(]"(\w+)"', path.read_text("utf-8"))
    }
    assert read <= ASKED_OF_ADDRESSES


@pytest.mark.parametrize("query", ["q", "search", "zoek", "advertiser", "text", "case_number", "pseudonym"])
def test_15_parameter_that_is_not_there_narrows_nothing(
    organisation: Organisation, actor: Actor, query: str
) -> None:
    make_lead(actor)
    client = desk(organisation, "outreach_worker")
    shown = client.get(f"/triage/?{query}=0600000042").text.replace("\u2011", "-")
    assert Lead.objects.get().case_number in shown


LOOK_UP_PAGES = {
    "triage": ("outreach_worker", "triage.look_up", "/triage/zaak/", {"case_number": "A0-0000"}),
    "register": ("registrar", "register.search", "/register/zoek/", {"reference": "GEEN-1"}),
    "holds": (
        "data_protection_officer", "rights.manage", "/beheer/bewaren/vasthouden/nieuw/",
        {"kind": "lead", "name": "A0-0000", "why": "een klacht", "until": "2999-01-01"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("room", LOOK_UP_PAGES)
def test_15_guessing_ends_and_signing_in_again_does_not_help(
    organisation: Organisation, actor: Actor, room: str
) -> None:
    role, code, path, guess = LOOK_UP_PAGES[room]
    if "until" in guess:
        guess = guess | {"until": (timezone.now().date() + timedelta(days=5)).isoformat()}
    user = make_user(actor.organisation, role)
    statuses = []
    for _ in range(3):
        # on another machine each time
        client = confirm(sign_in(Client(), user), user)
        client.post("/reden/", {"permission": code, "next": path, "reason": "een vraag over deze zaak"})
        statuses += [client.post(path, guess).status_code for _ in range(8)]
    assert statuses[: look_ups.MISSES] == [statuses[0]] * look_ups.MISSES
    assert statuses[0] in (200, 422)
    assert set(statuses[look_ups.MISSES :]) == {429}
    assert Event.objects.filter(user=user, action="desk.look_up_refused").exists()
    # a colleague can go on
    other = make_user(actor.organisation, role)
    client = confirm(sign_in(Client(), other), other)
    client.post("/reden/", {"permission": code, "next": path, "reason": "een vraag over deze zaak"})
    assert client.post(path, guess).status_code != 429


def test_15_finding_is_limited_too(
    organisation: Organisation, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_ups, "MOST", 3)
    lead = make_lead(actor)
    client = desk(organisation, "outreach_worker")
    asked = [client.post("/triage/zaak/", {"case_number": lead.case_number}).status_code for _ in range(4)]
    assert asked == [302, 302, 302, 429]


def test_15_maps_and_times_show_province_and_week_only(actor: Actor, organisation: Organisation) -> None:
    lead = place_market(actor)
    shown = desk(organisation, "outreach_worker").get(f"/triage/{lead.id}/").text
    drawings = " ".join(re.findall(r"<svg.*?</svg>", shown, re.DOTALL))
    assert drawings
    assert "Tilburg" not in drawings
    assert "Breda" not in drawings
    assert not re.search(r"\d{1,2}:\d{2}", drawings)


# the observer

OBSERVED = {
    "accounts:profile", "adverts:rules", "adverts:rule", "adverts:rule_sets", "adverts:rule_set",
    "adverts:rule_set_files", "adverts:shipped_files", "statistics:overview", "statistics:table",
    "fairness:fairness", "statistics:transparency",
    "platforms:list", "platforms:platform", "watch:market", "watch:platform", "watch:alarms", "watch:alarm",
    "notices:counts",
}  # fmt: skip


def test_observer_reaches_rules_and_counts_and_nothing_else(
    organisation: Organisation, filled: dict[str, Any]
) -> None:
    client = desk(organisation, SEES_NO_PERSON)
    advertisers = list(Link.objects.values_list("advertiser", flat=True).distinct())
    signs = [
        filled["lead"].case_number, str(filled["lead"].id), "ZAAK-8181", "PSEUDONIEM-81", NAME,
        str(filled["person"].id), *advertisers, *AdvertContact.objects.values_list("pseudonym", flat=True),
    ]  # fmt: skip
    seen = set()
    for address, path in paths(filled):
        for answer in (client.get(path), client.get(f"{path}?tel=1&sort=name")):
            assert answer.status_code != 500, path
            # how one comes in oneself
            if answer.status_code == 200 and not path.startswith("/toegang/"):
                seen.add(address.name)
            body = answer.content.decode("utf-8", "replace")
            assert [sign for sign in signs if sign in body.replace(path, "")] == [], path
        if address.name not in OBSERVED | {"desk:reason"} and not path.startswith("/toegang/"):
            answer = client.post(path, {})
            assert answer.status_code in (302, 403, 404, 405), path
    assert seen <= OBSERVED
    assert {"adverts:rules", "statistics:overview", "statistics:table", "platforms:list"} <= seen


def test_observer_has_no_permission_about_persons() -> None:
    theirs = {code for code, asked in ALL_PERMISSIONS.items() if SEES_NO_PERSON in asked.roles}
    assert theirs == {
        "accounts.own_profile", "rules.read", "fairness.read", "statistics.read", "platforms.read",
        "watch.read_market", "notices.read_counts", "statistics.transparency",
    }  # fmt: skip
    with pytest.raises(ValueError, match="observer"):
        permission("toets.mens", "x", "x", roles=[SEES_NO_PERSON], purpose="statistics")


# what is kept of each table


def test_every_table_that_names_somebody_has_a_period_or_says_why_not() -> None:
    lasting = {
        "accounts.User", "accounts.StartLink", "accounts.Session", "accounts.Organisation",
        "accounts.AttemptCounter", "audit.Seal", "triage.StoppedContact", "rights.OrganisationRetention",
            "triage.SampleRates",
        "collection.LawfulBasis", "collection.BasisDocument", "collection.Source", "collection.Intake",
        "platforms.PlatformChange", "platforms.PlatformQualification", "collection.CrawlSchedule",
        "collection.Crawl",
        # what was said with a company, by which colleague; words that name somebody can be erased
        "platforms.DialogueStep", "platforms.DialogueMeetingStep",
        # what a company's door did with test adverts, and which colleague wrote it down
        "door.DoorAudit", "door.DoorReview",
        # what colleagues did and agreed on: of adverts and contacts nothing stands in these
        "watch.Participant", "watch.Searched", "watch.Campaign", "watch.MarketAlarm",
        "watch.PlatformProposal", "watch.WordProposal",
        # what the rules said, for good: a lead tells by number which gave its reasons
        "adverts.RuleSet", "adverts.RuleTrial",
        # what was published, held against every next edition; who published it is what makes it hold
        "statistics.Edition", "statistics.AskedEdition", "statistics.Provision", "statistics.Publication",
        "statistics.AskedPublication",
        # what a platform asks at its door, who said so and who agreed
        "door.DoorPolicy",
        # how files of another office are read: headings and codes, and which colleague said so
        "register.ImportMapping",
        # that a file was to be taken back, in numbers, and which colleague asked; gone once it was read
        "register.AskedUndo",
        # what was decided, in codes of a public database, and who let it go; the words have a period
        "notices.StatementOfReasons",
        # the time limits of an organisation, and which colleague set them
        "notices.NoticeDesk",
        # who helps where: facts on organisations, and which colleague checked them
        "referrals.HelpOrganisation", "referrals.HelpImport",
        # what an organisation agreed on before it writes to anybody, and which colleagues stand by it
        "conversations.ContactRules", "conversations.ContactGround", "conversations.MessageTemplate",
        "conversations.AskedRules",
        # that an organisation was to be closed, and which colleagues stand by it
        "accounts.AskedClosing",
        # how a colleague wants to work, for as long as they do
        "triage.Pace",
        # which program of others may ask what, and which address is told; who decided that
        "api.ApiKey", "api.Webhook",
    }  # fmt: skip
    from baken.rights.plan import steps

    reached = {step.model for step in steps()}
    pointing = set()
    for model in apps.get_models():
        if not model.__module__.startswith("baken.") or model in reached:
            continue
        targets = {
            field.related_model._meta.label for field in model._meta.local_fields if field.related_model
        }
        if "accounts.User" in targets or "adverts.Sighting" in targets:
            pointing.add(model._meta.label)
    assert pointing - lasting == set()
