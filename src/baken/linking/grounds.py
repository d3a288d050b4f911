"""On what ground sightings stand together, and what people's judgements make of it, at both levels."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from baken.linking.advertisers import Advertisers
from baken.linking.identities import edge_kinds
from baken.linking.judgements import LEVELS, Judgement, in_force
from baken.linking.kernels import Codes, Flags, Numbers
from baken.linking.unions import codes_of_pairs
from baken.linking.unique_adverts import UniqueAdverts
from baken.linking.verdicts import Evidence, Judged, judged

TEXT = 0
"""A text among the kinds of edges."""


def judged_adverts(adverts: UniqueAdverts, ids: pa.Array, judgements: Sequence[Judgement]) -> Judged:
    """The unique adverts after people's judgements: the same words first, then the similar ones."""
    return judged(adverts.first, ids, in_force(judgements, LEVELS[0]), lambda rows: _texts(adverts, rows))


def judged_advertisers(
    owners: Advertisers,
    adverts: UniqueAdverts,
    ids: pa.Array,
    judgements: Sequence[Judgement],
) -> Judged:
    """The advertisers after people's judgements: a contact with the same text first, then contacts,
    accounts and images by how few texts they stand with, then texts alone."""
    standing = in_force(judgements, LEVELS[1])
    return judged(owners.first, ids, standing, lambda rows: _grounds(owners, adverts, rows))


def in_common_edges(owners: Advertisers, adverts: UniqueAdverts) -> tuple[Codes, Numbers]:
    """Kind and strength of the edges between groups that have several things in common."""
    pairs, found = owners.in_common, owners.found
    kind = np.full(len(pairs.thing), TEXT, dtype=np.int64)
    strength = np.minimum(adverts.similarity[pairs.left], adverts.similarity[pairs.right]).astype(np.float64)
    keys = np.flatnonzero(pairs.thing >= len(owners.first))
    key = pairs.thing[keys] - len(owners.first)
    kind[keys] = edge_kinds(found)[key]
    strength[keys] = 1 / found.texts[key]
    return kind, strength


def _texts(adverts: UniqueAdverts, rows: Flags) -> Evidence:
    there = np.flatnonzero(rows)
    wordy = there[adverts.words[there] > 0]
    return _in_order(
        [
            (wordy, adverts.same_words[wordy], np.ones(len(wordy)), np.zeros_like(wordy)),
            (there, adverts.first[there], adverts.similarity[there], np.zeros_like(there)),
        ]
    )


def _grounds(owners: Advertisers, adverts: UniqueAdverts, rows: Flags) -> Evidence:
    found = owners.found
    items = np.flatnonzero((owners.runs >= 0) & rows[found.sighting])
    sighting, run = found.sighting[items], owners.runs[items]
    strength = 1 / found.texts[found.key[items]]
    kind = edge_kinds(found)[found.key[items]]
    with_text = codes_of_pairs(run, adverts.first[sighting])
    pairs = owners.in_common
    both = np.concatenate([pairs.left, pairs.right])
    number = np.tile(np.arange(len(pairs.left)), 2)
    there = rows[both]
    several, weight = in_common_edges(owners, adverts)
    bare = np.flatnonzero(rows & (owners.anchor >= 0))
    anchor = owners.anchor[bare]
    texts = np.concatenate([bare, anchor])
    return _in_order(
        [
            (sighting, with_text, strength, kind),
            (both[there], number[there], np.tile(weight, 2)[there], np.tile(several, 2)[there]),
            (sighting, run, strength, kind),
            (texts, np.concatenate([anchor, anchor]), adverts.similarity[texts], np.full(len(texts), TEXT)),
        ]
    )


def _in_order(parts: list[tuple[Codes, Codes, Numbers, Codes]]) -> Evidence:
    """Parts of sightings, runs, strengths and kinds: part after part, in each the strongest run first."""
    numbers = []
    used = 0
    for _, run, strength, _ in parts:
        named, number = np.unique(run, return_inverse=True)
        strongest = np.zeros(len(named), dtype=np.float64)
        np.maximum.at(strongest, number, strength)
        rank = np.empty(len(named), dtype=np.int64)
        rank[np.argsort(-strongest, kind="stable")] = np.arange(len(named))
        numbers.append(used + rank[number])
        used += len(named)
    return Evidence(
        sighting=np.concatenate([part[0] for part in parts]).astype(np.int64),
        run=np.concatenate(numbers).astype(np.int64),
        kind=np.concatenate([part[3] for part in parts]).astype(np.int64),
        strength=np.concatenate([part[2] for part in parts]).astype(np.float64),
    )
