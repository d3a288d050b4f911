"""What sightings can share besides words: contacts, accounts and image hashes, as numbered keys."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.kernels import Codes, Flags
from baken.linking.settings import LinkSettings
from baken.linking.unions import new_in, runs_of

ACCOUNT, IMAGE = "account", "image"
NOT_LINKED = ("website", "other")
"""A website is a platform's or an agency's more often than a person's; "other" is anything."""

EDGES = ("text", "phone", "handle", "email", "image", "account", "judgement")
"""The kinds of edges. Of what sightings share, every other contact than these is a handle."""


@dataclass(frozen=True, slots=True)
class Identities:
    """A row for each time that a sighting has a key, without repeats, by key and then sighting.

    `kinds` and `names` describe the keys (a contact's name is its pseudonym); `texts` and
    `sightings` count, per key, its different unique adverts and its sightings; `hub` marks the keys
    that too many unique adverts share, `suppressed` those that must not be followed at all.
    """

    sighting: Codes
    key: Codes
    kinds: pa.Array
    names: pa.Array
    texts: Codes
    sightings: Codes
    hub: Flags
    suppressed: Flags

    @property
    def followed(self) -> Flags:
        """Which keys may put sightings together."""
        return ~(self.hub | self.suppressed)

    def of_contacts(self) -> Flags:
        """Which keys are contacts (and neither account nor image)."""
        contact: Flags = pc.invert(pc.is_in(self.kinds, pa.array([ACCOUNT, IMAGE]))).to_numpy(
            zero_copy_only=False
        )
        return contact

    def of_kind(self, kind: str) -> Flags:
        """Which keys are of this kind."""
        flags: Flags = pc.equal(self.kinds, kind).to_numpy(zero_copy_only=False)
        return flags


def edge_kinds(found: Identities) -> Codes:
    """Per key its place in EDGES."""
    codes = [
        EDGES.index(kind if kind in EDGES[1:6] else "handle") for kind in found.kinds.unique().to_pylist()
    ]
    numbers = found.kinds.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return np.array(codes, dtype=np.int64)[numbers] if len(numbers) else np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row for each time that a sighting shows a key, without repeats, by key and then sighting; and of
    each key its kind and its name."""

    sighting: Codes
    key: Codes
    kinds: pa.Array
    names: pa.Array


def shown_in(sightings: pa.Table) -> Shown:
    """The keys of sightings in the order of their ids."""
    rows, kinds, names = zip(*_found(sightings), strict=True)
    row = np.concatenate(rows)
    key, kinds_of, names_of = _numbered(pa.chunked_array(kinds), pa.chunked_array(names))
    count = max(sightings.num_rows, 1)
    pairs = np.sort(key * count + row)
    pairs = pairs[new_in(pairs)]
    key = pairs // count
    return Shown(pairs - key * count, key, kinds_of, names_of)


def identities(
    shown: Shown, text_of: Codes, settings: LinkSettings, suppressed: Collection[str] = ()
) -> Identities:
    """The keys of sightings in the order of their ids; `text_of` is each one's unique advert, by which
    the texts of a key are counted, `suppressed` are pseudonyms that must not be followed."""
    row, key, kinds_of, names_of = shown.sighting, shown.key, shown.kinds, shown.names
    count = len(text_of)
    size = len(names_of)
    with_text = np.sort(key * max(count, 1) + text_of[row])
    with_text = with_text[new_in(with_text)] // max(count, 1)
    texts = np.bincount(with_text, minlength=size).astype(np.int64)
    account = pc.equal(kinds_of, ACCOUNT).to_numpy(zero_copy_only=False)
    withheld = pc.is_in(names_of, value_set=pa.array(sorted(suppressed), names_of.type))
    return Identities(
        sighting=row,
        key=key,
        kinds=kinds_of,
        names=names_of,
        texts=texts,
        sightings=np.bincount(key, minlength=size).astype(np.int64),
        hub=texts > np.where(account, settings.hub_texts_alone, settings.hub_texts),
        suppressed=withheld.to_numpy(zero_copy_only=False).astype(np.bool_),
    )


def _numbered(kinds: pa.ChunkedArray, names: pa.ChunkedArray) -> tuple[Codes, pa.Array, pa.Array]:
    """Per row the number of its key, and kind and name of each key, in the order of both."""
    (of_kind, kind), (of_name, name) = _encoded(kinds), _encoded(names)
    order, begins = runs_of(of_kind * max(len(name), 1) + of_name)
    once = order[begins]
    kinds_of, names_of = (
        every.take(pa.array(which[once])) for every, which in ((kind, of_kind), (name, of_name))
    )
    labels = pc.binary_join_element_wise(kinds_of, names_of, pa.scalar("\0", pa.large_string()))
    in_order = pc.array_sort_indices(labels)
    number = np.empty(len(once), dtype=np.int64)
    number[in_order.to_numpy()] = np.arange(len(once))
    key = np.empty(len(order), dtype=np.int64)
    key[order] = np.repeat(number, np.diff(begins, append=len(order)))
    return key, kinds_of.take(in_order), names_of.take(in_order)


def _encoded(column: pa.ChunkedArray) -> tuple[Codes, pa.Array]:
    """Each different value once, and per row which it is."""
    encoded = column.dictionary_encode().combine_chunks()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary


def _found(sightings: pa.Table) -> list[tuple[Codes, pa.Array, pa.Array]]:
    """Row, kind and name of every contact, account and image hash."""
    found = []
    offset = 0
    for batch in sightings.select(["contacts", "account", "image_hashes"]).to_batches():
        contacts = batch.column("contacts")
        parents = pc.list_parent_indices(contacts).to_numpy(zero_copy_only=False)
        flat = pc.list_flatten(contacts)
        kinds = pc.cast(pc.struct_field(flat, "kind"), pa.large_string())
        names = pc.cast(pc.struct_field(flat, "pseudonym"), pa.large_string())
        kept = pc.and_(
            pc.invert(pc.is_in(kinds, pa.array(NOT_LINKED, pa.large_string()))), pc.is_valid(names)
        )
        rows = parents[kept.to_numpy(zero_copy_only=False).astype(np.bool_)]
        found.append((offset + rows.astype(np.int64), kinds.filter(kept), names.filter(kept)))

        account = batch.column("account")
        rows = np.flatnonzero(account.is_valid().to_numpy(zero_copy_only=False))
        names = pc.cast(account.drop_null(), pa.large_string())
        found.append((offset + rows.astype(np.int64), _repeat(ACCOUNT, len(rows)), names))

        images = batch.column("image_hashes")
        rows = pc.list_parent_indices(images).to_numpy(zero_copy_only=False)
        names = pc.cast(pc.list_flatten(images), pa.large_string())
        found.append((offset + rows.astype(np.int64), _repeat(IMAGE, len(rows)), names))
        offset += batch.num_rows
    nothing = pa.array([], pa.large_string())
    return [*found, (np.zeros(0, dtype=np.int64), nothing, nothing)]


def _repeat(kind: str, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(kind, pa.large_string()), times)
