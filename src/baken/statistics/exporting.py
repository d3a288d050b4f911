"""A table as a file to take out, with its watermark where the format has room for it."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from baken.desk.exports import ZIP, Watermark, json_with_origin, zip_with_origin
from baken.statistics.formats import SPREADSHEETS, write, write_with_origin
from baken.statistics.table import FilledTable

MEDIA = {
    "csv": ZIP,
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "svg": "image/svg+xml",
}
"""What a browser is told of each format. CSV has no room for a word beside the figures, and programs read
it by its exact shape: it goes in a zip, beside a text with its origin and its notes."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that may leave: its name, its bytes, and what it was before its watermark."""

    name: str
    data: bytes
    content: bytes
    content_type: str


def table_file(table: FilledTable, form: str, mark: Watermark) -> TableFile:
    """The table in one of the formats. Without the watermark the bytes are those of `baken statistics`."""
    content = write(table, form)
    name = f"{table.name}.{form}"
    if form == "csv":
        told = [f"{note.nl}\r\n{note.en}\r\n" for note in table.notes]
        data = zip_with_origin(name, content, mark, [table.title.nl, table.title.en, "", *told, table.query])
        return TableFile(f"{name}.zip", data, content, MEDIA[form])
    if form in SPREADSHEETS:
        data = write_with_origin(table, form, mark.lines())
    elif form == "json":
        data = json_with_origin(content, mark)
    else:
        data = svg_with_origin(content, mark)
    return TableFile(name, data, content, MEDIA[form])


def svg_with_origin(picture: bytes, mark: Watermark) -> bytes:
    """The picture with its origin in its description, and in small letters in the margin under it."""
    text = picture.decode()
    found = re.search(r'<svg[^>]* height="([\d.]+)"', text)
    bottom = float(found[1]) - 5 if found else 0
    told = escape(mark.sentence)
    look = 'font-size="9" font-family="Arial, sans-serif" fill="#1b2430"'
    line = f'<text x="24" y="{bottom:g}" {look}>{told}</text>'
    head, end, _rest = text.rpartition("</svg>")
    return f"{head.replace('</desc>', f' {told}</desc>', 1)}{line}{end}\n".encode()
