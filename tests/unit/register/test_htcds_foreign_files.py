"""Files of HTCDS 2.0 as other programs save them: order, case, separators, encodings, lines of their own."""

import json

import pytest

from tests.unit.register.test_htcds import taken, the_one

FOREIGN = (
    "prs_Gender,vic_TypeOfExploitation,vic_AgeWhenTrafficked,vic_MethodsOfControl\n"
    'Feminine,SexualExploitation,30,"DebtBondage;PhysicalAbuse"\n'
)
"""A file of the standard as its own form would give it, without any number of a case or a person."""
RESAVED = {
    "order of columns": (
        "vic_MethodsOfControl,vic_AgeWhenTrafficked,vic_TypeOfExploitation,prs_Gender\n"
        '"DebtBondage;PhysicalAbuse",30,SexualExploitation,Feminine\n'
    ),
    "columns of their own": FOREIGN.replace("prs_G", "Dossier,prs_G").replace("Feminine", "ZZ-1,Feminine"),
    "lower case": FOREIGN.lower(),
    "upper case": FOREIGN.upper(),
    "byte order mark": "\ufeff" + FOREIGN,
    "semicolons": FOREIGN.replace('"DebtBondage;PhysicalAbuse"', "@").replace(",", ";").replace(
        "@", '"DebtBondage;PhysicalAbuse"'
    ),
    "tabs": FOREIGN.replace(",", "\t"),
    "separator named": "sep=,\n" + FOREIGN,
    "blank lines": "\n" + FOREIGN.replace("\n", "\n\n,,,\n"),
    "carriage returns": FOREIGN.replace("\n", "\r\n"),
    "groups of the survey form": FOREIGN.replace("prs_", "person/prs_").replace("vic_", "case/vic_"),
    "quotes": "\n".join(
        ",".join(f'"{cell}"' if '"' not in cell else cell for cell in row.split(","))
        for row in FOREIGN.splitlines()
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", RESAVED)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_file_saved_by_another_program_says_the_same(how: str, encoding: str) -> None:
    text = RESAVED[how].removeprefix("\ufeff") if encoding != "utf-8" else RESAVED[how]
    record = the_one(text.encode(encoding))
    (person,) = record.persons
    assert (record.form, record.coercion_means) == ("sexual", ("debt", "violence"))
    assert (person.sex, person.age) == ("female", 30)


def test_line_numbers_count_the_line_that_names_the_separator() -> None:
    parsed = taken("sep=;\nprs_Gender;vic_AgeWhenTrafficked\nFeminine;300\n")[1]
    assert [reject.line for reject in parsed.rejects] == [3]


def test_a_row_of_json_with_a_fault_stays_out_whole() -> None:
    rows = [
        {"prs_Gender": "Feminine", "vic_AgeWhenTrafficked": 17.0},
        {"prs_Gender": "Feminine", "vic_AgeWhenTrafficked": 17.5},
        {"prs_Gender": "Feminine", "vic_TypeOfExploitation": {"a": 1}},
    ]
    parsed = taken(json.dumps(rows, indent=1), "json")[1]
    assert [one.record.persons[0].age for one in parsed.registrations] == [17]
    assert [reject.line for reject in parsed.rejects] == [6, 10]
