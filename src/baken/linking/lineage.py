"""Ids that stay: which cluster goes on under which id, and a record where an id could not stay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.kernels import Codes
from baken.linking.names import cluster_id
from baken.linking.unions import codes_of_pairs

NAMES = pa.dictionary(pa.int32(), pa.string())
"""Ids of sightings' clusters: each id once, and which of them each sighting has."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Per sighting the id of its cluster; and what became of ids that had sightings before.

    A change is `{"kind": "merge" or "split", "from": [ids], "to": [ids]}`: each sighting whose id is another
    than before is covered by one that has its old id in `from` and its new one in `to`.
    """

    ids: pa.Array
    changes: list[dict[str, Any]]


def continued(prefix: str, sighting_ids: pa.Array, first: Codes, before: pa.Array, run: int) -> Lineage:
    """The ids of clusters, where `first` is the first sighting of each sighting's cluster.

    `before` has the ids that the first sightings had until now (NAMES, as the ids are that come out).
    A cluster keeps the id that most of its sightings had, of two with as many the one that comes
    first; an id goes to one cluster only. A cluster with no id to keep gets one from its first sighting.
    """
    leads = np.zeros(len(first), dtype=np.bool_)
    leads[first] = True
    firsts, cluster = np.flatnonzero(leads), np.cumsum(leads)[first] - 1
    names = before.dictionary
    old = before.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    pairs, counts = np.unique(codes_of_pairs(cluster[: len(old)], old), return_counts=True)
    width = int(old.max()) + 1 if len(old) else 1
    in_cluster, was = pairs // width, pairs % width

    best_of_old = _largest(was, counts, in_cluster, len(names))
    chosen = np.flatnonzero(best_of_old[was] == in_cluster)
    kept = _largest(in_cluster[chosen], counts[chosen], was[chosen], len(firsts))
    begun = np.flatnonzero(kept < 0)
    new = _new_ids(prefix, sighting_ids.take(pa.array(firsts[begun])), names, run)
    number = kept.copy()
    number[begun] = len(names) + np.arange(len(begun))
    ids = pa.concat_arrays([names, new]).take(pa.array(number))
    named = pa.DictionaryArray.from_arrays(pa.array(cluster.astype(np.int32)), ids)
    return Lineage(ids=named, changes=_changes(in_cluster, was, names, ids))


def _largest(group: Codes, counts: Codes, value: Codes, size: int) -> Codes:
    """Per group the value with the largest count, the smallest of several; -1 where there is none."""
    order = np.lexsort((value, -counts, group))
    begins = np.flatnonzero(np.diff(group[order], prepend=-1))
    best = np.full(size, -1, dtype=np.int64)
    best[group[order][begins]] = value[order][begins]
    return best


def _new_ids(prefix: str, firsts: pa.Array, taken: pa.Array, run: int) -> pa.Array:
    """An id from each first sighting; another where an older cluster has that one already."""
    sightings = firsts.to_pylist()
    new = [cluster_id(prefix, sighting) for sighting in sightings]
    there = pc.is_in(pa.array(new, pa.string()), value_set=taken)
    for at in np.flatnonzero(there.to_numpy(zero_copy_only=False)).tolist():
        new[at] = cluster_id(prefix, f"{sightings[at]}\0{run}")
    return pa.array(new, pa.string())


def _changes(cluster: Codes, was: Codes, names: pa.Array, ids: pa.Array) -> list[dict[str, Any]]:
    """A line for each id that was split over clusters, and for each cluster that has several ids'."""
    return [
        {"kind": "split", "from": [name], "to": sorted(to)} for name, to in _several(was, cluster, names, ids)
    ] + [
        {"kind": "merge", "from": sorted(of), "to": [name]} for name, of in _several(cluster, was, ids, names)
    ]


def _several(
    group: Codes, member: Codes, names: pa.Array, of_members: pa.Array
) -> Iterator[tuple[str, list[str]]]:
    """The groups of more than one member: the name of each, and those of its members."""
    rows = np.flatnonzero(np.bincount(group, minlength=len(names))[group] > 1)
    rows = rows[np.argsort(group[rows], kind="stable")]
    begins = np.flatnonzero(np.diff(group[rows], prepend=-1))
    found = of_members.take(pa.array(member[rows])).to_pylist()
    ends = [*begins[1:].tolist(), len(rows)][: len(begins)]
    titles = names.take(pa.array(group[rows[begins]])).to_pylist()
    for name, begin, end in zip(titles, begins.tolist(), ends, strict=True):
        yield name, found[begin:end]
