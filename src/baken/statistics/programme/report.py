"""The report of the programme: its tables over one period, as a document, a spreadsheet, or CSV on the Web.

The same report gives the same bytes, but for what says where a file came from.
"""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from baken.desk.documents import LETTERS
from baken.statistics.codes import same
from baken.statistics.formats.ods import Sheet, explaining, spreadsheet
from baken.statistics.formats.sheets import EXPLANATION, ORIGIN, Lines, explanation, label_columns
from baken.statistics.notes import SYNTHETIC
from baken.statistics.period import Period
from baken.statistics.publications import words
from baken.statistics.publications.files import csvw, pdf
from baken.statistics.publications.gathered import table_content
from baken.statistics.table import FilledTable
from baken.statistics.tables.programme import (
    ERASED,
    OWN_EYES,
    PROGRAMME_TIMES,
    ROUNDED,
    WHERE,
    province_note,
)
from baken.vocabulary.code_list import Label, Language

NAME = "programme"
"""What files, the list of exports and the command call the report."""
TITLE = Label("Wat het programma opleverde", "What the programme led to")
INTRO = Label(
    "Wat er kwam van wie is benaderd, begeleid of doorverwezen: antwoorden, stops, klachten, bedreigingen, "
    "hulp en wat mensen er zelf van zeiden, met waar elk een deel van is. Hoeveel berichten er gingen, is "
    "geen resultaat en staat hier niet.",
    "What came of those who were approached, accompanied or referred: replies, stops, complaints, threats, "
    "help and what people said of it themselves, each with what it is a part of. How many messages went is "
    "no result and does not stand here.",
)
TOO_FEW = Label("te weinig", "too few")
WAY_OUT = Label(
    "Voor buiten de organisatie maakt u van de eerste tabel een uitgave, die naast alle eerdere is beproefd.",
    "For outside the organisation, make an edition of the first table, which is tried beside all before it.",
)
_SHARED = (ROUNDED, OWN_EYES, ERASED)


@dataclass(frozen=True, slots=True)
class Report:
    """The tables of a period, of one organisation."""

    organisation: Label
    synthetic: bool
    period: Period
    tables: tuple[FilledTable, ...]
    province: str | None = None

    @property
    def where(self) -> tuple[Label, ...]:
        """The province that it is about, where it is about one."""
        return () if self.province is None else (WHERE[self.province],)

    @property
    def shared(self) -> tuple[Label, ...]:
        """What is said once of all its tables."""
        return _SHARED if self.province is None else (province_note(self.province), *_SHARED)


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A kind of file: its ending, what a browser is told of it, how it is made, and its words."""

    ending: str
    content_type: str
    write: Callable[[Report, Lines], bytes]
    words: Label


def has_too_few(table: FilledTable) -> bool:
    """Whether a cell without a figure rests on too few to tell."""
    return table.name == PROGRAMME_TIMES.name


def write_pdf(report: Report, language: Language, origin: Lines = ()) -> bytes:
    """The report in one language, as a document that a screen reader can read (PDF/UA-1)."""
    contents = [(table, table_content(table)) for table in report.tables]

    def say(label: Label) -> str:
        return label.in_language(language)

    return pdf.typeset(
        {
            "lang": language,
            "letters": LETTERS,
            "title": say(TITLE),
            "publisher": say(report.organisation),
            "dated": _dated(report, origin, language),
            "synthetic": say(words.SYNTHETIC) if report.synthetic else "",
            "contents": say(words.CONTENTS),
            "blocks": [
                {"kind": "text", "paragraphs": [say(INTRO)]},
                *(block for table, content in contents for block in _blocks(table, content, language)),
            ],
            "method": say(words.METHOD),
            "said": [say(WAY_OUT)],
            "all_tables": say(words.ALL_TABLES),
            "shared": [say(note) for note in report.shared],
            "command": say(words.COMMAND),
            "editions": [
                {
                    "title": say(table.title),
                    "notes": [say(note) for note in table.notes if note not in (*report.shared, SYNTHETIC)],
                    "query": table.query,
                }
                for table in report.tables
            ],
            "corrections": "",
            "no_corrections": "",
            "corrected": [],
        }
    )


def _dated(report: Report, origin: Lines, language: Language) -> str:
    about = (report.organisation, *report.where, report.period.words)
    told = [one.in_language(language) for one in about]
    told += [f"{key}: {label.in_language(language)}" for key, label in origin]
    return " · ".join(told)


def _blocks(table: FilledTable, content: dict[str, Any], language: Language) -> Iterator[dict[str, Any]]:
    title, layout = table.title.in_language(language), content["layout"][language]
    if has_too_few(table):
        few = TOO_FEW.in_language(language)
        groups = [
            group
            | {"rows": [row | {"cells": [cell or few for cell in row["cells"]]} for row in group["rows"]]}
            for group in layout["groups"]
        ]
        layout = layout | {"groups": groups}
    counted = Label(f"Geteld: {table.unit.nl}.", f"Counted: {table.unit.en}.").in_language(language)
    yield {"kind": "heading", "words": title}
    yield {"kind": "table", "title": title, "told": counted, **layout}
    if table.chart.has_bars:
        told, remark = words.of_bars(content), table.chart.remark
        if remark:
            told = Label(f"{told.nl} ({remark.nl})", f"{told.en} ({remark.en})")
        yield pdf.bars_block(content, told, language)


def write_ods(report: Report, origin: Lines = ()) -> bytes:
    """A spreadsheet: what a reader must know, and a sheet a table."""
    lines: list[tuple[str, Label]] = [
        ("title", TITLE), ("organisation", report.organisation), ("intro", INTRO), ("note", WAY_OUT),
        *(("province", one) for one in report.where),
    ]  # fmt: skip
    for table in report.tables:
        lines += [("table", same(table.name)), *explanation(table)]
    made = [explaining(EXPLANATION, lines)]
    made += [
        Sheet(table.name, table.figures.columns, table.rows(), label_columns(table))
        for table in report.tables
    ]
    if origin:
        made.append(explaining(ORIGIN, origin))
    return spreadsheet(f"{TITLE.nl} / {TITLE.en}", made)


def write_csv(report: Report, origin: Lines = ()) -> bytes:
    """CSV on the Web in a zip: `metadata.json`, and a CSV a table."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in _csv_files(report, origin):
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_STORED)
    return packed.getvalue()


def _csv_files(report: Report, origin: Lines) -> Iterator[tuple[str, bytes]]:
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "dc:title": _spoken(TITLE),
        "dc:publisher": _spoken(report.organisation),
        "dc:description": _spoken(OWN_EYES),
        "dc:temporal": _spoken(report.period.words),
        **({"dc:spatial": [line for one in report.where for line in _spoken(one)]} if report.where else {}),
        **({"rdfs:comment": [line for _, label in origin for line in _spoken(label)]} if origin else {}),
        "tables": [
            csvw.described(table_content(table) | {"digest": table.name}, f"{table.name}.csv")
            for table in report.tables
        ],
    }
    yield csvw.METADATA, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    for table in report.tables:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(table.figures.columns)
        writer.writerows(table.rows())
        yield f"{table.name}.csv", text.getvalue().encode()


def _spoken(label: Label) -> Sequence[dict[str, str]]:
    return [{"@value": label.nl, "@language": "nl"}, {"@value": label.en, "@language": "en"}]


FORMS: dict[str, ReportForm] = {
    "pdf-nl": ReportForm(
        "nl.pdf",
        "application/pdf",
        lambda report, origin: write_pdf(report, "nl", origin),
        Label(
            "PDF, Nederlands: om te lezen en voor te laten lezen", "PDF, Dutch: to read or have read aloud"
        ),
    ),
    "pdf-en": ReportForm(
        "en.pdf",
        "application/pdf",
        lambda report, origin: write_pdf(report, "en", origin),
        Label("PDF, Engels: om te lezen en voor te laten lezen", "PDF, English: to read or have read aloud"),
    ),
    "ods": ReportForm(
        "ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        write_ods,
        Label("ODS: rekenblad, een blad per tabel", "ODS: spreadsheet, a sheet a table"),
    ),
    "csv": ReportForm(
        "csv.zip",
        "application/zip",
        write_csv,
        Label("CSV: voor een ander programma, met beschrijving", "CSV: for another program, with metadata"),
    ),
}
"""Every kind of file of the report."""
