"""A register that holds the study's records gives the study's tables, byte for byte."""

from functools import cache
from importlib import resources

import pytest

from baken.platforms.catalogue import shipped_index
from baken.register.arithmetic import check_table
from baken.register.coded import CodedRegister, coded_records
from baken.register.formats import parse
from baken.statistics.catalogue import TABLES
from baken.statistics.formats import write
from baken.statistics.period import Period
from baken.statistics.table import fill

DATA = resources.files("baken.demo") / "data"
PUBLISHED = {
    "emm-annex-1": "annex-1-mentions-per-platform-year.csv",
    "emm-table-1": "table-1-top-10.csv",
    "emm-table-2": "table-2-mentions-per-police-unit.csv",
    "emm-table-3": "table-3-roles-top-10.csv",
}


@cache
def register() -> CodedRegister:
    content = (DATA / "emm-2021-registrations.csv").read_bytes()
    parsed = parse(content, format="csv", source="emm-2021-registrations.csv")
    return coded_records([found.record for found in parsed.registrations], shipped_index())


def csv_of(name: str, *, margins: bool = False) -> bytes:
    return write(fill(TABLES[name], register(), Period(), margins=margins), "csv")


def published(name: str) -> bytes:
    return (DATA / "emm-2021" / PUBLISHED[name]).read_bytes()


@pytest.mark.parametrize("name", PUBLISHED)
def test_table_is_the_published_file_without_its_totals(name: str) -> None:
    lines = published(name).split(b"\r\n")
    assert csv_of(name) == b"\r\n".join(line for line in lines if b"TOTAL" not in line)


def test_annex_with_margins_is_the_published_file() -> None:
    assert csv_of("emm-annex-1", margins=True) == published("emm-annex-1")


def test_table_2_with_margins_has_the_sums_that_the_published_one_missed() -> None:
    rows = csv_of("emm-table-2", margins=True).decode().split("\r\n")
    assert rows[11:14] == [
        "SUBTOTAL_TOP_10,19,23,19,17,15,10,9,8,5,4",
        "OTHER_29_PLATFORMS,15,4,6,1,3,2,0,2,1,0",
        "TOTAL,34,27,25,18,18,12,9,10,6,4",
    ]


@pytest.mark.parametrize("name", [*PUBLISHED, "emm-unnamed"])
def test_margins_stand_up_to_the_arithmetic_check(name: str) -> None:
    found = check_table(csv_of(name, margins=True), source=name)
    assert (found.wrong, found.rejects) == ((), ())
    assert found.checked > 0


def test_types_have_the_published_mentions_and_shares() -> None:
    figures = TABLES["emm-types-per-year"].compute(register(), Period(), False)
    assert figures.select("platform_type", "total", "percent").rows() == [
        ("instant_messaging", 190, 62),
        ("sex_advertising_website", 59, 19),
        ("social_network", 35, 11),
        ("dating_service", 22, 7),
    ]


def test_platforms_per_year_are_those_of_the_annex_and_not_of_the_text() -> None:
    figures = TABLES["emm-platforms-per-year"].compute(register(), Period(), True)
    assert figures["platforms"].to_list() == [26, 19, 15, 15, 39]


def test_mentions_without_a_platform_are_the_published_ones() -> None:
    figures = TABLES["emm-unnamed"].compute(register(), Period(), False)
    assert figures.select("naming", "total").rows() == [("unnamed", 35), ("unclear", 6)]


@pytest.mark.parametrize(
    ("measure", "code", "count", "percent"),
    [
        ("persons", "all", 163, None),
        ("persons", "minor", 163, 100),
        ("role", "more_than_one", 47, 29),
        ("sex", "male", 9, 6),
        ("birth_country", "NL", 147, 90),
        ("birth_country", "elsewhere", 16, 10),
        ("birth_country", "other_countries", 11, None),
        ("registrations", "all", 210, None),
        ("registrations", "with_victim", 118, 56),
        ("age", "12", 4, 2),
        ("age", "13", 8, 4),
        ("age", "17", 84, 40),
        ("age", "16-17", 141, 67),
    ],
)
def test_persons_are_the_published_ones(measure: str, code: str, count: int, percent: int | None) -> None:
    figures = TABLES["emm-persons"].compute(register(), Period(), False)
    found = {(row[0], row[1]): row for row in figures.rows()}
    assert (found[measure, code][2], found[measure, code][4]) == (count, percent)
