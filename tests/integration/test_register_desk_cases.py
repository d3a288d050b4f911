"""Registrations on the desk after they were made: found, listed, corrected with their history, taken back."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.accounts.models import User
from baken.audit.models import Event
from baken.platforms.catalogue import shipped_catalogue
from baken.register.actions import (
    correct_registration,
    import_registrations,
    keep_draft,
    open_draft,
    register_one,
    start_draft,
    undo_import,
)
from baken.register.content import content_of, merged
from baken.register.exceptions import ChangedMeanwhile, NothingChanged
from baken.register.formats import write
from baken.register.models import (
    AllegationDecision,
    ImportBatch,
    Mention,
    RegisteredPerson,
    Registration,
    RegistrationDraft,
    RegistrationVersion,
)
from baken.register.queries import coded_frames, stored_records
from baken.register.records import (
    MentionRecord,
    PersonRecord,
    RegistrationRecord,
    RoleRecord,
    StatusRecord,
    roles_in_order,
)
from baken.statistics.period import Period
from baken.statistics.tables.status_flows import STATUS_FLOWS
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.exploitation import ExploitationForm, Scope
from baken.vocabulary.platforms import Certainty, Moment, PlatformRole
from baken.vocabulary.sources import SourceKind
from tests.factories.organisations import make_actor
from tests.factories.registration_records import LATER, born, circumstances, statuses
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


def make_record(reference: str = "R-1", **changed: Any) -> RegistrationRecord:
    given_: dict[str, Any] = {
        "registered_on": date(2020, 5, 1),
        "source_kind": "outreach",
        "form": "sexual",
        "scope": "domestic",
        "mentions": (
            MentionRecord(
                "named", "Snapchat", "instant_messaging", (RoleRecord("recruiting", "before", "stated"),)
            ),
            MentionRecord("unclear"),
        ),
        "persons": (PersonRecord("P-1", "female", ("victim",), "NL", 30),),
    }
    return RegistrationRecord(reference, **(given_ | changed))


def stored(actor: Actor, *records: RegistrationRecord) -> list[Registration]:
    data = write(records, format="csv")
    result = import_registrations(by=actor, data=data, format="csv", source="f.csv")
    assert result.rejects == ()
    return [Registration.objects.get(reference=record.reference) for record in records]


@pytest.fixture
def registrar(organisation: Any) -> Actor:
    return make_person(organisation, "registrar", purpose="registration")


@pytest.fixture
def desk(client: Client, registrar: Actor) -> Client:
    return sign_in(client, registrar.user)


def colleague_of(organisation: Any) -> tuple[User, Client]:
    user = make_user(organisation, "registrar", name="Collega")
    return user, sign_in(Client(), user)


def correcting(desk: Client, registration: Registration, **cells: str) -> str:
    """A correction draft with other facts of the registration itself; its address without the part."""
    answer = desk.post(f"/register/zaak/{registration.id}/verbeter/")
    draft = str(answer["Location"]).removesuffix("samenvatting/")
    own = {"source_kind": "outreach", "reference": registration.reference, "registered_on": "2020-05-01"}
    assert desk.post(f"{draft}bron/", own | cells).status_code == 302
    return draft


def test_correction_keeps_what_was_there_with_who_when_and_why(desk: Client, actor: Actor) -> None:
    (registration,) = stored(actor, make_record())
    draft = correcting(desk, registration, source_kind="help_chat")
    told = desk.get(f"{draft}samenvatting/").text
    assert "Wat u verandert" in told
    assert desk.post(f"{draft}samenvatting/", {"do": "save"}).status_code == 422
    answer = desk.post(f"{draft}samenvatting/", {"do": "save", "why": "mistake"})
    assert answer["Location"] == f"/register/zaak/{registration.id}/"
    registration.refresh_from_db()
    assert (registration.version, registration.source_kind) == (2, "help_chat")
    version = RegistrationVersion.objects.get()
    assert (version.number, version.why, version.state) == (1, "mistake", content_of(make_record()))
    page = desk.get(answer["Location"]).text
    assert "vergissing bij het invoeren" in page
    assert "<td>online outreach</td><td>hulpchat</td>" in page
    event = Event.objects.get(action="register.corrected")
    assert event.details == {"version": 2, "why": "mistake", "others": 0}
    assert not RegistrationDraft.objects.exists()


def test_correction_without_a_change_says_so(desk: Client, actor: Actor) -> None:
    (registration,) = stored(actor, make_record())
    draft = correcting(desk, registration)
    answer = desk.post(f"{draft}samenvatting/", {"do": "save", "why": "other"})
    assert answer.status_code == 422
    assert "Er is niets veranderd" in answer.text


def test_every_stored_registration_goes_through_the_form_unchanged(desk: Client, actor: Actor) -> None:
    record = make_record(
        mentions=(
            MentionRecord(
                "named",
                "Snapchat",
                "instant_messaging",
                (
                    RoleRecord("recruiting", "before", "stated"),
                    RoleRecord("recruiting", "during", "presumed"),
                    RoleRecord("payment", "after", "unknown"),
                ),
            ),
        ),
        persons=(PersonRecord("P-1", "female", ("reporter", "victim"), "XB", None),),
    )
    (registration,) = stored(actor, record)
    draft = correcting(desk, registration)
    apart = {"emm-1": ["recruiting"], "baken-1": ["payment"], "moment-1": "apart", "certainty-1": "apart"}
    assert desk.post(f"{draft}rollen/", apart).status_code == 302
    desk.post(f"{draft}personen/", {"edit": "0"})
    assert 'value="abroad" selected' in desk.get(f"{draft}personen/").text
    person = {
        "person_roles": ["reporter", "victim"],
        "sex": "female",
        "birth_group": "abroad",
        "within": "case",
    }
    assert desk.post(f"{draft}personen/", person).status_code == 302
    held = open_draft(RegistrationDraft.objects.get())
    assert held["content"] == content_of(record)


def test_second_corrector_is_told_what_changed_and_keeps_their_own(
    desk: Client, actor: Actor, organisation: Any
) -> None:
    (registration,) = stored(actor, make_record())
    mine = correcting(desk, registration, source_kind="help_chat")
    _, other = colleague_of(organisation)
    theirs = correcting(other, registration, incident_from="2020-01-01")
    assert other.post(f"{theirs}samenvatting/", {"do": "save", "why": "source_added"}).status_code == 302
    answer = desk.post(f"{mine}samenvatting/", {"do": "save", "why": "mistake"})
    assert answer.status_code == 409
    assert "Iemand anders heeft deze registratie ondertussen verbeterd." in answer.text
    assert "1 januari 2020" in answer.text
    assert "hulpchat" in answer.text
    assert desk.post(f"{mine}samenvatting/", {"do": "merge", "version": "2"}).status_code == 302
    assert desk.post(f"{mine}samenvatting/", {"do": "save", "why": "mistake"}).status_code == 302
    registration.refresh_from_db()
    assert (registration.version, registration.source_kind) == (3, "help_chat")
    assert registration.incident_from == date(2020, 1, 1)
    assert [version.number for version in registration.versions.order_by("number")] == [1, 2]


def test_changed_status_stands_in_the_history_and_in_the_flows(
    desk: Client, actor: Actor, organisation: Any
) -> None:
    (registration,) = stored(actor, make_record(statuses=(StatusRecord("possible"),)))
    draft = correcting(desk, registration)
    told = {"form": "sexual", "scope": "domestic", "allegation_status": "possible"}
    told |= {"allegation_status-2": "not", "decided_on-2": "2021-03-01", "decided_by-2": "police"}
    assert desk.post(f"{draft}vermoeden/", told).status_code == 302
    answer = desk.post(f"{draft}samenvatting/", {"do": "save", "why": "status_changed"}, follow=True)
    assert "mogelijk; daarna geen uitbuiting (1 maart 2021, politie)" in answer.text
    assert "een bevoegde organisatie stelde vast dat het dat niet was" in answer.text
    version = registration.versions.get()
    assert version.state["statuses"] == [{"allegation_status": "possible"}]
    # a version from before statuses had days is read as well
    version.state = {name: value for name, value in version.state.items() if name != "statuses"}
    version.state["registration"]["allegation_status"] = "actual"
    version.save()
    assert "<td>vastgesteld</td>" in desk.get(f"/register/zaak/{registration.id}/").text
    frames = coded_frames(actor.organisation)
    assert STATUS_FLOWS.compute(frames, Period(), False).row(0) == ("possible", 1, 0, 0, 1, 1)
    registration.delete()
    assert not AllegationDecision.objects.exists()


def test_facts_of_a_person_change_in_all_their_registrations(desk: Client, actor: Actor) -> None:
    first, second = stored(actor, make_record("R-1"), make_record("R-2", registered_on=date(2020, 6, 1)))
    draft = correcting(desk, first)
    desk.post(f"{draft}personen/", {"edit": "0"})
    person = {
        "person_roles": ["victim"],
        "sex": "male",
        "age": "30",
        "birth_group": "netherlands",
        "within": "case",
    }
    assert desk.post(f"{draft}personen/", person).status_code == 302
    assert f'/register/zaak/{second.id}/">R-2' in desk.get(f"{draft}samenvatting/").text
    desk.post(f"{draft}samenvatting/", {"do": "save", "why": "person_facts"})
    assert RegisteredPerson.objects.get().sex == "male"
    for one in (first, second):
        one.refresh_from_db()
        assert one.version == 2
        assert one.versions.get().state["persons"][0]["sex"] == "female"


def test_person_who_is_in_no_registration_any_more_is_forgotten(actor: Actor, registrar: Actor) -> None:
    (registration,) = stored(actor, make_record())
    correct_registration(
        by=registrar,
        registration_id=registration.id,
        base_version=1,
        content=content_of(make_record(persons=())),
        why="mistake",
    )
    assert not RegisteredPerson.objects.exists()
    assert RegistrationVersion.objects.get().state["persons"][0]["person"] == "P-1"


def test_correction_asks_a_named_person_and_the_version_it_began_with(actor: Actor, registrar: Actor) -> None:
    (registration,) = stored(actor, make_record())
    given_: dict[str, Any] = {"registration_id": registration.id, "content": content_of(make_record())}
    with pytest.raises(NotPermitted):
        correct_registration(by=actor, base_version=1, why="mistake", **given_)
    with pytest.raises(ChangedMeanwhile):
        correct_registration(by=registrar, base_version=2, why="mistake", **given_)
    with pytest.raises(NothingChanged):
        correct_registration(by=registrar, base_version=1, why="mistake", **given_)
    with pytest.raises(ValueError, match="no such reason"):
        correct_registration(by=registrar, base_version=1, why="because", **given_)
    assert not RegistrationVersion.objects.exists()


def test_actions_ask_for_the_role_themselves(organisation: Any, registrar: Actor) -> None:
    stranger = make_person(organisation, "analyst", purpose="statistics")
    draft = start_draft(by=registrar)
    for refused in (
        lambda: register_one(by=stranger, content=content_of(make_record())),
        lambda: start_draft(by=stranger),
        lambda: keep_draft(by=make_person(organisation, "registrar"), draft=draft, held={}),
        lambda: import_registrations(by=stranger, data=b"", format="csv", source="f"),
        lambda: undo_import(by=stranger, batch=ImportBatch()),
    ):
        with pytest.raises(NotPermitted):
            refused()


def test_list_is_sorted_and_filtered_by_choices_only(desk: Client, actor: Actor) -> None:
    forum = MentionRecord("named", "Plek.example", "forum")
    stored(
        actor,
        make_record("R-1", police_unit="rotterdam"),
        make_record("R-2", registered_on=date(2021, 5, 1), form="labour", mentions=(forum,), persons=()),
    )

    def shown(query: str) -> list[str]:
        page = desk.get(f"/register/{query}").text
        found = {one: page.find(f">{one}</a>") for one in ("R-1", "R-2")}
        return sorted((one for one, at in found.items() if at >= 0), key=lambda one: found[one])

    assert shown("") == ["R-2", "R-1"]
    assert shown("?sort=reference") == ["R-1", "R-2"]
    assert shown("?sort=-form") == ["R-1", "R-2"]
    assert shown("?form=labour") == ["R-2"]
    assert shown("?police_unit=rotterdam") == ["R-1"]
    assert shown("?year=2021") == ["R-2"]
    assert shown("?platform_type=instant_messaging") == ["R-1"]
    assert shown("?platform_type=forum&source_kind=outreach") == ["R-2"]
    assert shown("?source_kind=help_chat") == []
    assert shown("?reference=R-1") == ["R-2", "R-1"]
    assert shown("?year=banaan&p=99") == ["R-2", "R-1"]
    details = [event.details for event in Event.objects.filter(action="register.listed")]
    assert {"rows": 1, "filters": ["platform_type", "source_kind"]} in details


def test_list_of_an_empty_register_says_what_to_do(desk: Client) -> None:
    assert "Er staat nog niets in het register." in desk.get("/register/").text


def test_list_takes_the_same_statements_however_long(
    desk: Client, actor: Actor, django_assert_max_num_queries: Any
) -> None:
    stored(actor, *[make_record(f"R-{number}", persons=()) for number in range(30)])
    with django_assert_max_num_queries(16):
        desk.get("/register/")


def test_page_of_a_registration_is_noted_without_content(desk: Client, actor: Actor) -> None:
    (registration,) = stored(actor, make_record())
    page = desk.get(f"/register/zaak/{registration.id}/").text
    assert "Snapchat (berichtendienst) voor werven (voor de uitbuiting; verklaard)" in page
    event = Event.objects.get(action="register.read")
    assert event.subject == f"registration:{registration.id}"
    assert event.details == {}


def test_search_wants_a_reason_and_a_whole_number(desk: Client, actor: Actor) -> None:
    (registration,) = stored(actor, make_record("ZAAK-77"))
    assert "Waarom kijkt u?" in desk.get("/register/zoek/").text
    reason = {"permission": "register.search", "next": "/register/zoek/", "reason": "vraag over deze zaak"}
    desk.post("/reden/", reason)
    for typed in ("ZAAK", "ZAAK-78", "zaak 77", "%"):
        answer = desk.post("/register/zoek/", {"reference": typed})
        assert answer.status_code == 422
        assert "Dit nummer staat niet in het register." in answer.text
    answer = desk.post("/register/zoek/", {"reference": "ZAAK-77"})
    assert answer["Location"] == f"/register/zaak/{registration.id}/"
    events = Event.objects.filter(action="register.searched")
    assert {event.reason for event in events} == {"vraag over deze zaak"}
    assert [event.details["found"] for event in events.order_by("sequence")] == [False] * 4 + [True]


def test_search_finds_nothing_of_another_organisation(desk: Client) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        stored(other, make_record("ZAAK-77"))
    reason = {"permission": "register.search", "next": "/register/zoek/", "reason": "vraag over deze zaak"}
    desk.post("/reden/", reason)
    assert desk.post("/register/zoek/", {"reference": "ZAAK-77"}).status_code == 422


def file_of(*records: RegistrationRecord, form: str = "csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"zaken.{form}", write(records, format=form))


def test_file_goes_in_with_its_bad_lines_shown_and_out_again(desk: Client) -> None:
    data = write([make_record("R-1"), make_record("R-2")], format="csv").replace(b"R-2,person", b"R-2,niets")
    answer = desk.post("/register/bestanden/", {"file": SimpleUploadedFile("zaken.csv", data)})
    assert "1 nieuw in het register" in answer.text
    told = (
        "registratie R-2: record: staat niet in de lijst; kies een van: registration, mention, role, person"
    )
    assert told in answer.text
    batch = ImportBatch.objects.get()
    assert "neem terug" in desk.get("/register/bestanden/").text
    assert "Dit bestand terugnemen?" in desk.get(f"/register/bestanden/{batch.id}/terug/").text
    assert Registration.objects.count() == 1
    desk.post(f"/register/bestanden/{batch.id}/terug/")
    assert [table.objects.count() for table in (Registration, RegisteredPerson, ImportBatch, Mention)] == [
        0
    ] * 4
    assert Event.objects.get(action="register.import_undone").details == {"registrations": 1}


def test_bad_lines_are_english_for_who_reads_english(desk: Client) -> None:
    data = write([make_record("R-1")], format="csv").replace(b"R-1,person", b"R-1,niets")
    desk.cookies["django_language"] = "en"
    answer = desk.post("/register/bestanden/", {"file": SimpleUploadedFile("zaken.csv", data)})
    assert "registration R-1: record: not one of registration, mention, role, person, status" in answer.text


def test_file_with_a_corrected_registration_stays(desk: Client, actor: Actor, registrar: Actor) -> None:
    first, _second = stored(actor, make_record("R-1"), make_record("R-2"))
    correct_registration(
        by=registrar,
        registration_id=first.id,
        base_version=1,
        content=content_of(make_record("R-1", scope="unknown")),
        why="mistake",
    )
    batch = ImportBatch.objects.get()
    answer = desk.post(f"/register/bestanden/{batch.id}/terug/", follow=True)
    assert "daarna verbeterd" in answer.text
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("zaken.xlsx", b"PK", "eindigt op .csv of .json"),
        (
            "zaken.csv",
            b"registration;record\n",
            "zijn gescheiden door puntkomma’s; bewaar het bestand met komma’s",
        ),
        ("zaken.json", b"[{]", "regel 1: geen JSON (hier hoort een naam tussen dubbele aanhalingstekens)"),
        ("zaken.csv", b"", ""),
    ],
)
def test_file_that_is_none_says_why(desk: Client, name: str, data: bytes, said: str) -> None:
    answer = desk.post("/register/bestanden/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert said in answer.text


def test_import_of_another_organisation_is_out_of_reach(desk: Client) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        stored(other, make_record())
        batch = ImportBatch.objects.get()
    assert desk.post(f"/register/bestanden/{batch.id}/terug/").status_code == 404
    assert desk.post(f"/register/bestanden/{uuid.uuid4()}/terug/").status_code == 404


roles = st.builds(
    RoleRecord,
    st.sampled_from(PlatformRole.codes),
    st.sampled_from(Moment.codes),
    st.sampled_from(Certainty.codes),
)
entries = st.sampled_from(shipped_catalogue())
role_lists = st.lists(roles, max_size=3, unique_by=lambda one: (one.role, one.moment)).map(roles_in_order)
named = st.builds(
    lambda entry, played: MentionRecord("named", entry.name, entry.type, played), entries, role_lists
)


def a_person(birth: tuple[str | None, str | None], told: tuple[str, ...]) -> tuple[PersonRecord, ...]:
    country, group = birth
    return (PersonRecord("P-1", "female", ("witness",), country, 40, group, told),)


records = st.builds(
    RegistrationRecord,
    reference=st.just("R-1"),
    registered_on=st.dates(date(2000, 1, 1), date(2024, 12, 31)),
    source_kind=st.sampled_from(SourceKind.codes),
    form=st.sampled_from(ExploitationForm.codes),
    scope=st.sampled_from(Scope.codes),
    mentions=st.lists(named, max_size=3, unique_by=lambda mention: mention.platform).map(tuple),
    persons=st.just(()) | st.builds(a_person, born, circumstances),
    statuses=statuses(),
    **LATER,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records)
def test_form_saves_what_the_importer_would_save(actor: Actor, record: RegistrationRecord) -> None:
    Registration.objects.all().delete()
    RegisteredPerson.objects.all().delete()
    stored(actor, record)
    (imported,) = stored_records(["R-1"])
    Registration.objects.all().delete()
    RegisteredPerson.objects.all().delete()
    register_one(by=actor, content=content_of(record))
    (registered,) = stored_records(["R-1"])
    assert registered == imported == record


@given(base=records, own=records, theirs=records)
def test_merging_keeps_ones_own_changes_and_takes_over_the_others(
    base: RegistrationRecord, own: RegistrationRecord, theirs: RegistrationRecord
) -> None:
    base_, own_, theirs_ = (content_of(record) for record in (base, own, theirs))
    assert merged(base=base_, own=own_, theirs=base_)["registration"] == own_["registration"]
    assert merged(base=base_, own=base_, theirs=theirs_) == theirs_
    cells = merged(base=base_, own=own_, theirs=theirs_)["registration"]
    for name, value in cells.items():
        changed = own_["registration"].get(name) != base_["registration"].get(name)
        assert value == (own_ if changed else theirs_)["registration"][name]
