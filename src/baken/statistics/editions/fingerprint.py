"""A fingerprint of records: the same records give the same, in whatever order they stand.

It is kept with an edition for years: so it rests on arithmetic of its own, and on nothing that changes with
the version of a library.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from baken.extraction.compiled import compiled

AT_ONCE = 200_000
"""Rows that are written out at the same time."""

BETWEEN, NOTHING = "\x1f", "\x00"
"""What stands between two columns, and for a value that is not there."""


def state_of(frames: Sequence[pl.DataFrame]) -> str:
    """The fingerprint of some frames, each a set of rows."""
    digest = hashlib.sha256()
    for frame in frames:
        digest.update(BETWEEN.join([*frame.columns, str(frame.height)]).encode())
        digest.update(np.sort(row_numbers(frame)).astype("<u8").tobytes())
    return digest.hexdigest()


def row_numbers(frame: pl.DataFrame) -> npt.NDArray[np.uint64]:
    """A number for each row, by what stands in it."""
    found = [_numbers(part) for part in frame.iter_slices(AT_ONCE)]
    return np.concatenate([np.zeros(0, np.uint64), *found])


def _numbers(frame: pl.DataFrame) -> npt.NDArray[np.uint64]:
    texts = [
        (pl.col(column).list.join("+") if kind == pl.List else pl.col(column).cast(pl.String)).fill_null(
            NOTHING
        )
        for column, kind in frame.schema.items()
    ]
    written: Any = frame.select(pl.concat_str(texts, separator=BETWEEN)).to_series().to_arrow()
    _, ends, letters = written.cast("large_string").buffers()
    numbers = np.empty(frame.height, np.uint64)
    starts = np.frombuffer(ends, np.int64)[written.offset : written.offset + frame.height + 1]
    _number_texts(starts, np.frombuffer(letters or b"", np.uint8), numbers)
    return numbers


@compiled
def _number_texts(
    starts: npt.NDArray[np.int64], letters: npt.NDArray[np.uint8], numbers: npt.NDArray[np.uint64]
) -> None:
    """FNV-1a over the bytes of each text, then mixed as SplitMix64 does: one other letter changes half of
    the bits."""
    for row in range(len(numbers)):
        number = np.uint64(0xCBF29CE484222325)
        for place in range(starts[row], starts[row + 1]):
            number = (number ^ np.uint64(letters[place])) * np.uint64(0x100000001B3)
        number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        numbers[row] = number ^ (number >> np.uint64(31))
