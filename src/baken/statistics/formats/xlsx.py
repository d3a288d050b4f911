"""XLSX: figures as numbers, the header in bold and in view, a second sheet that explains."""

import io
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

from baken.statistics.formats import sheets
from baken.statistics.table import FilledTable

# A workbook carries a time of making; a fixed one keeps the same table the same bytes.
MADE = datetime(1980, 1, 1)  # noqa: DTZ001 (the format knows no zone)
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write(table: FilledTable, origin: sheets.Lines = ()) -> bytes:
    """A workbook of two sheets, or three with an origin; names are never read as formulas or links."""
    stream = io.BytesIO()
    with Workbook(stream, PLAIN) as book:
        book.set_properties({"title": table.title.nl, "subject": table.title.en, "created": MADE})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        figures = book.add_worksheet(table.name)
        figures.write_row(0, 0, table.figures.columns, bold)
        for place, row in enumerate(table.rows(), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    figures.write_string(place, column, value)
                elif value is not None:
                    figures.write_number(place, column, value)
        figures.freeze_panes(1, sheets.label_columns(table))
        figures.autofit()
        _explain(book, sheets.EXPLANATION, sheets.explanation(table), bold, wrapped)
        if origin:
            _explain(book, sheets.ORIGIN, origin, bold, wrapped)
    return stream.getvalue()


def _explain(book: Workbook, name: str, lines: sheets.Lines, bold: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, sheets.HEADER, bold)
    for place, (key, words) in enumerate(lines, start=1):
        for column, text in enumerate((key, words.nl, words.en)):
            sheet.write_string(place, column, text, wrapped)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 70)
    sheet.freeze_panes(1, 0)
