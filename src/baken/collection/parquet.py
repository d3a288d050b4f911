"""Advert records as Parquet: the columns of the schema, where null or no column means absent."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from baken.collection.batches import BYTES_PER_BATCH, Batch, Gathering, Place
from baken.collection.json_rows import json_rows
from baken.collection.jsonl import may_need_care
from baken.collection.rejects import Unreadable
from baken.collection.whole_columns import sound

_ROWS_AT_ONCE = 500
_UNREADABLE_VALUE = object()
_FILE_FAULTS = (pa.ArrowException, UnicodeDecodeError, OSError, MemoryError, OverflowError)
_VALUE_FAULTS = (UnicodeDecodeError, ValueError, OverflowError, pa.ArrowException)


def read_parquet(stream: BinaryIO, gathering: Gathering, *, asked: range | None = None) -> Iterator[Batch]:
    """Batches of the rows of a seekable Parquet file; each bad row is a reject, counted from 1.

    Moments may be timestamps with a time zone or texts as RFC 3339 writes them. A column that an
    advert record does not know makes each row a reject that fills it. A row group that is damaged is one
    reject, and the others go through. With `asked`, only those rows are given. Raises Unreadable when the
    list of groups, or all that is asked of them, can't be read.
    """
    try:
        file = pq.ParquetFile(stream, pre_buffer=False)
        names = file.schema_arrow.names
        groups = [file.metadata.row_group(index).num_rows for index in range(file.num_row_groups)]
        rows_at_once = _rows_at_once(file, gathering.batch_rows, whole=not gathering.evidence)
    except _FILE_FAULTS as error:
        raise Unreadable("this is no Parquet file, or it is damaged") from error
    if len(set(names)) != len(names):
        raise Unreadable("this Parquet file has two columns of one name")
    asked = asked or range(1, sum(groups) + 1)
    first, readable = 1, not asked
    for group, rows in enumerate(groups):
        number, after = first, first + rows
        if number < asked.stop and after > asked.start:
            try:
                for columns in file.iter_batches(batch_size=rows_at_once, row_groups=[group]):
                    asks_all = asked.start <= number <= asked.stop - columns.num_rows
                    if not gathering.evidence and asks_all and (records := sound(columns)) is not None:
                        yield from gathering.whole(records, number)
                        number += columns.num_rows
                        continue
                    begin, end = (
                        min(max(at - number, 0), columns.num_rows) for at in (asked.start, asked.stop)
                    )
                    number += begin
                    for row in _rows(columns.slice(begin, end - begin)):
                        _take(row, number, gathering)
                        number += 1
                        if gathering.is_full:
                            yield gathering.batch()
                    number += columns.num_rows - end
                    if number >= asked.stop:
                        break
            except _FILE_FAULTS:
                if number >= asked.start:
                    reason = f"the row group of rows {first} to {after - 1} is damaged from here on"
                    gathering.reject(reason, line=number)
            readable = readable or number > max(first, asked.start)
        first = after
    if not readable:
        raise Unreadable("this Parquet file is damaged: none of its rows can be read")
    yield from gathering.rest()


def _rows_at_once(file: Any, most: int, *, whole: bool) -> int:
    groups = [file.metadata.row_group(index) for index in range(file.num_row_groups)]
    widest = max((group.total_byte_size / group.num_rows for group in groups if group.num_rows), default=1)
    most = most if whole else min(most, _ROWS_AT_ONCE)
    return max(1, min(most, int(BYTES_PER_BATCH / max(widest, 1))))


def _take(row: Any, number: int, gathering: Gathering) -> None:
    if row is _UNREADABLE_VALUE:
        gathering.reject("holds a text that is not UTF-8, or a moment out of range", line=number)
        return
    text = canonical(row)
    place = Place(gathering.source, number, hashlib.sha256(text).hexdigest(), line=number)
    gathering.take(row, place, size=len(text), suspicious=may_need_care(text))


def canonical(row: Any) -> bytes:
    """A row as JSON without spaces, names in order, as RFC 8785 writes records of this schema."""
    return _CANONICAL.encode(row).encode("utf-8")


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)


def _rows(batch: pa.RecordBatch) -> list[Any]:
    """The rows as JSON knows them; _UNREADABLE_VALUE for one whose bytes can't be read."""
    try:
        return json_rows(batch)
    except _VALUE_FAULTS:
        return [_one_row(batch.slice(index, 1)) for index in range(batch.num_rows)]


def _one_row(batch: pa.RecordBatch) -> Any:
    try:
        return json_rows(batch)[0]
    except _VALUE_FAULTS:
        return _UNREADABLE_VALUE
