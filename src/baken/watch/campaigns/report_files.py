"""The report of a campaign as a table in a file: one row a number, with words in both languages."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from baken.vocabulary.campaigns import CampaignPart, FindMatch, FindOutcome, SearchRoute
from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.platforms import PlatformType
from baken.watch.campaigns.reporting import UNCHECKED

HEADER = ("part", "onderdeel", "item", "number")
FORMATS = ("csv", "xlsx", "ods")
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
Row = tuple[str, str, str, float]
Lines = Sequence[tuple[str, Label]]

_WHOLE: tuple[tuple[str, Label], ...] = (
    ("hours", Label("uren dat de zoekactie open was", "hours that the campaign was open")),
    ("minutes_searched", Label("minuten die mensen zochten", "minutes that people searched")),
    ("searched", Label("mensen die zochten", "people who searched")),
    ("checked", Label("mensen die nakeken", "people who checked")),
    ("finds", Label("vondsten", "finds")),
    ("findings", Label("keren gevonden", "times found")),
    (
        "found_by_several",
        Label("vondsten door meer dan één mens gedaan", "finds made by more than one person"),
    ),
)
_PLATFORM: tuple[tuple[str, Label], ...] = (
    ("people", Label("platform: mensen die er zochten", "platform: people who searched there")),
    ("minutes", Label("platform: minuten", "platform: minutes")),
    ("finds", Label("platform: vondsten", "platform: finds")),
    ("sought", Label("platform: wat we zoeken", "platform: what we look for")),
    ("found_by_several", Label("platform: door meer dan één mens", "platform: by more than one person")),
)


def rows_of(report: dict[str, Any]) -> list[Row]:
    """The numbers of a report, one a row: the part in English and Dutch, the item, the number."""
    rows: list[Row] = [(both.en, both.nl, "", report[name]) for name, both in _WHOLE]
    rows += _coded("people", "mensen", report["people"], CampaignPart)
    rows += _coded("result", "uitkomst", report["outcomes"], FindOutcome)
    rows += _coded("route", "hoe gevonden", report["routes"], SearchRoute)
    rows += _coded("type of platform", "soort platform", report["types"], PlatformType)
    rows += _coded("stands together", "staat bij elkaar", report["joined"], FindMatch)
    for platform in report["platforms"]:
        rows += [(both.en, both.nl, platform["name"], platform[name]) for name, both in _PLATFORM]
    rows += [("proposed platform", "voorgesteld platform", one["name"], 1) for one in report["new_platforms"]]
    return rows


def _coded(en: str, nl: str, counts: dict[str, int], codes: CodeList) -> Iterable[Row]:
    # what was kept as JSON keeps no order
    for code in (*codes.codes, UNCHECKED):
        if code not in counts:
            continue
        number = counts[code]
        yield (
            en,
            nl,
            "nog niet nagekeken / not checked yet" if code == UNCHECKED else codes[code].label.nl,
            number,
        )


def as_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8, commas, CR LF."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([HEADER, *rows])
    return stream.getvalue().encode()


def as_xlsx(rows: Sequence[Row], origin: Lines) -> bytes:
    """A workbook of two sheets: the numbers, and where the file came from."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, plain) as book:
        # a workbook carries a time of making; a fixed one keeps the same report the same bytes
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 (the format knows no zone)
        bold = book.add_format({"bold": True})
        numbers = book.add_worksheet("report")
        numbers.write_row(0, 0, HEADER, bold)
        for place, (*told, number) in enumerate(rows, start=1):
            for column, text in enumerate(told):
                numbers.write_string(place, column, text)
            numbers.write_number(place, len(told), number)
        numbers.freeze_panes(1, 0)
        numbers.autofit()
        source = book.add_worksheet("herkomst")
        for place, (key, both) in enumerate(origin):
            for column, text in enumerate((key, both.nl, both.en)):
                source.write_string(place, column, text)
        source.set_column(0, 2, 44)
    return stream.getvalue()


def as_ods(rows: Sequence[Row], origin: Lines) -> bytes:
    """The same two sheets as an OpenDocument spreadsheet."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    def add(sheet: Any, values: Sequence[Any]) -> None:
        row = TableRow()
        for value in values:
            kind = (
                {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
            )
            cell = TableCell(**kind)
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        sheet.addElement(row)

    document = OpenDocumentSpreadsheet()
    numbers, source = Table(name="report"), Table(name="herkomst")
    for values in (HEADER, *rows):
        add(numbers, values)
    for key, both in origin:
        add(source, (key, both.nl, both.en))
    document.spreadsheet.addElement(numbers)
    document.spreadsheet.addElement(source)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()
