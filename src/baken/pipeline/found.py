"""Stored sightings as the tables that the pure stages read."""

from collections.abc import Iterable

import polars as pl
import pyarrow as pa

from baken.adverts.queries import FoundPage
from baken.extraction.stage import SCHEMA as EXTRACTED

_STORED_FACTS = ("places", "languages", "stated_ages", "prices")
_FACTS = pl.Struct(
    {name: pl.Series(pa.array([], EXTRACTED.field(name).type)).dtype for name in _STORED_FACTS}
)


def with_row_ids(page: FoundPage) -> pa.RecordBatch:
    """The records of a page, named by their row: two files may give two sightings the same name."""
    position = page.records.schema.get_field_index("sighting_id")
    rows = pa.array([str(row) for row in page.rows], pa.string())
    return page.records.set_column(position, page.records.schema.field("sighting_id"), rows)


def extracted_of(page: FoundPage) -> pa.RecordBatch:
    """What extraction found, in its own schema, out of the store: contacts as pseudonyms only."""
    facts = pl.Series("facts", page.facts, dtype=pl.String).str.json_decode(_FACTS).struct.unnest().to_arrow()
    columns = {name: facts.column(name).combine_chunks() for name in _STORED_FACTS}
    columns["sighting_id"] = pa.array([str(row) for row in page.rows], pa.string())
    columns["contacts"] = _contacts(page.contacts)
    return pa.RecordBatch.from_arrays(
        [columns[field.name].cast(field.type) for field in EXTRACTED], schema=EXTRACTED
    )


def _contacts(stored: pa.Array) -> pa.Array:
    """The stored mentions as extraction's contacts; the value stays where it is encrypted."""
    mention = pl.element().struct
    span = pl.when(mention.field("start").is_not_null()).then(
        pl.concat_list(mention.field("start"), mention.field("end"))
    )
    parts = {
        "kind": mention.field("kind"),
        "value": pl.lit(None, dtype=pl.String),
        "pseudonym": mention.field("pseudonym"),
        "obscured": mention.field("obscured"),
        "valid": pl.lit(None, dtype=pl.Boolean),
        "span": span,
        "field": mention.field("field"),
    }
    made = pl.DataFrame({"contacts": pl.Series(stored)}).select(
        pl.col("contacts").list.eval(pl.struct(part.alias(name) for name, part in parts.items()))
    )
    return made.to_arrow().column("contacts").combine_chunks().cast(EXTRACTED.field("contacts").type)


def whole(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
    """The batches as one table, empty where there were none."""
    return pa.Table.from_batches(list(batches), schema)
