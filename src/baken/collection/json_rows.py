"""Columns as rows that JSON knows: moments as RFC 3339 writes them, and nothing where there is null."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def json_rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows of a batch, fields in its order. Moments become texts in UTC with `Z`; without a
    time zone they get none, as nobody can say which moment is meant.

    Raises UnicodeDecodeError or an Arrow error where the bytes of a value can't be read.
    """
    columns = [without_moments(column) for column in batch.columns]
    plain = pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
    return [_present(row) for row in plain.to_pylist()]


def _present(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _present_inside(value) if value.__class__ in (dict, list) else value
        for name, value in row.items()
        if value is not None
    }


def _present_inside(value: Any) -> Any:
    if isinstance(value, dict):
        return _present(value)
    return [_present_inside(item) if item.__class__ in (dict, list) else item for item in value]


def without_moments(column: pa.Array) -> pa.Array:
    """The column without what JSON has no word for: moments, dictionaries, bytes that are text.

    Raises as `json_rows` does.
    """
    kind = column.type
    if pa.types.is_timestamp(kind):
        return _moments(column)
    if pa.types.is_dictionary(kind):
        return without_moments(column.dictionary_decode())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return column.cast(pa.string())
    if pa.types.is_struct(kind):
        names = [kind.field(index).name for index in range(kind.num_fields)]
        parts = [without_moments(part) for part in column.flatten()]
        return pa.StructArray.from_arrays(parts, names=names, mask=column.is_null()) if parts else column
    return column


def _moments(column: pa.Array) -> pa.Array:
    # Arrow looks up every zone in the system's database, UTC too; without a zone it needs none.
    bare = column.cast(pa.timestamp("us", column.type.tz), safe=False).view("int64").view(pa.timestamp("us"))
    text = pc.replace_substring(bare.cast(pa.string()), " ", "T", max_replacements=1)
    text = pc.replace_substring_regex(text, r"\.000000$", "")
    return pc.binary_join_element_wise(text, "Z", "") if column.type.tz else text
