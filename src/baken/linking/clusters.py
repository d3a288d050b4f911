"""From candidates to unique texts: every pair is verified on its shingles, and no cluster chains."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Bytes, Codes, Hashes, Numbers, Places, Rough, Whole, kernel
from baken.linking.outlines import most_shared, outlines_of
from baken.linking.settings import LinkSettings
from baken.linking.shingles import LEVEL_BITS, Shingles
from baken.linking.unions import begins_of, find, order_of, roots_of

SAMPLE = 16
ROUNDS = 256
EXCERPT = 3.0
EXCERPT_WEIGHT = 200.0
"""The weight of about ten words of one's own: from there on a text can be an excerpt of another."""

NEARLY = 0.3
NEARLY_KEPT = 2
"""Of those that a text is at least so similar to and was not joined with, the most similar are kept."""


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
    cluster, which it grew around; the first text that it shares a template with, if any (else -1);
    and a row of texts that it was found nearly similar to (else -1)."""

    root: Codes
    template_with: Codes
    template_strengths: Numbers
    nearly: Places


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
    similar, near = thresholds(shingles, settings)
    outlines = outlines_of(shingles)
    template_with = np.full(count, -1, dtype=np.int64)
    template_strengths = np.zeros(count, dtype=np.float64)
    nearly = np.full((count, NEARLY_KEPT), -1, dtype=np.int32)
    nearly_strengths = np.full((count, NEARLY_KEPT), NEARLY, dtype=np.float32)
    for order, keys in runs:
        _join_band(
            order,
            keys,
            known,
            shingles.values,
            shingles.offsets,
            shingles.weights,
            outlines.parts,
            outlines.weight_beyond,
            outlines.beside,
            similar,
            near,
            settings.window,
            parent,
            all_sizes,
            template_with,
            template_strengths,
            nearly,
            nearly_strengths,
        )
    return Joined(roots_of(parent), template_with, template_strengths, nearly)


def settle(shingles: Shingles, joined: Joined, settings: LinkSettings, members: Codes) -> Clusters:
    """Gives each of the `members` a representative that it is near to, splitting clusters where it must.

    That is the root of its cluster for all that are near to it. Texts that are no members stand by
    themselves in the result.
    """
    count = len(shingles.offsets) - 1
    _, near = thresholds(shingles, settings)
    order, begins = in_groups(joined.root, members)
    representative = np.arange(count, dtype=np.int64)
    similarity = np.ones(count, dtype=np.float64)
    chained_to = np.full(count, -1, dtype=np.int64)
    chained_strengths = np.zeros(count, dtype=np.float64)
    _settle(
        joined.root,
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


def in_groups(labels: Codes, members: Codes) -> tuple[Codes, Codes]:
    """The members in the order of their labels, and where each label begins, with the end."""
    order = members[order_of(labels[members])]
    return order, np.append(begins_of(labels[order]), len(order))


def thresholds(shingles: Shingles, settings: LinkSettings) -> tuple[Numbers, Numbers]:
    """Per text from where on another is similar to it, and near to it."""
    similar = np.where(shingles.short, settings.short_similar, settings.similar)
    near = np.where(shingles.short, settings.short_similar, settings.near_representative)
    return similar, near


@kernel
def similarity_of(
    values: Hashes, offsets: Codes, weights: Numbers, one: int, other: int
) -> tuple[float, float]:
    """How similar two texts are: with weights, and with every shingle counted alike."""
    left, left_end = offsets[one], offsets[one + 1]
    right, right_end = offsets[other], offsets[other + 1]
    shared = np.int64(0)
    count = np.int64(0)
    while left < left_end and right < right_end:  # without branches, which could not be foretold
        mine, its = values[left], values[right]
        same = np.int64(mine == its)
        shared += same * np.int64(mine & LEVEL_BITS)
        count += same
        left += np.int64(mine <= its)
        right += np.int64(its <= mine)
    return similarity(offsets, weights, one, other, shared, count)


@kernel
def similarity(
    offsets: Codes, weights: Numbers, one: int, other: int, shared: Whole, count: Whole
) -> tuple[float, float]:
    """How similar two texts are that share so many shingles of so much weight.

    What they share over the geometric mean of what they have together and what the smaller has. What
    they have together counts for at most EXCERPT times the smaller, if that is no mere line: an
    excerpt is as much like a long text as like a longer one.
    """
    if count == 0:
        return 0.0, 0.0
    one_count, other_count = offsets[one + 1] - offsets[one], offsets[other + 1] - offsets[other]
    smaller = min(weights[one], weights[other])
    together = weights[one] + weights[other] - shared
    if smaller >= EXCERPT_WEIGHT:
        together = min(together, EXCERPT * smaller)
    weighted = shared / np.sqrt(together * smaller)
    plain = count / np.sqrt((one_count + other_count - count) * min(one_count, other_count))
    return weighted, plain


@kernel
def _most_similar(
    offsets: Codes,
    weights: Numbers,
    parts: Bytes,
    weight_beyond: Codes,
    beside: Codes,
    one: int,
    other: int,
) -> tuple[float, float]:
    """How similar two texts are at most, by their outlines."""
    shared, count = most_shared(parts, weight_beyond, beside, one, other)
    shared = min(shared, np.int64(min(weights[one], weights[other])))
    count = min(count, offsets[one + 1] - offsets[one], offsets[other + 1] - offsets[other])
    return similarity(offsets, weights, one, other, shared, count)


@kernel
def grows_around(one: int, other: int, sizes: Codes, weights: Numbers) -> bool:
    """Whether a cluster grows around one root rather than the other: around a whole text and not an
    excerpt, else around that of the larger cluster."""
    if weights[one] >= 2 * weights[other] or weights[other] >= 2 * weights[one]:
        return bool(weights[one] > weights[other])
    return bool(sizes[one] > sizes[other] or (sizes[one] == sizes[other] and one < other))


@kernel
def _keep_nearly(text: int, other: int, strength: float, nearly: Places, strengths: Rough) -> None:
    """Keeps another among the few that a text is most similar to; the first comes first."""
    if strength <= strengths[text, NEARLY_KEPT - 1]:
        return
    for place in range(NEARLY_KEPT):
        if nearly[text, place] == other:
            return
    place = NEARLY_KEPT - 1
    while place > 0 and strength > strengths[text, place - 1]:
        nearly[text, place] = nearly[text, place - 1]
        strengths[text, place] = strengths[text, place - 1]
        place -= 1
    nearly[text, place] = other
    strengths[text, place] = strength


@kernel
def most_central(
    members: Codes, first: int, values: Hashes, offsets: Codes, weights: Numbers, near: Numbers
) -> int:
    """Of the `first` and a sample of the members, the one that most of the sample are near to; of several
    such, the one most similar to these."""
    if len(members) <= 2:
        return first
    step = max(1, len(members) // SAMPLE)
    sample, tried = members[::step], members[step - 1 :: step]
    strengths = np.zeros((len(tried) + 1, len(sample)), dtype=np.float64)
    last = len(tried)  # the row of the first
    for turn in range(len(tried)):
        if tried[turn] == first:
            last = turn
    for turn in range(len(tried) if last < len(tried) else len(tried) + 1):
        candidate = tried[turn] if turn < len(tried) else first
        for other in range(len(sample)):
            if step == 1 and other < turn < len(tried):
                strengths[turn, other] = strengths[other, turn]
            else:
                strengths[turn, other], _ = similarity_of(values, offsets, weights, candidate, sample[other])
    best = -1.0
    chosen = first
    for turn in range(-1, len(tried)):
        total = 0.0
        for other in range(len(sample)):
            weighted = strengths[turn if turn >= 0 else last, other]
            total += 1.0 + weighted if weighted >= near[sample[other]] else 0.0
        if total > best:
            best = total
            chosen = tried[turn] if turn >= 0 else first
    return chosen


@kernel
def _join_band(
    order: Codes,
    keys: Hashes,
    known: int,
    values: Hashes,
    offsets: Codes,
    weights: Numbers,
    parts: Bytes,
    weight_beyond: Codes,
    beside: Codes,
    similar: Numbers,
    near: Numbers,
    window: int,
    parent: Codes,
    sizes: Codes,
    template_with: Codes,
    template_strengths: Numbers,
    nearly: Places,
    nearly_strengths: Rough,
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
                weighted, plain = _most_similar(offsets, weights, parts, weight_beyond, beside, text, other)
                kept_from = min(
                    nearly_strengths[text, NEARLY_KEPT - 1], nearly_strengths[other, NEARLY_KEPT - 1]
                )
                no_template = plain < least or template_with[text] >= 0
                if weighted < least and weighted <= kept_from and no_template:
                    continue  # nothing would come of it
                weighted, plain = similarity_of(values, offsets, weights, text, other)
                if weighted < least:
                    _keep_nearly(text, other, weighted, nearly, nearly_strengths)
                    _keep_nearly(other, text, weighted, nearly, nearly_strengths)
                    if plain >= least and template_with[text] < 0:
                        template_with[text] = other
                        template_strengths[text] = plain
                    continue
                if root != text or other_root != other:
                    of_roots, _ = similarity_of(values, offsets, weights, root, other_root)
                    if of_roots < max(near[root], near[other_root]):
                        _keep_nearly(text, other, weighted, nearly, nearly_strengths)
                        _keep_nearly(other, text, weighted, nearly, nearly_strengths)
                        continue
                if grows_around(other_root, root, sizes, weights):
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

    That is the root of its cluster. Members that are not near to it form the next cluster around the
    most central of them, and so on; after ROUNDS they stand alone.
    """
    for group in range(len(begins) - 1):
        left = members[begins[group] : begins[group + 1]].copy()
        root = roots[left[0]]
        for turn in range(ROUNDS):
            if len(left) == 0:
                break
            chosen = most_central(left, left[0], values, offsets, weights, near) if turn else root
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
                    if not turn:
                        chained_to[text] = chosen
                        chained_strengths[text] = weighted
            left = left[:rest]
