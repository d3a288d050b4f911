"""Whose a text is: the advertiser who has it by far the most, out of the sightings that show one.

Of every text that is worth it somebody takes a copy, and puts another contact under it. The sightings
of that text which show no contact are not lost by that: those who copy are few beside the one who
advertises with it week after week, and who shows no contact in one sighting shows one in another.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Codes
from baken.linking.unions import codes_of_pairs, new_in, runs_of


@dataclass(frozen=True, slots=True)
class Owners:
    """Per class of sightings (a number below `count`): `sighting`, a known one of the advertiser who
    has it by far the most, -1 where nobody stands out; `times`, how often that one has it; `first`,
    the first known sighting, -1 where there is none. `others` has a sighting of each further
    advertiser who has a class, beside the one of `sighting` or else `first`."""

    sighting: Codes
    times: Codes
    first: Codes
    others: Codes


def owners_of(classes: Codes, known: Codes, roots: Codes, majority: float, count: int) -> Owners:
    """The owners of each class, out of `known` sightings, in order, with their classes and advertisers."""
    owners = Owners(
        sighting=np.full(count, -1, dtype=np.int64),
        times=np.zeros(count, dtype=np.int64),
        first=np.full(count, -1, dtype=np.int64),
        others=known[:0],
    )
    if not len(known):
        return owners
    order, begins = runs_of(codes_of_pairs(classes, roots))
    times = np.diff(begins, append=len(order))
    row, of = known[order[begins]], classes[order[begins]]  # one a class and advertiser, by class
    new = new_in(of)
    starts, number = new.nonzero()[0], np.cumsum(new) - 1
    total = np.add.reduceat(times, starts)[number]
    most = np.maximum.reduceat(times, starts)[number]
    top = np.flatnonzero((times == most) & (times >= majority * total))
    owners.sighting[of[top]] = row[top]
    owners.times[of[top]] = times[top]
    owners.first[of[starts]] = row[starts]
    held = np.where(owners.sighting >= 0, owners.sighting, owners.first)
    return Owners(owners.sighting, owners.times, owners.first, row[row != held[of]])
