"""Writes advert records as JSON Lines, CSV or Parquet; what is written reads back as it was."""

import csv
import io
import json
from collections.abc import Iterable
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from baken.collection.delimited import GROUPS
from baken.collection.json_rows import json_rows
from baken.collection.json_texts import json_lines
from baken.vocabulary.advert_record import SCHEMA

FORMATS = ("jsonl", "csv", "parquet")

_ROW_GROUP = 50_000
_ROW_GROUP_BYTES = 64 * 1024 * 1024


def write_records(batches: Iterable[pa.RecordBatch], stream: BinaryIO, format: str) -> int:
    """Writes batches of `vocabulary.advert_record.SCHEMA` to a stream; how many records.

    The same records give the same bytes. JSON Lines leaves nulls out and writes moments as RFC 3339
    in UTC. CSV writes lists and groups as JSON in their cell; an empty title or place is lost in it.
    """
    match format:
        case "jsonl":
            return _write_jsonl(batches, stream)
        case "csv":
            return _write_csv(batches, stream)
        case "parquet":
            return _write_parquet(batches, stream)
    raise ValueError(f"advert records are not written as {format}")


def _write_jsonl(batches: Iterable[pa.RecordBatch], stream: BinaryIO) -> int:
    count = 0
    for batch in batches:
        stream.write(json_lines(batch))
        count += batch.num_rows
    return count


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _write_csv(batches: Iterable[pa.RecordBatch], stream: BinaryIO) -> int:
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(SCHEMA.names)
    count = 0
    for batch in batches:
        for row in json_rows(batch):
            cells = {name: _ENCODER.encode(value) if name in GROUPS else value for name, value in row.items()}
            writer.writerow([cells.get(name, "") for name in SCHEMA.names])
            count += 1
    text.detach()
    return count


def _write_parquet(batches: Iterable[pa.RecordBatch], stream: BinaryIO) -> int:
    count = 0
    with pq.ParquetWriter(stream, SCHEMA, compression="zstd") as writer:
        waiting: list[pa.RecordBatch] = []
        rows = size = 0
        for batch in batches:
            waiting.append(batch)
            rows, size = rows + batch.num_rows, size + batch.nbytes
            if rows >= _ROW_GROUP or size >= _ROW_GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(waiting, SCHEMA))
                count, rows, size, waiting = count + rows, 0, 0, []
        if rows:
            writer.write_table(pa.Table.from_batches(waiting, SCHEMA))
            count += rows
    return count
