"""Standing clusters found anew: what one run would make of their texts with what is known by now.

How a cluster grew, and which weights words had at the time, should not tell for good. To cluster all
texts anew for each batch would cost too much, so it is done with those whose clusters have changed most.
"""

from collections.abc import Iterable

import numpy as np

from baken.linking.candidates import band_keys, in_runs
from baken.linking.central import looked_again
from baken.linking.clusters import Clusters, join, settle
from baken.linking.fragments import fragments, sampled, sides, with_fragments
from baken.linking.frames import LEAST_TEXTS, without_frames
from baken.linking.kernels import Codes, Flags, Hashes
from baken.linking.settings import LinkSettings
from baken.linking.shingles import Shingles, shingles_of
from baken.linking.standing import StandingTexts
from baken.linking.weights import Weights

STEP = 1.25
"""A cluster is found anew each time it has grown by so much, so that all that costs stays in proportion
to what is new."""

_GOLDEN = 0.6180339887


def clustered(shingles: Shingles, keys: Iterable[Hashes], settings: LinkSettings) -> Clusters:
    """Clusters texts, in the order of their hashes, by their shingles and band keys."""
    every = np.arange(len(shingles.weights), dtype=np.int64)
    none = every[:0]
    runs = (in_runs(band, every) for band in keys)
    grouped = looked_again(shingles, join(shingles, runs, settings, none, none), settings, none)
    settled = with_fragments(shingles, grouped, settle(shingles, grouped, settings, every), settings)
    return without_frames(shingles, settled, settings, every, none)


def found_anew(texts: StandingTexts, clusters: Flags, weights: Weights, settings: LinkSettings) -> None:
    """Clusters the texts of some clusters (by their representatives) as a corpus of their own, in place."""
    numbers = np.flatnonzero(clusters[texts.representative])
    if not len(numbers):
        return
    taken = texts.take(numbers)
    order = np.argsort(taken.hashes)
    numbers = numbers[order]
    shingles = shingles_of(taken.take(order), weights)
    found = clustered(shingles, band_keys(shingles, settings), settings)
    texts.representative[numbers] = numbers[found.representative]
    texts.similarity[numbers] = found.similarity


def came_by_a_step(before: Codes, now: Codes) -> Flags:
    """Marks the clusters, by their representatives, that have grown by STEP since they last did, on the
    average; texts that are not in `before` are new.

    Each cluster has steps of its own: where a corpus grows evenly, some come by theirs in every batch.
    """
    count = len(before)
    marked = np.zeros(len(now), dtype=np.bool_)
    if not count:
        return marked
    sizes = np.bincount(now, minlength=len(now))
    parts, of_parts = np.unique(now[:count] * np.int64(count) + before, return_counts=True)
    largest = np.zeros(len(now), dtype=np.int64)
    np.maximum.at(largest, parts // count, of_parts)
    grown = np.flatnonzero((sizes >= LEAST_TEXTS) & (largest > 0) & (sizes > largest))
    own = grown * _GOLDEN % 1
    had, has = (np.floor(np.log(many[grown]) / np.log(STEP) + own) for many in (largest, sizes))
    marked[grown[has > had]] = True
    return marked


def take_up_fragments(
    texts: StandingTexts, one: Codes, other: Codes, weights: Weights, settings: LinkSettings
) -> Flags:
    """Writes down which small clusters are fragments of larger ones, of those with texts in a pair; and marks
    the larger ones, by their representatives."""
    marked = np.zeros(len(texts), dtype=np.bool_)
    representative = texts.representative
    sizes = np.bincount(representative, minlength=len(texts))
    small, large = sides(representative, sizes, one, other)
    if not len(small):
        return marked
    of_small = np.zeros(len(texts), dtype=np.bool_)
    of_small[small] = True
    numbers = np.union1d(np.flatnonzero(of_small[representative]), sampled(representative, np.unique(large)))
    places = np.searchsorted(numbers, representative[numbers])
    pairs = np.searchsorted(numbers, small), np.searchsorted(numbers, large)
    taken = fragments(shingles_of(texts.take(numbers), weights), places, *pairs, settings)
    representative[numbers[taken.texts]] = numbers[taken.into]
    texts.similarity[numbers[taken.texts]] = taken.nearness
    marked[numbers[taken.into]] = True
    return marked
