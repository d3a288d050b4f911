"""ODS: figures as numbers, the header in bold and in view, a second sheet that explains."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, a header, rows; `frozen` columns at the left stay in view, `explains` is one of
    words in wide columns."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    frozen: int = 0
    explains: bool = False


def write(table: FilledTable, origin: sheets.Lines = ()) -> bytes:
    """A spreadsheet of two sheets, the figures and what a reader must know beside them; with an origin
    a third says where the file came from."""
    figures = Sheet(table.name, table.figures.columns, table.rows(), sheets.label_columns(table))
    made = [figures, explaining(sheets.EXPLANATION, sheets.explanation(table))]
    if origin:
        made.append(explaining(sheets.ORIGIN, origin))
    return spreadsheet(f"{table.title.nl} / {table.title.en}", made)


def explaining(name: str, lines: sheets.Lines) -> Sheet:
    """A sheet of words in both languages, line by line."""
    return Sheet(name, sheets.HEADER, [(key, words.nl, words.en) for key, words in lines], explains=True)


def spreadsheet(title: str, made: Sequence[Sheet]) -> bytes:
    """A spreadsheet of any sheets; the same ones give the same bytes."""
    with _ONE_AT_A_TIME:
        return _written(title, made)


def _written(title: str, made: Sequence[Sheet]) -> bytes:
    _declare_namespaces()
    document = OpenDocumentSpreadsheet()
    document.meta.addElement(Title(text=title))
    bold = Style(name="header", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold"))
    wide = Style(name="wide", family="table-column")
    wide.addElement(TableColumnProperties(columnwidth="11cm"))
    document.automaticstyles.addElement(bold)
    document.automaticstyles.addElement(wide)
    for one in made:
        sheet = Table(name=one.name)
        if one.explains:
            for _ in one.header:
                sheet.addElement(TableColumn(stylename="wide"))
        sheet.addElement(_row(one.header, bold))
        for row in one.rows:
            sheet.addElement(_row(row))
        document.spreadsheet.addElement(sheet)
    _freeze(document, {one.name: one.frozen for one in made})
    stream = io.BytesIO()
    document.write(stream)
    return _timeless(stream)


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
