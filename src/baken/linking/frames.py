"""Clusters that only a frame holds together, taken apart by what stands beside it.

A template or an agency's sentences may stand in the texts of many, and be too rare in the whole corpus,
or among too common words, to weigh little everywhere. Within a cluster it shows: copies of one text agree in
nearly all that each says, texts filled into one frame in the frame only.
"""

from dataclasses import replace

import numpy as np

from baken.linking.candidates import band_keys, in_runs
from baken.linking.central import looked_again, similarities
from baken.linking.clusters import Clusters, in_groups, join, settle, thresholds
from baken.linking.kernels import Codes, Flags, Hashes, Numbers, kernel
from baken.linking.settings import LinkSettings
from baken.linking.shingles import LEVEL_BITS, Shingles

LEAST_TEXTS = 8
"""In fewer texts, what most have says little about whether it is a frame."""

SAMPLED = 32
AGREED = 0.62
"""How much of a copy, by weight, at least half of the texts of its cluster have too: on average at least so
much."""


def without_frames(
    shingles: Shingles, found: Clusters, settings: LinkSettings, members: Codes, anchored: Codes
) -> Clusters:
    """Clusters of `members` whose texts agree in a frame only, clustered anew by what else they have.

    Those of `anchored` texts are left.
    """
    count = len(found.representative)
    stays = np.zeros(count, dtype=np.bool_)
    stays[anchored] = True
    order, begins = in_groups(found.representative, members)
    texts, rest = _beside_frames(shingles, order, begins, stays[found.representative[order]])
    if not len(texts):
        return found
    every = np.arange(len(texts), dtype=np.int64)
    runs = (in_runs(band, every) for band in band_keys(rest, settings))
    grouped = looked_again(rest, join(rest, runs, settings, every[:0], every[:0]), settings, every[:0])
    apart = texts[settle(rest, grouped, settings, every).representative]
    return _as_apart(shingles, found, settings, texts, apart)


def _as_apart(
    shingles: Shingles, found: Clusters, settings: LinkSettings, texts: Codes, apart: Codes
) -> Clusters:
    """The clusters with other representatives for some texts; each whole text is near its own."""
    _, near = thresholds(shingles, settings)
    strengths = similarities(texts, apart, shingles.values, shingles.offsets, shingles.weights)
    alone = strengths < np.maximum(near[texts], near[apart])
    apart = np.where(alone, texts, apart)
    representative, similarity = found.representative.copy(), found.similarity.copy()
    template_pairs, template_strengths = found.template_pairs.copy(), found.template_strengths.copy()
    representative[texts] = apart
    similarity[texts] = np.where(apart == texts, 1.0, strengths)
    held = found.representative[texts]
    parted = representative[texts] != representative[held]
    template_pairs[texts[parted]] = held[parted]
    template_strengths[texts[parted]] = found.similarity[texts[parted]]
    return replace(
        found,
        representative=representative,
        similarity=similarity,
        template_pairs=template_pairs,
        template_strengths=template_strengths,
    )


def _beside_frames(shingles: Shingles, order: Codes, begins: Codes, stays: Flags) -> tuple[Codes, Shingles]:
    """The texts of clusters that a frame holds together, and their shingles without it."""
    large = np.diff(begins) >= LEAST_TEXTS
    large &= ~stays[begins[:-1]]
    ends = np.concatenate([begins[:-1][large, None], begins[1:][large, None]], axis=1)
    framed = _framed(ends, order, shingles.values, shingles.offsets)
    ends = ends[framed]
    texts = np.concatenate([np.zeros(0, np.int64), *(order[begin:end] for begin, end in ends)])
    room = int((shingles.offsets[texts + 1] - shingles.offsets[texts]).sum())
    values = np.empty(room, dtype=np.uint32)
    offsets = np.zeros(len(texts) + 1, dtype=np.int64)
    totals = np.zeros(len(texts), dtype=np.float64)
    size = _write_rest(ends, order, shingles.values, shingles.offsets, values, offsets, totals)
    rest = Shingles(values[:size], offsets, totals, shingles.short[texts], shingles.beginnings[:, texts])
    return texts, rest


@kernel
def _frame(texts: Codes, values: Hashes, offsets: Codes) -> tuple[Hashes, float]:
    """The shingles that at least half of a sample of texts have, sorted; and how much of a text these are,
    by weight, on the average over the sample."""
    count = min(len(texts), SAMPLED)
    size = 0
    for at in range(count):
        text = texts[at * len(texts) // count]
        size += offsets[text + 1] - offsets[text]
    every = np.empty(size, dtype=np.uint32)
    size = 0
    for at in range(count):
        text = texts[at * len(texts) // count]
        for place in range(offsets[text], offsets[text + 1]):
            every[size] = values[place]
            size += 1
    every.sort()
    kept = 0
    begin = 0
    for at in range(1, size + 1):
        if at == size or every[at] != every[begin]:
            if 2 * (at - begin) >= count:
                every[kept] = every[begin]
                kept += 1
            begin = at
    frame = every[:kept].copy()
    shares = 0.0
    for at in range(count):
        text = texts[at * len(texts) // count]
        agreed = np.int64(0)
        total = np.int64(0)
        place = 0
        for value in values[offsets[text] : offsets[text + 1]]:
            while place < kept and frame[place] < value:
                place += 1
            level = np.int64(value & LEVEL_BITS)
            total += level
            if place < kept and frame[place] == value:
                agreed += level
        shares += agreed / max(total, np.int64(1))
    return frame, shares / count


@kernel
def _framed(ends: Codes, order: Codes, values: Hashes, offsets: Codes) -> Flags:
    found = np.zeros(len(ends), dtype=np.bool_)
    for group in range(len(ends)):
        _, agreed = _frame(order[ends[group, 0] : ends[group, 1]], values, offsets)
        found[group] = agreed < AGREED
    return found


@kernel
def _write_rest(
    ends: Codes,
    order: Codes,
    values: Hashes,
    offsets: Codes,
    rest: Hashes,
    rest_offsets: Codes,
    totals: Numbers,
) -> int:
    size = 0
    row = 0
    for group in range(len(ends)):
        texts = order[ends[group, 0] : ends[group, 1]]
        frame, _ = _frame(texts, values, offsets)
        for text in texts:
            place = 0
            total = np.int64(0)
            for value in values[offsets[text] : offsets[text + 1]]:
                while place < len(frame) and frame[place] < value:
                    place += 1
                if place == len(frame) or frame[place] != value:
                    rest[size] = value
                    size += 1
                    total += np.int64(value & LEVEL_BITS)
            totals[row] = total
            row += 1
            rest_offsets[row] = size
    return size
