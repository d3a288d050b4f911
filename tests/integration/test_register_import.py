"""Files of registrations into the register and out again, and what the database itself refuses."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from baken.audit.models import Event
from baken.demo import emm
from baken.platforms.actions import add_platforms, load_catalogue
from baken.platforms.catalogue import PlatformEntry, shipped_index
from baken.platforms.models import Platform
from baken.platforms.queries import catalogue_entries, find_platform
from baken.register import formats, queries
from baken.register.actions import export_registrations, import_registrations
from baken.register.coded import CodedRegister, coded_records
from baken.register.exceptions import Unreadable
from baken.register.models import (
    ImportBatch,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.register.queries import coded_frames
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_actor

pytestmark = pytest.mark.django_db


def make_record(reference: str = "R-1", **changed: Any) -> RegistrationRecord:
    given: dict[str, Any] = {
        "registered_on": date(2020, 5, 1),
        "source_kind": "outreach",
        "form": "sexual",
        "scope": "domestic",
        "mentions": (MentionRecord("named", "Snapchat", "instant_messaging"), MentionRecord("unclear")),
        "persons": (PersonRecord("P-1", "female", ("victim",), "NL", 30),),
    }
    return RegistrationRecord(reference, **(given | changed))


def import_records(actor: Actor, *records: RegistrationRecord) -> Any:
    data = formats.write(records, format="csv")
    return import_registrations(by=actor, data=data, format="csv", source="f.csv")


def import_emm(actor: Actor) -> Any:
    data = emm.registrations_path().read_bytes()
    return import_registrations(by=actor, data=data, format="csv", source=emm.FILE)


def rows() -> list[int]:
    tables = (ImportBatch, Registration, Mention, MentionRole, RegisteredPerson, Participation, Platform)
    return [table.objects.count() for table in tables]


def test_project_file_is_exported_byte_for_byte(actor: Actor) -> None:
    result = import_emm(actor)
    assert (result.new, result.unchanged, result.left_out, result.rejects) == (210, 0, 0, ())
    assert export_registrations(by=actor, format="csv") == emm.registrations_path().read_bytes()


def test_many_registrations_are_compared_in_parts(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 100)
    import_emm(actor)
    with CaptureQueriesContext(connection) as asked:
        result = import_emm(actor)
    assert (result.new, result.unchanged, result.rejects) == (0, 210, ())
    assert max(query["sql"].count("'EMM-") for query in asked.captured_queries) <= 100


def test_project_file_imported_again_changes_nothing(actor: Actor) -> None:
    import_emm(actor)
    before = rows()
    result = import_emm(actor)
    assert (result.new, result.unchanged, result.left_out) == (0, 210, 0)
    assert rows() == before
    assert before[:3] == [1, 210, 347]
    assert before[4:] == [163, 210, 39]


def test_coded_frames_are_those_of_the_file(actor: Actor) -> None:
    import_emm(actor)
    parsed = formats.parse(emm.registrations_path().read_bytes(), format="csv", source="f")
    expected = coded_records([found.record for found in parsed.registrations], shipped_index())
    found = coded_frames(actor.organisation)
    frames = set(CodedRegister.__dataclass_fields__) - {"each_once", "between"}
    for name in frames:
        assert getattr(found, name).equals(getattr(expected, name)), name


def test_coded_frames_of_an_empty_register_have_their_columns(actor: Actor) -> None:
    found = coded_frames(actor.organisation)
    assert found.registrations.height == 0
    assert found.participations.columns == ["registration", "person", "age", "roles", "vulnerabilities"]


def test_json_of_the_register_is_the_same_register(actor: Actor) -> None:
    import_emm(actor)
    data = export_registrations(by=actor, format="json")
    result = import_registrations(by=actor, data=data, format="json", source="f.json")
    assert (result.new, result.unchanged) == (0, 210)


def test_import_takes_few_statements(
    actor: Actor, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(40):
        import_emm(actor)


def test_import_writes_one_event_with_counts_and_no_content(actor: Actor) -> None:
    import_records(actor, make_record())
    event = Event.objects.get(action="register.imported")
    assert event.details == {"new": 1, "unchanged": 0, "left_out": 0, "rejects": 0}
    assert event.subject.startswith("file:")


def test_same_reference_with_other_content_is_a_reject(actor: Actor) -> None:
    import_records(actor, make_record("R-1"))
    result = import_records(actor, make_record("R-1", scope="unknown"), make_record("R-2"))
    assert (result.new, result.unchanged, result.left_out) == (1, 0, 1)
    assert [reject.as_dict() for reject in result.rejects] == [
        {
            "source": "f.csv",
            "line": 2,
            "reason": "registration R-1: the register holds this reference with other content; "
            "it was left as it is",
        }
    ]
    assert Registration.objects.get(reference="R-1").scope == "domestic"


def test_known_person_with_other_facts_is_a_reject(actor: Actor) -> None:
    import_records(actor, make_record("R-1"))
    other = PersonRecord("P-1", "male", ("victim",), "NL", 30)
    result = import_records(actor, make_record("R-2", persons=(other,)))
    assert result.new == 0
    reason = result.rejects[0].reason
    assert reason.endswith("the register holds a person of it with another sex, birth_country or birth_group")
    assert "P-1" not in reason


def test_known_person_is_used_again(actor: Actor) -> None:
    import_records(actor, make_record("R-1"))
    import_records(actor, make_record("R-2"))
    assert RegisteredPerson.objects.count() == 1
    assert Participation.objects.count() == 2


def test_new_platform_is_added_and_found_from_then_on(actor: Actor) -> None:
    mention = MentionRecord("named", "Nieuw.nl", "forum")
    assert import_records(actor, make_record("R-1", mentions=(mention,))).added_platforms == ("Nieuw.nl",)
    result = import_records(actor, make_record("R-2", mentions=(mention,)))
    assert (result.new, result.added_platforms) == (1, ())
    found = find_platform("NIEUW.nl")
    assert found is not None
    assert (found.code, found.catalogue_order) == ("nieuw-nl", None)


def test_new_platform_of_a_rejected_registration_is_not_added(actor: Actor) -> None:
    import_records(actor, make_record("R-1"))
    mention = MentionRecord("named", "Nieuw.nl", "forum")
    result = import_records(actor, make_record("R-1", mentions=(mention,)))
    assert result.added_platforms == ()
    assert find_platform("Nieuw.nl") is None


def test_unreadable_file_changes_nothing(actor: Actor) -> None:
    before = rows()
    with pytest.raises(Unreadable):
        import_registrations(by=actor, data=b"registration;record\n", format="csv", source="f.csv")
    assert rows() == before


def test_register_of_another_organisation_is_out_of_sight(actor: Actor) -> None:
    import_records(actor, make_record("R-1"))
    other = make_actor()
    with acting_for(other.organisation.id):
        assert Registration.objects.count() == 0
        assert coded_frames(actor.organisation).registrations.height == 0
        result = import_records(other, make_record("R-1", scope="unknown"))
        assert (result.new, result.rejects) == (1, ())
    assert Registration.objects.get(reference="R-1").scope == "domestic"


def test_catalogue_is_loaded_once_and_keeps_its_order(actor: Actor) -> None:
    assert (load_catalogue(by=actor), load_catalogue(by=actor)) == (39, 0)
    add_platforms(by=actor, entries=[PlatformEntry("zz", "Aardig", "forum", aliases=("insta", "aa"))])
    entries = catalogue_entries()
    assert [entry.order for entry in entries] == [*range(1, 40), None]
    assert entries[-1].aliases == ("aa",)
    found = find_platform("insta")
    assert found is not None
    assert found.name == "Instagram"


def stored(actor: Actor, table: Any, **values: Any) -> Any:
    return table.objects.create(organisation=actor.organisation, **values)


def registration_with(actor: Actor, **changed: Any) -> Registration:
    given = {
        "reference": "X-1",
        "registered_on": date(2020, 5, 1),
        "source_kind": "outreach",
        "form": "sexual",
        "scope": "domestic",
    }
    found: Registration = stored(actor, Registration, **(given | changed))
    return found


def mention_with(actor: Actor, **changed: Any) -> Mention:
    given = {"number": 1, "naming": "unnamed", "registration": registration_with(actor)}
    found: Mention = stored(actor, Mention, **(given | changed))
    return found


def participation_with(actor: Actor, **changed: Any) -> Participation:
    person = stored(actor, RegisteredPerson, pseudonym="P-1", sex="female")
    given = {"registration": registration_with(actor), "person": person, "age": 30, "roles": ["victim"]}
    found: Participation = stored(actor, Participation, **(given | changed))
    return found


def named_mention(actor: Actor, **changed: Any) -> Mention:
    load_catalogue(by=actor)
    return mention_with(actor, naming="named", platform=Platform.objects.get(code="snapchat"), **changed)


REFUSED: dict[str, Callable[[Actor], Any]] = {
    "named without platform": lambda actor: mention_with(actor, naming="named"),
    "unnamed with platform": lambda actor: Mention.objects.filter(id=named_mention(actor).id).update(
        naming="unnamed"
    ),
    "unknown naming": lambda actor: mention_with(actor, naming="perhaps"),
    "mention number 0": lambda actor: mention_with(actor, number=0),
    "platform twice": lambda actor: stored(
        actor,
        Mention,
        registration=Registration.objects.get(id=named_mention(actor).registration_id),
        number=2,
        naming="named",
        platform=Platform.objects.get(code="snapchat"),
    ),
    "unknown role": lambda actor: stored(
        actor, MentionRole, mention=mention_with(actor), role="x", moment="before", certainty="stated"
    ),
    "age 121": lambda actor: participation_with(actor, age=121),
    "no role of a person": lambda actor: participation_with(actor, roles=[]),
    "unknown role of a person": lambda actor: participation_with(actor, roles=["hero"]),
    "unknown sex": lambda actor: stored(actor, RegisteredPerson, pseudonym="P-1", sex="x"),
    "country in small letters": lambda actor: stored(
        actor, RegisteredPerson, pseudonym="P-1", sex="female", birth_country="nl"
    ),
    "unknown form": lambda actor: registration_with(actor, form="x"),
    "unknown unit": lambda actor: registration_with(actor, police_unit="utrecht"),
    "unknown province": lambda actor: registration_with(actor, province="NL-XX"),
    "incident after registration": lambda actor: registration_with(actor, incident_from=date(2020, 5, 2)),
    "incident ends before it begins": lambda actor: registration_with(
        actor, incident_from=date(2020, 4, 2), incident_until=date(2020, 4, 1)
    ),
    "reference twice": lambda actor: [registration_with(actor), registration_with(actor)],
    "unknown platform type": lambda actor: stored(actor, Platform, code="x", name="X", type="x"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_database_refuses(actor: Actor, what: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what](actor)


@pytest.mark.parametrize(
    "table",
    [ImportBatch, Registration, Mention, MentionRole, RegisteredPerson, Participation, Platform],
    ids=lambda table: table.__name__,
)
def test_retention_names_every_field(table: Any) -> None:
    assert set(table.retention) == {field.name for field in table._meta.concrete_fields}
