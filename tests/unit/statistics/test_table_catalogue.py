"""Every table is whole: named, in both languages, with its reservations, and in the reference."""

from pathlib import Path
from typing import Any

import pytest

from baken.statistics import notes
from baken.statistics.catalogue import TABLES
from baken.statistics.period import Period
from baken.statistics.reference import reference
from baken.statistics.table import StatisticsTable, fill
from baken.statistics.tables.programme import ROUNDED
from tests.unit.statistics.coded_registers import RegisterBuilder, door_attempts, market, programme

ROOT = Path(__file__).parents[3]
PROMISED = {
    "emm-annex-1",
    "emm-table-1",
    "emm-table-2",
    "emm-table-3",
    "emm-persons",
    "emm-types-per-year",
    "emm-platforms-per-year",
    "emm-unnamed",
    "door-audits",
    "eu-directive",
    "how-it-happened",
    "market",
    "per-police-unit",
    "per-province",
    "per-source-kind",
    "platform-lifespans",
    "platforms-new-and-vanished",
    "programme-months",
    "programme-regions",
    "programme-results",
    "programme-times",
    "question-7",
    "status-flows",
    "offender-types",
    "chat-codings",
    "circumstances",
    "roles-per-type",
}


def test_catalogue_holds_the_promised_tables() -> None:
    assert set(TABLES) == PROMISED


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_table_speaks_both_languages(table: StatisticsTable[Any]) -> None:
    columns = [column.label for column in table.columns]
    codes = [label for column in table.columns for label in column.codes.values()]
    for label in (table.title, table.unit, *table.notes, *columns, *codes):
        assert label.nl.strip()
        assert label.en.strip()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_table_says_whether_it_is_exact_and_has_a_dark_number(table: StatisticsTable[Any]) -> None:
    assert (notes.EXACT in table.notes) != (ROUNDED in table.notes)
    assert (ROUNDED in table.notes) == (table.source == "programme")
    assert any("dark number" in note.en for note in table.notes)
    assert (notes.REGISTERED_ROLES in table.notes) == (table.source == "register")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_table_has_the_columns_that_it_defines(table: StatisticsTable[Any]) -> None:
    frames = {
        "register": RegisterBuilder().build,
        "market": market,
        "door": door_attempts,
        "programme": programme,
    }[table.source]()
    figures = fill(table, frames, Period()).figures
    fixed = [column.name for column in table.columns if not column.name.startswith("<")]
    assert [name for name in figures.columns if name in fixed] == fixed


def test_reference_page_is_that_of_the_definitions() -> None:
    page = ROOT / "docs" / "reference" / "tables.md"
    assert page.read_text(encoding="utf-8") == reference()
