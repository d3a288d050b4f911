"""The municipalities: how many there are, in which province, and what became of those that are no more."""

import csv
from collections import Counter
from datetime import date
from importlib import resources

from baken.vocabulary.municipalities import MERGED, VALID_ON, Municipality, province_of
from baken.vocabulary.places import Province

OF_2026 = {
    "NL-GR": 10, "NL-FR": 18, "NL-DR": 12, "NL-OV": 25, "NL-FL": 6, "NL-GE": 51, "NL-UT": 26, "NL-NH": 44,
    "NL-ZH": 50, "NL-ZE": 13, "NL-NB": 56, "NL-LI": 31,
}  # fmt: skip
"""How many each province has on 1 January 2026, as Statistics Netherlands tells."""


def test_there_are_342_on_the_day_of_the_list() -> None:
    now = [code for code in Municipality.codes if code not in MERGED]
    assert len(now) == 342
    assert Counter(map(province_of, now)) == OF_2026
    assert set(OF_2026) == set(Province.codes)


def test_what_is_no_more_became_something_that_there_is() -> None:
    for code, merged in MERGED.items():
        assert merged.into
        assert all(one in Municipality and one not in MERGED for one in merged.into)
        assert date(2019, 1, 1) <= merged.since <= VALID_ON
        note = Municipality[code].meaning
        assert note is not None
        assert all(Municipality[one].label.nl in note.nl for one in merged.into)


def test_as_many_went_as_were_counted_then() -> None:
    # 380 on 1 January 2018, with nine new ones 355 a year later; 352 in 2021, 345 in 2022, 342 in 2023
    gone = Counter(merged.since.year for merged in MERGED.values())
    assert gone == {2019: 34, 2021: 4, 2022: 11, 2023: 3}


def test_those_that_moved_to_another_province_keep_the_one_they_lay_in() -> None:
    moved = [code for code, one in MERGED.items() if province_of(one.into[0]) != province_of(code)]
    assert [Municipality[code].label.nl for code in moved] == ["Leerdam", "Zederik"]


def test_a_municipality_named_like_a_place_lies_where_the_place_does() -> None:
    known: dict[str, set[str]] = {}
    with (resources.files("baken.extraction") / "data" / "places.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            known.setdefault(row["name"], set()).add(row["province"])
    told = [one for one in Municipality if one.label.nl in known]
    assert len(told) > 250
    elsewhere = [one.label.nl for one in told if one.group not in known[one.label.nl]]
    # the town lies in Utrecht today; the municipality that it was lay in South Holland
    assert elsewhere == ["Leerdam"]
