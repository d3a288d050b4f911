"""Sightings that some keys reach, through whatever puts sightings together, as a corpus of their own.

Contacts, accounts, images and texts decide among the sightings that they connect, and nowhere else. So when
a few keys are followed that were not, what has to be found anew is what these reach.
"""

from dataclasses import dataclass, replace

import numpy as np

from baken.linking.groups import Refusals
from baken.linking.identities import Identities
from baken.linking.in_common import InCommon
from baken.linking.kernels import Codes, Flags
from baken.linking.unions import join_pairs, roots_of
from baken.linking.unique_adverts import UniqueAdverts


@dataclass(frozen=True, slots=True)
class Reached:
    """Some of `count` sightings, in order, and the rows of the identities that are theirs.

    `found` and `adverts` are of these sightings alone, numbered from 0; keys keep their numbers.
    """

    count: int
    sightings: Codes
    rows: Codes
    found: Identities
    adverts: UniqueAdverts

    def refusals(self, before: Refusals, anew: Refusals) -> Refusals:
        """What was refused elsewhere before, and here anew."""
        kept = ~self._among(before.left)
        return Refusals(
            before.key[kept], before.left[kept], before.right[kept], before.reason[kept]
        ) + replace(anew, left=self.sightings[anew.left], right=self.sightings[anew.right])

    def in_common(self, before: InCommon, anew: InCommon) -> InCommon:
        """What was put together elsewhere before, and here anew."""
        kept = ~self._among(before.left)
        mine = len(self.sightings)
        thing = self.count - mine + anew.thing
        texts = anew.thing < mine
        thing[texts] = self.sightings[anew.thing[texts]]
        return InCommon(before.left[kept], before.right[kept], before.thing[kept]) + InCommon(
            self.sightings[anew.left], self.sightings[anew.right], thing
        )

    def pairs(self, before: tuple[Codes, Codes], anew: tuple[Codes, Codes]) -> tuple[Codes, Codes]:
        """Pairs that were found elsewhere before, and here anew."""
        kept = ~self._among(before[0])
        one, other = (
            np.concatenate([old[kept], self.sightings[new]]) for old, new in zip(before, anew, strict=True)
        )
        return one, other

    def with_anew(self, before: Codes, anew: Codes) -> Codes:
        """Per sighting another one (-1: none): what it was before, and here anew."""
        now = before.copy()
        now[self.sightings] = np.where(anew >= 0, self.sightings[anew], -1)
        return now

    def rows_anew(self, before: Codes, anew: Codes) -> Codes:
        """The same per row of the identities."""
        now = before.copy()
        now[self.rows] = np.where(anew >= 0, self.rows[anew], -1)
        return now

    def _among(self, sightings: Codes) -> Flags:
        marked = np.zeros(self.count, dtype=np.bool_)
        marked[self.sightings] = True
        among: Flags = marked[sightings]
        return among


def reached(keys: Flags, found: Identities, adverts: UniqueAdverts) -> Reached:
    """What these keys reach, where `found` says which are followed."""
    parent = adverts.first.copy()
    rows = np.flatnonzero(found.followed[found.key])
    same = found.key[rows[1:]] == found.key[rows[:-1]]
    join_pairs(parent, found.sighting[rows[:-1][same]], found.sighting[rows[1:][same]])
    roots = roots_of(parent)
    marked = np.zeros(len(roots), dtype=np.bool_)
    marked[roots[found.sighting[keys[found.key]]]] = True
    marked = marked[roots]
    sightings = np.flatnonzero(marked)
    number = np.cumsum(marked) - 1
    rows = np.flatnonzero(marked[found.sighting])
    nothing = sightings[:0]
    return Reached(
        count=len(marked),
        sightings=sightings,
        rows=rows,
        found=replace(found, sighting=number[found.sighting[rows]], key=found.key[rows]),
        adverts=UniqueAdverts(
            first=number[adverts.first[sightings]],
            representative=number[adverts.representative[sightings]],
            similarity=adverts.similarity[sightings],
            same_words=number[adverts.same_words[sightings]],
            words=adverts.words[sightings],
            refused_left=nothing,
            refused_right=nothing,
            refused_strength=adverts.refused_strength[:0],
            refused_template=adverts.refused_template[:0],
        ),
    )
