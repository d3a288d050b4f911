"""A fingerprint of records: the same records give the same, in whatever order they stand.

It is kept with an edition for years: so it rests on arithmetic of its own, and on nothing that changes with
the version of a library.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from baken.extraction.compiled import compiled

AT_ONCE = 200_000
"""Rows that are written out at the same time."""

BETWEEN, NOTHING = "\x1f", "\x00"
"""What stands between two columns, and for a value that is not there."""

Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Pointing:
    """A column that says for each row which of some texts stands in it: `places` are their row numbers."""

    texts: pl.Series
    places: pl.Series


Piece = str | pl.Series | Pointing
"""What is written for each row: the same text, its value, or the text that it points to."""
Columns = Mapping[str, Sequence[Piece]]
"""Columns by their name, each as the pieces that its text is put together of."""


def state_of(frames: Sequence[pl.DataFrame | Columns]) -> str:
    """The fingerprint of some frames, each a set of rows."""
    digest = hashlib.sha256()
    for frame in frames:
        columns = _columns_of(frame)
        height = _height(columns)
        digest.update(BETWEEN.join([*columns, str(height)]).encode())
        numbers = _numbers(columns, height)
        numbers.sort()
        digest.update(numbers.astype("<u8", copy=False).data)
    return digest.hexdigest()


def row_numbers(frame: pl.DataFrame | Columns) -> Numbers:
    """A number for each row, by what stands in it: FNV-1a over its text, then mixed as SplitMix64 does."""
    columns = _columns_of(frame)
    return _numbers(columns, _height(columns))


def _columns_of(frame: pl.DataFrame | Columns) -> Columns:
    return (
        {column: (frame[column],) for column in frame.columns} if isinstance(frame, pl.DataFrame) else frame
    )


def _height(columns: Columns) -> int:
    for piece in (piece for pieces in columns.values() for piece in pieces):
        if not isinstance(piece, str):
            return len(piece.places if isinstance(piece, Pointing) else piece)
    return 0


def _numbers(columns: Columns, height: int) -> Numbers:
    numbers = np.full(height, 0xCBF29CE484222325, np.uint64)
    every = np.arange(AT_ONCE, dtype=np.uint32)
    for piece in _pieces(columns):
        if isinstance(piece, str):
            _write_same(np.frombuffer(piece.encode(), np.uint8), numbers)
        elif isinstance(piece, Pointing):
            places = piece.places.to_numpy().astype(np.uint32, copy=False)
            _write(*_letters(piece.texts), places, numbers)
        else:
            for first in range(0, height, AT_ONCE):
                part = numbers[first : first + AT_ONCE]
                _write(*_letters(piece[first : first + AT_ONCE]), every[: len(part)], part)
    _mix(numbers)
    return numbers


def _pieces(columns: Columns) -> Iterator[Piece]:
    for place, pieces in enumerate(columns.values()):
        if place:
            yield BETWEEN
        yield from pieces


def _letters(values: pl.Series) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """The bytes of all texts behind each other, and where each begins, with the end of the last one."""
    told = values.list.join("+") if values.dtype == pl.List else values.cast(pl.String)
    written: Any = told.fill_null(NOTHING).to_arrow()
    _, ends, letters = written.cast("large_string").buffers()
    # no text at all has no buffers
    starts = np.frombuffer(ends or bytes(8), np.int64)[written.offset : written.offset + len(values) + 1]
    return starts, np.frombuffer(letters or b"", np.uint8)


@compiled
def _write(
    starts: npt.NDArray[np.int64],
    letters: npt.NDArray[np.uint8],
    places: npt.NDArray[np.uint32],
    numbers: Numbers,
) -> None:
    """FNV-1a goes on over the bytes of the text that each row points to."""
    for row in range(len(numbers)):
        number = numbers[row]
        text = places[row]
        for place in range(starts[text], starts[text + 1]):
            number = (number ^ np.uint64(letters[place])) * np.uint64(0x100000001B3)
        numbers[row] = number


@compiled
def _write_same(letters: npt.NDArray[np.uint8], numbers: Numbers) -> None:
    """The same over bytes that stand in every row."""
    for row in range(len(numbers)):
        number = numbers[row]
        for place in range(len(letters)):
            number = (number ^ np.uint64(letters[place])) * np.uint64(0x100000001B3)
        numbers[row] = number


@compiled
def _mix(numbers: Numbers) -> None:
    """As SplitMix64 does: one other letter changes half of the bits."""
    for row in range(len(numbers)):
        number = numbers[row]
        number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        numbers[row] = number ^ (number >> np.uint64(31))
