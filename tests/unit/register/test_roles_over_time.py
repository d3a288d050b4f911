"""Since which day a person had a role: in files, in the mapping of other offices' files, and in words."""

import json
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from baken.platforms.catalogue import shipped_index
from baken.register import formats
from baken.register.content import content_of, days_by_role, raw_of
from baken.register.differences import differences
from baken.register.forms import PersonForm
from baken.register.htcds.writing import write
from baken.register.mapped.mapping import ColumnMapping
from baken.register.mapped.picking import PickedRow
from baken.register.mapped.proposals import proposed_columns
from baken.register.mapped.targets import targets
from baken.register.mapped.wording import Wording
from baken.register.records import PersonRecord, RegistrationRecord, days_of_roles
from baken.register.story import person_words, story
from baken.vocabulary.persons import PersonRole
from tests.unit.register.test_registration_files import registrations

VICTIM, WITNESS = date(2019, 3, 1), date(2021, 5, 4)
PERSON = PersonRecord(
    "P-1", "female", ("reporter", "witness", "victim"), age=30, roles_since=(None, WITNESS, VICTIM)
)
RECORD = RegistrationRecord(
    reference="R-1",
    registered_on=date(2022, 5, 1),
    source_kind="outreach",
    form="sexual",
    scope="domestic",
    persons=(PERSON,),
)
HEADER = "registration,record,registered_on,source_kind,form,scope,person,sex,person_roles,person_roles_since"


def read(since: str, roles: str = "victim;witness") -> formats.ParsedFile:
    lines = [HEADER, "R-1,registration,2022-05-01,outreach,sexual,domestic,,,,"]
    data = "\n".join([*lines, f"R-1,person,,,,,P-1,female,{roles},{since}"])
    return formats.parse(data.encode(), format="csv", source="f")


def test_cell_names_each_role_with_its_day() -> None:
    text = formats.write([RECORD], format="csv").decode()
    assert ",witness:2021-05-04;victim:2019-03-01\n" in text
    assert PERSON.person_roles_since == "witness:2021-05-04;victim:2019-03-01"


def test_json_has_the_day_under_the_role() -> None:
    (item,) = json.loads(formats.write([RECORD], format="json"))
    assert item["persons"][0]["roles_since"] == {"victim": "2019-03-01", "witness": "2021-05-04"}


def test_file_without_a_day_has_no_column_for_it() -> None:
    plain = RegistrationRecord(**{**_own(RECORD), "persons": (PersonRecord("P-1", "female", ("victim",)),)})
    for form in formats.FORMATS:
        assert b"since" not in formats.write([plain], format=form)


def _own(record: RegistrationRecord) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_order_of_the_cell_says_nothing() -> None:
    (one,), (other,) = (
        read(cell).registrations
        for cell in ("witness:2021-05-04;victim:2019-03-01", " victim:2019-03-01 ; witness:2021-05-04;")
    )
    assert one.record == other.record
    assert one.record.persons[0].roles_since == (WITNESS, VICTIM)


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        ("2019-03-01", "person_roles_since: not a role with a day, such as reporter:2024-05-31"),
        ("victim:2019-02-30", "person_roles_since: not a role with a day"),
        ("victim:1899-12-31", "person_roles_since: not a role with a day"),
        ("bystander:2019-03-01", "person_roles_since: not a role with a day"),
        ("victim:2019-03-01;victim:2020-03-01", "person_roles_since: victim stands there twice"),
        ("reporter:2019-03-01", "person_roles_since: reporter is none of the person_roles"),
        ("victim:2022-05-02", "person_roles_since: a role begins after registered_on"),
    ],
)
def test_day_that_can_not_be_is_told_on_its_line(since: str, reason: str) -> None:
    parsed = read(since)
    assert parsed.registrations == ()
    (reject,) = parsed.rejects
    assert reject.line == 3
    assert str(reject.reason).startswith(f"registration R-1: {reason}")
    assert "1899" not in reject.reason and "bystander" not in reject.reason


def test_day_of_registration_itself_is_possible() -> None:
    assert read("victim:2022-05-01").rejects == ()


@given(st.text(alphabet="victmwnes:;-0129 ", max_size=30))
def test_whatever_stands_in_the_cell_is_read_or_told(cell: str) -> None:
    parsed = read(cell)
    assert len(parsed.registrations) + bool(parsed.rejects) == 1


@given(registrations())
def test_what_the_form_keeps_says_the_same(records: list[RegistrationRecord]) -> None:
    for record in records:
        content = content_of(record)
        for person, cells in zip(record.persons, content["persons"], strict=True):
            assert days_by_role(cells) == {role: str(day) for role, day in person.since.items()}
        again = [fields.cells.get("person_roles_since") for fields in raw_of(content).persons]
        assert again == [person.person_roles_since for person in record.persons]


@given(st.lists(st.sampled_from(PersonRole.codes), unique=True), st.data())
def test_days_are_as_many_as_roles_or_none(roles: list[str], data: st.DataObject) -> None:
    known = data.draw(st.lists(st.sampled_from(roles), unique=True)) if roles else []
    days = days_of_roles(roles, dict.fromkeys(known, VICTIM))
    assert len(days) == (len(roles) if known else 0)


def test_paragraph_tells_roles_in_the_order_of_their_days() -> None:
    with translation.override("nl"):
        (told,) = (one for one in story(content_of(RECORD)) if "Eén persoon" in one)
    assert "aangever, slachtoffer sinds 1 maart 2019 en getuige sinds 4 mei 2021" in told
    with translation.override("en"):
        english = person_words(content_of(RECORD)["persons"][0])
    assert "reporter of the crime, victim since 1 March 2019 and witness since 4 May 2021" in english


def test_another_day_is_a_difference() -> None:
    later = RegistrationRecord(
        **{
            **_own(RECORD),
            "persons": (
                PersonRecord("P-1", "female", PERSON.roles, age=30, roles_since=(None, VICTIM, WITNESS)),
            ),
        }
    )
    (one,) = differences(content_of(RECORD), content_of(later))
    assert one.before and "slachtoffer sinds 1 maart 2019" in one.before
    assert one.after and "slachtoffer sinds 4 mei 2021" in one.after


def test_standard_has_no_place_for_days_and_says_so() -> None:
    losses = write([RECORD], format="csv", names=True).losses
    assert ("person_roles_since", "no_place", 1) in [(one.field, one.why, one.count) for one in losses]


MAPPING = ColumnMapping(
    columns={
        "zaak": "reference", "datum": "registered_on", "cliënt": "person_number", "rol": "person_roles",
        "rol sinds": "person_roles_since",
    },
    fixed={"source_kind": "outreach", "form": "sexual", "scope": "domestic", "sex": "unknown"},
    words={},
    day_order="dmy",
)  # fmt: skip


def worded(*rows: tuple[str, str]) -> Any:
    picked = []
    for line, (role, day) in enumerate(rows, 2):
        values = {"reference": ["R-1"], "registered_on": ["2022-05-01"], "person": ["P-1"]}
        values |= {"person_roles": [role]} if role else {}
        values |= {"person_roles_since": [day]} if day else {}
        picked.append(PickedRow(line, "R-1", values))
    return Wording(MAPPING, shipped_index()).said(picked, lambda: "P-9")


def test_two_lines_give_a_person_two_roles_each_with_its_day() -> None:
    said = worded(("victim", "2019-03-01"), ("witness", "2021-05-04"), ("reporter", ""))
    (person,) = said.raw.persons
    assert said.raw.faults == []
    assert person.cells["person_roles"] == "victim;witness;reporter"
    assert person.cells["person_roles_since"] == "victim:2019-03-01;witness:2021-05-04"


@pytest.mark.parametrize("roles", ["victim;witness", "victim, witness", ""])
def test_day_beside_several_roles_or_none_is_told(roles: str) -> None:
    said = worded((roles, "2019-03-01"))
    ((line, reason),) = said.raw.faults
    assert (line, reason) == (
        2,
        "person_roles_since: a line with a day has exactly one role; give each role a line of its own",
    )
    assert "person_roles_since" not in said.raw.persons[0].cells


def test_day_of_a_role_waits_with_a_word_that_nobody_explained() -> None:
    said = worded(("bystander", "2019-03-01"))
    assert said.unknown and said.raw.faults == []


def test_one_column_is_the_day_of_the_role() -> None:
    assert targets()["person_roles_since"].kind == "day"
    assert not targets()["person_roles_since"].takes_columns
    assert proposed_columns(["zaaknummer", "Rol sinds"])["Rol sinds"] == "person_roles_since"


GIVEN = {"person_roles": ["victim", "witness"], "sex": "female", "within": "case"}


def form(**more: Any) -> PersonForm:
    return PersonForm(GIVEN | more, registered_on=date(2022, 5, 1))


def test_form_keeps_the_days_that_are_told() -> None:
    filled = form(**{"since-witness": "2021-05-04", "since-victim": "1-3-2019"})
    assert filled.is_valid(), filled.errors
    assert filled.cells()["person_roles_since"] == "witness:2021-05-04;victim:2019-03-01"
    plain = form()
    assert plain.is_valid() and "person_roles_since" not in plain.cells()


@pytest.mark.parametrize(
    ("role", "day", "words"),
    [
        ("reporter", "2019-03-01", "Deze rol is hierboven niet gekozen"),
        ("victim", "2022-05-02", "Dit is na de dag waarop de bron registreerde"),
        ("victim", "1899-01-01", "Kies een dag tussen 1900 en vandaag"),
    ],
)
def test_form_says_what_is_wrong_beside_the_day(role: str, day: str, words: str) -> None:
    with translation.override("nl"):
        filled = form(**{f"since-{role}": day})
        assert list(filled.errors) == [f"since-{role}"]
        assert words in str(filled.errors)
        assert filled.days_told and not filled.is_empty


def test_form_asks_of_every_role() -> None:
    assert [code for code, _field in PersonForm().days_of_roles] == list(PersonRole.codes)
    assert PersonForm({}).is_empty
