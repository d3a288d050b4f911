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
BANDS_AT_ONCE = 4


def bands(shingles: Shingles, settings: LinkSettings) -> Iterator[tuple[Codes, Keys]]:
    """Per band: the texts in the order of their band keys, and those keys; equal keys, candidates.

    Texts with the same key stand in their own order. Memory: a few values a text at a time.
    """
    generator = np.random.default_rng(SEED)
    levels = np.maximum(np.arange(LEVELS), 1)
    rarity = ((FULL_LEVEL / levels) ** 3).astype(np.float32)
    texts = len(shingles.offsets) - 1
    for first in range(0, settings.bands, BANDS_AT_ONCE):
        count = min(BANDS_AT_ONCE, settings.bands - first)
        factors = generator.integers(1 << 31, size=(2, count * settings.rows), dtype=np.uint32) * 2 + 1
        smallest = np.zeros((texts, count * settings.rows), dtype=np.float32)
        _min_hashes(shingles.values, shingles.offsets, rarity, factors[0], factors[1], smallest)
        for band in range(count):
            keys = _band_keys(smallest[:, band * settings.rows : (band + 1) * settings.rows])
            order = np.argsort(keys, kind="stable").astype(np.int64)
            yield order, keys[order]


def _band_keys(values: Rough) -> Keys:
    columns = np.ascontiguousarray(values).view(np.uint32).astype(np.uint64)
    keys = np.zeros(len(columns), dtype=np.uint64)
    for column in range(columns.shape[1]):
        keys = (keys ^ columns[:, column]) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(32)
    return keys


@kernel
def _min_hashes(
    values: Hashes, offsets: Codes, rarity: Rough, factors: Hashes, terms: Hashes, smallest: Rough
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
                mixed = value * factors[function] + terms[function]
                mixed ^= mixed >> np.uint32(15)
                mixed *= np.uint32(0x2C1B3C6D)
                drawn = np.float32(mixed >> np.uint32(8)) * weight
                least[function] = min(least[function], drawn)
        for function in range(count):
            smallest[text, function] = least[function]
