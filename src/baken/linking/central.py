"""A second look at clusters, by the text in the middle of each.

Bands compare whichever texts they bring together, and two copies that were both edited may be less alike
than each is to what they were made of. The most central text of a cluster is the nearest to that.
"""

from dataclasses import replace

import numpy as np

from baken.linking.clusters import (
    Joined,
    grows_around,
    in_groups,
    most_central,
    similarity_of,
    thresholds,
)
from baken.linking.kernels import Codes, Flags, Hashes, Numbers, kernel
from baken.linking.settings import LinkSettings
from baken.linking.shingles import Shingles
from baken.linking.unions import find, roots_of


def looked_again(shingles: Shingles, joined: Joined, settings: LinkSettings, anchored: Codes) -> Joined:
    """The clusters with their most central texts as roots, those joined that are similar by these.

    An `anchored` text that is the root of its cluster stays the root.
    """
    count = len(joined.root)
    similar, near = thresholds(shingles, settings)
    stays = np.zeros(count, dtype=np.bool_)
    stays[anchored] = True
    order, begins = in_groups(joined.root, np.arange(count, dtype=np.int64))
    central = joined.root.copy()
    parts = shingles.values, shingles.offsets, shingles.weights
    _find_central(joined.root, stays, order, begins, *parts, near, central)

    texts, places = np.nonzero(joined.nearly >= 0)
    one, other = central[texts], central[joined.nearly[texts, places]]
    pairs = np.unique(np.minimum(one, other) * count + np.maximum(one, other))
    one, other = pairs // count, pairs % count
    one, other = one[one != other], other[one != other]
    strengths = similarities(one, other, *parts)
    least = np.maximum(similar[one], similar[other])
    taken = np.flatnonzero(strengths >= least)
    taken = taken[np.argsort(-strengths[taken], kind="stable")]
    parent = np.arange(count, dtype=np.int64)
    sizes = np.bincount(central, minlength=count)
    _join_central(one[taken], other[taken], *parts, near, parent, sizes)
    return replace(joined, root=roots_of(parent)[central])


@kernel
def _find_central(
    roots: Codes,
    stays: Flags,
    members: Codes,
    begins: Codes,
    values: Hashes,
    offsets: Codes,
    weights: Numbers,
    near: Numbers,
    central: Codes,
) -> None:
    for group in range(len(begins) - 1):
        texts = members[begins[group] : begins[group + 1]]
        if len(texts) > 2 and not stays[roots[texts[0]]]:
            chosen = most_central(texts, roots[texts[0]], values, offsets, weights, near)
            for text in texts:
                central[text] = chosen


@kernel
def similarities(one: Codes, other: Codes, values: Hashes, offsets: Codes, weights: Numbers) -> Numbers:
    found = np.zeros(len(one), dtype=np.float64)
    for pair in range(len(one)):
        found[pair], _ = similarity_of(values, offsets, weights, one[pair], other[pair])
    return found


@kernel
def _join_central(
    one: Codes,
    other: Codes,
    values: Hashes,
    offsets: Codes,
    weights: Numbers,
    near: Numbers,
    parent: Codes,
    sizes: Codes,
) -> None:
    """Joins clusters, the nearest first, as long as those that they have become part of are near too."""
    for pair in range(len(one)):
        root, other_root = find(parent, one[pair]), find(parent, other[pair])
        if root == other_root:
            continue
        if root != one[pair] or other_root != other[pair]:
            weighted, _ = similarity_of(values, offsets, weights, root, other_root)
            if weighted < max(near[root], near[other_root]):
                continue
        if grows_around(other_root, root, sizes, weights):
            root, other_root = other_root, root
        parent[other_root] = root
        sizes[root] += sizes[other_root]
