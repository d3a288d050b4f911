"""The table that linking reads, and how records and what was extracted from them become it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.privacy.pseudonyms import pseudonym
from baken.vocabulary import advert_record

CONTACTS = pa.list_(pa.struct([("kind", pa.string()), ("pseudonym", pa.string())]))

SCHEMA = pa.schema(
    [
        pa.field("sighting_id", pa.string(), nullable=False),
        pa.field("platform", pa.string(), nullable=False),
        pa.field("captured_at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("words", pa.string(), nullable=False),
        pa.field("contacts", CONTACTS),
        pa.field("account", pa.string()),
        pa.field("image_hashes", pa.list_(pa.string())),
    ]
)

_READ = pa.schema(
    [
        advert_record.SCHEMA.field(name)
        for name in ("sighting_id", "platform", "captured_at", "title", "text", "account", "image_hashes")
    ]
)


def sightings_of(
    records: pa.RecordBatch | pa.Table, contacts: pa.Array | pa.ChunkedArray, *, key: bytes
) -> pa.Table:
    """A table in SCHEMA out of advert records (the advert record's columns) and their contacts.

    `contacts` has a row a record: lists of structs with at least `kind` and `pseudonym`, as the
    extraction stage gives them. An account becomes a pseudonym under `key` of platform and account,
    so that the same account id on two platforms is two accounts. Raises ValueError when the rows
    don't match.
    """
    table = pa.table(records) if isinstance(records, pa.RecordBatch) else records
    if len(contacts) != table.num_rows:
        raise ValueError(f"{table.num_rows} records came with the contacts of {len(contacts)}")
    table = table.select(_READ.names).cast(_READ)
    title = pc.fill_null(table["title"], "")
    columns = [
        table["sighting_id"],
        table["platform"],
        table["captured_at"],
        pc.binary_join_element_wise(title, table["text"], "\n"),
        _kind_and_pseudonym(contacts),
        _accounts(table, key),
        _image_hashes(table["image_hashes"]),
    ]
    return pa.table(columns, schema=SCHEMA)


def few_sightings_of(
    rows: Sequence[Mapping[str, Any]], contacts: Sequence[Sequence[Mapping[str, Any]]], *, key: bytes
) -> pa.Table:
    """What `sightings_of` makes of records, out of rows of the advert record as they are, for few of them:
    a question to a column costs more than a few dozen rows do."""
    named = [_account_of(row) for row in rows]
    accounts = {one: None if one is None else pseudonym("account", one, key) for one in set(named)}
    return pa.Table.from_pylist(
        [
            {
                "sighting_id": row["sighting_id"],
                "platform": row["platform"],
                "captured_at": row["captured_at"],
                "words": f"{row.get('title') or ''}\n{row['text']}",
                "contacts": [{"kind": one["kind"], "pseudonym": one["pseudonym"]} for one in shown],
                "account": accounts[account],
                "image_hashes": [
                    f"{one['algorithm']}:{one['value']}" for one in row.get("image_hashes") or ()
                ],
            }
            for row, shown, account in zip(rows, contacts, named, strict=True)
        ],
        SCHEMA,
    )


def _account_of(row: Mapping[str, Any]) -> str | None:
    name = (row.get("account") or {}).get("account_id")
    return None if name is None else f"{row['platform']}\0{name}"


def _kind_and_pseudonym(contacts: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array(
        [
            _lists_of(
                part,
                pa.StructArray.from_arrays(
                    [
                        pc.struct_field(pc.list_flatten(part), name).cast(pa.string())
                        for name in ("kind", "pseudonym")
                    ],
                    fields=list(CONTACTS.value_type),
                ),
            )
            for part in _chunks(contacts)
        ],
        CONTACTS,
    )


def _image_hashes(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Hashes by algorithm and value: the same digits of two algorithms are two things."""
    return pa.chunked_array(
        [
            _lists_of(
                part,
                pc.binary_join_element_wise(
                    *[pc.struct_field(pc.list_flatten(part), name) for name in ("algorithm", "value")], ":"
                ),
            )
            for part in column.chunks
        ],
        pa.list_(pa.string()),
    )


def _accounts(table: pa.Table, key: bytes) -> pa.Array:
    account = table["account"]
    names = (
        pc.struct_field(account, "account_id") if account.num_chunks else pa.chunked_array([[]], pa.string())
    )
    labels = pc.binary_join_element_wise(table["platform"], names, "\0").combine_chunks()
    if isinstance(labels, pa.ChunkedArray):
        labels = pa.concat_arrays([pa.array([], pa.string()), *labels.chunks])
    encoded = labels.dictionary_encode()
    pseudonyms = [pseudonym("account", label, key) for label in encoded.dictionary.to_pylist()]
    return pa.array(pseudonyms, pa.string()).take(encoded.indices)


def _chunks(column: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    return list(column.chunks) if isinstance(column, pa.ChunkedArray) else [column]


def _lists_of(part: pa.Array, values: pa.Array) -> pa.ListArray:
    """The lists of a column with other values in them; a missing list is an empty one."""
    lengths = pc.fill_null(pc.list_value_length(part), 0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(part) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), values)
