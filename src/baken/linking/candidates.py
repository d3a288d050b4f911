"""Which texts are worth comparing: those that agree in one band of weighted MinHash values.

The chance that two texts agree in one value is about their weighted Jaccard similarity. Weights are
cubed here, so that words which say little hardly make candidates: texts meet through what is rare.
"""

from collections.abc import Iterator

import numpy as np

from baken.linking.kernels import Codes, Hashes, Keys, Rough, kernel
from baken.linking.settings import LinkSettings
from baken.linking.shingles import LEVEL_BITS, Shingles
from baken.linking.weights import FULL_LEVEL, LEVELS

SEED = 20251121
BANDS_AT_ONCE = 16

FEW = 96
"""So many are put in order sooner one by one than through the tables of a radix sort."""


def band_keys(shingles: Shingles, settings: LinkSettings) -> Iterator[Hashes]:
    """Per band a key for each text; texts with the same key are candidates. The last bands are those of
    the beginnings.

    Memory: a few values a text at a time.
    """
    generator = np.random.default_rng(SEED)
    levels = np.maximum(np.arange(LEVELS), 1)
    rarity = ((FULL_LEVEL / levels) ** 3).astype(np.float32)
    texts = len(shingles.offsets) - 1
    for first in range(0, settings.bands, BANDS_AT_ONCE):
        count = min(BANDS_AT_ONCE, settings.bands - first)
        factors = generator.integers(1 << 31, size=(2, count * settings.rows), dtype=np.uint32) * 2 + 1
        keys = np.zeros((count, texts), dtype=np.uint32)
        _band_keys(shingles.values, shingles.offsets, rarity, factors[0], factors[1], settings.rows, keys)
        yield from keys
    yield from shingles.beginnings


def in_runs(keys: Hashes, texts: Codes) -> tuple[Codes, Hashes]:
    """Texts (below 2^32) in the order of their keys, those with one key as they stand, and the keys."""
    if len(keys) <= FEW:
        return _few_in_runs(keys, texts)
    packed = keys.astype(np.uint64) << np.uint64(32) | texts.astype(np.uint64)
    room = np.empty_like(packed)
    for shift in (32, 43, 54):
        _spread(packed, room, np.uint64(shift))
        packed, room = room, packed
    return (packed & np.uint64(0xFFFFFFFF)).astype(np.int64), (packed >> np.uint64(32)).astype(np.uint32)


@kernel
def _few_in_runs(keys: Hashes, texts: Codes) -> tuple[Codes, Hashes]:
    ordered, found = np.empty(len(keys), dtype=np.int64), np.empty(len(keys), dtype=np.uint32)
    for at in range(len(keys)):
        key = keys[at]
        place = at
        while place > 0 and found[place - 1] > key:
            found[place], ordered[place] = found[place - 1], ordered[place - 1]
            place -= 1
        found[place], ordered[place] = key, texts[at]
    return ordered, found


@kernel
def _spread(values: Keys, out: Keys, shift: np.uint64) -> None:
    """One pass of a radix sort: by eleven bits, in the order they had."""
    ends = np.zeros(2049, dtype=np.int64)
    for value in values:
        ends[(value >> shift & np.uint64(2047)) + np.uint64(1)] += 1
    for digit in range(2048):
        ends[digit + 1] += ends[digit]
    for value in values:
        digit = value >> shift & np.uint64(2047)
        out[ends[digit]] = value
        ends[digit] += 1


@kernel
def _band_keys(
    values: Hashes,
    offsets: Codes,
    rarity: Rough,
    factors: Hashes,
    terms: Hashes,
    rows: int,
    keys: Hashes,
) -> None:
    count = len(factors)
    least = np.zeros(count, dtype=np.float32)
    for text in range(len(offsets) - 1):
        for function in range(count):  # a loop compiles in a fraction of the time of a slice
            least[function] = np.inf
        for at in range(offsets[text], offsets[text + 1]):
            value = values[at]
            weight = rarity[value & LEVEL_BITS]
            for function in range(count):
                mixed = (value ^ terms[function]) * factors[function]
                drawn = np.float32(mixed >> np.uint32(8)) * weight
                least[function] = min(least[function], drawn)
        bits = least.view(np.uint32)
        for band in range(len(keys)):
            key = np.uint64(0)
            for row in range(rows):
                key = (key ^ np.uint64(bits[band * rows + row])) * np.uint64(0x9E3779B97F4A7C15)
                key ^= key >> np.uint64(32)
            keys[band, text] = np.uint32(key >> np.uint64(16))
