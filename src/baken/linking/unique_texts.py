"""Different texts to unique adverts: those of one run among themselves, and with those of earlier runs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from baken.linking.anew import came_by_a_step, clustered, found_anew, take_up_fragments
from baken.linking.candidates import band_keys, in_runs
from baken.linking.central import looked_again
from baken.linking.clusters import Clusters, Joined, join, settle
from baken.linking.fragments import compared
from baken.linking.frames import without_frames
from baken.linking.kernels import Codes, Flags, Hashes, Keys, Numbers
from baken.linking.settings import LinkSettings
from baken.linking.shingles import Shingles, joined_shingles, shingles_of
from baken.linking.standing import Segment, StandingTexts, moved, placed
from baken.linking.tally import Tally
from baken.linking.weights import Weights, weigh
from baken.linking.words import Texts, joined

_PARTS = 2
"""In which the shingles of standing texts are found beside each other: a batch waits for them most."""


@dataclass(frozen=True, slots=True)
class UniqueTexts:
    """Per text, by number, its representative and its similarity to it; and refused pairs of texts."""

    representative: Codes
    similarity: Numbers
    refused_left: Codes
    refused_right: Codes
    refused_strength: Numbers
    refused_template: Flags

    def renumbered(self, numbers: Codes) -> "UniqueTexts":
        """The same with other numbers for the texts."""
        return replace(
            self,
            representative=moved(self.representative, numbers),
            similarity=placed(self.similarity, numbers),
            refused_left=numbers[self.refused_left],
            refused_right=numbers[self.refused_right],
        )


@dataclass(frozen=True, slots=True)
class SignedTexts:
    """Different texts, in the order of their hashes, that were counted and signed elsewhere.

    `shingles` is what clustering compares, `keys` their band keys, a row a band.
    """

    hashes: Keys
    shingles: Shingles
    keys: Hashes


def unique_texts(texts: Texts | SignedTexts, settings: LinkSettings) -> UniqueTexts:
    """Clusters different texts, in the order of their hashes."""
    if isinstance(texts, SignedTexts):
        shingles, keys = texts.shingles, iter(texts.keys)
    else:
        shingles = shingles_of(texts, weigh(Tally.of(texts), settings))
        keys = band_keys(shingles, settings)
    found = clustered(shingles, keys, settings)
    every = np.arange(len(texts.hashes), dtype=np.int64)
    return _with_refusals(found, found.representative, found.similarity, every)


@dataclass(frozen=True, slots=True)
class MoreTexts:
    """What stands after new texts came, and the number that each text has now, by the one it had.

    The new texts had the numbers after the last standing one.
    """

    standing: StandingTexts
    found: UniqueTexts
    numbers: Codes


def more_texts(standing: StandingTexts, texts: Texts, settings: LinkSettings) -> MoreTexts:
    """Takes texts that are new, in the order of their hashes, up among those of earlier runs.

    A standing text changes its cluster only where a new one brings two clusters together. Each time
    the texts have doubled, all are clustered anew: what a word says was known less well before.
    """
    count = len(standing) + len(texts.hashes)
    if count >= 2 * standing.weighed:
        every = joined([standing.take(np.arange(len(standing), dtype=np.int64)), texts])
        order = np.argsort(every.hashes)
        anew = StandingTexts.empty(Tally.to_grow(len(every.words)), weighed=count)
        grown, found = _taken_up(anew, every.take(order), settings)
        numbers = np.empty(count, dtype=np.int64)
        numbers[order] = np.arange(count)
        return MoreTexts(grown, found, numbers)
    grown, found = _taken_up(standing, texts, settings)
    fewer, numbers = grown.in_fewer_segments()
    return MoreTexts(fewer, found.renumbered(numbers), numbers)


def _taken_up(
    standing: StandingTexts, texts: Texts, settings: LinkSettings
) -> tuple[StandingTexts, UniqueTexts]:
    standing.tally.count(texts)
    standing.tally.count_own(texts)
    weights = weigh(standing.tally, settings)
    mine = shingles_of(texts, weights)
    keys = np.array(list(band_keys(mine, settings)), dtype=np.uint32)
    beside = _Beside(standing, keys, texts, mine, weights, settings.window)
    grouped = join(beside.shingles, beside.runs(keys), settings, beside.roots, beside.sizes)
    grouped = looked_again(beside.shingles, grouped, settings, beside.own_roots())
    found, numbers = _settled(standing, beside, grouped, weights, settings)

    count, more = len(standing), len(texts.hashes)
    representative = np.concatenate([standing.representative, np.arange(count, count + more)])
    similarity = np.concatenate([standing.similarity, np.ones(more)])
    changed = numbers[found.members]
    representative[changed] = numbers[found.clusters.representative[found.members]]
    similarity[changed] = found.clusters.similarity[found.members]
    grown = standing.with_more(Segment.of(count, texts, keys), representative, similarity)
    one, other = compared(grouped, found.clusters)
    doubtful = take_up_fragments(grown, numbers[one], numbers[other], weights, settings)
    doubtful |= came_by_a_step(standing.representative, representative)
    found_anew(grown, doubtful, weights, settings)
    return grown, _with_refusals(found.clusters, representative, similarity, numbers)


class _Beside:
    """New texts beside the standing ones that they may be like: these first, numbered anew from 0."""

    def __init__(
        self,
        standing: StandingTexts,
        keys: Hashes,
        texts: Texts,
        mine: Shingles,
        weights: Weights,
        window: int,
    ) -> None:
        self._alike = [standing.alike(band, np.unique(found), window) for band, found in enumerate(keys)]
        met = np.zeros(len(standing), dtype=np.bool_)
        for _, texts_met in self._alike:
            met[texts_met] = True
        met[standing.representative[met]] = True
        self.known = np.flatnonzero(met)
        members = np.bincount(standing.representative, minlength=len(standing))
        self.roots = np.searchsorted(self.known, standing.representative[self.known]).astype(np.int64)
        self.sizes = members[self.known].astype(np.int64)
        self.numbers = np.concatenate([self.known, len(standing) + np.arange(len(texts.hashes))])
        with ThreadPoolExecutor(_PARTS) as beside:
            parts = np.array_split(self.known, _PARTS)
            theirs = beside.map(lambda part: shingles_of(standing.take(part), weights), parts)
            self.shingles = joined_shingles([*theirs, mine])

    def own_roots(self) -> Codes:
        """The standing texts that others are held against."""
        return np.flatnonzero(self.roots == np.arange(len(self.known)))

    def runs(self, keys: Hashes) -> Iterator[tuple[Codes, Hashes]]:
        """Per band the texts by their keys; a standing one before the new."""
        own = np.arange(len(self.known), len(self.numbers), dtype=np.int64)
        for (their_keys, texts), found in zip(self._alike, keys, strict=True):
            theirs = np.searchsorted(self.known, texts)
            yield in_runs(np.concatenate([their_keys, found]), np.concatenate([theirs, own]))


@dataclass(frozen=True, slots=True)
class _Settled:
    clusters: Clusters
    members: Codes


def _settled(
    standing: StandingTexts, beside: _Beside, grouped: Joined, weights: Weights, settings: LinkSettings
) -> tuple[_Settled, Codes]:
    """Holds new texts against the roots of their clusters, and with them all texts of standing clusters
    that were taken up in another; and the numbers of the texts that were looked at."""
    count = len(beside.known)
    own_root = beside.own_roots()
    absorbed = own_root[grouped.root[own_root] != own_root]
    new = np.arange(count, len(beside.numbers), dtype=np.int64)
    if not len(absorbed):
        found = settle(beside.shingles, grouped, settings, new)
        found = without_frames(beside.shingles, found, settings, new, own_root)
        return _Settled(found, new), beside.numbers

    moved = np.flatnonzero(np.isin(standing.representative, beside.known[absorbed]))
    missing = np.setdiff1d(moved, beside.known, assume_unique=True)
    shingles = joined_shingles([beside.shingles, shingles_of(standing.take(missing), weights)])
    of_missing = np.searchsorted(beside.known, standing.representative[missing])
    root = np.concatenate([grouped.root, grouped.root[of_missing]])
    nothing = np.full(len(missing), -1, dtype=np.int64)
    wider = Joined(
        root,
        np.concatenate([grouped.template_with, nothing]),
        np.concatenate([grouped.template_strengths, nothing.astype(np.float64)]),
        np.concatenate([grouped.nearly, np.full((len(missing), grouped.nearly.shape[1]), -1, np.int32)]),
    )
    there = np.flatnonzero(np.isin(beside.known, moved))
    members = np.concatenate([there, new, np.arange(len(grouped.root), len(root))])
    stays = np.setdiff1d(own_root, absorbed)
    found = without_frames(shingles, settle(shingles, wider, settings, members), settings, members, stays)
    return _Settled(found, members), np.concatenate([beside.numbers, missing])


def _with_refusals(
    found: Clusters, representative: Codes, similarity: Numbers, numbers: Codes
) -> UniqueTexts:
    template = np.flatnonzero(found.template_pairs >= 0)
    chained = np.flatnonzero(found.chained_to >= 0)
    left = numbers[np.concatenate([template, chained])]
    right = numbers[np.concatenate([found.template_pairs[template], found.chained_to[chained]])]
    strength = np.concatenate([found.template_strengths[template], found.chained_strengths[chained]])
    apart = representative[left] != representative[right]
    return UniqueTexts(
        representative=representative,
        similarity=similarity,
        refused_left=left[apart],
        refused_right=right[apart],
        refused_strength=strength[apart],
        refused_template=(np.arange(len(left)) < len(template))[apart],
    )
