"""Postcodes and the provinces that they lie in."""

import csv
from importlib import resources

import pytest

from baken.extraction.disguises import ClearText
from baken.extraction.gazetteer import PROVINCES
from baken.extraction.postcodes import postcodes, provinces_of


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("1012 AB Amsterdam", ["1012"]),
        ("5611ab", ["5611"]),
        ("postcode 5611", ["5611"]),
        ("in 1998 EN later", []),
        ("€ 1500 AB", []),
        ("1500 km", []),
        ("1500km", []),
        ("nummer 5611", []),
        ("0012 AB", []),
        ("B-2000 AB", []),
    ],
)
def test_postcode_has_letters_or_a_word_that_says_so(text: str, digits: list[str]) -> None:
    assert [one.digits for one in postcodes(ClearText(text))] == digits


@pytest.mark.parametrize(
    ("digits", "province"),
    [
        ("1012", "NL-NH"),
        ("1315", "NL-FL"),
        ("3925", "NL-GE"),
        ("3927", "NL-UT"),
        ("4131", "NL-UT"),
        ("4205", "NL-ZH"),
        ("4691", "NL-ZE"),
        ("5301", "NL-GE"),
        ("5831", "NL-NB"),
        ("6021", "NL-NB"),
        ("6585", "NL-LI"),
        ("7741", "NL-DR"),
        ("8051", "NL-GE"),
        ("8302", "NL-FL"),
        ("9301", "NL-DR"),
        ("9501", "NL-GR"),
        ("9765", "NL-DR"),
    ],
)
def test_postcode_beside_a_border_has_its_province(digits: str, province: str) -> None:
    assert provinces_of(digits) == (province,)


def test_postcode_outside_every_range_has_no_province() -> None:
    assert provinces_of("0999") == ()


def test_ranges_of_postcodes_follow_each_other() -> None:
    source = resources.files("baken.extraction").joinpath("data", "postcodes.csv")

    rows = list(csv.DictReader(source.read_text("utf-8").splitlines()))

    ends = [999, *(int(row["last"]) for row in rows)]
    assert all(int(row["first"]) > before for row, before in zip(rows, ends, strict=False))
    assert all(int(row["first"]) <= int(row["last"]) for row in rows)
    assert {code for row in rows for code in row["provinces"].split()} == set(PROVINCES.values())
