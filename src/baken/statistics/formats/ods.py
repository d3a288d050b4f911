"""ODS: figures as numbers, the header in bold and in view, a second sheet that explains."""

import io
import zipfile
from collections.abc import Iterable
from threading import Lock
from typing import Any

from odf.config import (
    ConfigItem,
    ConfigItemMapEntry,
    ConfigItemMapIndexed,
    ConfigItemMapNamed,
    ConfigItemSet,
)
from odf.dc import Title
from odf.element import Element
from odf.namespaces import nsdict
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from baken.statistics.formats import sheets
from baken.statistics.table import FilledTable

# A zip file carries times; the earliest it knows keeps the same table the same bytes.
MADE = (1980, 1, 1, 0, 0, 0)
MIMETYPE = "mimetype"

# odfpy keeps the namespaces of what it writes in one place for the whole process.
_ONE_AT_A_TIME = Lock()


def write(table: FilledTable, origin: sheets.Lines = ()) -> bytes:
    """A spreadsheet of two sheets, the figures and what a reader must know beside them; with an origin
    a third says where the file came from."""
    with _ONE_AT_A_TIME:
        return _written(table, origin)


def _written(table: FilledTable, origin: sheets.Lines) -> bytes:
    _declare_namespaces()
    document = OpenDocumentSpreadsheet()
    document.meta.addElement(Title(text=f"{table.title.nl} / {table.title.en}"))
    bold = Style(name="header", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold"))
    wide = Style(name="wide", family="table-column")
    wide.addElement(TableColumnProperties(columnwidth="11cm"))
    document.automaticstyles.addElement(bold)
    document.automaticstyles.addElement(wide)

    figures = Table(name=table.name)
    figures.addElement(_row(table.figures.columns, bold))
    for row in table.rows():
        figures.addElement(_row(row))
    document.spreadsheet.addElement(figures)

    frozen = {table.name: sheets.label_columns(table), sheets.EXPLANATION: 0}
    _explain(document, sheets.EXPLANATION, sheets.explanation(table), bold)
    if origin:
        _explain(document, sheets.ORIGIN, origin, bold)
        frozen[sheets.ORIGIN] = 0
    _freeze(document, frozen)
    stream = io.BytesIO()
    document.write(stream)
    return _timeless(stream)


def _explain(document: Any, name: str, lines: sheets.Lines, bold: Any) -> None:
    sheet = Table(name=name)
    for _ in sheets.HEADER:
        sheet.addElement(TableColumn(stylename="wide"))
    sheet.addElement(_row(sheets.HEADER, bold))
    for key, words in lines:
        sheet.addElement(_row((key, words.nl, words.en)))
    document.spreadsheet.addElement(sheet)


def _declare_namespaces() -> None:
    # odfpy declares in every document the namespaces that the process has met so far; declaring all
    # that the standard has makes the file independent of what was written before it.
    Element.namespaces.clear()
    Element.namespaces.update({uri: prefix for uri, prefix in nsdict.items() if not prefix[2:].isdigit()})


def _row(values: Iterable[Any], style: Any = None) -> Any:
    row = TableRow()
    for value in values:
        kind: dict[str, Any] = {"stylename": style} if style else {}
        if value is None:
            row.addElement(TableCell(**kind))
            continue
        kind |= {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
        cell = TableCell(**kind)
        cell.addElement(P(text=str(value)))
        row.addElement(cell)
    return row


def _freeze(document: Any, columns: dict[str, int]) -> None:
    """Keeps the header, and so many columns at the left, in view on each sheet."""
    named = ConfigItemMapNamed(name="Tables")
    for sheet, count in columns.items():
        entry = ConfigItemMapEntry(name=sheet)
        split = {"VerticalSplitMode": 2, "HorizontalSplitMode": 2 if count else 0}
        place = {"VerticalSplitPosition": 1, "HorizontalSplitPosition": count}
        corner = {"PositionBottom": 1, "PositionRight": count}
        for kind, items in (("short", split), ("int", place | corner)):
            for name, value in items.items():
                entry.addElement(ConfigItem(name=name, type=kind, text=str(value)))
        named.addElement(entry)
    view = ConfigItemMapEntry()
    view.addElement(ConfigItem(name="ViewId", type="string", text="view1"))
    view.addElement(named)
    views = ConfigItemMapIndexed(name="Views")
    views.addElement(view)
    settings = ConfigItemSet(name="ooo:view-settings")
    settings.addElement(views)
    document.settings.addElement(settings)


def _timeless(stream: io.BytesIO) -> bytes:
    """The same package with fixed times; the mimetype first and unpacked, as the format demands."""
    packed = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(packed, "w") as fixed:
        for entry in made.infolist():
            kind = zipfile.ZIP_STORED if entry.filename == MIMETYPE else zipfile.ZIP_DEFLATED
            fixed.writestr(zipfile.ZipInfo(entry.filename, MADE), made.read(entry), kind)
    return packed.getvalue()
