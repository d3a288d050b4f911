"""From a publication and its editions to the manifest: the published figures, as every reader sees them."""

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from django.utils import translation

from baken.statistics.editions.content import filled
from baken.statistics.editions.forms import table_words
from baken.statistics.models import Edition, Publication
from baken.statistics.publications.letters import displayable
from baken.statistics.publications.manifest import FORMAT, LANGUAGES, both, chart_content, digest, made_with
from baken.statistics.shown import ShownTable, area_counts, show
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label
from baken.vocabulary.publications import FIGURES

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_MOST_OF_NAME = 60


def edition_ids(blocks: Iterable[Mapping[str, Any]]) -> list[uuid.UUID]:
    """The editions that blocks show, each once, in order."""
    return list(dict.fromkeys(uuid.UUID(block["edition"]) for block in blocks if block["kind"] in FIGURES))


def has_map(edition: Edition) -> bool:
    """Whether an edition has counts per province."""
    return edition.table == "market" and edition.by in ("", "province")


def gather(
    publication: Publication,
    editions: Mapping[uuid.UUID, Edition],
    *,
    dated: str,
    corrections: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """The manifest of a version. `dated` is the day on which it was proposed (ISO 8601); `corrections` are
    what this version and those before it changed."""
    organisation = publication.organisation
    return {
        "format": FORMAT,
        "made_with": made_with(),
        "name": file_name(publication),
        "series": str(publication.series),
        "version": publication.version,
        "organisation": _displayable({"nl": organisation.name_nl, "en": organisation.name_en}),
        "synthetic": organisation.synthetic,
        "title": _displayable({"nl": publication.title_nl, "en": publication.title_en}),
        "dated": dated,
        "corrections": [{**one, "words": _displayable(one["words"])} for one in corrections],
        "blocks": [_block(block) for block in publication.blocks],
        "editions": {str(number): _edition(editions[number]) for number in edition_ids(publication.blocks)},
    }


def file_name(publication: Publication) -> str:
    """What its files begin with: the title in plain letters, and the version."""
    plain = unicodedata.normalize("NFKD", publication.title_nl).encode("ascii", "ignore").decode().lower()
    title = _NOT_IN_NAMES.sub("-", plain)[:_MOST_OF_NAME].strip("-") or "publicatie"
    return f"{title}-v{publication.version}"


def _block(block: Mapping[str, Any]) -> dict[str, Any]:
    if block["kind"] in FIGURES:
        return {"kind": block["kind"], "edition": block["edition"]}
    return {"kind": block["kind"], "words": _displayable({"nl": block["nl"], "en": block["en"]})}


def _edition(edition: Edition) -> dict[str, Any]:
    # how it stands now is no part of what it says
    table = filled(edition)
    said = len(table.notes) - len(edition.content["notes"])
    found: dict[str, Any] = {
        "digest": digest(edition.content),
        "table": edition.table,
        "by": edition.by,
        "number": edition.number,
        "years": [edition.first_year, edition.last_year],
        "threshold": edition.threshold,
        "base": edition.base,
        **table_content(table),
        "title": {language: _title(edition, language) for language in LANGUAGES},
        "notes": [both(note) for note in table.notes[said:]],
        "rules": edition.rules,
        "map": area_counts(table) if has_map(edition) else None,
    }
    whole: dict[str, Any] = _displayable(found)
    return whole


def table_content(table: FilledTable) -> dict[str, Any]:
    """What the files of a publication say of one table, edition or not."""
    found: dict[str, Any] = _displayable(
        {
            "title": both(table.title),
            "unit": both(table.unit),
            "period": both(table.period.words),
            "notes": [both(note) for note in table.notes],
            "query": table.query,
            "columns": [_column(table, name, kind) for name, kind in table.figures.schema.items()],
            "rows": [list(row) for row in table.figures.iter_rows()],
            "layout": {language: _layout(table, language) for language in LANGUAGES},
            "chart": chart_content(table.chart) if len(table.figures) else None,
        }
    )
    return found


def _title(edition: Edition, language: str) -> str:
    with translation.override(language):
        return table_words(edition.table, edition.by)


def _column(table: FilledTable, name: str, kind: pl.DataType) -> dict[str, Any]:
    return {
        "name": name,
        "label": both(table.column(name).label),
        "type": "text" if kind == pl.String else "count",
        "codes": {code: both(label) for code, label in table.codes_in(name).items()},
    }


def _layout(table: FilledTable, language: str) -> dict[str, Any]:
    with translation.override(language):
        shown: ShownTable = show(table)
    return {
        "head": shown.head,
        "columns": list(shown.columns),
        "further": list(shown.further),
        "groups": [
            {
                "heading": group.heading,
                "rows": [
                    {
                        "head": row.head,
                        "cells": list(row.cells),
                        "further": list(row.further),
                        "sum": row.is_sum,
                    }
                    for row in group.rows
                ],
            }
            for group in shown.groups
        ],
    }


def _displayable(content: Any) -> Any:
    """The same with every text in letters that each file can show."""
    match content:
        case str():
            return displayable(content)
        case Label():
            return _displayable(both(content))
        case dict():
            return {key: _displayable(value) for key, value in content.items()}
        case list() | tuple():
            return [_displayable(value) for value in content]
        case _:
            return content
