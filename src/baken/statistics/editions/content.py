"""What is published of an edition, as it is kept: figures, what was counted, notes and report. Words that
change later do not change what was published."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import definition_of
from baken.statistics.editions.notes import DRAFT, FOR_PARTNERS, OWN_PART, WITHDRAWN, provided_note
from baken.statistics.editions.part import PublicTable
from baken.statistics.models import Edition, Provision
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.vocabulary.code_list import Label
from baken.vocabulary.purposes import Purpose


def as_content(figures: pl.DataFrame, *, title: Label, unit: Label, notes: Sequence[Label]) -> dict[str, Any]:
    """The figures and words as they are kept."""
    return {
        "title": _both(title),
        "unit": _both(unit),
        "notes": [_both(note) for note in notes],
        "columns": [
            [name, "text" if kind == pl.String else "count"] for name, kind in figures.schema.items()
        ],
        "rows": [list(row) for row in figures.iter_rows()],
    }


def filled(edition: Edition) -> FilledTable:
    """An edition as a table: for a page, a chart, a file."""
    kept, definition = edition.content, TABLES[edition.table]
    public = definition_of(edition.table, edition.by or None)
    extra = public.columns if isinstance(public, PublicTable) else ()
    draw = public.draw if isinstance(public, PublicTable) and public.draw else definition.chart
    schema = {name: pl.String if kind == "text" else pl.Int64 for name, kind in kept["columns"]}
    said: tuple[Label, ...] = (FOR_PARTNERS, OWN_PART)
    if edition.kind == "public":
        said = {"made": (DRAFT,), "proposed": (DRAFT,), "withdrawn": (WITHDRAWN,)}.get(edition.state, ())
    return FilledTable(
        name=edition.table,
        title=_label(kept["title"]),
        unit=_label(kept["unit"]),
        columns=(*extra, *definition.columns, *_TOTALS),
        figures=pl.DataFrame(kept["rows"], schema=schema, orient="row"),
        period=period_of(edition),
        notes=(*said, *map(_label, kept["notes"])),
        query=edition.query,
        draw=draw,
        published=True,
    )


def filled_for(provision: Provision) -> FilledTable:
    """The edition as it goes to a partner: its first words say to whom, and for what."""
    table = filled(provision.edition)
    words = provided_note(provision.partner, Purpose[provision.purpose].label)
    return replace(table, notes=(words, *table.notes[1:]))


def period_of(edition: Edition) -> Period:
    """The whole years that an edition counts."""
    return Period.of_years(edition.first_year, edition.last_year)


_TOTALS = (Column("total", Label("totaal", "total")),)


def _both(label: Label) -> dict[str, str]:
    return {"nl": label.nl, "en": label.en}


def _label(kept: dict[str, str]) -> Label:
    return Label(kept["nl"], kept["en"])
