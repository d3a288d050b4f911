"""Outlines of texts: few bytes that tell how much two texts can share at most, without comparing them.

Most candidates share little. Their outlines show it in a tenth of the time that their shingles take; what
an outline leaves open is compared on the shingles, so the answer is the same.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Bytes, Codes, Hashes, Whole, kernel
from baken.linking.shingles import LEVEL_BITS, Shingles

PARTS_BITS = 9
PARTS = 1 << PARTS_BITS
"""Parts of the range of hashes: so many that few shingles of a usual text share one, so few that two
outlines are read in a tenth of a microsecond."""

LEVEL, MARK = np.uint8(15), np.uint8(240)
"""The two halves of a byte: how much is in a part, and of what kind it is."""

SEVERAL = MARK
"""The kind of a part with several shingles; one alone has bits of its own hash there, never these."""

STEP = 4
"""Where several shingles are in a part their weight is told in steps, rounded up."""

ONE, STEP_BEYOND = np.uint8(1), np.uint8(STEP - 1)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Per text a byte for each part of the range of hashes (0 where it has no shingle); the weight that is
    more than its part can tell; and how many of its shingles stand in a part beside another. Each shingle
    has some weight."""

    parts: Bytes
    weight_beyond: Codes
    beside: Codes


def outlines_of(shingles: Shingles) -> Outlines:
    """The outlines of texts, in their order."""
    count = len(shingles.offsets) - 1
    found = Outlines(np.zeros((count, PARTS), np.uint8), np.zeros(count, np.int64), np.zeros(count, np.int64))
    _write(shingles.values, shingles.offsets, found.parts, found.weight_beyond, found.beside)
    return found


@kernel
def most_shared(
    parts: Bytes, weight_beyond: Codes, beside: Codes, one: int, other: int
) -> tuple[Whole, Whole]:
    """The most that two texts can share: the weight of shingles, and how many.

    Where each has one shingle in a part, they share it if it looks the same. Else they share no more there
    than the lighter one has. Of what is beyond that, or beside another shingle, they share no more than
    the one with less of it has.
    """
    mine, its = parts[one], parts[other]
    weight = np.uint16(0)  # in sixteen bits, and parts in eight: many are looked at and added up at once
    count = np.uint16(0)
    for part in range(PARTS):
        here, there = mine[part], its[part]
        several, several_there = np.uint8(here >= SEVERAL), np.uint8(there >= SEVERAL)
        told = np.uint8(np.uint8(here & LEVEL) * np.uint8(ONE + STEP_BEYOND * several))
        told_there = np.uint8(np.uint8(there & LEVEL) * np.uint8(ONE + STEP_BEYOND * several_there))
        may = np.uint8(np.uint8(here == there) | several | several_there)
        lighter = np.uint8(min(told, told_there) * may)
        weight = np.uint16(weight + np.uint16(lighter))
        count = np.uint16(count + np.uint16(lighter != 0))
    return (
        np.int64(weight) + min(weight_beyond[one], weight_beyond[other]),
        np.int64(count) + min(beside[one], beside[other]),
    )


@kernel
def _write(values: Hashes, offsets: Codes, parts: Bytes, weight_beyond: Codes, beside: Codes) -> None:
    """Shingles stand in the order of their hashes, so those of a part stand together."""
    most = STEP * np.int64(LEVEL)
    for text in range(len(offsets) - 1):
        at = offsets[text]
        end = offsets[text + 1]
        while at < end:
            value = values[at]
            part = value >> np.uint32(32 - PARTS_BITS)
            weight = np.int64(value & LEVEL_BITS)
            many = 1
            while at + many < end and values[at + many] >> np.uint32(32 - PARTS_BITS) == part:
                weight += np.int64(values[at + many] & LEVEL_BITS)
                many += 1
            if many == 1:
                look = np.uint8(value >> np.uint32(4)) & MARK  # bits beside the weight
                parts[text, part] = np.uint8(weight) | (look if look != SEVERAL else np.uint8(0))
            else:
                told = min(weight, most)
                parts[text, part] = np.uint8((told + STEP - 1) // STEP) | SEVERAL
                weight_beyond[text] += weight - told
                beside[text] += many - 1
            at += many
