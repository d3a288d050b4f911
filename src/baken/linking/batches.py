"""What is known of texts as Arrow batches, so that any machine can do a part of the work.

Texts, counts and signatures go from stage to stage: `read_words` once per sighting; then, over the
different texts, `counted` and `counted_own` in parts of any size, added up with `added`; `signed` with the
weights that follow from the counts. Arrays of numbers travel as bytes, little-endian.
"""

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from baken.linking.candidates import band_keys
from baken.linking.kernels import Codes, Hashes
from baken.linking.settings import LinkSettings
from baken.linking.shingles import BEGINNING_BANDS, Shingles, shingles_of
from baken.linking.tally import Tally
from baken.linking.unique_texts import SignedTexts
from baken.linking.weights import Weights
from baken.linking.words import Texts, read_texts

TEXTS = pa.schema([("hash", pa.int64()), ("words", pa.binary()), ("letters", pa.binary())])
"""A row a text: its hash, the hashes of its words, and its letters where it has few words."""

COUNTS = pa.schema([("table", pa.string()), ("stretch", pa.int32()), ("counts", pa.binary())])
"""Stretches of the tables of a Tally; one without a count is left out."""

SIGNATURES = pa.schema(
    [
        ("hash", pa.int64()),
        ("short", pa.bool_()),
        ("weight", pa.float64()),
        ("shingles", pa.binary()),
        ("bands", pa.binary()),
    ]
)
"""A row a different text: what clustering compares."""

WEIGHTS = pa.schema([("word_levels", pa.large_binary()), ("shared_passages", pa.large_binary())])
"""One row: the two tables of Weights, a byte a place."""

STRETCH = 1 << 16
_TABLES = {"texts_with": np.uint16, "own_beside": np.uint16, "surroundings": np.uint64}


def read_words(column: pa.ChunkedArray) -> pa.RecordBatch:
    """A column of texts as TEXTS, row for row."""
    texts = read_texts(column)
    return pa.RecordBatch.from_arrays(
        [
            pa.array(texts.hashes.view(np.int64)),
            _bytes(texts.words, texts.word_offsets),
            _bytes(texts.letters, texts.letter_offsets),
        ],
        schema=TEXTS,
    )


def texts_in(batch: pa.RecordBatch) -> Texts:
    """The texts of a batch (TEXTS)."""
    words, word_offsets = _numbers(batch.column("words"), np.uint32)
    letters, letter_offsets = _numbers(batch.column("letters"), np.uint32)
    hashes = batch.column("hash").to_numpy().view(np.uint64)
    return Texts(hashes, words, word_offsets, letters, letter_offsets)


def counted(batches: Iterable[pa.RecordBatch], words: int) -> Iterator[pa.RecordBatch]:
    """The passages and words of different texts, counted; `words` is how many the whole corpus has."""
    tally = Tally.for_words(words)
    for batch in batches:
        tally.count(texts_in(batch))
    yield from _stretches(tally, ("texts_with", "surroundings"))


def counted_own(batches: Iterable[pa.RecordBatch], tally: Tally) -> Iterator[pa.RecordBatch]:
    """What stands beside the passages of different texts; `tally` has counted the whole corpus."""
    own = Tally(tally.texts_with, np.zeros_like(tally.texts_with), np.zeros(1, np.uint64))
    for batch in batches:
        own.count_own(texts_in(batch))
    yield from _stretches(own, ("own_beside",))


def added(parts: pa.Table) -> pa.Table:
    """Counts (COUNTS) of the same stretch of one table, added up."""
    table, stretch = parts["table"][0].as_py(), parts["stretch"][0].as_py()
    values = [np.frombuffer(one.as_buffer(), _TABLES[table]) for one in parts["counts"].combine_chunks()]
    total = _tally_with(table, values[0].copy())
    for other in values[1:]:
        total.add(_tally_with(table, other))
    return pa.table([[table], [stretch], [getattr(total, table).tobytes()]], schema=COUNTS)


def tally_of(counts: pa.Table, words: int) -> Tally:
    """The tally of a corpus of so many words, from stretches of its tables that stand there once."""
    tally = Tally.for_words(words)
    for row in counts.to_pylist():
        values = np.frombuffer(row["counts"], _TABLES[row["table"]])
        begin = row["stretch"] * STRETCH
        getattr(tally, row["table"])[begin : begin + len(values)] = values
    return tally


def weights_batch(weights: Weights) -> pa.RecordBatch:
    """Weights (WEIGHTS), to be sent to whoever signs."""
    tables = (weights.word_levels, weights.shared_passages)
    return pa.RecordBatch.from_arrays(
        [pa.array([table.tobytes()], pa.large_binary()) for table in tables], schema=WEIGHTS
    )


def weights_in(batch: pa.RecordBatch) -> Weights:
    """The weights of a batch (WEIGHTS)."""
    levels, shared = (np.frombuffer(column[0].as_buffer(), np.uint8).copy() for column in batch.columns)
    return Weights(word_levels=levels, shared_passages=shared.view(np.bool_))


def signed(batch: pa.RecordBatch, weights: Weights, settings: LinkSettings) -> pa.RecordBatch:
    """The signatures (SIGNATURES) of different texts."""
    shingles = shingles_of(texts_in(batch), weights)
    keys = np.stack(list(band_keys(shingles, settings)), axis=1)
    ends = np.arange(len(keys) + 1, dtype=np.int64) * keys.shape[1]
    return pa.RecordBatch.from_arrays(
        [
            batch.column("hash"),
            pa.array(shingles.short),
            pa.array(shingles.weights),
            _bytes(shingles.values, shingles.offsets),
            _bytes(keys.reshape(-1), ends),
        ],
        schema=SIGNATURES,
    )


def signatures_in(table: pa.Table) -> SignedTexts:
    """The different texts of a corpus, in the order of their hashes; the signatures may come in any
    order."""
    # in 64 bits: all shingles together are many bytes
    wide = [one.with_type(pa.large_binary()) if one.type == pa.binary() else one for one in table.schema]
    hashes = table["hash"].to_numpy().view(np.uint64)
    order = np.argsort(hashes)
    ordered = table.cast(pa.schema(wide)).take(pa.array(order))
    values, offsets = _joined(ordered["shingles"])
    keys, _ = _joined(ordered["bands"])
    per_text = len(keys) // max(len(order), 1)
    by_band = np.ascontiguousarray(keys.reshape(len(order), per_text).T)
    short, weights = ordered["short"].to_numpy(), ordered["weight"].to_numpy()
    shingles = Shingles(values, offsets, weights, short, by_band[len(by_band) - BEGINNING_BANDS :])
    return SignedTexts(hashes[order], shingles, by_band)


def _tally_with(table: str, values: Codes) -> Tally:
    columns = {name: np.zeros(len(values), kind) for name, kind in _TABLES.items()}
    return Tally(**(columns | {table: values}))


def _stretches(tally: Tally, tables: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    for table in tables:
        values = getattr(tally, table)
        for begin in range(0, len(values), STRETCH):
            stretch = values[begin : begin + STRETCH]
            if stretch.any():
                row = [[table], [begin // STRETCH], [stretch.tobytes()]]
                yield pa.RecordBatch.from_arrays(
                    [pa.array(one, field.type) for one, field in zip(row, COUNTS, strict=True)], schema=COUNTS
                )


def _bytes(values: Hashes, offsets: Codes) -> pa.Array:
    """Rows of numbers as a binary column."""
    ends = (offsets * values.itemsize).astype(np.int32)
    return pa.Array.from_buffers(
        pa.binary(), len(offsets) - 1, [None, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(values))]
    )


def _numbers(column: pa.Array, kind: type[np.generic]) -> tuple[Hashes, Codes]:
    """Rows of numbers out of a binary column: all of them, and where each row begins."""
    _, ends, data = column.buffers()
    width = np.int64 if pa.types.is_large_binary(column.type) else np.int32
    offsets = np.frombuffer(ends, width)[column.offset : column.offset + len(column) + 1].astype(np.int64)
    values: Hashes = np.frombuffer(data or b"", np.uint8)[offsets[0] : offsets[-1]].view(kind).copy()
    return values, (offsets - offsets[0]) // values.itemsize


def _joined(column: pa.ChunkedArray) -> tuple[Hashes, Codes]:
    parts = [_numbers(chunk, np.uint32) for chunk in column.chunks]
    values = np.concatenate([np.zeros(0, np.uint32), *(values for values, _ in parts)])
    lengths = np.concatenate([np.zeros(1, np.int64), *(np.diff(offsets) for _, offsets in parts)])
    return values, np.cumsum(lengths)
