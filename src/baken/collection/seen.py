"""Which sighting ids a file has had so far, in 16 bytes each."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Halves = NDArray[np.uint64]
"""Hashes in two columns. Those of a run stand in the order of the first half, by which they are found; the
second tells whether it is the same: that two ids have one first half does not happen twice to one id."""


class SeenSightings:
    """Remembers sighting ids as 128-bit hashes in sorted runs, a few per power of two of the number.

    A set of strings would take some 150 bytes an id; ten million ids are 160 MB here.
    """

    def __init__(self) -> None:
        self._runs: list[Halves] = []

    def doubles(self, identifiers: Sequence[str]) -> list[bool]:
        """For each id whether it was seen before, here or in an earlier call; remembers them all."""
        if not identifiers:
            return []
        digests = [hashlib.blake2b(one.encode("utf-8"), digest_size=16).digest() for one in identifiers]
        halves = np.frombuffer(b"".join(digests), dtype=np.uint64).reshape(-1, 2).T
        _, first, number = np.unique(halves[0], return_index=True, return_inverse=True)
        known = halves[1] == halves[1, first[number]]
        known[first] = False
        for run in self._runs:
            place = np.minimum(np.searchsorted(run[0], halves[0]), run.shape[1] - 1)
            known |= (run[:, place] == halves).all(axis=0)
        if not known.all():
            self._runs.append(_in_order(halves[:, ~known]))
        while len(self._runs) > 1 and self._runs[-2].shape[1] < 2 * self._runs[-1].shape[1]:
            last, before = self._runs.pop(), self._runs.pop()
            self._runs.append(_in_order(np.concatenate([before, last], axis=1)))
        found: list[bool] = known.tolist()
        return found


def _in_order(halves: Halves) -> Halves:
    return halves[:, np.argsort(halves[0], kind="stable")]
