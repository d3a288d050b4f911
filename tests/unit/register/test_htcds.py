"""Registrations in HTCDS 2.0: what the mapping keeps comes back, everything else is told and never kept."""

import contextlib
import json
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.platforms.catalogue import shipped_index
from baken.register import formats
from baken.register.exceptions import Unreadable
from baken.register.formats import ParsedFile
from baken.register.htcds import mapping, standard
from baken.register.htcds.losses import WHY, Loss
from baken.register.htcds.reading import Delivery, Read, read
from baken.register.htcds.writing import COLUMNS, write
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord, RoleRecord
from baken.vocabulary.exploitation import AllegationStatus, CoercionMeans, ExploitationForm
from baken.vocabulary.persons import Sex
from baken.vocabulary.platforms import PlatformRole
from tests.unit.register.test_registration_files import registrations

DELIVERY = Delivery(date(2026, 3, 1), "help_organisation")
SECRET = "Wilhelmina Voorbeeld"


def taken(data: bytes | str, form: str = "csv") -> tuple[Read, ParsedFile]:
    """A file of the standard, read and checked."""
    data = data.encode() if isinstance(data, str) else data
    found = read(data, format=form, delivery=DELIVERY, platforms=shipped_index())
    return found, formats.parse(data, format=form, source="f", raw=found.raw)


def the_one(data: bytes | str, form: str = "csv") -> RegistrationRecord:
    """The one good registration of a file."""
    parsed = taken(data, form)[1]
    assert parsed.rejects == ()
    (found,) = parsed.registrations
    return found.record


def told(losses: tuple[Loss, ...]) -> set[tuple[str, str, int]]:
    return {(loss.field, loss.why, loss.count) for loss in losses}


@st.composite
def filled(draw: st.DrawFn) -> list[RegistrationRecord]:
    """Registrations with a status and means of coercion too."""
    items = json.loads(formats.write(draw(registrations()), format="json"))
    for item in items:
        if not item.keys() & {"statuses", "allegation_status"}:
            item["allegation_status"] = draw(st.sampled_from([None, *AllegationStatus.codes]))
        item["coercion_means"] = draw(st.lists(st.sampled_from(CoercionMeans.codes), unique=True))
    parsed = formats.parse(json.dumps(items).encode(), format="json", source="f")
    assert parsed.rejects == ()
    return [found.record for found in parsed.registrations]


def kept(record: RegistrationRecord) -> dict[str, Any]:
    """What the mapping says comes back, in the words of the register."""
    lists = {
        (mention.platform, standard_list)
        for mention in record.mentions
        for role in mention.roles
        if mention.platform
        and (
            standard_list := mapping.EXPLOITATION
            if (role.role, role.moment) == ("unknown", "during")
            else mapping.LIST_OF_ROLE.get(role.role)
        )
    }
    return {
        "reference": record.reference,
        "organisation": record.source_organisation,
        "status": record.allegation_status,
        "form": "other" if record.form == "criminal" else record.form,
        "means": {"other" if code in ("images", "tracking") else code for code in record.coercion_means},
        "victims": {
            (person.person, person.sex, person.age)
            for person in record.persons
            if {"victim", "injured_party"} & set(person.roles)
        },
        "platforms": lists,
    }


@given(filled(), st.sampled_from(formats.FORMATS))
def test_what_the_mapping_keeps_comes_back(records: list[RegistrationRecord], form: str) -> None:
    written = write(records, format=form)
    rows = [r for r in records if r.form != "smuggling" and kept(r)["victims"]]
    assert written.rows == sum(len(kept(record)["victims"]) for record in rows)
    if not rows:
        return
    found, parsed = taken(written.data, form)
    assert parsed.rejects == ()
    assert [kept(one.record) for one in parsed.registrations] == [kept(record) for record in rows]
    assert "unknown_code" not in {loss.why for loss in found.losses}
    again = write([one.record for one in parsed.registrations], format=form)
    assert kept_again(again.data, form) == [kept(record) for record in rows]


def kept_again(data: bytes, form: str) -> list[dict[str, Any]]:
    return [kept(one.record) for one in taken(data, form)[1].registrations]


@given(filled(), st.sampled_from(formats.FORMATS))
def test_whatever_does_not_come_back_is_told(records: list[RegistrationRecord], form: str) -> None:
    for record in records:
        written = write([record], format=form)
        lost = {loss.field for loss in written.losses}
        if not written.rows:
            assert lost == {"reference"}
            continue
        found, parsed = taken(written.data, form)
        (back,) = (one.record for one in parsed.registrations)
        assert {name for name in own_columns() if said(record, name) != said(back, name)} <= lost
        lost |= {"role or moment"} if lost & {"role", "moment"} else set()
        assert unlike(record, back) <= lost | {loss.field for loss in found.losses}


@given(filled(), st.sampled_from(formats.FORMATS))
def test_losses_of_a_file_are_those_of_its_registrations(
    records: list[RegistrationRecord], form: str
) -> None:
    apart = Counter[tuple[str, str]]()
    for record in records:
        apart.update({(one.field, one.why): one.count for one in write([record], format=form).losses})
    whole = write(records, format=form).losses
    assert {(one.field, one.why): one.count for one in whole} == dict(apart)


def own_columns() -> list[str]:
    apart = {"mentions", "persons", "statuses", "registered_on", "source_kind"}
    return [one.name for one in fields(RegistrationRecord) if one.name not in apart]


def said(part: Any, name: str) -> Any:
    value = getattr(part, name)
    return None if value in ((), "unknown") else value


def unlike(one: RegistrationRecord, other: RegistrationRecord) -> set[str]:
    """What two registrations do not both say of the present status, the persons and the platforms."""
    found = {
        name
        for name in ("allegation_status", "decided_by")
        if said(one, name) not in (None, said(other, name))
    }
    found |= {"statuses"} if len(one.statuses) > 1 else set()
    found |= {"decided_on"} if one.statuses and one.statuses[-1].decided_on else set()
    persons = {person.person: person for person in other.persons}
    for person in one.persons:
        back = persons.get(person.person)
        if back is None:
            found.add("person")
            continue
        found |= {
            name for name in (
                "sex", "birth_country", "birth_group", "age", "vulnerabilities", "person_roles_since",
            )
            if said(person, name) != said(back, name)
        }  # fmt: skip
        found |= {"person_roles"} if person.roles != back.roles else set()
    roles = {
        (mention.platform, role.role, role.moment): role
        for mention in other.mentions
        for role in mention.roles
    }
    for mention in one.mentions:
        for role in mention.roles:
            back_role = roles.get((mention.platform, role.role, role.moment))
            if mention.platform and back_role is None:
                found.add("role or moment")
            elif back_role:
                found |= {
                    name for name in ("certainty", "role_source")
                    if said(role, name) != said(back_role, name)
                }  # fmt: skip
    return found


@given(filled(), st.sampled_from(formats.FORMATS), st.booleans())
def test_same_registrations_give_the_same_bytes_in_any_order(
    records: list[RegistrationRecord], form: str, names: bool
) -> None:
    assert write(records[::-1], format=form, names=names) == write(records, format=form, names=names)


def test_every_field_of_the_standard_is_mapped_or_passed_over_for_a_reason() -> None:
    assert (len(standard.FIELDS), sum(standard.FIELDS.values())) == (83, 40)
    assert set(mapping.MAPPED) | set(mapping.NOT_HELD) == set(standard.FIELDS)
    assert not set(mapping.MAPPED) & set(mapping.NOT_HELD)
    assert set(mapping.NOT_HELD.values()) <= set(WHY)


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (mapping.SEX, Sex),
        (mapping.STATUS, AllegationStatus),
        (mapping.FORM, ExploitationForm),
        (mapping.MEANS, CoercionMeans),
    ],
)
def test_every_code_of_ours_stands_in_its_table(table: mapping.CodeTable, codes: Any) -> None:
    assert set(table.out) | ({"smuggling"} if table is mapping.FORM else set()) == set(codes.codes)
    assert {theirs for theirs in table.out.values() if theirs} <= set(table.into)
    assert set(table.into.values()) <= set(codes.codes)


def test_every_role_of_a_platform_has_a_list_or_is_told() -> None:
    assert set(PlatformRole.codes) - set(mapping.LIST_OF_ROLE) == {"threats_after", "unknown"}
    assert set(mapping.TYPE_OF_LISTED) == set(standard.PLATFORMS)


def case(**changes: Any) -> RegistrationRecord:
    made = RegistrationRecord(
        reference="R-1",
        registered_on=date(2026, 1, 5),
        source_kind="help_organisation",
        form="sexual",
        scope="unknown",
        persons=(PersonRecord("P-1", "female", ("victim",), None, 30),),
    )
    return replace(made, **changes)


def test_a_file_has_one_row_a_victim_in_the_standards_columns() -> None:
    roles = (RoleRecord("placing_adverts", "during", "stated"),)
    recruited = (RoleRecord("recruiting", "unknown", "unknown"),)
    mentions = (
        MentionRecord("named", "Snapchat", "instant_messaging", recruited),
        MentionRecord("named", "Kinky.nl", "sex_advertising_website", roles),
        MentionRecord("unnamed", roles=roles),
    )  # fmt: skip
    persons = (
        PersonRecord("P-1", "female", ("victim",), None, 30),
        PersonRecord("P-2", "male", ("witness",)),
        PersonRecord("P-3", "other", ("injured_party",)),
    )
    written = write(
        [case(mentions=mentions, persons=persons, coercion_means=("debt", "images"))], format="csv"
    )
    assert written.data.decode().splitlines() == [
        ",".join(COLUMNS),
        "R-1,P-1,,Feminine,,,30,SnapChat,DebtBondage;Other,SexualExploitation,Other;Kinky.nl",
        "R-1,P-3,,NonConforming,,,,SnapChat,DebtBondage;Other,SexualExploitation,Other;Kinky.nl",
    ]
    assert COLUMNS[2:] == tuple(field for field in standard.FIELDS if field in COLUMNS)
    assert told(written.losses) == {
        ("certainty", "no_place", 2),
        ("coercion_means", "less_exact", 1),
        ("naming", "nameless", 1),
        ("person", "not_a_victim", 1),
        ("person_roles", "other_roles", 1),
        ("platform", "not_listed", 1),
        ("registered_on", "no_place", 1),
        ("role", "less_exact", 2),
        ("source_kind", "no_place", 1),
    }


def test_listed_only_names_no_other_platform() -> None:
    roles = (RoleRecord("placing_adverts", "during", "unknown"),)
    mentions = (MentionRecord("named", "Kinky.nl", "sex_advertising_website", roles),)
    written = write([case(mentions=mentions)], format="json", names=False)
    assert json.loads(written.data)[0]["vic_ExploitationWebsitesAndApps"] == ["Other"]
    assert ("platform", "not_listed", 1) in told(written.losses)


def test_what_has_no_row_is_told() -> None:
    records = [case(form="smuggling"), case(reference="R-2", persons=())]
    written = write(records, format="csv")
    assert (written.rows, told(written.losses)) == (
        0, {("reference", "smuggling", 1), ("reference", "no_victim", 1)},
    )  # fmt: skip


def test_a_column_that_no_field_carries_is_told_by_itself() -> None:
    written = write([case(province="NL-UT", recruitment_mode="hunting", scope="domestic")], format="csv")
    assert {"province", "recruitment_mode", "scope"} <= {
        loss.field for loss in written.losses if loss.why == "no_place"
    }


def test_whatever_says_who_somebody_is_never_comes_in() -> None:
    columns = [field for field, why in mapping.NOT_HELD.items() if field != mapping.CONSENT]
    data = ",".join(["prs_Gender", *columns]) + "\n" + ",".join(["Feminine", *[SECRET] * len(columns)]) + "\n"
    found, parsed = taken(data)
    assert len(parsed.registrations) == 1
    assert SECRET not in repr(found)
    assert SECRET not in repr(parsed)
    assert {loss.field for loss in found.losses} == set(columns)
    assert ("prs_FirstName", "identifies", 1) in told(found.losses)
    assert all(loss.lines == (2,) for loss in found.losses)


def test_loss_says_field_number_reason_and_lines() -> None:
    loss = taken("prs_Gender,prs_Email\nFeminine,a@example.org\nMasculine,b@example.org\n")[0].losses[0]
    assert loss.sentence.en == (
        "prs_Email: 2×, says who somebody is or where to find them: not kept (line 2, 3)"
    )
    assert loss.sentence.nl == (
        "prs_Email: 2×, zegt wie iemand is of waar die te vinden is: niet bewaard (regel 2, 3)"
    )


@pytest.mark.parametrize("said", ["FALSE", "false", "No", "Nee", "0"])
def test_row_whose_consent_says_no_stays_out_whole(said: str) -> None:
    parsed = taken(f"prs_Gender,con_Consent\nFeminine,{said}\nMasculine,TRUE\n")[1]
    assert [found.record.persons[0].sex for found in parsed.registrations] == ["male"]
    assert [(reject.line, reject.reason) for reject in parsed.rejects] == [
        (2, "con_Consent: says no, so the row stays out")
    ]


@pytest.mark.parametrize(
    ("word", "rows"), [("TRUE", 1), ("Ja", 1), ("", 1), ("N", 0), ("onwaar", 0), ("pending", 0), ("2", 0)]
)
def test_row_stays_out_unless_its_consent_says_yes_or_nothing(word: str, rows: int) -> None:
    parsed = taken(f"prs_Gender,con_Consent\nFeminine,{word}\n")[1]
    assert (len(parsed.registrations), len(parsed.rejects)) == (rows, 1 - rows)


def test_consent_refused_in_json_stays_out_too() -> None:
    rows = [
        {"prs_Gender": "Feminine", "con_Consent": False},
        {"prs_Gender": "Masculine", "con_Consent": True},
    ]
    assert len(taken(json.dumps(rows), "json")[1].registrations) == 1


@pytest.mark.parametrize(
    ("cell", "means"),
    [
        ("DebtBondage", ("debt",)),
        ("DebtBondage ", ("debt",)),
        ("Debt bondage ", ("debt",)),
        ("DebtBondage ;PhysicalAbuse", ("debt", "violence")),
        ("DebtBondage PhysicalAbuse", ("debt", "violence")),
        ("ThreatsLawEnforcement", ("threat",)),
        ("ThreatOfLawEnforcement", ("threat",)),
        ("Threats of law enforcement", ("threat",)),
        ("MethodsOfControlThreatOfLawEnforcement", ("threat",)),
        ("RestrictsMovement", ("other",)),
        ("UsesChildren;Other", ("other",)),
        ("Threatens children/family", ("threat",)),
    ],
)
def test_traps_in_the_standards_codes_are_read(cell: str, means: tuple[str, ...]) -> None:
    for heading in ("vic_MethodsOfControl", "vic_Methods_of_Control"):
        assert the_one(f"prs_Gender,{heading}\nFeminine,{cell}\n").coercion_means == means


@pytest.mark.parametrize(
    "heading", ["vic_TraffickingStatusDecisionMakingOrg", "vic_TraffickinStatusDecisionMakingOrg"]
)
def test_the_field_that_the_spreadsheet_misspells_is_known(heading: str) -> None:
    assert standard.field_called(heading) == "vic_TraffickingStatusDecisionMakingOrg"


def test_the_standards_spreadsheet_with_its_row_of_labels_and_numbers() -> None:
    data = (
        ",prs_FirstName,prs_Gender,prs_Citizenship,vic_TypeOfExploitation\n"
        ",First Name,Gender,Citizenship,Type of Exploitation\n"
        f"1,{SECRET},Masculine,NL,Sexual exploitation\n2,,,,\n"
    )
    found, parsed = taken(data)
    assert [(one.line, one.record.form) for one in parsed.registrations] == [(3, "sexual")]
    assert ("column 1", "unknown_column", 1) in told(found.losses)


def test_a_misspelt_code_of_a_field_that_is_passed_over_is_no_fault() -> None:
    assert (
        the_one("prs_Gender,vic_RelationshipToTrafficker\nFeminine,Unaquainted\n").persons[0].sex == "female"
    )


@pytest.mark.parametrize(
    ("code", "sex"), [("TransgenderFeminine", "female"), ("TransgenderMasculine", "male")]
)
def test_a_trans_person_is_who_they_say_and_no_more_is_kept(code: str, sex: str) -> None:
    found, parsed = taken(f"prs_Gender\n{code}\n")
    assert parsed.registrations[0].record.persons[0].sex == sex
    assert told(found.losses) == {("prs_Gender", "less_exact", 1)}


def test_several_forms_leave_the_first_of_the_register() -> None:
    found, parsed = taken("prs_Gender,vic_TypeOfExploitation\nFeminine,ForcedBegging;SexualExploitation\n")
    assert parsed.registrations[0].record.form == "sexual"
    assert ("vic_TypeOfExploitation", "several", 1) in told(found.losses)


def test_unknown_code_is_told_by_its_line_and_not_repeated() -> None:
    found, parsed = taken(f"prs_Gender,vic_TraffickingStatus\nFeminine,{SECRET}\n")
    assert parsed.registrations[0].record.allegation_status is None
    assert told(found.losses) == {("vic_TraffickingStatus", "unknown_code", 1)}
    assert SECRET not in repr(found)


def platforms_of(cell: str) -> list[tuple[str, str | None, list[str]]]:
    record = the_one(f"prs_Gender,vic_ExploitationWebsitesAndApps\nFeminine,{cell}\n")
    return [(one.naming, one.platform, [role.role for role in one.roles]) for one in record.mentions]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("SnapChat", [("named", "Snapchat", ["unknown"])]),
        ("FacebookMessenger;Facebook", [("named", "Facebook", ["unknown"])]),
        ("TikTok WhatsApp", [("named", "TikTok", ["unknown"]), ("named", "WhatsApp", ["unknown"])]),
        ("Other", [("unnamed", None, ["unknown"])]),
        ("Other;Kinky.nl", [("named", "Kinky.nl", ["unknown"])]),
        ("Facebook;Other", [("named", "Facebook", ["unknown"]), ("unnamed", None, ["unknown"])]),
        ("0600000001", [("unclear", None, ["unknown"])]),
    ],
)
def test_platforms_come_in_by_name_where_there_is_one(cell: str, found: Any) -> None:
    assert platforms_of(cell) == found


def test_platform_of_both_lists_is_one_mention_with_two_roles() -> None:
    head = "prs_Gender,vic_RecruitmentWebsitesAndApps,vic_ExploitationWebsitesAndApps"
    data = f"{head}\nFeminine,Instagram,Instagram\n"
    (mention,) = the_one(data).mentions
    assert [(role.role, role.moment) for role in mention.roles] == [
        ("recruiting", "unknown"),
        ("unknown", "during"),
    ]


def test_the_organisation_goes_both_ways_and_no_number_comes_in_as_one() -> None:
    data = write([case(source_organisation="Hulp Voorbeeld")], format="csv").data
    assert the_one(data).source_organisation == "Hulp Voorbeeld"
    told_of = taken(data.replace(b"Hulp Voorbeeld", b"bel 06 00 00 00 01"))
    assert told_of[1].registrations[0].record.source_organisation is None
    assert ("org_Name", "not_held", 1) in told(told_of[0].losses)


def test_rows_of_one_reference_are_one_registration_and_must_agree() -> None:
    head = "bkn_Reference,bkn_Person,prs_Gender,vic_TypeOfExploitation\n"
    record = the_one(f"{head}R-1,P-1,Feminine,SexualExploitation\nR-1,P-2,Masculine,SexualExploitation\n")
    assert [person.person for person in record.persons] == ["P-1", "P-2"]
    parsed = taken(f"{head}R-1,P-1,Feminine,SexualExploitation\nR-1,P-2,Masculine,ForcedLabour\n")[1]
    assert parsed.registrations == ()
    assert [reject.line for reject in parsed.rejects] == [3]
    assert "its rows disagree" in parsed.rejects[0].reason


def test_file_without_keys_gets_references_of_its_own_that_stay_the_same() -> None:
    data = "prs_Gender,vic_AgeWhenTrafficked\nFeminine,30\nFeminine,30\n"
    first, second = (taken(data)[1].registrations for _ in range(2))
    assert first == second
    assert len({found.record.reference for found in first}) == 2
    other = taken(data + "Masculine,31\n")[1].registrations
    assert {found.record.reference for found in first}.isdisjoint(found.record.reference for found in other)


def test_what_the_standard_does_not_say_comes_from_who_takes_it_in() -> None:
    record = the_one("prs_Gender\nFeminine\n")
    assert (record.registered_on, record.source_kind, record.scope) == (
        date(2026, 3, 1),
        "help_organisation",
        "unknown",
    )
    assert (record.form, record.allegation_status, record.persons[0].roles) == ("unknown", None, ("victim",))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("_x,P-1,30", "bkn_Reference: not a reference"),
        ("R-1,P-1,300", "age: not a whole number"),
        ("R-1,06-00000001,30", "person: not a pseudonym"),
    ],
)
def test_bad_row_is_named_by_its_line_without_its_content(row: str, said: str) -> None:
    parsed = taken(f"bkn_Reference,bkn_Person,vic_AgeWhenTrafficked\n{row}\n")[1]
    assert [reject.line for reject in parsed.rejects] == [2]
    assert said in parsed.rejects[0].reason
    assert "06-0" not in parsed.rejects[0].reason


@pytest.mark.parametrize(
    ("data", "form", "said"),
    [
        (b"", "csv", "empty"),
        (b"registration,record\nR-1,registration\n", "csv", "no column of the standard"),
        (b"prs_Gender,prs_gender\nFeminine,Masculine\n", "csv", "stands twice"),
        (b'prs_Gender\n"Feminine', "csv", "line 2: not CSV"),
        (b"prs_Gender\nFemi\0nine\n", "csv", "NUL bytes"),
        (b"\xff\xfep\0r\0s\0_\0G\0,", "csv", "breaks off"),
        (b'[{"reference": "R-1"}]', "json", "no victim"),
        (b"{}", "json", "not a JSON list"),
    ],
)
def test_file_that_is_none_of_the_standard_is_unreadable(data: bytes, form: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        taken(data, form)


values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), st.lists(st.text(max_size=3))
)
rows = st.lists(
    st.dictionaries(st.sampled_from([*standard.KEYS, *standard.FIELDS, "x"]), values, max_size=5), max_size=3
)


@given(rows)
def test_any_values_are_registrations_rejects_or_losses(items: list[dict[str, Any]]) -> None:
    with contextlib.suppress(Unreadable):
        parsed = taken(json.dumps(items), "json")[1]
        assert len(parsed.registrations) <= len(items)


@given(st.binary(max_size=60), st.sampled_from(formats.FORMATS))
def test_reading_never_breaks_on_any_bytes(data: bytes, form: str) -> None:
    with contextlib.suppress(Unreadable):
        taken(data, form)
