"""What linking keeps of the sightings that it has read: their facts, and their texts as words.

A table of sightings can be read in parts, on several machines; the words themselves are not kept, so
what is in memory is smaller than what was read, and a text that comes a million times is kept once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.kernels import Codes, Keys
from baken.linking.sightings import SCHEMA
from baken.linking.unique_texts import SignedTexts
from baken.linking.words import Texts, joined, read_texts

FACTS = pa.schema([field for field in SCHEMA if field.name != "words"])


@dataclass(frozen=True, slots=True)
class Reading:
    """Sightings as read: a row each in `facts`, with the hash of its text and its number of words.

    `texts` has each different text that has words once, in the order of the hashes: its words, or what
    was made of them elsewhere.
    """

    facts: pa.Table
    hashes: Keys
    words: Codes
    texts: Texts | SignedTexts

    def take(self, rows: pa.Array) -> "Reading":
        """Some of the sightings, in the order of `rows`; all the texts."""
        numbers = rows.to_numpy()
        return Reading(self.facts.take(rows), self.hashes[numbers], self.words[numbers], self.texts)


def read_sightings(sightings: pa.Table) -> Reading:
    """Reads a table of sightings (columns as `sightings.SCHEMA`; more are passed over).

    Raises ValueError when a column or a sighting id is missing.
    """
    missing = [name for name in SCHEMA.names if name not in sightings.column_names]
    if missing:
        raise ValueError(f"the table of sightings lacks {', '.join(missing)}")
    if sightings["sighting_id"].null_count:
        raise ValueError("a sighting has no sighting_id")
    texts = read_texts(sightings["words"])
    facts = sightings.select(FACTS.names).cast(FACTS)
    every = pa.array(
        np.arange(len(facts))
    )  # a copy: columns can hold on to the texts that were read with them
    return Reading(
        facts=facts.take(every),
        hashes=texts.hashes,
        words=texts.word_counts(),
        texts=_different(texts),
    )


def all_read(parts: Sequence[Reading]) -> Reading:
    """What was read in parts, one part after another; texts that were signed only in one part.

    Raises ValueError for more parts of those.
    """
    facts = pa.concat_tables([FACTS.empty_table(), *(part.facts for part in parts)])
    return Reading(
        facts=facts,
        hashes=np.concatenate([np.zeros(0, np.uint64), *(part.hashes for part in parts)]),
        words=np.concatenate([np.zeros(0, np.int64), *(part.words for part in parts)]),
        texts=_all_different([part.texts for part in parts]),
    )


def _all_different(parts: list[Texts | SignedTexts]) -> Texts | SignedTexts:
    if len(parts) == 1:
        return parts[0]
    texts = [part for part in parts if isinstance(part, Texts)]
    if len(texts) < len(parts):
        raise ValueError("texts that were signed in parts can't be put together: their weights differ")
    return _different(joined(texts))


def in_order(reading: Reading) -> tuple[Reading, Codes]:
    """The sightings in the order of their ids, and the row in that order of each sighting as it stood.

    Raises ValueError when a sighting id stands there twice.
    """
    order = pc.sort_indices(reading.facts["sighting_id"])
    ordered = reading.take(order)
    ids = ids_of(ordered.facts)
    repeated = pc.equal(ids[1:], ids[:-1])
    if len(repeated) and pc.any(repeated).as_py():
        raise ValueError(f"sighting_id {ids[1:].filter(repeated)[0].as_py()!r} stands there more than once")
    rank: Codes = np.empty(len(ids), dtype=np.int64)
    rank[order.to_numpy()] = np.arange(len(ids))
    return ordered, rank


def ids_of(facts: pa.Table) -> pa.Array:
    """The sighting ids in one piece."""
    return pa.concat_arrays([pa.array([], pa.string()), *facts["sighting_id"].chunks])


def moments_of(facts: pa.Table) -> Codes:
    """The moment of each capture, in microseconds."""
    moments: Codes = pc.cast(pc.fill_null(facts["captured_at"], 0), pa.int64()).to_numpy()
    return moments


def _different(texts: Texts) -> Texts:
    """Each different text that has words, once, in the order of the hashes."""
    wordy = np.flatnonzero(texts.word_counts() > 0)
    _, first = np.unique(texts.hashes[wordy], return_index=True)
    return texts.take(wordy[first])
