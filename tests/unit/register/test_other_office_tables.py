"""Tables of other offices as they come: separators, encodings, workbooks with all that people do in them."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from baken.register.exceptions import TooManyRows, Unreadable
from baken.register.mapped.picking import day_of
from baken.register.mapped.survey import survey
from baken.register.mapped.table import Table, open_table

MOMENT = datetime(2021, 2, 1, 13, 5, tzinfo=UTC).replace(tzinfo=None)
"""A workbook knows no time zones."""


def csv_table(data: str | bytes) -> Table:
    return open_table(io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def workbook(fill: Any, **options: Any) -> io.BytesIO:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, options)
    fill(book, book.add_worksheet("Zaken"))
    book.close()
    return out


def xlsx_table(fill: Any, **options: Any) -> Table:
    return open_table(workbook(fill, **options))


def notes(table: Table) -> dict[str, str]:
    return {note.code: note.about for note in table.notes}


@pytest.mark.parametrize(("separator", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab")])
def test_separator_is_recognised_and_said(separator: str, name: str) -> None:
    table = csv_table(f'zaak{separator}"datum, van; iets"\nZ-1{separator}x\n')
    assert table.headings == ("zaak", "datum, van; iets")
    assert list(table.rows()) == [(2, ["Z-1", "x"])]
    assert notes(table) == {f"separator_{name}": ""}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_is_recognised(encoding: str) -> None:
    table = csv_table("zaak;cliënt\nZ-1;Eén\n".encode(encoding))
    assert table.headings == ("zaak", "cliënt")
    assert list(table.rows()) == [(2, ["Z-1", "Eén"])]
    assert ("windows_1252" in notes(table)) == (encoding == "cp1252")


def test_windows_1252_is_recognised_far_in_the_file() -> None:
    table = csv_table(b"zaak;x\n" + b"Z-1;y\n" * 300_000 + "Z-2;é\n".encode("cp1252"))
    assert "windows_1252" in notes(table)
    assert sum(1 for _ in table.rows()) == 300_001


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"a;b\n\x00;c\n", "NUL bytes"),
        (b"a;b\n\x81\x8d;c\n", "neither UTF-8 nor Windows-1252"),
        (";".join("k" * 3 for _ in range(501)).encode(), "500 at most"),
        (b"%PDF-1.7\n%x\n", "this is a PDF"),
        (b"\xef\xbb\xbf <table><tr><td>zaak</td></tr></table>", "this is a web page"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        csv_table(data)


def test_quote_that_is_never_closed_is_named_and_not_read_whole() -> None:
    table = csv_table('a;b\n"open;c\n' + "x;y\n" * 100_000)
    with pytest.raises(Unreadable, match="line 2: not CSV"):
        list(table.rows())


def test_headings_that_stand_twice_are_told_apart_and_empty_ones_said() -> None:
    table = csv_table("zaak;naam;;naam;\nZ-1;x;y;z;\n")
    assert table.headings == ("zaak", "naam", "", "naam (2)")
    assert notes(table)["no_heading"] == "1"


TITLED = [["Zaken van 2024"], ["Afdrukdatum: 1-2-2025"], ["zaak", "platform"], ["Z-1", "insta"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("filler", ["", "bare"])
def test_titles_above_the_headings_of_a_csv_are_passed_over_and_said(separator: str, filler: str) -> None:
    rows = [row if filler else [*row, ""][:2] for row in TITLED]
    table = csv_table("\n".join(separator.join(row) for row in rows))
    assert (table.headings, list(table.rows())) == (("zaak", "platform"), [(4, ["Z-1", "insta"])])
    assert list(table.rows()) == list(table.rows())
    assert notes(table)["titles"] == "2"


def test_line_that_names_the_separator_is_no_heading() -> None:
    assert csv_table("sep=;\nzaak;platform\nZ-1;insta\n").headings == ("zaak", "platform")


def test_titles_of_a_workbook_may_be_merged_across() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for number, row in enumerate(TITLED):
            sheet.write_row(number, 0, row)
        sheet.merge_range("A1:B1", "Zaken van 2024")
        sheet.merge_range("A4:A5", "Z-1")
        sheet.write(4, 1, "Snapchat")

    table = xlsx_table(fill)
    assert (table.headings, notes(table)) == (("zaak", "platform"), {"merged_filled": "A4:A5", "titles": "2"})
    assert list(table.rows()) == [(4, ["Z-1", "insta"]), (5, ["Z-1", "Snapchat"])]


def test_a_table_of_one_column_has_its_first_line_as_heading() -> None:
    table = csv_table("zaak\nZ-1\nZ-2\n")
    assert (table.headings, len(list(table.rows())), "titles" in notes(table)) == (("zaak",), 2, False)


def edited(stream: io.BytesIO, change: Any) -> io.BytesIO:
    """The same workbook with the text of its first sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for one in packed.infolist():
            data = packed.read(one)
            written.writestr(one, change(data) if one.filename.endswith("sheet1.xml") else data)
    return out


def plain_workbook() -> io.BytesIO:
    return workbook(lambda book, sheet: [sheet.write_row(row, 0, ["zaak", "dag"]) for row in range(3)])


def test_row_beyond_the_last_of_a_sheet_is_refused() -> None:
    stream = edited(plain_workbook(), lambda data: data.replace(b'<row r="2"', b'<row r="99999999999"'))
    with pytest.raises(Unreadable, match="number 99999999999"):
        list(open_table(stream).rows())


def test_cell_of_megabytes_is_refused_before_it_is_read() -> None:
    long = b'<row r="9"><c r="A9" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>' % (b"a" * 8_000_000)
    stream = edited(plain_workbook(), lambda data: data.replace(b"</sheetData>", long))
    with pytest.raises(Unreadable, match="more text than a sheet can"):
        open_table(stream)


def test_empty_rows_that_a_program_left_behind_are_no_rows() -> None:
    empty = b"".join(b'<row r="%d" spans="1:2"/>' % row for row in range(4, 20_000)) + b"</sheetData>"
    stream = edited(plain_workbook(), lambda data: data.replace(b"</sheetData>", empty))
    assert [line for line, _ in open_table(stream).rows()] == [2, 3]


def test_cells_with_an_error_say_so_and_are_no_value_of_ours() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["zaak", "dag"])
        sheet.write_row(1, 0, ["Z-1"])
        sheet.write_formula(1, 1, "=1/0", value="#DIV/0!")

    ((_, cells),) = xlsx_table(fill).rows()
    assert cells == ["Z-1", "#DIV/0!"]
    assert day_of(cells[1], "dmy", date(1899, 12, 30)) is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("45413", date(2024, 5, 1)),
        ("45413.75", date(2024, 5, 1)),
        ("2024", None),
        ("17", None),
        ("0", None),
        ("-45413", None),
        ("454130", None),
        ("45413,75", None),
    ],
)
def test_a_number_is_a_day_where_it_can_be_nothing_else(cell: str, day: date | None) -> None:
    assert day_of(cell, "dmy", date(1899, 12, 30)) == day


def test_survey_counts_and_stops_at_its_bound() -> None:
    table = csv_table("zaak;rol\nZ-1;a\nZ-2;\nZ-3;a\n")
    count, columns = survey(table, most=3)
    assert count == 3
    assert [(one.heading, one.filled, one.different) for one in columns] == [("zaak", 3, 3), ("rol", 2, 1)]
    with pytest.raises(TooManyRows):
        survey(table, most=2)


def test_days_and_numbers_of_a_workbook_are_what_they_say() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["zaak", "dag", "leeftijd", "getal", "ja"])
        sheet.write(1, 0, "Z-1")
        sheet.write_datetime(1, 1, MOMENT, book.add_format({"num_format": "d-m-yy"}))
        sheet.write_number(1, 2, 30.0)
        sheet.write_number(1, 3, 44228)
        sheet.write_boolean(1, 4, True)

    table = xlsx_table(fill)
    assert list(table.rows()) == [(2, ["Z-1", "2021-02-01", "30", "44228", "true"])]
    assert table.day_zero
    assert day_of("44228", "dmy", table.day_zero) == date(2021, 2, 1)


def test_calendar_from_1904_is_told_and_counted() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["zaak", "dag"])
        sheet.write_row(1, 0, ["Z-1", 42766])
        sheet.write_datetime(2, 1, MOMENT, book.add_format({"num_format": "d-m-yyyy"}))

    table = xlsx_table(fill, date_1904=True)
    assert "calendar_1904" in notes(table)
    assert day_of("42766", "dmy", table.day_zero) == date(2021, 2, 1)
    assert list(table.rows())[1] == (3, ["", "2021-02-01"])


def test_cells_merged_downwards_are_filled_and_said() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["zaak", "platform"])
        sheet.merge_range("A2:A4", "Z-1")
        for row, name in enumerate(("insta", "Snapchat", "Facebook"), 1):
            sheet.write(row, 1, name)
        sheet.write_row(4, 0, ["Z-2", "insta"])

    table = xlsx_table(fill)
    assert [cells[0] for _, cells in table.rows()] == ["Z-1", "Z-1", "Z-1", "Z-2"]
    assert notes(table)["merged_filled"] == "A2:A4"


@pytest.mark.parametrize(("where", "reason"), [("A3:B3", "cells A3:B3"), ("A1:A2", "a heading is merged")])
def test_cells_merged_otherwise_are_refused_by_address(where: str, reason: str) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["zaak", "platform"])
        sheet.write_row(3, 0, ["Z-1", "insta"])
        sheet.merge_range(where, "zaak")

    with pytest.raises(Unreadable, match=reason):
        xlsx_table(fill)


def test_hidden_rows_and_sheets_and_formulas_without_a_value_are_said() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["zaak", "leeftijd"])
        sheet.write_row(1, 0, ["Z-1", 30])
        sheet.write(2, 0, "Z-2")
        sheet.write_formula(2, 1, "=B2+1", None, 31)
        sheet.write(3, 0, "Z-3")
        sheet.write_formula(3, 1, "=B2+2", None, "")
        sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("Oud").hide()

    table = xlsx_table(fill)
    said = notes(table)
    assert (said["hidden_rows"], said["hidden_sheets"]) == ("1", "1")
    assert said["not_calculated"] == "1"
    assert table.sheets == ("Zaken",)
    assert [cells for _, cells in table.rows()] == [["Z-1", "30"], ["Z-2", "31"], ["Z-3", ""]]


def test_sheet_is_chosen_by_name() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["uitleg"])
        other = book.add_worksheet("Blad 2")
        other.write_row(0, 0, ["zaak"])

    stream = workbook(fill)
    assert open_table(stream, sheet="Blad 2").headings == ("zaak",)
    assert open_table(stream).sheets == ("Zaken", "Blad 2")
    with pytest.raises(Unreadable, match="no such sheet; the sheets are 'Zaken', 'Blad 2'"):
        open_table(stream, sheet="Weg")


def test_workbook_that_unpacks_too_large_is_refused() -> None:
    stream = workbook(lambda book, sheet: sheet.write(0, 0, "zaak"))
    with pytest.raises(Unreadable, match="too large unpacked"):
        open_table(stream, unpacked=100)


def test_workbook_with_too_many_different_texts_is_refused_with_a_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stream = workbook(lambda book, sheet: [sheet.write(row, 0, f"Z-{row}") for row in range(50)])
    assert len(list(open_table(stream).rows())) == 49
    monkeypatch.setattr("baken.register.mapped.xlsx_rows.LARGEST_TEXTS", 500)
    with pytest.raises(Unreadable, match="too many different texts to keep at hand; save the sheet as CSV"):
        open_table(stream)


def test_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("iets.txt", "niets")
    with pytest.raises(Unreadable, match="no workbook"):
        open_table(out)


def test_broken_sheet_is_refused_where_it_breaks() -> None:
    stream = workbook(lambda book, sheet: [sheet.write(row, 0, f"Z-{row}") for row in range(50)])
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as packed, zipfile.ZipFile(out, "w") as broken:
        for one in packed.infolist():
            data = packed.read(one)
            broken.writestr(one, data[: len(data) // 2] if "sheet1.xml" in one.filename else data)
    with pytest.raises(Unreadable, match="can't be read"):
        list(open_table(out).rows())


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("1-2-2021", "dmy", date(2021, 2, 1)),
        ("01/02/2021", "dmy", date(2021, 2, 1)),
        ("1.2.2021", "dmy", date(2021, 2, 1)),
        ("1/2/2021", "mdy", date(2021, 1, 2)),
        ("2021-02-01", "dmy", date(2021, 2, 1)),
        ("2021/2/1", "ymd", date(2021, 2, 1)),
        ("1-2-2021 13:05", "dmy", date(2021, 2, 1)),
        ("13-2-2021", "mdy", None),
        ("1-2-21", "dmy", None),
        ("44228", "dmy", None),
        ("maart 2021", "dmy", None),
        ("1-2-2021", "ymd", None),
    ],
)
def test_day_is_read_in_the_order_that_was_said(cell: str, order: Any, day: date | None) -> None:
    assert day_of(cell, order, None) == day


@given(st.text(max_size=20), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_any_cell_is_a_day_or_none(cell: str, order: Any) -> None:
    assert day_of(cell, order, date(1899, 12, 30)) is None or day_of(cell, order, date(1899, 12, 30))


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=8), st.sampled_from([",", ";", "\t"]))
def test_rows_of_a_csv_are_read_as_they_were_written(rows: list[list[str]], separator: str) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([["zaak", "woord"], *rows])
    read = [cells for _, cells in csv_table(out.getvalue()).rows()]
    assert read == [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
