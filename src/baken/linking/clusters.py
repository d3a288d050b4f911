"""From candidates to unique texts: every pair is verified on its shingles, and no cluster chains."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Codes, Flags, Hashes, Numbers, kernel
from baken.linking.settings import LinkSettings
from baken.linking.shingles import LEVEL_BITS, Shingles
from baken.linking.unions import find, roots_of

REPRESENTATIVES_TRIED = 8
SAMPLE = 32
ROUNDS = 256
EXCERPT = 3.0
EXCERPT_WEIGHT = 200.0
"""The weight of about ten words of one's own: from there on a text can be an excerpt of another."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """Per text its representative (a text) and its similarity to it; and pairs that were refused."""

    representative: Codes
    similarity: Numbers
    template_pairs: Codes
    template_strengths: Numbers
    chained_to: Codes
    chained_strengths: Numbers


@dataclass(frozen=True, slots=True)
class Joined:
    """Clusters before each member is held against its representative: per text the root of its
    cluster, which it grew around; and the first text that it shares a template with, if any."""

    root: Codes
    template_with: Codes
    template_strengths: Numbers


def join(
    shingles: Shingles,
    runs: Iterable[tuple[Codes, Hashes]],
    settings: LinkSettings,
    roots: Codes,
    sizes: Codes,
) -> Joined:
    """Joins texts that are candidates and similar.

    `runs` gives per band the texts by their keys, and the keys. The first texts may have been
    clustered before: `roots` has the root of each of these and `sizes` how many texts its cluster has.
    """
    count = len(shingles.offsets) - 1
    known = len(roots)
    parent = np.concatenate([roots, np.arange(known, count, dtype=np.int64)])
    all_sizes = np.concatenate([sizes, np.ones(count - known, dtype=np.int64)])
    similar, near = _thresholds(shingles, settings)
    template_with = np.full(count, -1, dtype=np.int64)
    template_strengths = np.zeros(count, dtype=np.float64)
    for order, keys in runs:
        _join_band(
            order,
            keys,
            known,
            shingles.values,
            shingles.offsets,
            shingles.weights,
            similar,
            near,
            settings.window,
            parent,
            all_sizes,
            template_with,
            template_strengths,
        )
    return Joined(roots_of(parent), template_with, template_strengths)


def settle(
    shingles: Shingles, joined: Joined, settings: LinkSettings, members: Codes, anchored: Codes
) -> Clusters:
    """Gives each of the `members` a representative that it is near to, splitting clusters where it must.

    A cluster whose root is one of the `anchored` texts keeps it as the representative of all that are
    near to it. Texts that are no members stand by themselves in the result.
    """
    count = len(shingles.offsets) - 1
    _, near = _thresholds(shingles, settings)
    fixed = np.zeros(count, dtype=np.bool_)
    fixed[anchored] = True
    order = members[np.argsort(joined.root[members], kind="stable")]
    begins = np.append(np.flatnonzero(np.diff(joined.root[order], prepend=-1)), len(order)).astype(np.int64)
    representative = np.arange(count, dtype=np.int64)
    similarity = np.ones(count, dtype=np.float64)
    chained_to = np.full(count, -1, dtype=np.int64)
    chained_strengths = np.zeros(count, dtype=np.float64)
    _settle(
        joined.root,
        fixed,
        order,
        begins,
        shingles.values,
        shingles.offsets,
        shingles.weights,
        near,
        representative,
        similarity,
        chained_to,
        chained_strengths,
    )
    other = joined.template_with
    apart = (other >= 0) & (representative != representative[other])
    return Clusters(
        representative=representative,
        similarity=similarity,
        template_pairs=np.where(apart, other, -1),
        template_strengths=joined.template_strengths,
        chained_to=chained_to,
        chained_strengths=chained_strengths,
    )


def _thresholds(shingles: Shingles, settings: LinkSettings) -> tuple[Numbers, Numbers]:
    """Per text from where on another is similar to it, and near to it."""
    similar = np.where(shingles.short, settings.short_similar, settings.similar)
    near = np.where(shingles.short, settings.short_similar, settings.near_representative)
    return similar, near


@kernel
def similarity_of(
    values: Hashes, offsets: Codes, weights: Numbers, one: int, other: int
) -> tuple[float, float]:
    """How similar two texts are: with weights, and with every shingle counted alike.

    What they share over the geometric mean of what they have together and what the smaller has. What
    they have together counts for at most EXCERPT times the smaller, if that is no mere line: an
    excerpt is as much like a long text as like a longer one.
    """
    left, left_end = offsets[one], offsets[one + 1]
    right, right_end = offsets[other], offsets[other + 1]
    left_count, right_count = left_end - left, right_end - right
    shared = np.int64(0)
    count = np.int64(0)
    while left < left_end and right < right_end:  # without branches, which could not be foretold
        mine, its = values[left], values[right]
        same = np.int64(mine == its)
        shared += same * np.int64(mine & LEVEL_BITS)
        count += same
        left += np.int64(mine <= its)
        right += np.int64(its <= mine)
    if count == 0:
        return 0.0, 0.0
    smaller = min(weights[one], weights[other])
    together = weights[one] + weights[other] - shared
    if smaller >= EXCERPT_WEIGHT:
        together = min(together, EXCERPT * smaller)
    weighted = shared / np.sqrt(together * smaller)
    plain = count / np.sqrt((left_count + right_count - count) * min(left_count, right_count))
    return weighted, plain


@kernel
def _grows_around(one: int, other: int, sizes: Codes, weights: Numbers) -> bool:
    """Whether a cluster grows around one root rather than the other: around a whole text and not an
    excerpt, else around that of the larger cluster."""
    if weights[one] >= 2 * weights[other] or weights[other] >= 2 * weights[one]:
        return bool(weights[one] > weights[other])
    return bool(sizes[one] > sizes[other] or (sizes[one] == sizes[other] and one < other))


@kernel
def _join_band(
    order: Codes,
    keys: Hashes,
    known: int,
    values: Hashes,
    offsets: Codes,
    weights: Numbers,
    similar: Numbers,
    near: Numbers,
    window: int,
    parent: Codes,
    sizes: Codes,
    template_with: Codes,
    template_strengths: Numbers,
) -> None:
    """Compares the texts of each run of equal keys, and joins the clusters of those that are similar.

    A text is compared with one text of each cluster met so far in the run, the latest `window` of
    them; texts below `known` were compared with each other before. The root of a cluster is its
    representative; two clusters join only when their representatives are near as well.
    """
    met = np.zeros(window, dtype=np.int64)
    begin = 0
    while begin < len(order):
        end = begin + 1
        while end < len(order) and keys[end] == keys[begin]:
            end += 1
        count = 0
        for at in range(begin, end if end - begin > 1 else begin):
            text = order[at]
            joined = False
            for place in range(min(count, window)):
                other = met[place]
                root, other_root = find(parent, text), find(parent, other)
                if root == other_root:
                    joined = True
                    break
                if text < known:
                    continue
                least = max(similar[text], similar[other])
                small = min(weights[text], weights[other])
                large = max(weights[text], weights[other])
                if small < EXCERPT_WEIGHT and small < least * least * large:
                    continue  # even if the smaller lay wholly in the larger
                weighted, plain = similarity_of(values, offsets, weights, text, other)
                if weighted < least:
                    if plain >= least and template_with[text] < 0:
                        template_with[text] = other
                        template_strengths[text] = plain
                    continue
                if root != text or other_root != other:
                    of_roots, _ = similarity_of(values, offsets, weights, root, other_root)
                    if of_roots < max(near[root], near[other_root]):
                        continue
                if _grows_around(other_root, root, sizes, weights):
                    root, other_root = other_root, root
                parent[other_root] = root
                sizes[root] += sizes[other_root]
                joined = True
                break
            if not joined:
                met[count % window] = text
                count += 1
        begin = end


@kernel
def _settle(
    roots: Codes,
    fixed: Flags,
    members: Codes,
    begins: Codes,
    values: Hashes,
    offsets: Codes,
    weights: Numbers,
    near: Numbers,
    representative: Codes,
    similarity: Numbers,
    chained_to: Codes,
    chained_strengths: Numbers,
) -> None:
    """Gives each member a representative that it is near to, splitting clusters where it must.

    That is the text that the cluster grew around, if all are near to it or it is fixed; else, of a few
    members tried, the one most similar to a sample of the others. Members that are not near to it form
    the next cluster, and so on; after ROUNDS they stand alone.
    """
    for group in range(len(begins) - 1):
        left = members[begins[group] : begins[group + 1]].copy()
        root = roots[left[0]]
        rest = 0
        for at in range(len(left)):
            text = left[at]
            weighted, _ = similarity_of(values, offsets, weights, text, root)
            if text == root or weighted >= max(near[text], near[root]):
                representative[text] = root
                similarity[text] = 1.0 if text == root else weighted
            elif fixed[root]:
                left[rest] = text
                rest += 1
                chained_to[text] = root
                chained_strengths[text] = weighted
            else:
                rest = len(left)
                break
        first_chosen = root if fixed[root] else -1
        left = left[:rest]
        for _ in range(ROUNDS):
            if len(left) == 0:
                break
            best = -1.0
            chosen = left[0]
            step = max(1, len(left) // SAMPLE)
            tried = max(1, len(left) // REPRESENTATIVES_TRIED)
            for candidate in range(0, len(left), tried) if len(left) > 2 else range(1):
                total = 0.0
                for other in range(0, len(left), step):
                    weighted, _ = similarity_of(values, offsets, weights, left[candidate], left[other])
                    total += weighted if weighted >= near[left[other]] else 0.0
                if total > best:
                    best = total
                    chosen = left[candidate]
            rest = 0
            for at in range(len(left)):
                text = left[at]
                weighted, _ = similarity_of(values, offsets, weights, text, chosen)
                if text == chosen or weighted >= max(near[text], near[chosen]):
                    representative[text] = chosen
                    similarity[text] = 1.0 if text == chosen else weighted
                else:
                    left[rest] = text
                    rest += 1
                    if first_chosen < 0:
                        chained_to[text] = chosen
                        chained_strengths[text] = weighted
            first_chosen = chosen
            left = left[:rest]
