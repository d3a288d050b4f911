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
from baken.linking.groups import RECYCLED
from baken.linking.identities import EDGE_KINDS, Identities
from baken.linking.kernels import Codes, Numbers
from baken.linking.unions import codes_of_pairs
from baken.linking.unique_adverts import UniqueAdverts

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
KINDS = ("text", "phone", "handle", "email", "image", "account")
REFUSED = (
    "",
    "template",
    "chain of small changes",
    "shared by too many",
    "recycled number",
    "shares a contact",
    "text of several advertisers",
)
_TEMPLATE, _CHAIN, _TOO_MANY, _RECYCLED, _SHARED, _COPIED = range(1, 7)


@dataclass(frozen=True, slots=True)
class _Part:
    left: Codes
    right: Codes
    kind: Codes
    strength: Numbers
    refused: Codes
    level: int


def edges(sighting_ids: pa.Array, adverts: UniqueAdverts, found: Identities, owners: Advertisers) -> pa.Table:
    """All edges, those of unique adverts first; `left` is the smaller id. Sorted, without repeats."""
    parts = [
        _same_text(adverts),
        _other_text(adverts),
        _shared(found, owners.first),
        _hubs(found, adverts.first),
        _refused_contacts(found, owners),
        _own_text(adverts, owners),
        _text_part(adverts, owners.copied_left, owners.copied_right, _COPIED),
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


def _same_text(adverts: UniqueAdverts) -> _Part:
    rows = np.flatnonzero(adverts.representative != np.arange(len(adverts.representative)))
    return _part(adverts.representative[rows], rows, adverts.similarity[rows], 0, 0)


def _other_text(adverts: UniqueAdverts) -> _Part:
    reason = np.where(adverts.refused_template, _TEMPLATE, _CHAIN)
    return _part(adverts.refused_left, adverts.refused_right, adverts.refused_strength, reason, 0)


def _kinds(found: Identities) -> Codes:
    codes = [KINDS.index(EDGE_KINDS.get(kind, "handle")) for kind in found.kinds.unique().to_pylist()]
    numbers = found.kinds.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return np.array(codes, dtype=np.int64)[numbers] if len(numbers) else np.zeros(0, dtype=np.int64)


def _stars(sighting: Codes, numbers: Codes) -> tuple[Codes, Codes, Codes]:
    """For items with the same number: the first sighting, each other one, and the places of the others."""
    order = np.lexsort((sighting, numbers))
    begins = np.diff(numbers[order], prepend=-1) != 0
    first = sighting[order][np.flatnonzero(begins)][np.cumsum(begins) - 1] if len(order) else sighting
    return first[~begins], sighting[order][~begins], order[~begins]


def _shared(found: Identities, owner: Codes) -> _Part:
    rows = np.flatnonzero(~found.hub[found.key])
    left, right, places = _stars(
        found.sighting[rows], codes_of_pairs(found.key[rows], owner[found.sighting[rows]])
    )
    key = found.key[rows][places]
    return _part(left, right, 1 / found.texts[key], 0, 1, _kinds(found)[key])


def _hubs(found: Identities, text_of: Codes) -> _Part:
    rows = np.flatnonzero(found.hub[found.key])
    _, once = np.unique(codes_of_pairs(found.key[rows], text_of[found.sighting[rows]]), return_index=True)
    rows = rows[once]
    left, right, places = _stars(found.sighting[rows], found.key[rows])
    key = found.key[rows][places]
    return _part(left, right, 1 / found.texts[key], _TOO_MANY, 1, _kinds(found)[key])


def _refused_contacts(found: Identities, owners: Advertisers) -> _Part:
    refusals = owners.refusals
    reason = np.where(refusals.reason == RECYCLED, _RECYCLED, _SHARED)
    strength = 1 / found.texts[refusals.key]
    return _part(refusals.left, refusals.right, strength, reason, 1, _kinds(found)[refusals.key])


def _own_text(adverts: UniqueAdverts, owners: Advertisers) -> _Part:
    """From a sighting of the text that is known by more than its text, if there is one."""
    pairs = codes_of_pairs(adverts.first, owners.first)
    order = np.lexsort((owners.by_text, pairs))
    _, begins, number = np.unique(pairs[order], return_index=True, return_inverse=True)
    anchor = np.empty_like(pairs)
    anchor[order] = order[begins][number] if len(order) else order
    rows = np.flatnonzero(owners.by_text & (anchor != np.arange(len(pairs))))
    return _text_part(adverts, anchor[rows], rows, 0)


def _text_part(adverts: UniqueAdverts, left: Codes, right: Codes, refused: int) -> _Part:
    """Both were held against a third: no stronger than the weaker of the two."""
    strength = np.minimum(adverts.similarity[left], adverts.similarity[right])
    return _part(left, right, strength, refused, 1)
