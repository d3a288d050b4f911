"""From candidates to unique texts: every pair is verified on its shingles, and no cluster chains."""

from dataclasses import dataclass

import numpy as np

from baken.linking.candidates import bands, in_runs
from baken.linking.kernels import Codes, Hashes, Numbers, kernel
from baken.linking.settings import LinkSettings
from baken.linking.shingles import LEVEL_BITS, Shingles
from baken.linking.unions import find, roots_of

REPRESENTATIVES_TRIED = 8
SAMPLE = 32
ROUNDS = 256


@dataclass(frozen=True, slots=True)
class Clusters:
    """Per text its representative (a text) and its similarity to it; and pairs that were refused."""

    representative: Codes
    similarity: Numbers
    template_pairs: Codes
    template_strengths: Numbers
    chained_to: Codes
    chained_strengths: Numbers


def cluster(shingles: Shingles, settings: LinkSettings) -> Clusters:
    """Groups texts that are one unique advert; texts in a fixed order give the same groups always."""
    count = len(shingles.offsets) - 1
    similar = np.where(shingles.short, settings.short_similar, settings.similar)
    near = np.where(shingles.short, settings.short_similar, settings.near_representative)
    parent = np.arange(count, dtype=np.int64)
    sizes = np.ones(count, dtype=np.int64)
    template_with = np.full(count, -1, dtype=np.int64)
    template_strengths = np.zeros(count, dtype=np.float64)
    for band in bands(shingles, settings):
        order, keys = in_runs(band)
        _join_band(
            order,
            keys,
            shingles.values,
            shingles.offsets,
            shingles.weights,
            similar,
            near,
            settings.window,
            parent,
            sizes,
            template_with,
            template_strengths,
        )
    roots = roots_of(parent)
    members = np.argsort(roots, kind="stable").astype(np.int64)
    begins = np.append(np.flatnonzero(np.diff(roots[members], prepend=-1)), count).astype(np.int64)
    representative = np.arange(count, dtype=np.int64)
    similarity = np.ones(count, dtype=np.float64)
    chained_to = np.full(count, -1, dtype=np.int64)
    chained_strengths = np.zeros(count, dtype=np.float64)
    _settle(
        roots,
        members,
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
    apart = (template_with >= 0) & (representative != representative[template_with])
    return Clusters(
        representative=representative,
        similarity=similarity,
        template_pairs=np.where(apart, template_with, -1),
        template_strengths=template_strengths,
        chained_to=chained_to,
        chained_strengths=chained_strengths,
    )


@kernel
def similarity_of(
    values: Hashes, offsets: Codes, weights: Numbers, one: int, other: int
) -> tuple[float, float]:
    """How similar two texts are: with weights, and with every shingle counted alike.

    What they share over the geometric mean of what they have together and what the smaller has.
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
    together = weights[one] + weights[other] - shared
    weighted = shared / np.sqrt(together * min(weights[one], weights[other]))
    plain = count / np.sqrt((left_count + right_count - count) * min(left_count, right_count))
    return weighted, plain


@kernel
def _join_band(
    order: Codes,
    keys: Hashes,
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
    them. The root of a cluster is its representative; two clusters join only when their
    representatives are near as well, and the larger keeps its own.
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
                least = max(similar[text], similar[other])
                small = min(weights[text], weights[other])
                large = max(weights[text], weights[other])
                if small < least * least * large:
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
                if sizes[root] < sizes[other_root] or (
                    sizes[root] == sizes[other_root] and root > other_root
                ):
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

    That is the text that the cluster grew around, if all are near to it; else, of a few members tried,
    the one most similar to a sample of the others.
    Members that are not near to it form the next cluster, and so on; after ROUNDS they stand alone.
    """
    for group in range(len(begins) - 1):
        left = members[begins[group] : begins[group + 1]].copy()
        if len(left) == 1:
            continue
        root = roots[left[0]]
        all_near = True
        for text in left:
            weighted, _ = similarity_of(values, offsets, weights, text, root)
            if text != root and weighted < max(near[text], near[root]):
                all_near = False
                break
            representative[text] = root
            similarity[text] = 1.0 if text == root else weighted
        if all_near:
            continue
        first_chosen = -1
        for _ in range(ROUNDS):
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
            if rest == 0:
                break
