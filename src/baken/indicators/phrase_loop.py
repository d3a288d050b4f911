"""The loop of `phrase_search`, compiled when it is first used."""

from typing import Any

import numpy as np
import numpy.typing as npt

from baken.extraction.compiled import compiled
from baken.indicators.folding_table import APART, PICTURES, PLAIN

_PICTURES, _PICTURES_END = PICTURES

Numbers = npt.NDArray[np.int32]


@compiled
def scan(
    data: npt.NDArray[np.uint8],
    places: npt.NDArray[np.int64],
    single: Numbers,
    starts: Numbers,
    lengths: Numbers,
    symbols: Numbers,
    following: npt.NDArray[np.int32],
    found: npt.NDArray[np.uint64],
    quiet: int,
    sets: npt.NDArray[np.uint64],
    apart: npt.NDArray[np.bool_],
) -> None:
    """Fills `sets` with what stands in each text of UTF-8 `data`, from `places[n]` up to `places[n + 1]`.

    A text with a sign that is not in the table is left undone and set in `apart`.
    """
    for row in range(len(places) - 1):
        state: Any = following[0, 0]
        spaced = True
        seen = np.uint64(0)
        at, end = places[row], places[row + 1]
        while at < end:
            sign = np.int32(data[at])
            at += 1
            if sign >= 0x80:
                more = 1 if sign < 0xE0 else 2 if sign < 0xF0 else 3
                if at + more > end:
                    apart[row] = True
                    break
                sign &= 0x3F >> more
                for _ in range(more):
                    sign = sign << 6 | (np.int32(data[at]) & 0x3F)
                    at += 1
                if sign >= PLAIN:
                    if not _PICTURES <= sign < _PICTURES_END:
                        apart[row] = True
                        break
                    sign += PLAIN - _PICTURES
            symbol = single[sign]
            if symbol > 0 or (symbol == 0 and not spaced):
                spaced = symbol == 0
                state = following[state, symbol]
                if state >= quiet:
                    seen |= found[state]
            elif symbol < 0:
                if lengths[sign] == APART:
                    apart[row] = True
                    break
                for place in range(starts[sign], starts[sign] + lengths[sign]):
                    symbol = symbols[place]
                    if symbol > 0 or not spaced:
                        spaced = symbol == 0
                        state = following[state, symbol]
                        if state >= quiet:
                            seen |= found[state]
        if not spaced:
            seen |= found[following[state, 0]]
        sets[row] = seen
