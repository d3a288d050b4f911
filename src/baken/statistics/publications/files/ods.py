"""ODS: a sheet with the notes, then a sheet for each table."""

from collections.abc import Iterator, Mapping
from typing import Any

from baken.statistics.codes import same
from baken.statistics.formats.ods import Sheet, explaining, spreadsheet
from baken.statistics.formats.sheets import EXPLANATION
from baken.statistics.publications import words
from baken.statistics.publications.files.csvw import cells, table_names
from baken.statistics.publications.manifest import Manifest, editions_of
from baken.statistics.publications.manifest import words as label
from baken.vocabulary.code_list import Label

_LONGEST_NAME = 31
"""Characters of a sheet's name that every program takes."""


def write(manifest: Manifest) -> bytes:
    """The spreadsheet of a publication."""
    names = _sheet_names(table_names(manifest))
    notes = explaining(EXPLANATION, list(_lines(manifest, names)))
    made = [_sheet(names[number], edition) for number, edition in editions_of(manifest)]
    title = manifest["title"]
    return spreadsheet(f"{title['nl']} / {title['en']}", [notes, *made])


def _sheet_names(names: Mapping[str, str]) -> dict[str, str]:
    return {
        number: name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3]}-{place}"
        for place, (number, name) in enumerate(names.items(), start=1)
    }


def _sheet(name: str, edition: Mapping[str, Any]) -> Sheet:
    columns = edition["columns"]
    texts = next((place for place, one in enumerate(columns) if one["type"] == "count"), len(columns))
    return Sheet(name, [column["name"] for column in columns], cells(edition), texts)


def _lines(manifest: Manifest, names: Mapping[str, str]) -> Iterator[tuple[str, Label]]:
    yield "title", label(manifest["title"])
    yield "publisher", words.dated(manifest)
    if manifest["synthetic"]:
        yield "note", words.SYNTHETIC
    yield from (("note", one) for one in (words.SAFE, words.REGISTERED, words.REPRODUCED))
    yield from (("correction", words.correction(one)) for one in manifest["corrections"])
    for block in manifest["blocks"]:
        if block["kind"] in ("heading", "text"):
            yield block["kind"], label(block["words"])
    for number, edition in editions_of(manifest):
        name = names[number]
        yield name, label(edition["title"])
        yield f"{name}: unit", label(edition["unit"])
        yield f"{name}: period", label(edition["period"])
        yield from ((f"{name}: note", label(note)) for note in edition["notes"])
        for column in edition["columns"]:
            yield f"{name}: {column['name']}", label(column["label"])
            for code, said in column["codes"].items():
                yield f"{name}: {column['name']} = {code}", label(said)
        yield f"{name}: query", same(edition["query"])
        yield f"{name}: sha256", same(edition["digest"])
