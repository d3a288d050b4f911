"""Files of registrations: what was written is read back; a bad line leaves its registration out."""

import contextlib
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.platforms.catalogue import shipped_catalogue, shipped_index
from baken.register import formats
from baken.register.coded import coded_records
from baken.register.csv_format import COLUMNS
from baken.register.exceptions import Unreadable
from baken.register.formats import ParsedFile
from baken.register.records import (
    MentionRecord,
    PersonRecord,
    RegistrationRecord,
    RoleRecord,
    person_roles_in_order,
    persons_in_order,
    roles_in_order,
)
from baken.vocabulary.exploitation import ExploitationForm, Scope
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit
from baken.vocabulary.platforms import Certainty, Moment, PlatformRole
from baken.vocabulary.sources import RoleSource, SourceKind
from tests.factories.registration_records import LATER, born, circumstances, perhaps, places, since, statuses

HEADER = ",".join(COLUMNS)


def line(**cells: str) -> str:
    assert set(cells) <= set(COLUMNS)
    return ",".join(cells.get(column, "") for column in COLUMNS)


def own_line(reference: str = "R-1", **cells: str) -> str:
    given_ = {
        "registered_on": "2020-05-01",
        "source_kind": "police_registration",
        "form": "sexual",
        "scope": "domestic",
    }
    return line(registration=reference, record="registration", **(given_ | cells))


def mention_line(reference: str = "R-1", number: str = "1", **cells: str) -> str:
    given_ = {"naming": "named", "platform": "Snapchat"} | cells
    return line(registration=reference, record="mention", mention=number, **given_)


def role_line(reference: str = "R-1", number: str = "1", **cells: str) -> str:
    given_ = {"role": "recruiting", "moment": "before", "certainty": "stated"} | cells
    return line(registration=reference, record="role", mention=number, **given_)


def person_line(reference: str = "R-1", **cells: str) -> str:
    given_ = {"person": "P-1", "sex": "female", "birth_country": "NL", "age": "30", "person_roles": "victim"}
    return line(registration=reference, record="person", **(given_ | cells))


def parse_lines(*lines: str) -> ParsedFile:
    return formats.parse("\n".join([HEADER, *lines]).encode(), format="csv", source="f.csv")


def parse_json(*items: Any) -> ParsedFile:
    return formats.parse(json.dumps(items).encode(), format="json", source="f.json")


def good(parsed: ParsedFile) -> list[str]:
    return [found.record.reference for found in parsed.registrations]


roles = st.builds(
    RoleRecord,
    st.sampled_from(PlatformRole.codes),
    st.sampled_from(Moment.codes),
    st.sampled_from(Certainty.codes),
    perhaps(RoleSource),
)
role_lists = st.lists(roles, max_size=3, unique_by=lambda role: (role.role, role.moment)).map(roles_in_order)
nameless = st.builds(MentionRecord, st.sampled_from(["unnamed", "unclear"]), roles=role_lists)


@st.composite
def named_mentions(draw: st.DrawFn) -> MentionRecord:
    entry = draw(st.sampled_from(shipped_catalogue()))
    return MentionRecord("named", entry.name, entry.type, draw(role_lists))


@st.composite
def registrations(draw: st.DrawFn) -> list[RegistrationRecord]:
    """Registrations with references and persons of their own, so that they agree."""
    references = draw(
        st.lists(st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True), max_size=3, unique=True)
    )
    records = []
    for number, reference in enumerate(references):
        days = sorted(draw(st.lists(st.dates(date(1900, 1, 1), date(2076, 12, 31)), min_size=3, max_size=3)))
        persons = [
            PersonRecord(
                person=f"P-{number}-{place}",
                sex=draw(st.sampled_from(Sex.codes)),
                roles=roles,
                birth_country=country,
                age=draw(st.one_of(st.none(), st.integers(0, 120))),
                birth_group=group,
                vulnerabilities=draw(circumstances),
                roles_since=draw(since(roles, days[2])),
            )
            for place in range(draw(st.integers(0, 2)))
            for country, group in [draw(born)]
            for roles in [
                person_roles_in_order(
                    draw(st.lists(st.sampled_from(PersonRole.codes), min_size=1, unique=True))
                )
            ]
        ]
        municipality, province = draw(places)
        named = draw(st.lists(named_mentions(), max_size=3, unique_by=lambda mention: mention.platform))
        records.append(
            RegistrationRecord(
                reference=reference,
                registered_on=days[2],
                incident_from=draw(st.sampled_from([None, days[0]])),
                incident_until=draw(st.sampled_from([None, days[1]])),
                source_kind=draw(st.sampled_from(SourceKind.codes)),
                form=draw(st.sampled_from(ExploitationForm.codes)),
                scope=draw(st.sampled_from(Scope.codes)),
                police_unit=draw(st.sampled_from([None, *PoliceUnit.codes])),
                province=province,
                municipality=municipality,
                mentions=(*named, *draw(st.lists(nameless, max_size=2))),
                persons=persons_in_order(persons),
                statuses=draw(statuses(days[0])),
                **{name: draw(strategy) for name, strategy in LATER.items()},
            )
        )
    return sorted(records, key=lambda record: record.reference)


@given(registrations(), st.sampled_from(formats.FORMATS))
def test_file_is_read_back_as_it_was_written(records: list[RegistrationRecord], form: str) -> None:
    data = formats.write(records, format=form)
    parsed = formats.parse(data, format=form, source="f")
    assert parsed.rejects == ()
    assert [found.record for found in parsed.registrations] == records
    assert formats.write([found.record for found in parsed.registrations], format=form) == data


@given(registrations(), st.randoms(use_true_random=False))
def test_csv_says_the_same_in_any_order_of_lines(records: list[RegistrationRecord], random: Any) -> None:
    head, *lines = formats.write(records, format="csv").decode().splitlines()
    random.shuffle(lines)
    parsed = formats.parse("\n".join([head, *lines]).encode(), format="csv", source="f")
    found = sorted((found.record for found in parsed.registrations), key=lambda record: record.reference)
    assert found == records


@given(st.binary(max_size=60), st.sampled_from(formats.FORMATS))
def test_parse_never_breaks_on_any_bytes(data: bytes, form: str) -> None:
    with contextlib.suppress(Unreadable):
        formats.parse(data, format=form, source="f")


json_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["R-1", "named"])
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["reference", "mentions", "persons", "roles", "naming", "platform", "age", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(json_values, max_size=3))
def test_parse_json_takes_any_value_for_a_reject(items: list[Any]) -> None:
    parsed = parse_json(*items)
    assert len(parsed.registrations) + parsed.left_out <= len(items)
    assert bool(items) == bool(parsed.rejects or parsed.registrations)


def test_csv_has_one_line_a_record_with_its_columns_only() -> None:
    parsed = parse_lines(own_line(), mention_line(platform="snap"), role_line(), person_line())
    written = formats.write([found.record for found in parsed.registrations], format="csv").decode()
    assert written.splitlines() == [
        HEADER,
        own_line(),
        mention_line(platform_type="instant_messaging"),
        role_line(),
        person_line(),
    ]


def test_bad_line_leaves_its_registration_out_and_the_others_in() -> None:
    parsed = parse_lines(own_line("R-1"), person_line("R-1", age="200"), own_line("R-2"), person_line("R-2"))
    assert good(parsed) == ["R-2"]
    assert parsed.left_out == 1
    assert [reject.as_dict() for reject in parsed.rejects] == [
        {
            "source": "f.csv",
            "line": 3,
            "reason": "registration R-1: age: not a whole number from 0 to 120",
        }
    ]


@pytest.mark.parametrize(
    ("lines", "bad_line", "said"),
    [
        ([own_line(registered_on="2020-13-01")], 2, "registered_on: not a date as YYYY-MM-DD"),
        ([own_line(registered_on="20200501")], 2, "registered_on: not a date as YYYY-MM-DD"),
        ([own_line(registered_on="")], 2, "registered_on: missing; a date as YYYY-MM-DD"),
        ([own_line(incident_from="2020-05-02")], 2, "not in this order of time"),
        ([own_line(incident_from="2020-03-02", incident_until="2020-03-01")], 2, "not in this order of time"),
        ([own_line(source_kind="gossip")], 2, "source_kind: not one of police_registration"),
        ([own_line(form="")], 2, "form: missing; one of sexual"),
        ([own_line(police_unit="Utrecht")], 2, "police_unit: not one of rotterdam"),
        ([own_line(province="NL-XX")], 2, "province: not one of NL-DR"),
        ([own_line(age="30")], 2, "'age' does not belong to a registration"),
        ([own_line(mention="1")], 2, "'mention' does not belong to a registration"),
        ([own_line(), own_line()], 3, "another line with record registration has this reference"),
        ([mention_line()], 2, "it has no line of its own"),
        ([own_line(), mention_line(number="")], 3, "mention: not a whole number from 1 to 9999"),
        ([own_line(), mention_line(), mention_line(platform="Tinder")], 4, "another mention has this number"),
        ([own_line(), mention_line(), mention_line(number="2")], 4, "the platform is mentioned already"),
        ([own_line(), mention_line(platform="Unheard.nl")], 3, "platform: not in the catalogue"),
        ([own_line(), mention_line(platform="")], 3, "platform: missing"),
        ([own_line(), mention_line(platform_type="forum")], 3, "the catalogue says instant_messaging"),
        ([own_line(), mention_line(naming="unnamed")], 3, "platform: only a named platform has one"),
        ([own_line(), mention_line(naming="maybe")], 3, "naming: not one of named, unnamed, unclear"),
        ([own_line(), role_line()], 3, "no mention of this registration has this number"),
        ([own_line(), mention_line(), role_line(role="magic")], 4, "role: not one of recruiting"),
        ([own_line(), mention_line(), role_line(), role_line()], 3, "a role of this mention stands twice"),
        ([own_line(), person_line(sex="")], 3, "sex: missing; one of female"),
        ([own_line(), person_line(birth_country="nl")], 3, "birth_country: not an ISO 3166-1 code"),
        ([own_line(), person_line(birth_country="UK")], 3, "birth_country: not an ISO 3166-1 code"),
        ([own_line(registered_on="0217-05-01")], 2, "registered_on: not a date as YYYY-MM-DD, from 1900"),
        ([own_line(), person_line(person_roles="")], 3, "person_roles: missing"),
        ([own_line(), person_line(person_roles="victim;hero")], 3, "person_roles: not one of reporter"),
        ([own_line(), person_line(person_roles="victim; victim")], 3, "person_roles: a code stands twice"),
        ([own_line(), person_line(), person_line()], 4, "a person stands twice"),
        ([own_line(), line(registration="R-1", record="remark")], 3, "record: not one of registration"),
        ([own_line(), "R-1,person"], 3, f"2 cells where the header has {len(COLUMNS)}"),
        ([line(record="person")], 2, "registration: missing"),
        ([own_line("_R")], 2, "registration: not a reference"),
    ],
)
def test_bad_line_is_named_with_its_reason(lines: list[str], bad_line: int, said: str) -> None:
    parsed = parse_lines(*lines)
    assert good(parsed) == []
    assert [reject.line for reject in parsed.rejects] == [bad_line]
    assert said in parsed.rejects[0].reason


@pytest.mark.parametrize("column", ["person", "platform", "sex", "police_unit", "registered_on", "age"])
def test_reject_never_repeats_what_a_cell_says(column: str) -> None:
    secret = "0600000001"
    lines = {
        "person": person_line(person=secret),
        "platform": mention_line(platform=secret, platform_type="forum"),
        "sex": person_line(sex=secret),
        "police_unit": own_line("R-2", police_unit=secret),
        "registered_on": own_line("R-2", registered_on=secret),
        "age": person_line(age=secret),
    }
    parsed = parse_lines(own_line(), lines[column])
    assert len(parsed.rejects) == 1
    assert secret not in parsed.rejects[0].reason


@pytest.mark.parametrize("person", ["P-0600000001", "someone@example.org", "Anne Jansen", "000000000", "-1"])
def test_person_must_be_a_pseudonym(person: str) -> None:
    assert good(parse_lines(own_line(), person_line(person=person))) == []


def test_person_keeps_sex_and_country_over_registrations() -> None:
    parsed = parse_lines(
        own_line("R-1"),
        person_line("R-1"),
        own_line("R-2"),
        person_line("R-2", sex="male"),
        own_line("R-3"),
        person_line("R-3", age="31"),
    )
    assert good(parsed) == ["R-1", "R-3"]
    (reject,) = parsed.rejects
    assert reject.line == 5
    assert (
        "the person has another sex, birth_country or birth_group in an earlier registration" in reject.reason
    )
    assert "P-1" not in reject.reason


def test_person_of_a_registration_left_out_binds_nobody() -> None:
    parsed = parse_lines(
        own_line("R-1", form=""), person_line("R-1", sex="male"), own_line("R-2"), person_line("R-2")
    )
    assert good(parsed) == ["R-2"]


def test_platform_new_to_the_catalogue_is_added_with_its_type() -> None:
    parsed = parse_lines(
        own_line("R-1"),
        mention_line("R-1", platform="Nieuw.nl", platform_type="forum"),
        own_line("R-2"),
        mention_line("R-2", platform="nieuw.NL", platform_type="forum"),
        own_line("R-3"),
        mention_line("R-3", platform="Nieuw.nl", platform_type="marketplace"),
    )
    assert good(parsed) == ["R-1", "R-2"]
    assert [(entry.code, entry.name, entry.type) for entry in parsed.added_platforms] == [
        ("nieuw-nl", "Nieuw.nl", "forum")
    ]
    assert parsed.registrations[1].record.mentions[0].platform == "Nieuw.nl"
    assert "an earlier line says forum" in parsed.rejects[0].reason


@pytest.mark.parametrize("word", ["unknown", "Onbekend", "unnamed", "onduidelijk", "een  Website", "app"])
def test_word_for_want_of_a_name_never_becomes_a_platform(word: str) -> None:
    parsed = parse_lines(own_line(), mention_line(platform=word, platform_type="other"))
    assert (good(parsed), parsed.added_platforms) == ([], ())
    assert "naming unnamed or unclear" in parsed.rejects[0].reason


def test_platform_of_a_registration_left_out_is_not_added() -> None:
    parsed = parse_lines(own_line(form=""), mention_line(platform="Nieuw.nl", platform_type="forum"))
    assert parsed.added_platforms == ()


def test_json_fault_names_the_line_where_its_registration_begins() -> None:
    text = """[
      {"reference": "R-1", "registered_on": "2020-05-01", "source_kind": "outreach", "form": "sexual",
       "scope": "unknown"},

      {"reference": "R-2", "registered_on": "2020-05-01", "source_kind": "outreach", "form": "sexual",
       "scope": "unknown", "mentions": [{"naming": "named", "platform": "insta", "roles": [{"role": "x"}]}],
       "persons": [{"person": "P-1", "sex": "female", "age": 17.5, "roles": "victim"}]}
    ]"""
    parsed = formats.parse(text.encode(), format="json", source="f.json")
    assert good(parsed) == ["R-1"]
    assert {reject.line for reject in parsed.rejects} == {5}
    reasons = " | ".join(reject.reason for reject in parsed.rejects)
    assert "mention 1: role 1: role: not one of recruiting" in reasons
    assert "person 1: 'age': not a text or a whole number" in reasons
    assert "person 1: roles: not a list" in reasons


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"surprise": "x"}, "'surprise' does not belong to a registration"),
        ({"form": 3}, "'form': not a text"),
        ({"mentions": {}}, "mentions: not a list"),
        ({"mentions": ["x"]}, "mention 1: not an object"),
        ({"persons": [{"person_roles": "victim"}]}, "use the list 'roles'"),
        ({"persons": [{"roles": ["victim;witness"]}]}, "roles: not a list of codes"),
    ],
)
def test_json_registration_with_a_fault_is_left_out(change: dict[str, Any], said: str) -> None:
    item = {"reference": "R-1", "registered_on": "2020-05-01", "source_kind": "outreach"}
    parsed = parse_json(item | {"form": "sexual", "scope": "unknown"} | change)
    assert good(parsed) == []
    assert any(said in reject.reason for reject in parsed.rejects)


def test_json_field_or_reference_that_stands_twice_is_a_fault() -> None:
    own = '"registered_on": "2020-05-01", "source_kind": "outreach", "form": "sexual", "scope": "unknown"'
    items = [f'"reference": "R-1", {own}, "scope": "domestic"', *[f'"reference": "R-2", {own}'] * 2]
    text = "[" + ", ".join(f"{{{item}}}" for item in items) + "]"
    parsed = formats.parse(text.encode(), format="json", source="f.json")
    assert good(parsed) == []
    assert [reject.reason for reject in parsed.rejects] == [
        "registration R-1: a field that stands twice",
        "registration R-2: another registration has this reference",
    ]


@pytest.mark.parametrize(
    ("data", "form", "said"),
    [
        (b"", "csv", "empty"),
        (b"", "json", "not a JSON list"),
        (b"registration;record\n", "csv", "semicolons"),
        (b"registration,record,colour\n", "csv", "no such column: 'colour'"),
        (b"registration,form\n", "csv", "no column record"),
        (b"registration,record,record\n", "csv", "twice"),
        (b'{"reference": "R-1"}', "json", "not a JSON list"),
        (b"[1, 2", "json", "expected ','"),
        (b"[1,]", "json", "not JSON"),
        (b"[] []", "json", "behind the list"),
        (b"[NaN]", "json", "not JSON"),
        (b"[" + b"[" * 100_000, "json", "too deep"),
        (b"[" + b"9" * 5_000 + b"]", "json", "too long"),
        (b'["\xff"]', "json", "not UTF-8"),
    ],
)
def test_file_that_is_none_of_registrations_is_unreadable(data: bytes, form: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        formats.parse(data, format=form, source="f")


def test_coded_records_are_columns_of_what_the_file_says() -> None:
    parsed = parse_lines(
        own_line(),
        mention_line(),
        role_line(),
        mention_line(number="2", naming="unclear", platform=""),
        person_line(),
    )
    coded = coded_records([found.record for found in parsed.registrations], shipped_index())
    assert coded.mentions.rows() == [
        ("R-1#1", "R-1", "named", "snapchat", "Snapchat", "instant_messaging", 16),
        ("R-1#2", "R-1", "unclear", None, None, None, None),
    ]
    assert coded.roles.rows() == [("R-1#1", "R-1", "recruiting", "before")]
    assert coded.participations.rows() == [("R-1", "P-1", 30, ["victim"], [])]
    assert coded.registrations["registered_on"].to_list() == [date(2020, 5, 1)]
    assert coded.persons.rows() == [("P-1", "female", "NL", None)]


def test_coded_records_of_an_empty_register_have_their_columns() -> None:
    coded = coded_records([], shipped_index())
    assert coded.registrations.columns[:3] == ["registration", "reference", "source_kind"]
    assert coded.participations.height == 0
