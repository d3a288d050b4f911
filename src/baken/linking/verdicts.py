"""Clusters as people judged them: what they joined is one, what they split is divided anew.

Only clusters that a judgement touches change. One that holds both sides of a split is taken apart, and
what had put it together is tried again, the strongest first: whatever would bring the two sides
together is refused. So each sighting that no judgement names goes where most speaks for.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.judgements import InForce
from baken.linking.kernels import Codes, Flags, Numbers, kernel
from baken.linking.unions import find, join_pairs, roots_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """What puts sightings together: runs of them that share one thing.

    A row a sighting and run. Runs are numbered, a lower number being tried first; `kind` and
    `strength` are what an edge through it has. `run` -1 puts nothing together.
    """

    sighting: Codes
    run: Codes
    kind: Codes
    strength: Numbers


@dataclass(frozen=True, slots=True)
class Judged:
    """Per sighting its cluster, as the first sighting in it; the pairs that a person joined; and the
    pairs, with kind and strength, that evidence speaks for and a person split."""

    first: Codes
    joined_left: Codes
    joined_right: Codes
    apart_left: Codes
    apart_right: Codes
    apart_kind: Codes
    apart_strength: Numbers


def judged(
    first: Codes, sighting_ids: pa.Array, standing: InForce, evidence: Callable[[Flags], Evidence]
) -> Judged:
    """Clusters (`first` is each sighting's) after the judgements that stand.

    `evidence` gives what put the sightings together that a mask marks; it is asked only where a
    cluster must be divided. Sightings that are not there are passed over.
    """
    places = _places(sighting_ids, standing)
    left, right = _joined(places, standing)
    parent = first.copy()
    join_pairs(parent, left, right)
    clusters = roots_of(parent)
    bound = np.arange(len(first), dtype=np.int64)
    join_pairs(bound, left, right)
    sides = _sides(places, standing, clusters)
    nothing = np.zeros(0, dtype=np.int64)
    if not len(sides[0]):
        return Judged(clusters, left, right, nothing, nothing, nothing, np.zeros(0, dtype=np.float64))

    touched = np.zeros(len(first), dtype=np.bool_)
    touched[clusters[sides[0]]] = True
    rows = touched[clusters]
    clusters[rows] = bound[rows]
    shared = evidence(rows)
    kept = np.flatnonzero((shared.run >= 0) & rows[shared.sighting])
    order = kept[np.lexsort((shared.sighting[kept], -shared.strength[kept], shared.run[kept]))]
    against = np.full(len(order), -1, dtype=np.int64)
    _divide(shared.sighting[order], shared.run[order], *sides, clusters, against)
    refused = np.flatnonzero(against >= 0)
    return Judged(
        first=roots_of(clusters),
        joined_left=left,
        joined_right=right,
        apart_left=shared.sighting[order[against[refused]]],
        apart_right=shared.sighting[order[refused]],
        apart_kind=shared.kind[order[refused]],
        apart_strength=shared.strength[order[refused]],
    )


def _places(sighting_ids: pa.Array, standing: InForce) -> dict[str, int]:
    """Where the sightings stand that judgements name."""
    named = {one for group in standing.together for one in group}
    named.update(one for split in standing.apart for side in split for one in side)
    rows = pc.indices_nonzero(pc.is_in(sighting_ids, value_set=pa.array(sorted(named), pa.string())))
    return dict(zip(sighting_ids.take(rows).to_pylist(), rows.to_pylist(), strict=True))


def _joined(places: dict[str, int], standing: InForce) -> tuple[Codes, Codes]:
    pairs = [
        (there[0], other)
        for group in standing.together
        if (there := sorted(places[one] for one in group if one in places))
        for other in there[1:]
    ]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


def _sides(places: dict[str, int], standing: InForce, clusters: Codes) -> tuple[Codes, Codes]:
    """The named sightings of clusters that hold both sides of a split, and which side of which it is:
    twice the number of the split, one more for its right side."""
    sightings, labels = [], []
    for number, split in enumerate(standing.apart):
        there = [[places[one] for one in side if one in places] for side in split]
        within = [{int(clusters[one]) for one in side} for side in there]
        both = within[0] & within[1]
        for which, side in enumerate(there):
            named = [one for one in side if int(clusters[one]) in both]
            sightings += named
            labels += [2 * number + which] * len(named)
    return np.array(sightings, dtype=np.int64), np.array(labels, dtype=np.int64)


@kernel
def _divide(sighting: Codes, run: Codes, named: Codes, labels: Codes, parent: Codes, against: Codes) -> None:
    """Joins the sightings of each run where no split forbids it; else writes against which item of the
    run the first of those stands that may not join it.

    A sighting goes to the first part of its run that it may join, so that those which may not join the
    first part still find each other.
    """
    highest = 0
    for at in range(len(labels)):
        highest = max(highest, labels[at])
    stamps = np.zeros(2 * (highest // 2 + 1), dtype=np.int64)
    stamp = 0
    head = np.full(len(parent), -1, dtype=np.int64)
    tail = np.full(len(parent), -1, dtype=np.int64)
    following = np.full(len(labels), -1, dtype=np.int64)
    for at in range(len(labels)):
        root = find(parent, named[at])
        following[at] = head[root]
        if head[root] < 0:
            tail[root] = at
        head[root] = at
    parts = np.zeros(16, dtype=np.int64)
    begin = 0
    while begin < len(run):
        end = begin + 1
        while end < len(run) and run[end] == run[begin]:
            end += 1
        parts[0] = begin
        count = 1
        for at in range(begin + 1, end):
            joined = False
            for part in range(count):
                root, other = find(parent, sighting[at]), find(parent, sighting[parts[part]])
                if root == other:
                    joined = True
                    break
                stamp += 1
                entry = head[root]
                while entry >= 0:
                    stamps[labels[entry]] = stamp
                    entry = following[entry]
                allowed = True
                entry = head[other]
                while entry >= 0 and allowed:
                    allowed = stamps[labels[entry] ^ 1] != stamp
                    entry = following[entry]
                if not allowed:
                    continue
                if root > other:
                    root, other = other, root
                parent[other] = root
                if head[other] >= 0:
                    if head[root] < 0:
                        head[root] = head[other]
                    else:
                        following[tail[root]] = head[other]
                    tail[root] = tail[other]
                joined = True
                break
            if not joined:
                against[at] = begin
                if count == len(parts):
                    larger = np.zeros(2 * count, dtype=np.int64)
                    larger[:count] = parts
                    parts = larger
                parts[count] = at
                count += 1
        begin = end
