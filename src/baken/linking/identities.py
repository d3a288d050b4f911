"""What sightings can share besides words: contacts, accounts and image hashes, as numbered keys."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.kernels import Codes, Flags
from baken.linking.settings import LinkSettings

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


def identities(
    sightings: pa.Table, text_of: Codes, settings: LinkSettings, suppressed: Collection[str] = ()
) -> Identities:
    """The keys of sightings in the order of their ids; `text_of` is each one's unique advert, by which
    the texts of a key are counted, `suppressed` are pseudonyms that must not be followed."""
    rows, kinds, names = zip(*_found(sightings), strict=True)
    row = np.concatenate(rows)
    table = pa.table({"kind": pa.chunked_array(kinds), "name": pa.chunked_array(names)})
    labels = pc.binary_join_element_wise(table["kind"], table["name"], pa.scalar("\0", pa.large_string()))
    labels = pa.concat_arrays([pa.array([], pa.large_string()), *labels.chunks])
    encoded = pc.dictionary_encode(labels)
    in_order = pc.array_sort_indices(encoded.dictionary).to_numpy().astype(np.int64)
    number = np.empty_like(in_order)
    number[in_order] = np.arange(len(in_order))
    key = number[encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)]
    parts = pc.split_pattern(encoded.dictionary.take(pa.array(in_order)), "\0", max_splits=1)

    count = len(text_of)
    pairs = np.sort(key * max(count, 1) + row)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    key, row = pairs // max(count, 1), pairs % max(count, 1)
    size = len(in_order)
    with_text = np.sort(key * max(count, 1) + text_of[row])
    with_text = with_text[np.diff(with_text, prepend=-1) != 0] // max(count, 1)
    texts = np.bincount(with_text, minlength=size).astype(np.int64)
    kinds_of = pc.list_element(parts, 0) if size else pa.array([], pa.large_string())
    names_of = pc.list_element(parts, 1) if size else kinds_of
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
