"""Points and agendas as a spreadsheet: a sheet with a row a point, and one that says where it came from."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from baken.desk.exports import PACKED, Watermark
from baken.desk.templatetags.desk import coded
from baken.platforms.dialogue.agenda import AgendaPoint
from baken.platforms.dialogue.models import DialoguePoint

MEDIA = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMS = tuple(MEDIA)
Row = Sequence[str | int]
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def _day(day: object) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""  # type: ignore[arg-type]


def point_rows(points: Iterable[DialoguePoint]) -> list[Row]:
    """A heading and a row a point, in the reader's language; `points` as `queries.points` gives them."""
    heading = (
        _("Nr."), _("Platform"), _("Punt"), _("Onderwerp"), _("Stand"), _("Wie is aan zet"),
        _("Aan de orde gesteld op"), _("Uiterlijk"), _("Laatste stap op"),
    )  # fmt: skip
    return [
        heading,
        *(
            (
                one.number, one.platform.name, one.title or _("(gewist)"),
                coded(one.subject, "DialogueSubject"), coded(one.state, "DialogueState"),
                coded(one.turn, "DialogueTurn"),  # type: ignore[attr-defined]  # annotated
                _day(one.raised_on), _day(one.due_on), _day(one.last_on),
            )
            for one in points
        ),
    ]  # fmt: skip


def agenda_rows(points: Iterable[AgendaPoint]) -> list[Row]:
    """A heading and a row for each point of an agenda, with what the minutes say of it."""
    heading = (
        _("Waarom op de agenda"), _("Nr."), _("Platform"), _("Punt"), _("Onderwerp"),
        _("Aan de orde gesteld op"), _("Uiterlijk"), _("Wat er het laatst is gezegd"),
        _("Wat in de bijeenkomst is gezegd"), _("Stand nu"),
    )  # fmt: skip
    rows: list[Row] = [heading]
    for one in points:
        last = one.last.now if one.last else None
        rows.append(
            (
                coded(one.group, "AgendaGroup"), one.point.number, one.point.platform.name,
                one.point.title or _("(gewist)"), coded(one.point.subject, "DialogueSubject"),
                _day(one.point.raised_on), _day(one.due_on),
                f"{_day(last.on)}: {last.words or _('(gewist)')}" if last else "",
                "\n".join(
                    f"{coded(entry.first.kind, 'DialogueStepKind')}: {entry.now.words or _('(gewist)')}"
                    for entry in one.said
                ),
                coded(one.point.state, "DialogueState"),
            )
        )  # fmt: skip
    return rows


def write(form: str, name: str, rows: Sequence[Row], mark: Watermark | None) -> bytes:
    """The rows as a file in one of `FORMS`; with a watermark on a sheet of its own."""
    sheets: list[tuple[str, Sequence[Row]]] = [(name, rows)]
    if mark is not None:
        sheets.append((_("herkomst"), [(key, both.nl, both.en) for key, both in mark.lines()]))
    return as_ods(sheets) if form == "ods" else as_xlsx(sheets)


def as_ods(sheets: Sequence[tuple[str, Sequence[Row]]]) -> bytes:
    """An OpenDocument spreadsheet; the same rows give the same bytes."""
    body = "".join(
        f'<table:table table:name="{_attribute(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets
    )
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MEDIA["ods"]}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        # the standard asks for the media type first, and not packed
        packed.writestr(zipfile.ZipInfo("mimetype", PACKED), MEDIA["ods"], zipfile.ZIP_STORED)
        for path, text in (("content.xml", content), ("META-INF/manifest.xml", manifest)):
            packed.writestr(zipfile.ZipInfo(path, PACKED), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _ods_row(row: Row) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(value: str | int) -> str:
    if isinstance(value, int):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    lines = "".join(f"<text:p>{escape(_readable(line))}</text:p>" for line in value.splitlines())
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _readable(text: str) -> str:
    """Without characters that XML has no room for."""
    return "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff")


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def as_xlsx(sheets: Sequence[tuple[str, Sequence[Row]]]) -> bytes:
    """A workbook; the same rows give the same bytes."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, plain) as book:
        # a workbook carries a time of making; a fixed one keeps the same rows the same bytes
        book.set_properties({"created": datetime(1980, 1, 1)})  # noqa: DTZ001 (the format knows no zone)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    look = wrapped if place else bold
                    if isinstance(value, int):
                        sheet.write_number(place, column, value, look)
                    else:
                        sheet.write_string(place, column, value, look)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 9, 24)
    return stream.getvalue()
