"""Fragments of a unique advert, held against many of its texts and not against one.

Whether an excerpt or a much edited copy is near to the one text that stands for a cluster turns on which
text that is, and that on the order in which texts came. How near it is to many of them does not.
"""

from dataclasses import dataclass, replace

import numpy as np

from baken.linking.clusters import Clusters, Joined, in_groups, similarity, similarity_of, thresholds
from baken.linking.inverted import MOST_SHINGLES, MOST_TEXTS, empty, shared_with, take_in
from baken.linking.kernels import Codes, Hashes, Keys, Numbers, kernel
from baken.linking.settings import LinkSettings
from baken.linking.shingles import Shingles
from baken.linking.unions import order_of

LEAST_TEXTS = 4
"""Fewer texts do not show what a unique advert is like."""

HELD_AGAINST = MOST_TEXTS
NEAR_SHARE, SIMILAR_SHARE = 4, 16
"""Most texts of a fragment are near to at least one in so many of the texts that it is held against, and one
of them is similar to at least one in so many. A text of it that is not stands alone from then on."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """Texts, the representative of the cluster that takes each up, and how near it is to that cluster:
    what it reaches with one in NEAR_SHARE of the texts."""

    texts: Codes
    into: Codes
    nearness: Numbers


def with_fragments(shingles: Shingles, joined: Joined, found: Clusters, settings: LinkSettings) -> Clusters:
    """Clusters of which small ones are taken up in a larger one that they are near to as a whole.

    Asked about are those that texts of theirs were compared with and not joined.
    """
    one, other = compared(joined, found)
    sizes = np.bincount(found.representative, minlength=len(found.representative))
    taken = fragments(
        shingles, found.representative, *sides(found.representative, sizes, one, other), settings
    )
    if not len(taken.texts):
        return found
    representative, similarity = found.representative.copy(), found.similarity.copy()
    representative[taken.texts] = taken.into
    similarity[taken.texts] = taken.nearness
    return replace(found, representative=representative, similarity=similarity)


def compared(joined: Joined, found: Clusters) -> tuple[Codes, Codes]:
    """Pairs of texts that were found nearly similar, or in one cluster and not near enough."""
    texts, places = np.nonzero(joined.nearly >= 0)
    chained = np.flatnonzero(found.chained_to >= 0)
    nearly = joined.nearly[texts, places].astype(np.int64)
    return np.concatenate([texts, chained]), np.concatenate([nearly, found.chained_to[chained]])


def sides(representative: Codes, sizes: Codes, one: Codes, other: Codes) -> tuple[Codes, Codes]:
    """The representatives of small clusters, and each larger one that a text of theirs is paired with.

    `sizes` has the number of texts of each cluster, by its representative.
    """
    one, other = representative[one], representative[other]
    turned = sizes[one] > sizes[other]
    small, large = np.where(turned, other, one), np.where(turned, one, other)
    asked = (sizes[large] >= LEAST_TEXTS) & (2 * sizes[small] <= sizes[large])
    pairs = np.unique(small[asked] * len(sizes) + large[asked])
    return pairs // len(sizes), pairs % len(sizes)


def fragments(
    shingles: Shingles, representative: Codes, small: Codes, large: Codes, settings: LinkSettings
) -> Fragments:
    """What of the small clusters the larger ones beside them take up; each goes to that it is nearest to,
    and what takes up is not taken up."""
    count = len(representative)
    similar, near = thresholds(shingles, settings)
    order, begins = in_groups(representative, np.arange(count, dtype=np.int64))
    place = np.zeros(count, dtype=np.int64)
    place[representative[order[begins[:-1]]]] = np.arange(len(begins) - 1)
    parts = shingles.values, shingles.offsets, shingles.weights
    nearness = np.zeros(count, dtype=np.float64)
    into = np.full(count, -1, dtype=np.int64)
    best = np.zeros(count, dtype=np.float64)
    by_large = order_of(large)  # of one small cluster the larger ones come in their order
    small, large = small[by_large], large[by_large]
    index = empty()
    _take_up(
        small,
        large,
        place,
        order,
        begins,
        *parts,
        similar,
        near,
        index.shingles,
        index.texts,
        best,
        into,
        nearness,
    )
    texts = np.flatnonzero(into >= 0)
    texts = texts[(into[texts] == texts) | (into[into[texts]] < 0)]
    return Fragments(texts, into[texts], nearness[texts])


def sampled(representative: Codes, clusters: Codes) -> Codes:
    """Of each of these clusters, by its representative, that and as many of its texts as fragments are held
    against; in order."""
    wanted = np.zeros(len(representative), dtype=np.bool_)
    wanted[clusters] = True
    order, begins = in_groups(representative, np.flatnonzero(wanted[representative]))
    counts = np.diff(begins)
    taken = np.minimum(counts, HELD_AGAINST)
    turn = np.arange(taken.sum()) - np.repeat(np.cumsum(taken) - taken, taken)
    places = np.repeat(begins[:-1], taken) + turn * np.repeat(counts, taken) // np.repeat(taken, taken)
    return np.union1d(order[places], clusters)


@kernel
def _take_up(
    small: Codes,
    large: Codes,
    place: Codes,
    order: Codes,
    begins: Codes,
    values: Hashes,
    offsets: Codes,
    weights: Numbers,
    similar: Numbers,
    near: Numbers,
    index: Keys,
    having: Hashes,
    best: Numbers,
    into: Codes,
    nearness: Numbers,
) -> None:
    """Holds small clusters against larger ones, those with the same larger one in a row.

    `best` is what each small one has reached so far: a fragment goes to the first that it is nearest to.
    """
    against = np.zeros(HELD_AGAINST, dtype=np.int64)
    shared = np.zeros(HELD_AGAINST, dtype=np.uint32)
    in_common = np.zeros(HELD_AGAINST, dtype=np.uint32)
    reached = np.zeros(HELD_AGAINST, dtype=np.float64)
    count = 0
    stamp = 0
    for pair in range(len(small)):
        if not pair or large[pair] != large[pair - 1]:
            others = order[begins[place[large[pair]]] : begins[place[large[pair]] + 1]]
            count = min(len(others), HELD_AGAINST)
            stamp += 1
            for at in range(count):
                other = others[at * len(others) // count]
                against[at] = other
                if offsets[other + 1] - offsets[other] <= MOST_SHINGLES:
                    take_in(index, having, stamp, at, values, offsets[other], offsets[other + 1])
        texts = order[begins[place[small[pair]]] : begins[place[small[pair]] + 1]]
        quarter = -(-count // NEAR_SHARE)
        alike = False
        total = 0.0
        nearby = 0
        found = np.zeros(len(texts), dtype=np.float64)
        for row in range(len(texts)):
            text = texts[row]
            shared_with(index, having, stamp, values, offsets[text], offsets[text + 1], shared, in_common)
            similar_to = 0
            for at in range(count):
                other = against[at]
                if offsets[other + 1] - offsets[other] <= MOST_SHINGLES:
                    alike_in = np.int64(shared[at]), np.int64(in_common[at])
                    weighted, _ = similarity(offsets, weights, text, other, *alike_in)
                else:
                    weighted, _ = similarity_of(values, offsets, weights, text, other)
                similar_to += weighted >= max(similar[text], similar[other])
                reached[at] = weighted if weighted >= max(near[text], near[other]) else 0.0
            alike |= SIMILAR_SHARE * similar_to >= count
            reached[:count].sort()
            found[row] = reached[count - quarter]
            nearby += found[row] > 0
            total += found[row]
        if alike and 2 * nearby > len(texts) and total > best[small[pair]]:
            best[small[pair]] = total
            for row in range(len(texts)):
                into[texts[row]] = large[pair] if found[row] else texts[row]
                nearness[texts[row]] = found[row] if found[row] else 1.0
