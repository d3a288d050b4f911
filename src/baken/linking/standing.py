"""Texts of earlier runs, as later ones need them: found by their words, or as candidates by band keys.

They lie in segments, one a run, which are never changed: what a later run found out about a text (its
representative) stands beside them. Segments may be mapped from disk; only what is asked for is read.
"""

import itertools
from dataclasses import dataclass, replace

import numpy as np

from baken.linking.candidates import in_runs
from baken.linking.kernels import Codes, Hashes, Numbers, Places
from baken.linking.tally import Tally
from baken.linking.words import Texts, joined

SEGMENTS = 8
"""More segments than this are made fewer, so that a text is looked for in few places."""

TAKEN = 2
"""Of a segment's texts with one key the last ones are looked at, so many times as many as are asked for:
several may be of one cluster."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Different texts in the order of their hashes; `first` is the number of the first of them.

    `band_keys` has, a row a band, the keys in order; `band_texts` whose they are, counted within the
    segment.
    """

    first: int
    texts: Texts
    band_keys: Hashes
    band_texts: Places

    @classmethod
    def of(cls, first: int, texts: Texts, keys: Hashes) -> "Segment":
        """A segment of texts whose band keys are the columns of `keys`."""
        every = np.arange(len(texts.hashes), dtype=np.int64)
        runs = [in_runs(band, every) for band in keys]
        return cls(
            first,
            texts,
            np.array([found for _, found in runs], dtype=np.uint32).reshape(len(keys), -1),
            np.array([order for order, _ in runs], dtype=np.int32).reshape(len(keys), -1),
        )

    def __len__(self) -> int:
        return len(self.texts.hashes)

    def with_next(self, other: "Segment") -> tuple["Segment", Codes]:
        """One segment of this and the next, and where in it each text of both stands now."""
        texts = joined([self.texts, other.texts])
        order = np.argsort(texts.hashes)
        moves = np.empty(len(order), dtype=np.int64)
        moves[order] = np.arange(len(order))
        runs = [
            in_runs(
                np.concatenate([mine, its]),
                moves[np.concatenate([of_mine, len(self) + of_its.astype(np.int64)])],
            )
            for mine, its, of_mine, of_its in zip(
                self.band_keys, other.band_keys, self.band_texts, other.band_texts, strict=True
            )
        ]
        keys = np.array([found for _, found in runs], dtype=np.uint32)
        places = np.array([found for found, _ in runs], dtype=np.int32)
        return Segment(self.first, texts.take(order), keys, places), moves

    def alike(self, band: int, keys: Hashes, most: int) -> tuple[Hashes, Codes]:
        """Texts with each of these different keys, at most so many a key: keys and numbers.

        Raises ValueError when the segment names a text that it does not have.
        """
        mine = self.band_keys[band]
        begin = np.searchsorted(mine, keys, "left")
        end = np.searchsorted(mine, keys, "right")
        begin = np.maximum(begin, end - most)
        counts = end - begin
        some = np.flatnonzero(counts)
        counts = counts[some]
        places = np.repeat(begin[some] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        texts = self.band_texts[band][places].astype(np.int64)
        if len(texts) and not 0 <= texts.min() <= texts.max() < len(self):
            raise ValueError("a segment names a text that it does not have")
        return np.repeat(keys[some], counts), self.first + texts


@dataclass(frozen=True, slots=True)
class StandingTexts:
    """All texts of earlier runs, numbered through, with their clusters and the counts over them.

    `weighed` is how many there were when all were clustered at once.
    """

    segments: tuple[Segment, ...]
    representative: Codes
    similarity: Numbers
    tally: Tally
    weighed: int

    @classmethod
    def empty(cls, tally: Tally, weighed: int = 0) -> "StandingTexts":
        """No text yet."""
        return cls((), np.zeros(0, np.int64), np.zeros(0, np.float64), tally, weighed)

    def __len__(self) -> int:
        return len(self.representative)

    def numbers_of(self, hashes: np.ndarray) -> Codes:
        """The number of the text with each hash, -1 where there is none."""
        numbers = np.full(len(hashes), -1, dtype=np.int64)
        for segment in self.segments:
            there = segment.texts.hashes
            if not len(there):
                continue
            place = np.minimum(np.searchsorted(there, hashes), len(there) - 1)
            same = there[place] == hashes
            numbers[same] = segment.first + place[same]
        return numbers

    def take(self, numbers: Codes) -> Texts:
        """Texts by number, which stand in order."""
        parts = []
        for segment in self.segments:
            begin, end = np.searchsorted(numbers, [segment.first, segment.first + len(segment)])
            parts.append(segment.texts.take(numbers[begin:end] - segment.first))
        return joined(parts)

    def alike(self, band: int, keys: Hashes, most: int) -> tuple[Hashes, Codes]:
        """Texts with each of these different keys, one a cluster and at most so many a key, the last
        ones: keys and numbers."""
        found = [segment.alike(band, keys, TAKEN * most) for segment in self.segments]
        of_key = np.concatenate([np.zeros(0, np.uint32), *(keys for keys, _ in found)])
        texts = np.concatenate([np.zeros(0, np.int64), *(texts for _, texts in found)])
        cluster = self.representative[texts]
        order = np.lexsort((texts, cluster, of_key))
        of_key, texts, cluster = of_key[order], texts[order], cluster[order]
        first = np.ones(len(order), dtype=np.bool_)
        first[1:] = (np.diff(of_key) != 0) | (np.diff(cluster) != 0)
        of_key, texts = of_key[first], texts[first]
        left = np.searchsorted(of_key, of_key, "right") - np.arange(len(of_key))
        return of_key[left <= most], texts[left <= most]

    def with_more(self, segment: Segment, representative: Codes, similarity: Numbers) -> "StandingTexts":
        """With one segment more, and what is known of all texts now."""
        return replace(
            self,
            segments=(*self.segments, segment),
            representative=representative,
            similarity=similarity,
        )

    def in_fewer_segments(self) -> tuple["StandingTexts", Codes]:
        """Without those of batches that brought no new text, and with the two smallest neighbours made one as
        long as there are more than SEGMENTS; and the number that each text has now."""
        numbers = np.arange(len(self), dtype=np.int64)
        segments = [one for one in self.segments if len(one)]
        while len(segments) > SEGMENTS:
            sizes = [len(one) + len(other) for one, other in itertools.pairwise(segments)]
            at = int(np.argmin(sizes))
            one, moves = segments[at].with_next(segments[at + 1])
            segments[at : at + 2] = [one]
            within = slice(one.first, one.first + len(one))
            numbers = np.where(
                (numbers >= within.start) & (numbers < within.stop),
                one.first + moves[np.clip(numbers - one.first, 0, len(one) - 1)],
                numbers,
            )
        return (
            replace(
                self,
                segments=tuple(segments),
                representative=moved(self.representative, numbers),
                similarity=placed(self.similarity, numbers),
            ),
            numbers,
        )


def placed(values: Numbers, numbers: Codes) -> Numbers:
    """Values of texts, each at the number that its text has now."""
    out = np.empty_like(values)
    out[numbers] = values
    return out


def moved(pointers: Codes, numbers: Codes) -> Codes:
    """What texts point to, each at the number that its text has now, pointing to the number that it has."""
    out = np.empty_like(pointers)
    out[numbers] = numbers[pointers]
    return out
