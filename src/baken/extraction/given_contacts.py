"""The contacts that records have in fields of their own, in bulk, for whoever wants nothing else."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.extraction.own_contacts import own_contacts
from baken.privacy.pseudonyms import pseudonyms

CONTACTS = pa.list_(pa.struct([("kind", pa.string()), ("pseudonym", pa.string())]))


def given_contacts(records: pa.RecordBatch, *, key: bytes, region: str = "NL") -> pa.ListArray:
    """Kind and pseudonym of each record's own contacts, row for row, read as `extraction.stage` reads them.

    What is written alike is read once. A contact that a record gives twice stands there twice.
    """
    given = records.column("contacts")
    flat = pc.list_flatten(given)
    kinds, values = (pc.struct_field(flat, name).cast(pa.string()) for name in ("kind", "value"))
    encoded = pc.binary_join_element_wise(kinds, values, "\0").dictionary_encode()
    rows = pc.list_parent_indices(given).to_numpy(zero_copy_only=False)
    written = encoded.indices.to_numpy(zero_copy_only=False)

    known: dict[tuple[str, str], int] = {}
    meant: list[list[int]] = []
    for label in encoded.dictionary.to_pylist():
        kind, value = label.split("\0", 1)
        found = own_contacts([{"kind": kind, "value": value}], region)
        meant.append([known.setdefault((one.kind, one.value), len(known)) for one in found])
    counts = np.array([len(numbers) for numbers in meant], dtype=np.int64)
    begins = np.cumsum(counts) - counts
    numbers = np.array([number for one in meant for number in one], dtype=np.int64)

    times = counts[written] if len(written) else counts[:0]
    places = np.repeat(begins[written] - np.cumsum(times) + times, times) + np.arange(times.sum())
    contact = pa.array(numbers[places])
    ends = np.zeros(records.num_rows + 1, dtype=np.int32)
    np.cumsum(np.bincount(np.repeat(rows, times), minlength=records.num_rows), out=ends[1:])
    names = pa.StructArray.from_arrays(
        [
            pa.array([kind for kind, _ in known], pa.string()).take(contact),
            pa.array(pseudonyms(known, key), pa.string()).take(contact),
        ],
        fields=list(CONTACTS.value_type),
    )
    return pa.ListArray.from_arrays(pa.array(ends), names)
