"""Which sighting ids a file has had so far, in 16 bytes each."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class SeenSightings:
    """Remembers sighting ids as 128-bit hashes in sorted runs, a few per power of two of the number.

    A set of strings would take some 150 bytes an id; ten million ids are 160 MB here.
    """

    def __init__(self) -> None:
        self._runs: list[NDArray[np.bytes_]] = []

    def doubles(self, identifiers: Sequence[str]) -> list[bool]:
        """For each id whether it was seen before, here or in an earlier call; remembers them all."""
        if not identifiers:
            return []
        digests = [hashlib.blake2b(one.encode("utf-8"), digest_size=16).digest() for one in identifiers]
        # A trailing zero byte would be dropped by NumPy's fixed-width strings, in all of them alike.
        column = np.array(digests, dtype="S16")
        fresh, first = np.unique(column, return_index=True)
        known = np.ones(len(column), dtype=bool)
        known[first] = False
        for run in self._runs:
            place = np.minimum(np.searchsorted(run, column), len(run) - 1)
            known |= run[place] == column
        self._runs.append(fresh)
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            last, before = self._runs.pop(), self._runs.pop()
            self._runs.append(np.unique(np.concatenate([before, last])))
        return [bool(one) for one in known]
