"""Linking on a Spark cluster: what costs is done by the workers, what needs everything at once here.

Workers read and extract, count and sign the different texts; here texts are compared, and clusters and
advertisers found, with the very functions that do it without Spark. So the answer is the same to
the last pair.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from baken.linking.batches import (
    COUNTS,
    SIGNATURES,
    added,
    counted,
    counted_own,
    signatures_in,
    signed,
    tally_of,
    weights_batch,
    weights_in,
)
from baken.linking.reading import FACTS, Reading
from baken.linking.settings import LinkSettings
from baken.linking.weights import weigh
from baken.pipeline.read_on_spark import read_on_spark

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterable[pa.RecordBatch]


class Read(NamedTuple):
    """What linking needs of an input, and what could not be read of it, both in the order of the input."""

    sightings: Reading
    rejects: list[dict[str, Any]]


def read_and_sign(
    session: "SparkSession",
    place: str,
    *,
    format: str | None,
    key: bytes,
    extracts: bool = True,
    tell: Callable[[str], None] = lambda message: None,
) -> Read:
    """Reads the advert records of a file or directory that every worker can open, for `linking.link`.

    `key` makes the pseudonyms, `extracts` asks for contacts out of words, `tell` hears what is going on.
    Raises Unreadable where nothing of a file can be read, and what PySpark raises.
    """
    read = read_on_spark(session, place, format=format, key=key, extracts=extracts, tell=tell)
    hashes = read.sightings["hash"].to_numpy().view(np.uint64)
    words = read.sightings["word_count"].to_numpy()
    signatures = _signatures(session, _different(read.texts), LinkSettings(), tell)
    facts = read.sightings.select(FACTS.names).cast(FACTS)
    return Read(Reading(facts, hashes, words, signatures_in(signatures)), read.rejects)


def _different(texts: "DataFrame") -> "DataFrame":
    """Each different text that has a word once, as the first sighting shows it."""
    from pyspark.sql import functions as on
    from pyspark.storagelevel import StorageLevel

    content = on.struct("words", "letters")
    firsts = (
        texts.filter(on.length("words") > 0)
        .groupBy("hash")
        .agg(on.min_by(content, on.col("sighting_id")).alias("content"))
    )
    return firsts.select("hash", "content.words", "content.letters").persist(StorageLevel.MEMORY_AND_DISK)


def _signatures(
    session: "SparkSession", different: "DataFrame", settings: LinkSettings, tell: Callable[[str], None]
) -> pa.Table:
    """The signatures of different texts: counted, counted again with what is common known, and signed."""
    from pyspark.sql import functions as on
    from pyspark.sql.pandas.types import from_arrow_schema

    tell("gathering the different texts")
    words = (different.agg(on.sum(on.length("words"))).first()[0] or 0) // 4
    # a table of counts for each core and not for each part
    parts = different.coalesce(session.sparkContext.defaultParallelism)
    counts, signatures = from_arrow_schema(COUNTS), from_arrow_schema(SIGNATURES)

    def count(batches: Batches) -> Iterator[pa.RecordBatch]:
        return counted(batches, words)

    def count_own(batches: Batches) -> Iterator[pa.RecordBatch]:
        return counted_own(batches, tally_of(_table(known), words))

    def sign(batches: Batches) -> Iterator[pa.RecordBatch]:
        known_weights = weights_in(_table(weights).combine_chunks().to_batches()[0])
        return (signed(batch, known_weights, settings) for batch in batches)

    def add_up(frame: "DataFrame") -> pa.Table:
        return frame.groupBy("table", "stretch").applyInArrow(added, counts).toArrow().cast(COUNTS)

    tell(f"counting {words} words")
    in_texts = add_up(parts.mapInArrow(count, counts))
    known = _sent(session, in_texts)
    own = add_up(parts.mapInArrow(count_own, counts))
    tally = tally_of(pa.concat_tables([in_texts, own]), words)
    known.unpersist()
    weights = _sent(session, pa.Table.from_batches([weights_batch(weigh(tally, settings))]))
    tell("signing the different texts")
    return different.mapInArrow(sign, signatures).toArrow().cast(SIGNATURES)


def _sent(session: "SparkSession", table: pa.Table) -> "Broadcast[bytes]":
    """A table for every worker, in the bytes of an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return session.sparkContext.broadcast(sink.getvalue().to_pybytes())


def _table(sent: "Broadcast[bytes]") -> pa.Table:
    return pa.ipc.open_stream(sent.value).read_all()
