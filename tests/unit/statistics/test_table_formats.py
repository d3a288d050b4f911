"""Every format holds the same figures, the same bytes each time, and what a reader must know."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from typing import Any

import openpyxl
import pytest
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from odf.text import P

from baken.statistics.catalogue import TABLES
from baken.statistics.formats import FORMATS, write
from baken.statistics.period import Period
from baken.statistics.table import FilledTable, fill
from tests.unit.statistics.coded_registers import RegisterBuilder, door_attempts, market, programme

DAY = date(2020, 5, 1)


def filled(name: str, *, platform: str = "Alfa") -> FilledTable:
    made = RegisterBuilder()
    for year in (2019, 2020):
        key = made.registration(date(year, 5, 1), unit="rotterdam")
        made.mention(key, platform, roles=["recruiting"])
        made.mention(key, "Beta", "sex_advertising_website", roles=["placing_adverts"])
        made.person(key, "p1", age=16)
    seen = market(("s1", "a", "women", "NL-NB", DAY), ("s2", "b", None, None, DAY))
    tried = door_attempts((DAY, "test_entrance", "nothing_amiss", "let_through"))
    begun = programme(("approached", DAY, ["replied"]))
    frames = {"register": made.build(), "market": seen, "door": tried, "programme": begun}[
        TABLES[name].source
    ]
    return fill(TABLES[name], frames, Period(last=date(2020, 12, 31)), margins=True, query=f"baken {name}")


def csv_rows(table: FilledTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(write(table, "csv").decode(), newline="")))


def as_text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def ods_sheet(content: bytes, name: str) -> list[list[str | int]]:
    document = load(io.BytesIO(content))
    sheet = next(t for t in document.spreadsheet.getElementsByType(Table) if t.getAttribute("name") == name)
    return [
        [_ods_value(cell) for cell in row.getElementsByType(TableCell)]
        for row in sheet.getElementsByType(TableRow)
    ]


def _ods_value(cell: Any) -> str | int:
    if cell.getAttribute("valuetype") == "float":
        return int(cell.getAttribute("value"))
    return "".join(str(line) for line in cell.getElementsByType(P))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", FORMATS)
def test_table_written_twice_is_the_same_bytes(name: str, form: str) -> None:
    assert write(filled(name), form) == write(filled(name), form)


@pytest.mark.parametrize("name", TABLES)
def test_xlsx_read_back_is_the_csv_with_numbers_as_numbers(name: str) -> None:
    table = filled(name)
    book = openpyxl.load_workbook(io.BytesIO(write(table, "xlsx")))
    sheet = book[name]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert [[as_text(cell) for cell in row] for row in rows] == csv_rows(table)
    assert [tuple(row) for row in rows[1:]] == table.figures.rows()
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes is not None
    assert sheet.freeze_panes.endswith("2")


@pytest.mark.parametrize("name", TABLES)
def test_ods_read_back_is_the_csv_with_numbers_as_numbers(name: str) -> None:
    table = filled(name)
    rows = ods_sheet(write(table, "ods"), name)
    assert [[as_text(cell) for cell in row] for row in rows] == csv_rows(table)
    found = [tuple(None if cell == "" else cell for cell in row) for row in rows[1:]]
    assert found == table.figures.rows()


@pytest.mark.parametrize("name", TABLES)
def test_json_holds_the_figures_and_everything_beside_them(name: str) -> None:
    table = filled(name)
    content = json.loads(write(table, "json"))
    assert list(content) == [
        "table",
        "title",
        "unit",
        "period",
        "columns",
        "rows",
        "notes",
        "query",
        "exact",
    ]
    assert content["rows"] == table.figures.to_dicts()
    assert [column["name"] for column in content["columns"]] == table.figures.columns
    assert content["period"] == {"from": None, "to": "2020-12-31"}
    assert content["exact"] is True
    assert content["query"] == f"baken {name}"


@pytest.mark.parametrize("name", TABLES)
def test_every_format_but_csv_carries_unit_period_and_all_notes_in_both_languages(name: str) -> None:
    table = filled(name)
    expected = {text for note in (table.unit, *table.notes) for text in (note.nl, note.en)}
    book = openpyxl.load_workbook(io.BytesIO(write(table, "xlsx")))
    xlsx = {cell for row in book["toelichting"].iter_rows(values_only=True) for cell in row}
    ods = {cell for row in ods_sheet(write(table, "ods"), "toelichting") for cell in row}
    picture = re.sub(r"<[^>]+>", " ", write(table, "svg").decode())
    words = " ".join(picture.replace("&amp;", "&").replace("&#x27;", "'").split())
    assert expected <= xlsx
    assert expected <= ods
    assert [text for text in expected if text not in words] == []
    assert "2020-12-31" in words


def test_xlsx_takes_a_name_that_looks_like_a_formula_as_words() -> None:
    table = filled("emm-annex-1", platform="=1+1")
    sheet = openpyxl.load_workbook(io.BytesIO(write(table, "xlsx")))["emm-annex-1"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", TABLES)
def test_svg_is_900_wide_loads_nothing_and_can_be_read_aloud(name: str) -> None:
    picture = write(filled(name), "svg").decode()
    root = ElementTree.fromstring(picture)
    assert root.get("width") == "900"
    assert re.findall(r"https?://[^\"' <]+", picture) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|@import|@font-face|<image|<script", picture)
    title, description = root[0], root[1]
    assert title.text == f"{TABLES[name].title.nl} / {TABLES[name].title.en}"
    assert description.text


def test_svg_shows_hostile_names_as_words() -> None:
    picture = write(filled("emm-annex-1", platform="<script>&amp;\"'"), "svg").decode()
    root = ElementTree.fromstring(picture)
    assert "<script>&amp;\"'" in [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_svg_of_an_empty_table_still_says_what_was_asked() -> None:
    table = fill(TABLES["market"], market(), Period())
    assert "Unieke advertenties per provincie" in write(table, "svg").decode()


def test_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="pdf is no format of a table"):
        write(filled("market"), "pdf")
