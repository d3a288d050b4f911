"""Another office's file: its columns and words mapped, tried, imported, and what waits for an answer."""

import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from baken.audit.models import Event
from baken.register import rows
from baken.register.actions import import_mapped as importing
from baken.register.actions import undo_import
from baken.register.actions.answer_words import answer_words, drop_waiting
from baken.register.actions.import_mapped import Fault, MappedResult, import_mapped, opened_rows, try_mapped
from baken.register.actions.keep_mapping import keep_mapping, remove_mapping
from baken.register.exceptions import AnswerUnknown, TooManyRows, TooManyWords, Unreadable
from baken.register.mapped.mapping import ColumnMapping, MappingWrong
from baken.register.mapped.table import open_table
from baken.register.mappings import content_of, current_mapping, current_mappings, mapping_for
from baken.register.models import (
    HeldFile,
    ImportBatch,
    ImportMapping,
    Mention,
    RegisteredPerson,
    Registration,
    UnknownWord,
    WaitingRegistration,
)
from baken.register.queries import stored_records
from baken.register.sealing import unsealed
from baken.tenancy.acting import Actor, acting_for
from baken.vocabulary.code_list import Label
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db

MAPPING = ColumnMapping(
    columns={
        "zaaknr": "reference",
        "melding": "registered_on",
        "platform": "platform",
        "cliënt": "person_number",
        "m/v": "sex",
        "leeftijd": "age",
    },
    fixed={"source_kind": "outreach", "form": "sexual", "scope": "domestic", "person_roles": "victim"},
    words={"sex": {"v": "female", "m": "male"}},
)
HEADER = "Zaaknr;Melding;Platform;Cliënt;M/V;Leeftijd;Opmerking\n"
TWO = HEADER + "Z-1;1-2-2021;insta;C1;v;30;iets\nZ-2;3-2-2021;Snapchat;C2;m;41;\n"


@pytest.fixture
def actor(db: None) -> Iterator[Actor]:
    """A registrar: mappings are made by a named person."""
    organisation = make_organisation()
    with acting_for(organisation.id):
        yield make_person(organisation, "registrar", purpose="registration")


def table(text: str) -> Any:
    return open_table(io.BytesIO(text.encode()))


@pytest.fixture
def mapping(actor: Actor) -> ImportMapping:
    return keep_mapping(by=actor, name="Kantoor Noord", content=MAPPING)


def brought(
    actor: Actor, mapping: ImportMapping, text: str, faults: list[Fault] | None = None
) -> MappedResult:
    told = faults.append if faults is not None else None
    return import_mapped(by=actor, table=table(text), mapping=mapping, on_fault=told)


def test_mapped_rows_become_registrations(actor: Actor, mapping: ImportMapping) -> None:
    result = brought(actor, mapping, TWO)
    assert (result.new, result.unchanged, result.waiting, result.left_out) == (2, 0, 0, 0)
    first, second = stored_records()
    assert first.reference == "Z-1"
    assert first.registered_on.isoformat() == "2021-02-01"
    assert first.mentions[0].platform == "Instagram"
    assert (first.persons[0].sex, first.persons[0].age, first.persons[0].roles) == ("female", 30, ("victim",))
    assert second.mentions[0].platform == "Snapchat"


def test_number_of_a_person_becomes_a_pseudonym(actor: Actor, mapping: ImportMapping) -> None:
    brought(actor, mapping, TWO)
    for person in RegisteredPerson.objects.all():
        assert person.pseudonym.startswith("P-")
        assert "C1" not in person.pseudonym


def test_import_says_with_which_version_it_was_done(actor: Actor, mapping: ImportMapping) -> None:
    result = brought(actor, mapping, TWO)
    assert result.batch and result.batch.mapping == mapping
    event = Event.objects.get(action="register.imported")
    assert event.details["mapping"] == str(mapping.id)
    assert event.details["version"] == 1


def test_same_file_again_doubles_nothing_and_says_so(actor: Actor, mapping: ImportMapping) -> None:
    brought(actor, mapping, TWO)
    again = brought(actor, mapping, TWO)
    assert (again.new, again.unchanged) == (0, 2)
    assert again.imported_before
    assert ImportBatch.objects.count() == 1


def test_trial_says_what_an_import_would_do_and_leaves_nothing(actor: Actor) -> None:
    faults: list[Fault] = []
    text = TWO + "Z-3;4-4-2021;Onbekendplek;C3;v;20;\nZ-4;4-4-2021;insta;C4;v;210;\n"
    result = try_mapped(by=actor, table=table(text), mapping=MAPPING, on_fault=faults.append)
    assert (result.new, result.waiting, result.left_out, result.batch) == (2, 1, 1, None)
    assert result.words == {("platform", "onbekendplek"): 1}
    assert [record.reference for record in result.first] == ["Z-1", "Z-2"]
    assert [(fault.line, fault.heading) for fault in faults] == [(5, "Leeftijd")]
    for kept in (Registration, ImportBatch, UnknownWord, WaitingRegistration, RegisteredPerson):
        assert not kept.objects.exists()
    assert Event.objects.get(action="register.import_tried").details["waiting"] == 1


@pytest.mark.parametrize(
    ("line", "heading", "reason"),
    [
        ("Z-9;31-2-2021;insta;C1;v;30;", "Melding", "not a day as day-month-year"),
        ("Z-9;44197;insta;C1;v;30;", "Melding", "not a day"),
        ("Z-9;1-2-21;insta;C1;v;30;", "Melding", "four digits of year"),
        ("Z-9;1-2-2021;insta;C1;v;121;", "Leeftijd", "from 0 to 120"),
        ("Z-9;1-2-2021;insta;Jansen;v;30;", "Cliënt", "never a name"),
        ("Z-9;1-2-2021;insta;0600000000;v;30;", "Cliënt", "telephone"),
        ("Z-9;1-2-2021;insta;111222333;v;30;", "Cliënt", "citizen service number"),
        (";1-2-2021;insta;C1;v;30;", "Zaaknr", "missing"),
        ("Jansen;1-2-2021;insta;C1;v;30;", "Zaaknr", "could be a name"),
        (f"Z-9;1-2-2021;{'w' * 81};C1;v;30;", "Platform", "longer than 80"),
    ],
)
def test_bad_cell_is_named_by_line_and_column(
    actor: Actor, mapping: ImportMapping, line: str, heading: str, reason: str
) -> None:
    faults: list[Fault] = []
    result = brought(actor, mapping, TWO + line + "\n", faults)
    assert (result.new, result.left_out) == (2, 1)
    assert [(fault.line, fault.heading) for fault in faults] == [(4, heading)]
    assert reason in faults[0].reason
    assert "Jansen" not in str(faults[0].as_reject("f"))
    assert "0600000000" not in str(faults[0].as_reject("f"))


def test_days_that_contradict_each_other_are_rejected(actor: Actor) -> None:
    columns = dict(MAPPING.columns) | {"opmerking": "incident_from"}
    content = ColumnMapping(columns, MAPPING.fixed, MAPPING.words)
    kept = keep_mapping(by=actor, name="Met begin", content=content)
    faults: list[Fault] = []
    result = brought(actor, kept, HEADER + "Z-1;1-2-2021;insta;C1;v;30;2-2-2021\n", faults)
    assert result.new == 0
    assert "not in this order of time" in faults[0].reason


def test_lines_of_one_case_make_one_registration(actor: Actor, mapping: ImportMapping) -> None:
    text = HEADER + "Z-1;1-2-2021;insta;C1;v;30;\nZ-1;1-2-2021;Snapchat, insta;C2;m;31;\n;;;;;;\n"
    result = brought(actor, mapping, text)
    assert result.new == 1
    (record,) = stored_records()
    assert [mention.platform for mention in record.mentions] == ["Instagram", "Snapchat"]
    assert len(record.persons) == 2


def test_lines_of_one_case_that_stand_apart_are_left_out_whole(actor: Actor, mapping: ImportMapping) -> None:
    faults: list[Fault] = []
    text = TWO + "Z-1;1-2-2021;Facebook;C1;v;30;\n"
    result = brought(actor, mapping, text, faults)
    assert (result.new, result.left_out) == (1, 2)
    assert {fault.reference for fault in faults} == {"Z-1"}
    assert "sort the file by case number" in faults[0].reason


def test_lines_that_contradict_each_other_are_left_out(actor: Actor, mapping: ImportMapping) -> None:
    faults: list[Fault] = []
    text = HEADER + "Z-1;1-2-2021;insta;C1;v;30;\nZ-1;2-2-2021;insta;C1;m;30;\n"
    assert brought(actor, mapping, text, faults).new == 0
    assert {fault.heading for fault in faults} == {"Melding", "M/V"}


def test_one_person_without_a_number_is_the_same_when_read_again(actor: Actor) -> None:
    columns = {name: target for name, target in MAPPING.columns.items() if target != "person_number"}
    kept = keep_mapping(
        by=actor, name="Zonder nummer", content=ColumnMapping(columns, MAPPING.fixed, MAPPING.words)
    )
    assert brought(actor, kept, TWO).new == 2
    assert brought(actor, kept, TWO).unchanged == 2
    faults: list[Fault] = []
    text = HEADER + "Z-7;1-2-2021;insta;;v;30;\nZ-7;1-2-2021;insta;;v;30;\n"
    assert brought(actor, kept, text, faults).left_out == 1
    assert "can't be told whether it is the same" in faults[0].reason


UNKNOWN = TWO + "Z-3;4-4-2021;ig-dm;C3;v;20;\nZ-4;4-4-2021;IG-DM;C4;zij;21;\n"


def words_of(batch: Any) -> dict[str, UUID]:
    return {unsealed(word, "sealed"): word.id for word in UnknownWord.objects.filter(batch=batch)}


def test_unknown_words_wait_encrypted_and_come_in_by_one_answer(actor: Actor, mapping: ImportMapping) -> None:
    result = brought(actor, mapping, UNKNOWN)
    assert (result.new, result.waiting, result.left_out) == (2, 2, 0)
    words = words_of(result.batch)
    assert set(words) == {"ig-dm", "zij"}
    for row in (*UnknownWord.objects.all(), *WaitingRegistration.objects.all()):
        assert b"ig-dm" not in bytes(row.sealed)
        assert b"Z-3" not in bytes(row.sealed)
    came = answer_words(by=actor, batch=result.batch, answers={words["ig-dm"]: "platform:instagram"})
    assert came == (1, 0)
    assert Registration.objects.count() == 3
    assert answer_words(by=actor, batch=result.batch, answers={words["zij"]: "female"}) == (1, 0)
    assert Registration.objects.filter(imported_in=result.batch).count() == 4
    assert not UnknownWord.objects.exists()
    assert not WaitingRegistration.objects.exists()
    assert ImportBatch.objects.get().registrations == 4


def test_answered_words_stand_in_the_next_version_of_the_mapping(
    actor: Actor, mapping: ImportMapping
) -> None:
    result = brought(actor, mapping, UNKNOWN)
    answer_words(
        by=actor, batch=result.batch, answers={words_of(result.batch)["ig-dm"]: "platform:instagram"}
    )
    newest = current_mapping("Kantoor Noord")
    assert newest and newest.version == 2
    assert content_of(newest).words["platform"] == {"ig-dm": "platform:instagram"}
    assert brought(actor, newest, HEADER + "Z-8;1-1-2021;ig-dm;C8;v;20;\n").new == 1


def test_word_can_be_the_name_of_a_new_platform(actor: Actor, mapping: ImportMapping) -> None:
    result = brought(actor, mapping, HEADER + "Z-3;4-4-2021;Zwaluwplein;C3;v;20;\n")
    (word,) = words_of(result.batch).values()
    assert answer_words(by=actor, batch=result.batch, answers={word: "new:forum"}) == (1, 0)
    (record,) = stored_records()
    assert (record.mentions[0].platform, record.mentions[0].platform_type) == ("Zwaluwplein", "forum")


@pytest.mark.parametrize("answer", ["female", "platform:geen", "new:niets", "naming:named", ""])
def test_answer_that_the_column_does_not_take_is_refused(
    actor: Actor, mapping: ImportMapping, answer: str
) -> None:
    result = brought(actor, mapping, HEADER + "Z-3;4-4-2021;ig-dm;C3;v;20;\n")
    (word,) = words_of(result.batch).values()
    with pytest.raises(AnswerUnknown):
        answer_words(by=actor, batch=result.batch, answers={word: answer})
    assert WaitingRegistration.objects.count() == 1


def test_refused_word_erases_what_waited_for_it(actor: Actor, mapping: ImportMapping) -> None:
    result = brought(actor, mapping, UNKNOWN)
    words = words_of(result.batch)
    assert answer_words(
        by=actor, batch=result.batch, answers={words["ig-dm"]: "!", words["zij"]: "female"}
    ) == (0, 2)
    assert not WaitingRegistration.objects.exists()
    newest = current_mapping("Kantoor Noord")
    assert newest and "platform" not in content_of(newest).words


def test_what_cannot_be_registered_after_all_stays_with_the_reason(
    actor: Actor, mapping: ImportMapping
) -> None:
    result = brought(actor, mapping, HEADER + "Z-3;4-4-2021;ig-dm;C3;v;200;\n")
    (word,) = words_of(result.batch).values()
    assert answer_words(by=actor, batch=result.batch, answers={word: "naming:unnamed"}) == (0, 0)
    (waiting,) = WaitingRegistration.objects.all()
    assert opened_rows(waiting)[1] == [
        Label("Leeftijd: geen heel getal van 0 tot en met 120", "Age: not a whole number from 0 to 120")
    ]
    assert drop_waiting(by=actor, batch=result.batch, ids=[waiting.id]) == 1
    assert not UnknownWord.objects.exists()


def test_file_read_again_while_it_waits_holds_nothing_double(actor: Actor, mapping: ImportMapping) -> None:
    brought(actor, mapping, UNKNOWN)
    again = brought(actor, mapping, UNKNOWN)
    assert (again.new, again.unchanged, again.waiting) == (0, 2, 2)
    assert (WaitingRegistration.objects.count(), UnknownWord.objects.count()) == (2, 2)


def test_import_is_undone_with_what_waits(actor: Actor, mapping: ImportMapping) -> None:
    result = brought(actor, mapping, UNKNOWN)
    assert undo_import(by=actor, batch=result.batch) == 2
    for kept in (Registration, ImportBatch, UnknownWord, WaitingRegistration, RegisteredPerson):
        assert not kept.objects.exists()
    assert Event.objects.get(action="register.import_undone").details == {"registrations": 2, "waiting": 2}


def test_import_that_breaks_off_leaves_nothing(
    actor: Actor, mapping: ImportMapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    real = importing.insert

    def breaking(**given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**given)

    monkeypatch.setattr(importing, "AT_ONCE", 1)
    monkeypatch.setattr(importing, "insert", breaking)
    with pytest.raises(KeyboardInterrupt):
        brought(actor, mapping, UNKNOWN)
    for kept in (Registration, ImportBatch, UnknownWord, WaitingRegistration):
        assert not kept.objects.exists()
    assert not Event.objects.filter(action="register.imported").exists()


def test_column_of_free_text_is_no_column_of_codes(actor: Actor) -> None:
    content = ColumnMapping(dict(MAPPING.columns) | {"opmerking": "province"}, MAPPING.fixed, MAPPING.words)
    kept = keep_mapping(by=actor, name="Fout", content=content)
    lines = "".join(f"Z-{number};1-2-2021;insta;C1;v;30;tekst {number}\n" for number in range(501))
    with pytest.raises(TooManyWords) as raised:
        brought(actor, kept, HEADER + lines)
    assert raised.value.column == "Opmerking"
    assert not UnknownWord.objects.exists()


def test_more_rows_than_asked_for_are_refused(actor: Actor, mapping: ImportMapping) -> None:
    with pytest.raises(TooManyRows):
        import_mapped(by=actor, table=table(TWO), mapping=mapping, most_rows=1)
    assert not Registration.objects.exists()


def test_mapping_is_proposed_for_a_file_with_its_columns(actor: Actor, mapping: ImportMapping) -> None:
    assert mapping_for(table(TWO).headings) == mapping
    assert mapping_for(("Zaaknr", "Melding")) is None


def test_kept_mapping_holds_no_number_and_no_address(actor: Actor) -> None:
    words = {"sex": {"v": "female", "0600000000": "male", "a@example.org": "male", "06 000 00": "male"}}
    kept = keep_mapping(by=actor, name="Schoon", content=ColumnMapping(MAPPING.columns, MAPPING.fixed, words))
    assert kept.content["words"] == {"sex": {"v": "female"}}


def test_mapping_holds_words_of_coded_columns_only(actor: Actor) -> None:
    words = {"age": {"dertig": "30"}, "reference": {"z": "y"}}
    with pytest.raises(MappingWrong) as raised:
        keep_mapping(by=actor, name="Fout", content=ColumnMapping(MAPPING.columns, MAPPING.fixed, words))
    assert {name for _, name in raised.value.faults} == {"age", "reference"}
    assert not ImportMapping.objects.exists()


def test_changed_mapping_is_a_next_version_and_the_same_one_is_none(
    actor: Actor, mapping: ImportMapping
) -> None:
    assert keep_mapping(by=actor, name="Kantoor Noord", content=MAPPING) == mapping
    changed = keep_mapping(
        by=actor, name="Kantoor Noord", content=MAPPING.with_words([("sex", "vr", "female")])
    )
    assert changed.version == 2
    assert current_mappings() == [changed]


def test_removed_mapping_stays_for_the_imports_done_with_it(actor: Actor, mapping: ImportMapping) -> None:
    brought(actor, mapping, TWO)
    changed = keep_mapping(
        by=actor, name="Kantoor Noord", content=MAPPING.with_words([("sex", "vr", "female")])
    )
    remove_mapping(by=actor, mapping=changed)
    assert current_mappings() == []
    assert list(ImportMapping.objects.all()) == [mapping]
    assert ImportBatch.objects.get().mapping == mapping
    assert keep_mapping(by=actor, name="Kantoor Noord", content=MAPPING).version == 2


def test_nothing_of_this_is_held_for_good(actor: Actor) -> None:
    for held in (HeldFile, UnknownWord, WaitingRegistration):
        assert "expires_at" in held.retention


def test_file_without_a_column_of_the_mapping_is_refused(actor: Actor, mapping: ImportMapping) -> None:
    with pytest.raises(Unreadable, match="the file has no column 'melding', which the mapping reads"):
        brought(actor, mapping, TWO.replace("Melding", "Dag"))
    assert not ImportBatch.objects.exists()


def test_import_is_taken_out_in_parts_and_leaves_what_others_brought(
    actor: Actor, mapping: ImportMapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "CHUNK", 2)
    first = brought(actor, mapping, HEADER + "Z-1;1-2-2021;insta;C1;v;30;\n")
    lines = [f"Z-{number};1-2-2021;insta;C{number};v;30;\n" for number in range(2, 9)]
    second = brought(actor, mapping, HEADER + "".join(lines))
    assert (first.new, second.new) == (1, 7)
    before = RegisteredPerson.objects.count()
    assert undo_import(by=actor, batch=second.batch) == 7
    assert [one.reference for one in Registration.objects.all()] == ["Z-1"]
    assert before > RegisteredPerson.objects.count() == 1


def test_every_table_that_hangs_on_a_registration_is_taken_out_with_it() -> None:
    hanging = {
        one.related_model._meta.db_table
        for one in Registration._meta.related_objects
        if isinstance(one.related_model, type)
    }
    assert hanging == {*rows.BELONGING, "register_participation"}
    assert {one.related_model._meta.db_table for one in Mention._meta.related_objects} == {
        "register_mentionrole"
    }


def test_same_reference_never_goes_in_twice(actor: Actor, mapping: ImportMapping) -> None:
    brought(actor, mapping, HEADER + "Z-1;1-2-2021;insta;C1;v;30;\n")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(by=actor, batch=None, records=stored_records(["Z-1"]))
