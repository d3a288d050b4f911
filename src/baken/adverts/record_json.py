"""Advert records as JSON text, one a row, in columns: what is encrypted at rest.

Moments travel as microseconds since 1970, so that a record comes back exactly as it went in.
"""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa

from baken.vocabulary.advert_record import SCHEMA


def _moments_as(kind: pa.DataType, moment: pa.DataType) -> pa.DataType:
    if pa.types.is_timestamp(kind):
        return moment
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, _moments_as(field.type, moment)) for field in kind])
    return kind


_STORED = pa.schema([(field.name, _moments_as(field.type, pa.int64())) for field in SCHEMA])
_STORED_DTYPE = pl.Struct(pl.from_arrow(_STORED.empty_table()).schema)  # type: ignore[union-attr]


def to_json(records: pa.RecordBatch) -> list[str]:
    """One JSON text a record."""
    columns = [
        column.cast(_STORED.field(name).type)
        for name, column in zip(SCHEMA.names, records.columns, strict=True)
    ]
    frame = pl.DataFrame(pa.table(dict(zip(SCHEMA.names, columns, strict=True)), schema=_STORED))
    return frame.select(pl.struct(pl.all()).struct.json_encode()).to_series().to_list()


def from_json(texts: Sequence[str]) -> pa.RecordBatch:
    """The records of `to_json`, in the schema of the advert record."""
    if not texts:
        return pa.RecordBatch.from_pylist([], schema=SCHEMA)
    decoded = pl.Series("record", texts).str.json_decode(_STORED_DTYPE).struct.unnest()
    table = decoded.to_arrow()
    columns = [
        table.column(field.name).combine_chunks().cast(_STORED.field(field.name).type) for field in SCHEMA
    ]
    return pa.RecordBatch.from_arrays(
        [column.cast(field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA
    )
