"""Columns as JSON text, a whole column at a time; what is null is left out."""

import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from baken.collection.json_rows import without_moments

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_TO_ESCAPE = r'[\x00-\x1f"\\]'


def json_lines(batch: pa.RecordBatch) -> bytes:
    """The rows as JSON Lines in UTF-8: the same bytes as an object at a time of `json_rows`."""
    if not batch.num_rows:
        return b""
    objects = _object(batch.schema.names, [without_moments(column) for column in batch.columns])
    rows = pa.ListArray.from_arrays(pa.array([0, len(objects)], pa.int32()), objects)
    joined: bytes = pc.binary_join(rows, "\n")[0].as_buffer().to_pybytes()
    return joined + b"\n"


def json_texts(column: pa.Array) -> pa.StringArray:
    """The JSON text of each value of a column; null where there is none."""
    return _text(without_moments(column))


def _text(column: pa.Array) -> pa.StringArray:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _strings(column.cast(pa.string()))
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        return column.cast(pa.string())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _list(column)
    if pa.types.is_struct(kind):
        names = [kind.field(at).name for at in range(kind.num_fields)]
        return _where(column, _object(names, column.flatten()))
    return _one_by_one(column, _ENCODER.encode)


def _object(names: list[str], columns: list[pa.Array]) -> pa.StringArray:
    named = [
        pc.binary_join_element_wise(f",{_ENCODER.encode(name)}:", _text(column), "")
        for name, column in zip(names, columns, strict=True)
    ]
    # What is absent is written as nothing. Arrow can skip it itself, but drops a row of nothing else.
    parts = [pc.fill_null(one, "") for one in named]
    return _between("{", pc.utf8_slice_codeunits(pc.binary_join_element_wise(*parts, ""), 1), "}")


def _list(column: pa.Array) -> pa.StringArray:
    lengths = pc.fill_null(column.value_lengths(), 0).to_numpy(zero_copy_only=False)
    offsets = pa.array([0, *lengths.cumsum().tolist()], pa.int32())
    items = pa.ListArray.from_arrays(offsets, pc.fill_null(_text(column.flatten()), "null"))
    return _where(column, _between("[", pc.binary_join(items, ","), "]"))


def _strings(column: pa.StringArray) -> pa.StringArray:
    if pc.any(pc.match_substring_regex(column, _TO_ESCAPE)).as_py():
        return _one_by_one(column, _ENCODER.encode)
    return _between('"', column, '"')


def _one_by_one(column: pa.Array, written: Callable[[Any], str]) -> pa.StringArray:
    """Each different value written once."""
    encoded = column.dictionary_encode()
    texts = pa.array([written(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return texts.take(encoded.indices)


def _between(before: str, column: pa.StringArray, behind: str) -> pa.StringArray:
    return pc.binary_join_element_wise(before, column, behind, "")


def _where(column: pa.Array, texts: pa.StringArray) -> pa.StringArray:
    return pc.if_else(column.is_valid(), texts, None) if column.null_count else texts
