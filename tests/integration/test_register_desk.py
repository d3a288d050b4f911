"""The register's form, part by part, through the pages as a browser without scripts sends them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.models import Event
from baken.register.actions import import_registrations, keep_draft, open_draft
from baken.register.formats import write
from baken.register.models import RegisteredPerson, Registration, RegistrationDraft
from baken.register.queries import stored_records
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord, RoleRecord, StatusRecord
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_organisation
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db

SOURCE = {
    "source_kind": "help_organisation",
    "reference": "ZAAK-7",
    "registered_on": "2024-05-03",
    "incident_from": "2024-01-01",
    "incident_until": "2024-03-01",
}
ALLEGATION = {
    "form": "sexual",
    "scope": "domestic",
    "allegation_status": "possible",
    "coercion_means": ["debt", "threat"],
    "recruitment_mode": "",
    "customer_contact": "unknown",
    "technology_part": "",
}
PERSON = {
    "person_roles": ["victim", "reporter"],
    "sex": "female",
    "age": "30",
    "birth_group": "netherlands",
    "number": "",
    "within": "case",
    "same_as": "",
}
ROLES = {
    "emm-1": ["recruiting", "attracting_customers"],
    "baken-1": ["payment"],
    "moment-1": "during",
    "certainty-1": "stated",
    "moment-2": "unknown",
    "certainty-2": "unknown",
}


@pytest.fixture
def registrar(organisation: Any) -> User:
    return make_user(organisation, "registrar")


@pytest.fixture
def desk(client: Client, registrar: User) -> Client:
    return sign_in(client, registrar)


def started(desk: Client) -> str:
    """The address of a new draft, without its part."""
    answer = desk.post("/register/nieuw/")
    assert answer.status_code == 302
    return str(answer["Location"]).removesuffix("bron/")


def sent(desk: Client, draft: str, part: str, data: dict[str, Any], onwards: str | None = None) -> Any:
    answer = desk.post(f"{draft}{part}/", data)
    if onwards:
        assert answer.status_code == 302, answer.text
        assert answer["Location"] == f"{draft}{onwards}/"
    return answer


def filled(desk: Client, **source: str) -> str:
    """A draft with all its parts filled in, at the summary."""
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE | source, "vermoeden")
    sent(desk, draft, "vermoeden", ALLEGATION, "personen")
    sent(desk, draft, "personen", PERSON, "platforms")
    sent(desk, draft, "platforms", {"name": "snap", "do": "add"}, "platforms")
    sent(desk, draft, "platforms", {"nameless": "unnamed"}, "platforms")
    sent(desk, draft, "platforms", {"do": "next"}, "rollen")
    sent(desk, draft, "rollen", ROLES, "plaats")
    sent(desk, draft, "plaats", {"police_unit": "rotterdam", "province": "NL-ZH"}, "samenvatting")
    return draft


def the_draft() -> dict[str, Any]:
    return open_draft(RegistrationDraft.objects.get())


def registered(desk: Client, **source: str) -> Registration:
    answer = sent(desk, filled(desk, **source), "samenvatting", {"do": "save"})
    assert answer.status_code == 302, answer.text
    return Registration.objects.get(reference=source.get("reference", "ZAAK-7"))


def record_in(actor: Actor, **changed: Any) -> None:
    given: dict[str, Any] = {
        "reference": "R-1",
        "registered_on": date(2020, 5, 1),
        "source_kind": "outreach",
        "form": "sexual",
        "scope": "domestic",
        "mentions": (MentionRecord("named", "Snapchat", "instant_messaging"),),
        "persons": (PersonRecord("P-1", "female", ("victim",), "NL", 30),),
    }
    data = write([RegistrationRecord(**(given | changed))], format="csv")
    import_registrations(by=actor, data=data, format="csv", source="f.csv")


def test_whole_form_is_registered_as_it_was_told(desk: Client) -> None:
    registration = registered(desk)
    (record,) = stored_records(["ZAAK-7"])
    person = RegisteredPerson.objects.get().pseudonym
    assert record == RegistrationRecord(
        reference="ZAAK-7",
        registered_on=date(2024, 5, 3),
        source_kind="help_organisation",
        form="sexual",
        scope="domestic",
        incident_from=date(2024, 1, 1),
        incident_until=date(2024, 3, 1),
        police_unit="rotterdam",
        province="NL-ZH",
        statuses=(StatusRecord("possible"),),
        coercion_means=("debt", "threat"),
        customer_contact="unknown",
        mentions=(
            MentionRecord(
                "named",
                "Snapchat",
                "instant_messaging",
                (
                    RoleRecord("recruiting", "during", "stated"),
                    RoleRecord("attracting_customers", "during", "stated"),
                    RoleRecord("payment", "during", "stated"),
                ),
            ),
            MentionRecord("unnamed"),
        ),
        persons=(PersonRecord(person, "female", ("reporter", "victim"), "NL", 30),),
    )
    assert registration.imported_in is None
    assert not RegistrationDraft.objects.exists()
    event = Event.objects.get(action="register.registered")
    assert event.details == {"mentions": 2, "persons": 1}
    assert event.purpose == "registration"


def test_summary_reads_as_a_paragraph_in_both_languages(desk: Client) -> None:
    draft = filled(desk)
    told = desk.get(f"{draft}samenvatting/").text
    assert "Hulporganisatie met nummer ZAAK-7, geregistreerd op 3 mei 2024." in told
    assert "Er is een vermoeden van seksuele uitbuiting (binnenlands); niemand heeft beslist." in told
    assert "Snapchat (berichtendienst) voor werven, klanten werven en betaling" in told
    desk.cookies["django_language"] = "en"
    told = desk.get(f"{draft}samenvatting/").text
    assert "There is an allegation of sexual exploitation (domestic); nobody has decided." in told


def test_part_that_is_not_right_says_so_and_keeps_what_was_typed(desk: Client) -> None:
    draft = started(desk)
    answer = sent(desk, draft, "bron", SOURCE | {"incident_from": "2024-04-01", "source_kind": ""})
    assert answer.status_code == 422
    assert "Dit is eerder dan het begin." in answer.text
    assert "Weet u het niet, kies dan ‘weet ik niet’." in answer.text
    again = desk.get(f"{draft}bron/").text
    assert 'value="ZAAK-7"' in again
    assert the_draft()["content"]["registration"] == {}


def test_rail_goes_anywhere_and_keeps_what_is_half_done(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "bron", {"reference": "ZAAK-7", "go": "plaats"}, "plaats")
    sent(desk, draft, "plaats", {"province": "NL-NB", "go": "bron"}, "bron")
    assert 'value="ZAAK-7"' in desk.get(f"{draft}bron/").text
    assert the_draft()["done"] == [6]


def test_everything_may_be_unknown(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE | {"source_kind": "unknown", "incident_from": "", "incident_until": ""})
    sent(desk, draft, "vermoeden", {"form": "unknown", "scope": "unknown"}, "personen")
    unknown = {"person_roles": ["person_involved"], "sex": "unknown", "within": "case"}
    sent(desk, draft, "personen", unknown, "platforms")
    sent(desk, draft, "platforms", {"nameless": "unclear"}, "platforms")
    sent(desk, draft, "rollen", {"moment-1": "unknown", "certainty-1": "unknown"}, "plaats")
    sent(desk, draft, "plaats", {}, "samenvatting")
    assert sent(desk, draft, "samenvatting", {"do": "save"}).status_code == 302
    (record,) = stored_records(["ZAAK-7"])
    assert (record.police_unit, record.incident_from, record.persons[0].age) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("+31 6 00000042", "telefoonnummer"),
        ("0600000042", "telefoonnummer"),
        ("iemand@example.org", "telefoonnummer of e-mailadres"),
        ("Voornaam", "geen cijfer"),
        ("zaak 12", "zonder spaties"),
    ],
)
def test_reference_that_looks_like_a_person_is_refused(desk: Client, typed: str, said: str) -> None:
    answer = sent(desk, started(desk), "bron", SOURCE | {"reference": typed})
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize("typed", ["0600000042", "iemand@example.org", "Voornaam Achternaam", "111222333"])
def test_number_of_a_person_that_is_no_number_is_refused_and_not_kept(desk: Client, typed: str) -> None:
    draft = filled(desk)
    answer = sent(desk, draft, "personen", PERSON | {"number": typed})
    assert answer.status_code == 422
    desk.post(f"{draft}personen/bewaar/", PERSON | {"number": typed, "turn": str(the_draft()["turn"])})
    assert typed not in str(the_draft())
    assert "number" not in the_draft()["typed"]["3"]


def test_number_of_a_person_becomes_a_pseudonym_and_is_not_stored(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE, "vermoeden")
    sent(desk, draft, "personen", PERSON | {"number": "PERS-4711", "within": "source"}, "platforms")
    (person,) = the_draft()["content"]["persons"]
    assert person["person"].startswith("P-")
    assert "4711" not in str(the_draft())
    other = SOURCE | {"reference": "ZAAK-8"}
    for within, same in (("source", True), ("case", False)):
        draft = filled(desk, **other)
        sent(desk, draft, "personen", {"remove": "0"}, "personen")
        sent(desk, draft, "personen", PERSON | {"number": "pers-4711", "within": within}, "platforms")
        held = open_draft(RegistrationDraft.objects.get(id=draft.split("/")[-2]))
        assert (held["content"]["persons"][0]["person"] == person["person"]) is same


def test_known_person_is_recognised_by_pseudonym_and_keeps_one_sex(desk: Client, actor: Actor) -> None:
    record_in(actor)
    draft = started(desk)
    answer = sent(desk, draft, "personen", PERSON | {"same_as": "P-2"})
    assert "Dit pseudoniem staat niet in het register." in answer.text
    answer = sent(desk, draft, "personen", PERSON | {"same_as": "P-1", "sex": "male"})
    assert "Deze persoon staat al in het register (vrouw, geboorteland: Nederland)." in answer.text
    unknown = PERSON | {"same_as": "P-1", "sex": "unknown", "birth_group": ""}
    sent(desk, draft, "personen", unknown, "platforms")
    (person,) = the_draft()["content"]["persons"]
    assert (person["person"], person["sex"], person["birth_country"]) == ("P-1", "female", "NL")
    answer = sent(desk, draft, "personen", PERSON | {"same_as": "P-1"})
    assert "Deze persoon staat er al in." in answer.text


def test_status_is_told_with_its_day_and_who_decided_and_again_when_it_changed(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE, "vermoeden")
    page = desk.get(f"{draft}vermoeden/").text
    assert "Wie zei of besliste dat" in page
    assert "Is er later anders beslist? Voeg een status toe" in page
    first = ALLEGATION | {"decided_on": "2024-05-03", "decided_by": "ngo"}
    sent(desk, draft, "vermoeden", first | {"do": "another"}, "vermoeden")
    again = first | {"allegation_status-2": "actual", "decided_on-2": "2024-04-01"}
    again |= {"decided_by-2": "court_or_prosecution"}
    sent(desk, draft, "vermoeden", again | {"do": "another"}, "vermoeden")
    assert the_draft()["content"]["statuses"] == [
        {"allegation_status": "actual", "decided_on": "2024-04-01", "decided_by": "court_or_prosecution"},
        {"allegation_status": "possible", "decided_on": "2024-05-03", "decided_by": "ngo"},
    ]
    page = desk.get(f"{draft}vermoeden/").text
    assert 'name="allegation_status-3"' in page
    told = desk.get(f"{draft}samenvatting/").text
    assert "Er is nu een vermoeden van seksuele uitbuiting (binnenlands); eerder was het anders." in told
    course = (
        "Status: vastgesteld (1 april 2024, rechter of openbaar ministerie); daarna mogelijk (3 mei 2024, "
    )
    assert course in told


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"decided_by": "police", "allegation_status": ""}, "Kies ook de status zelf."),
        ({"decided_on": "2023-12-31"}, "Dit is eerder dan het gebeurde, zie deel 1."),
        ({"decided_on": "2099-01-01"}, "Kies een dag tussen 1900 en vandaag."),
        (
            {"allegation_status-2": "not"},
            "Bij meer dan één status hoort een dag;",
        ),
        (
            {"decided_on": "2024-05-03", "allegation_status-2": "not", "decided_on-2": "2024-05-03"},
            "Op deze dag staat al een status.",
        ),
    ],
)
def test_status_that_contradicts_itself_says_so(desk: Client, typed: dict[str, str], said: str) -> None:
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE, "vermoeden")
    answer = sent(desk, draft, "vermoeden", ALLEGATION | typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert the_draft()["content"]["statuses"] == []


def test_status_from_before_dates_that_changed_later_is_pointed_at(desk: Client) -> None:
    draft = filled(desk)
    sent(desk, draft, "vermoeden", ALLEGATION | {"decided_on": "2024-02-01"}, "personen")
    sent(desk, draft, "bron", SOURCE | {"incident_from": "2024-02-02"}, "vermoeden")
    answer = sent(desk, draft, "samenvatting", {"do": "save"})
    assert answer.status_code == 422
    assert "deel 2: Het vermoeden" in answer.text
    assert "Bij een status staat een dag van voor het gebeurde." in desk.get(f"{draft}vermoeden/").text


def test_circumstances_are_asked_with_the_reason_and_may_be_left_open(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE, "vermoeden")
    page = desk.get(f"{draft}personen/").text
    assert page.count("Waarom dit gevraagd wordt:") == 3
    assert "Noemt de bron kwetsbare omstandigheden? Alles mag leeg blijven" in page
    both = PERSON | {"living": ["debts"], "none_known": ["none_known"]}
    assert "Kies dit alleen als u geen omstandigheid kiest." in sent(desk, draft, "personen", both).text
    told = PERSON | {"living": ["ran_away", "debts"], "dependence": ["addiction"]}
    sent(desk, draft, "personen", told, "platforms")
    (person,) = the_draft()["content"]["persons"]
    assert person["vulnerabilities"] == "debts;ran_away;addiction"
    words = "omstandigheden: schulden, weggelopen van huis of uit een instelling en verslaving"
    assert words in desk.get(f"{draft}samenvatting/").text
    desk.post(f"{draft}personen/", {"edit": "0"})
    page = desk.get(f"{draft}personen/").text
    assert all(f'value="{code}" ' in page for code in ("debts", "ran_away", "addiction"))
    assert page.count("checked") >= 3
    sent(desk, draft, "personen", PERSON, "platforms")
    assert "vulnerabilities" not in the_draft()["content"]["persons"][0]


def test_country_of_birth_is_asked_as_a_group_and_a_known_country_stays(desk: Client, actor: Actor) -> None:
    persons = (PersonRecord("P-1", "female", ("victim",), "BE", 30),)
    record_in(actor, persons=persons)
    draft = started(desk)
    sent(desk, draft, "bron", SOURCE, "vermoeden")
    page = desk.get(f"{draft}personen/").text
    assert "Alleen de groep van landen: fijner is voor het register niet nodig." in page
    assert "België" not in page
    sent(desk, draft, "personen", PERSON | {"birth_group": "africa", "do": "another"}, "personen")
    same = PERSON | {"same_as": "P-1", "birth_group": "eu_efta"}
    sent(desk, draft, "personen", same, "platforms")
    first, second = the_draft()["content"]["persons"]
    assert (first["birth_group"], second["birth_country"]) == ("africa", "BE")
    assert "geboren in Afrika" in desk.get(f"{draft}samenvatting/").text
    answer = sent(desk, draft, "personen", PERSON | {"same_as": "P-1", "birth_group": "asia"})
    assert answer.status_code == 422


def test_draft_from_before_statuses_had_days_opens(desk: Client, registrar: User) -> None:
    draft = started(desk)
    with acting_for(registrar.organisation_id):
        row = RegistrationDraft.objects.get()
        held = open_draft(row)
        old = {name: value for name, value in held["content"].items() if name != "statuses"}
        old["registration"] = {"allegation_status": "possible"}
        by = Actor(registrar, registrar.organisation, purpose="registration", reason="een toets")
        keep_draft(by=by, draft=row, held=held | {"content": old})
    assert the_draft()["content"]["statuses"] == [{"allegation_status": "possible"}]
    assert "Er is een vermoeden van" in desk.get(f"{draft}samenvatting/").text


def test_person_is_changed_and_taken_out(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "personen", PERSON | {"do": "another"}, "personen")
    before = the_draft()["content"]["persons"][0]["person"]
    sent(desk, draft, "personen", {"edit": "0"}, "personen")
    assert 'value="30"' in desk.get(f"{draft}personen/").text
    sent(desk, draft, "personen", PERSON | {"age": "31"}, "platforms")
    (person,) = the_draft()["content"]["persons"]
    assert (person["person"], person["age"]) == (before, "31")
    sent(desk, draft, "personen", {"remove": "0"}, "personen")
    assert the_draft()["content"]["persons"] == []


def test_platform_is_found_by_nickname_and_asked_when_it_is_not_clear(desk: Client) -> None:
    draft = started(desk)
    found = desk.post(f"{draft}platforms/zoek/", {"name": "insta"}).text
    assert 'value="instagram"' in found
    sent(desk, draft, "platforms", {"name": "insta", "do": "add"}, "platforms")
    answer = sent(desk, draft, "platforms", {"name": "s", "do": "add"})
    assert answer.status_code == 422
    assert "platforms gevonden" in answer.text
    sent(desk, draft, "platforms", {"pick": "skype", "name": "s"}, "platforms")
    sent(desk, draft, "platforms", {"platform": ["badoo", "facebook"], "do": "next"}, "rollen")
    names = [mention["platform"] for mention in the_draft()["content"]["mentions"]]
    assert names[:2] == ["Instagram", "Skype"]
    assert len(names) == 4
    sent(desk, draft, "platforms", {"remove": "0"}, "platforms")
    assert len(the_draft()["content"]["mentions"]) == 3


def test_new_platform_asks_its_type_and_is_added_when_registered(desk: Client) -> None:
    draft = filled(desk)
    answer = sent(desk, draft, "platforms", {"name": "Nieuwplek.example", "do": "add"})
    assert "staat niet in de lijst" in answer.text
    new = {"name": "Nieuwplek.example", "new": "Nieuwplek.example", "do": "add"}
    assert "Kies van welke soort" in sent(desk, draft, "platforms", new).text
    sent(desk, draft, "platforms", new | {"new_type": "forum"}, "platforms")
    assert "Nieuw in de lijst van platforms" in desk.get(f"{draft}samenvatting/").text
    assert sent(desk, draft, "samenvatting", {"do": "save"}).status_code == 302
    (record,) = stored_records(["ZAAK-7"])
    assert record.mentions[-1].platform == "Nieuwplek.example"


@pytest.mark.parametrize("name", ["een website", "bel 06 00 00 00 42", "x" * 81, "a@b.example"])
def test_platform_that_is_no_name_is_refused(desk: Client, name: str) -> None:
    answer = sent(desk, started(desk), "platforms", {"name": name, "new_type": "forum", "do": "add"})
    assert answer.status_code == 422
    assert the_draft()["content"]["mentions"] == []


def test_roles_that_differ_are_told_one_by_one(desk: Client) -> None:
    draft = filled(desk)
    answer = sent(desk, draft, "rollen", ROLES | {"edit": "1"})
    assert answer["Location"] == f"{draft}rollen/1/"
    assert desk.get(answer["Location"]).status_code == 200
    apart = {"recruiting-before": "stated", "recruiting-during": "presumed", "payment-after": "unknown"}
    assert desk.post(f"{draft}rollen/1/", apart)["Location"] == f"{draft}rollen/"
    assert "verschilt per rol" in desk.get(f"{draft}rollen/").text
    shown = {"emm-1": ["recruiting"], "moment-1": "apart", "certainty-1": "apart"}
    sent(desk, draft, "rollen", ROLES | shown | {"baken-1": []}, "plaats")
    roles = the_draft()["content"]["mentions"][0]["roles"]
    assert [(role["role"], role["moment"], role["certainty"]) for role in roles] == [
        ("recruiting", "before", "stated"),
        ("recruiting", "during", "presumed"),
    ]


def test_autosave_keeps_what_is_typed_and_a_late_one_changes_nothing(desk: Client) -> None:
    draft = started(desk)
    kept = desk.post(f"{draft}bron/bewaar/", {"reference": "ZAAK-9", "turn": "0"}).text
    assert "Bewaard in uw concept." in kept
    assert 'value="ZAAK-9"' in desk.get(f"{draft}bron/").text
    sent(desk, draft, "bron", SOURCE, "vermoeden")
    late = desk.post(f"{draft}bron/bewaar/", {"reference": "ZAAK-9", "turn": "0"}).text
    assert "in een ander venster verder" in late
    assert the_draft()["typed"] == {}


def test_draft_outlives_the_session(client: Client, registrar: User) -> None:
    desk = sign_in(client, registrar)
    draft = started(desk)
    desk.post(f"{draft}bron/bewaar/", {"reference": "ZAAK-9", "turn": "0"})
    desk.logout()
    desk.cookies.clear()
    answer = desk.post(f"{draft}bron/", SOURCE)
    assert answer["Location"].startswith("/toegang/login/")
    desk = sign_in(Client(), registrar)
    assert "deel 1: Bron en datum" in desk.get("/register/").text
    assert 'value="ZAAK-9"' in desk.get(f"{draft}bron/").text


def test_draft_is_its_writers_own_encrypted_and_gone_in_time(desk: Client, organisation: Any) -> None:
    draft = filled(desk)
    stored = RegistrationDraft.objects.get()
    assert b"ZAAK-7" not in bytes(stored.sealed)
    colleague = sign_in(Client(), make_user(organisation, "registrar"))
    assert colleague.get(f"{draft}bron/").status_code == 404
    assert "ZAAK-7" not in colleague.get("/register/").text
    RegistrationDraft.objects.update(
        saved_at=timezone.now() - timedelta(days=31), expires_at=timezone.now() - timedelta(days=1)
    )
    assert desk.get(f"{draft}bron/").status_code == 404
    assert desk.post(f"{draft}bron/", SOURCE).status_code == 404
    started(desk)
    assert not RegistrationDraft.objects.filter(id=stored.id).exists()


def test_draft_is_thrown_away_after_asking(desk: Client) -> None:
    draft = filled(desk)
    assert "ZAAK-7" in desk.get(f"{draft}weg/").text
    assert RegistrationDraft.objects.exists()
    assert desk.post(f"{draft}weg/")["Location"] == "/register/"
    assert not RegistrationDraft.objects.exists()
    assert Event.objects.filter(action="register.draft_discarded").count() == 1


def test_empty_draft_is_taken_up_again(desk: Client) -> None:
    assert started(desk) == started(desk)
    assert RegistrationDraft.objects.count() == 1


def test_unfinished_story_is_not_registered(desk: Client) -> None:
    draft = started(desk)
    sent(desk, draft, "vermoeden", ALLEGATION, "personen")
    answer = sent(desk, draft, "samenvatting", {"do": "save"})
    assert answer.status_code == 422
    assert "deel 1: Bron en datum" in answer.text
    assert not Registration.objects.exists()


def test_what_was_typed_and_not_taken_over_stops_the_saving(desk: Client) -> None:
    draft = filled(desk)
    sent(desk, draft, "personen", {"age": "999", "go": "samenvatting"}, "samenvatting")
    answer = sent(desk, draft, "samenvatting", {"do": "save"})
    assert answer.status_code == 422
    assert "nog niet is overgenomen" in answer.text


def test_reference_that_is_there_already_is_said_with_its_page(desk: Client) -> None:
    registration = registered(desk)
    draft = started(desk)
    answer = sent(desk, draft, "bron", SOURCE)
    assert answer.status_code == 422
    assert f"/register/zaak/{registration.id}/" in answer.text


def test_reference_taken_meanwhile_is_not_registered_twice(desk: Client, actor: Actor) -> None:
    draft = filled(desk)
    record_in(actor, reference="ZAAK-7")
    answer = sent(desk, draft, "samenvatting", {"do": "save"})
    assert answer.status_code == 422
    assert "Dit zaaknummer staat al in het register." in answer.text
    assert RegistrationDraft.objects.exists()


def test_registration_that_looks_like_it_is_suggested_and_nothing_is_merged(
    desk: Client, actor: Actor
) -> None:
    record_in(actor)
    draft = filled(desk)
    sent(desk, draft, "personen", {"remove": "0"}, "personen")
    sent(desk, draft, "personen", PERSON | {"same_as": "P-1"}, "platforms")
    told = desk.get(f"{draft}samenvatting/").text
    assert "Dit lijkt op wat er al staat" in told
    assert ">R-1</a> · Snapchat" in told
    assert sent(desk, draft, "samenvatting", {"do": "save"}).status_code == 302
    assert Registration.objects.count() == 2


def test_other_organisation_sees_nothing(desk: Client) -> None:
    registration = registered(desk)
    draft = filled(desk, reference="ZAAK-8")
    elsewhere = make_organisation()
    stranger = sign_in(Client(), make_user(elsewhere, "registrar"))
    assert stranger.get(f"/register/zaak/{registration.id}/").status_code == 404
    assert stranger.post(f"/register/zaak/{registration.id}/verbeter/").status_code == 404
    assert stranger.get(f"{draft}bron/").status_code == 404
    assert "ZAAK-7" not in stranger.get("/register/").text
    with acting_for(elsewhere.id):
        assert Event.objects.filter(action="desk.not_found").count() == 3


@pytest.mark.parametrize(
    "role", ["outreach_worker", "analyst", "researcher", "admin", "observer", "moderator"]
)
def test_register_is_for_registrars(client: Client, organisation: Any, role: str) -> None:
    desk = sign_in(client, make_user(organisation, role))
    for path in ("/register/", "/register/zoek/", "/register/bestanden/"):
        assert desk.get(path).status_code == 403
    assert desk.post("/register/nieuw/").status_code == 403


def test_ten_megabytes_are_refused_and_the_draft_stays(desk: Client) -> None:
    draft = filled(desk)
    answer = desk.post(f"{draft}bron/", SOURCE | {"reference": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "Dit is te groot" in answer.text
    assert the_draft()["content"]["registration"]["reference"] == "ZAAK-7"
