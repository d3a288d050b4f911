"""The edges that explain: between which sightings, through what, how strongly, and what was refused.

Stars, not all pairs: each sighting is held against one other of the same cluster and reason, so the
number of edges grows with the input. Strength of a text is the similarity that was found; of a
contact, account or image, one over the number of different unique adverts that it stands with.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.advertisers import Advertisers
from baken.linking.grounds import in_common_edges
from baken.linking.groups import RECYCLED, Refusals
from baken.linking.identities import EDGES, Identities, edge_kinds
from baken.linking.kernels import Codes, Flags, Numbers
from baken.linking.unions import codes_of_pairs, first_alike
from baken.linking.unique_adverts import UniqueAdverts
from baken.linking.verdicts import Judged

SCHEMA = pa.schema(
    [
        pa.field("left", pa.string(), nullable=False),
        pa.field("right", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("strength", pa.float64(), nullable=False),
        pa.field("refused", pa.string()),
        pa.field("level", pa.string(), nullable=False),
    ]
)

LEVELS = ("unique_advert", "advertiser")
KINDS = EDGES
REFUSED = (
    "",
    "template",
    "chain of small changes",
    "shared by too many",
    "recycled number",
    "shares a contact",
    "text of several advertisers",
    "judged apart",
    "suppressed",
)
_TEMPLATE, _CHAIN, _TOO_MANY, _RECYCLED, _SHARED, _COPIED, _JUDGED, _SUPPRESSED = range(1, 9)


@dataclass(frozen=True, slots=True)
class _Part:
    left: Codes
    right: Codes
    kind: Codes
    strength: Numbers
    refused: Codes
    level: int


def edges(
    sighting_ids: pa.Array,
    adverts: UniqueAdverts,
    owners: Advertisers,
    of_adverts: Judged,
    of_owners: Judged,
) -> pa.Table:
    """All edges, those of unique adverts first; `left` is the smaller id. Sorted, without repeats.

    `of_adverts` and `of_owners` are the clusters of either level after people's judgements.
    """
    found = owners.found
    parts = [
        _same_text(adverts, of_adverts.first),
        _other_text(adverts, of_adverts.first),
        *_judgements(of_adverts, 0),
        _shared(found, owners.runs, of_owners.first),
        _not_followed(found, found.hub & ~found.suppressed, adverts.first, _TOO_MANY),
        _not_followed(found, found.suppressed, adverts.first, _SUPPRESSED),
        _refused(found, owners.refusals, of_owners.first),
        _in_common(owners, adverts, of_owners.first),
        _own_text(adverts, owners, of_owners.first),
        _copied(adverts, owners, of_owners.first),
        *_judgements(of_owners, 1),
    ]
    left = np.concatenate([np.minimum(part.left, part.right) for part in parts])
    right = np.concatenate([np.maximum(part.left, part.right) for part in parts])
    kind = np.concatenate([part.kind for part in parts])
    strength = np.concatenate([part.strength for part in parts])
    refused = np.concatenate([part.refused for part in parts])
    level = np.concatenate([np.full(len(part.left), part.level) for part in parts])
    order = np.lexsort((-strength, right, left, refused, kind, level))
    columns = [column[order] for column in (level, kind, refused, left, right)]
    first = np.zeros(len(order), dtype=np.bool_)
    first[:1] = True
    for column in columns:
        first[1:] |= column[1:] != column[:-1]
    kept = order[first]
    return pa.table(
        [
            sighting_ids.take(pa.array(left[kept])),
            sighting_ids.take(pa.array(right[kept])),
            _labels(KINDS, kind[kept]),
            pa.array(np.round(strength[kept], 4)),
            _or_null(_labels(REFUSED, refused[kept]), refused[kept]),
            _labels(LEVELS, level[kept]),
        ],
        schema=SCHEMA,
    )


def _labels(names: tuple[str, ...], codes: Codes) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(names)).cast(pa.string())


def _or_null(labels: pa.Array, codes: Codes) -> pa.Array:
    return pc.if_else(pa.array(codes > 0), labels, pa.scalar(None, pa.string()))


def _part(
    left: Codes, right: Codes, strength: Numbers, refused: int | Codes, level: int, kind: Codes | None = None
) -> _Part:
    kinds = np.zeros(len(left), dtype=np.int64) if kind is None else kind
    return _Part(left, right, kinds, strength, np.broadcast_to(np.int64(refused), len(left)), level)


def _same_text(adverts: UniqueAdverts, first: Codes) -> _Part:
    return _held_against(adverts, adverts.representative, first, 0)


def _held_against(adverts: UniqueAdverts, centre: Codes, first: Codes, level: int) -> _Part:
    """Each sighting beside the one that it was held against; where a judgement put that one elsewhere,
    beside the first that was held against the same. Two that were held against a third are no
    more alike than the less alike of them."""
    rows = np.flatnonzero((centre >= 0) & (centre != np.arange(len(centre))))
    beside = centre[rows]
    elsewhere = np.flatnonzero(first[beside] != first[rows])
    moved = rows[elsewhere]
    beside[elsewhere] = moved[first_alike(codes_of_pairs(first[moved], beside[elsewhere]))]
    kept = beside != rows
    rows, beside = rows[kept], beside[kept]
    return _part(beside, rows, np.minimum(adverts.similarity[rows], adverts.similarity[beside]), 0, level)


def _other_text(adverts: UniqueAdverts, first: Codes) -> _Part:
    reason = np.where(adverts.refused_template, _TEMPLATE, _CHAIN)
    apart = first[adverts.refused_left] != first[adverts.refused_right]
    return _part(
        adverts.refused_left[apart],
        adverts.refused_right[apart],
        adverts.refused_strength[apart],
        reason[apart],
        0,
    )


def _judgements(judged: Judged, level: int) -> tuple[_Part, _Part]:
    """What a person joined, and what a person's split refused."""
    kind = np.full(len(judged.joined_left), KINDS.index("judgement"))
    return (
        _part(judged.joined_left, judged.joined_right, np.ones(len(kind)), 0, level, kind),
        _part(
            judged.apart_left, judged.apart_right, judged.apart_strength, _JUDGED, level, judged.apart_kind
        ),
    )


def _stars(sighting: Codes, numbers: Codes) -> tuple[Codes, Codes, Codes]:
    """For items with the same number: the first sighting, each other one, and the places of the others."""
    order = np.lexsort((sighting, numbers))
    begins = np.diff(numbers[order], prepend=-1) != 0
    first = sighting[order][np.flatnonzero(begins)][np.cumsum(begins) - 1] if len(order) else sighting
    return first[~begins], sighting[order][~begins], order[~begins]


def _shared(found: Identities, runs: Codes, owner: Codes) -> _Part:
    rows = np.flatnonzero(runs >= 0)
    left, right, places = _stars(
        found.sighting[rows], codes_of_pairs(runs[rows], owner[found.sighting[rows]])
    )
    key = found.key[rows][places]
    return _part(left, right, 1 / found.texts[key], 0, 1, edge_kinds(found)[key])


def _not_followed(found: Identities, keys: Flags, text_of: Codes, reason: int) -> _Part:
    """Of each of these keys a star with one sighting a unique advert."""
    rows = np.flatnonzero(keys[found.key])
    _, once = np.unique(codes_of_pairs(found.key[rows], text_of[found.sighting[rows]]), return_index=True)
    rows = rows[once]
    left, right, places = _stars(found.sighting[rows], found.key[rows])
    key = found.key[rows][places]
    return _part(left, right, 1 / found.texts[key], reason, 1, edge_kinds(found)[key])


def _refused(found: Identities, refusals: Refusals, first: Codes) -> _Part:
    apart = first[refusals.left] != first[refusals.right]
    key, reason = refusals.key[apart], refusals.reason[apart]
    return _part(
        refusals.left[apart],
        refusals.right[apart],
        1 / found.texts[key],
        np.where(reason == RECYCLED, _RECYCLED, _SHARED),
        1,
        edge_kinds(found)[key],
    )


def _in_common(owners: Advertisers, adverts: UniqueAdverts, first: Codes) -> _Part:
    kind, strength = in_common_edges(owners, adverts)
    left, right = owners.in_common.left, owners.in_common.right
    kept = first[left] == first[right]
    return _part(left[kept], right[kept], strength[kept], 0, 1, kind[kept])


def _own_text(adverts: UniqueAdverts, owners: Advertisers, first: Codes) -> _Part:
    """From a sighting of the text that is known by more than its text, if there is one."""
    return _held_against(adverts, owners.anchor, first, 1)


def _copied(adverts: UniqueAdverts, owners: Advertisers, first: Codes) -> _Part:
    apart = first[owners.copied_left] != first[owners.copied_right]
    left, right = owners.copied_left[apart], owners.copied_right[apart]
    return _part(left, right, np.minimum(adverts.similarity[left], adverts.similarity[right]), _COPIED, 1)
