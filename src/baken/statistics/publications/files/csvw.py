"""CSV on the Web: a CSV per table and one description of all of them (W3C, tabular metadata), in a zip."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from baken.statistics.publications import words
from baken.statistics.publications.manifest import Manifest, editions_of
from baken.statistics.table import HIDDEN

METADATA = "metadata.json"

# A zip file carries times; the earliest it knows keeps the same file the same bytes.
_PACKED = (1980, 1, 1, 0, 0, 0)


def write(manifest: Manifest) -> bytes:
    """The zip: `metadata.json`, and the table of each edition."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, data in _files(manifest).items():
            # stored as it is: two ways of compressing would make two files
            file.writestr(zipfile.ZipInfo(name, _PACKED), data, zipfile.ZIP_STORED)
    return packed.getvalue()


def table_names(manifest: Manifest) -> dict[str, str]:
    """What the table of each edition is called in files."""
    return {
        number: "-".join(filter(None, (edition["table"], edition["by"], str(edition["number"]))))
        for number, edition in editions_of(manifest)
    }


def _files(manifest: Manifest) -> dict[str, bytes]:
    names = table_names(manifest)
    told = json.dumps(_metadata(manifest, names), ensure_ascii=False, indent=2) + "\n"
    tables = {f"{names[number]}.csv": _table(edition) for number, edition in editions_of(manifest)}
    return {METADATA: told.encode(), **tables}


def _table(edition: Mapping[str, Any]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column["name"] for column in edition["columns"]])
    writer.writerows(cells(edition))
    return text.getvalue().encode()


def cells(edition: Mapping[str, Any]) -> list[list[Any]]:
    """The rows of an edition as files have them, hidden counts as dots."""
    counts = [column["type"] == "count" for column in edition["columns"]]
    return [
        [HIDDEN if count and value is None else value for count, value in zip(counts, row, strict=True)]
        for row in edition["rows"]
    ]


def _metadata(manifest: Manifest, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "dc:title": _spoken(manifest["title"]),
        "dc:publisher": _spoken(manifest["organisation"]),
        "dc:date": manifest["dated"],
        "dc:description": _spoken({"nl": words.SAFE.nl, "en": words.SAFE.en}),
        "schema:version": str(manifest["version"]),
        "tables": [described(edition, f"{names[number]}.csv") for number, edition in editions_of(manifest)],
    }


def described(edition: Mapping[str, Any], url: str) -> dict[str, Any]:
    return {
        "url": url,
        "dc:title": _spoken(edition["title"]),
        "dc:identifier": edition["digest"],
        "dc:temporal": _spoken(edition["period"]),
        "rdfs:comment": [line for note in edition["notes"] for line in _spoken(note)],
        "dc:provenance": edition["query"],
        "notes": [
            {"column": column["name"], "codes": column["codes"]}
            for column in edition["columns"]
            if column["codes"]
        ],
        "tableSchema": {"columns": [_column(column, edition) for column in edition["columns"]]},
    }


def _column(column: Mapping[str, Any], edition: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column["name"], "titles": [column["name"]]}
    found["dc:description"] = _spoken(column["label"])
    if column["type"] == "count":
        unit = _spoken(edition["unit"])
        return found | {"datatype": "integer", "null": HIDDEN, "schema:unitText": unit}
    return found | {"datatype": "string", "null": ""}


def _spoken(both: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": both["nl"], "@language": "nl"}, {"@value": both["en"], "@language": "en"}]
