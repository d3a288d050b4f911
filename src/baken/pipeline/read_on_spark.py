"""Reading on a Spark cluster: adverts to sightings, with contacts as pseudonyms and words as hashes.

Each worker opens its parts of the input itself and runs the very functions that run here without
Spark; the texts stay where they were read. Sightings that stand in several parts under one id are
settled afterwards as if all had been read in one go.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.collection.parts import Part, PartReading, name_of_place, parts_of
from baken.collection.rejects import Unreadable
from baken.collection.seen import SeenSightings
from baken.linking.batches import TEXTS, read_words, texts_in
from baken.linking.sightings import SCHEMA
from baken.pipeline.sightings_of_records import sightings_of_records

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROWS = 5_000
"""Records a batch, as everywhere: where a damaged file breaks off depends on it."""

PARTS_A_CORE = 4
"""At least, where the input is large enough: who is done first takes another."""

_PART = pa.field("part", pa.int32())
_WORDS = pa.field("word_count", pa.int64())
_TOLD = pa.field("told", pa.string())
"""What else is known about a part, as JSON, in a row of its own after the sightings."""

_SIGHTING = [one.with_nullable(True) for one in SCHEMA if one.name != "words"]
_ROWS = pa.schema([_PART, _TOLD, *_SIGHTING, _WORDS, *TEXTS])


@dataclass(frozen=True, slots=True)
class ReadInput:
    """What was read.

    `sightings`, in the order of the input: the columns of `linking.sightings.SCHEMA` but the words, then
    `hash` and `word_count` of each one's text. `texts`, on the cluster: sighting_id with the columns of
    `linking.batches.TEXTS`. `rejects`, in the order of the input.
    """

    sightings: pa.Table
    texts: "DataFrame"
    rejects: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known about a part beside its sightings."""

    rejects: list[dict[str, Any]]
    lines: int
    fault: str | None
    damaged: bool


@dataclass(frozen=True, slots=True)
class PartWork:
    """What a worker does with the numbers of parts: reads them and gives their sightings.

    `earlier` are, per part, sightings that stand in a part before it: with them, nothing but the
    rejects is read anew.
    """

    parts: tuple[Part, ...]
    key: bytes
    extracts: bool
    earlier: dict[int, list[str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"work on {len(self.parts)} parts"  # never the key

    def read(self, numbers: Iterable[int]) -> Iterator[pa.RecordBatch]:
        """The rows of some parts, and for each what else is known about it."""
        for number in numbers:
            yield from self._read_part(number)

    def _read_part(self, number: int) -> Iterator[pa.RecordBatch]:
        seen = SeenSightings()
        seen.doubles(self.earlier.get(number, []))
        reading = PartReading(self.parts[number], ROWS, seen)
        rejects = []
        for batch in reading:
            rejects += [reject.as_dict() for reject in batch.rejects]
            if not self.earlier:
                found = sightings_of_records(batch.records, key=self.key, extracts=self.extracts)
                yield from _rows_of(number, found)
        told = json.dumps(asdict(Told(rejects, reading.lines, reading.fault, reading.damaged)))
        yield pa.RecordBatch.from_pylist([{"part": number, "told": told}], _ROWS)


def _rows_of(number: int, sightings: pa.Table) -> Iterator[pa.RecordBatch]:
    words = read_words(sightings["words"])
    count = sightings.num_rows
    columns = {
        "part": pa.repeat(pa.scalar(number, pa.int32()), count),
        "told": pa.nulls(count, pa.string()),
        **{field.name: sightings[field.name].combine_chunks() for field in _SIGHTING},
        "word_count": pa.array(texts_in(words).word_counts()),
        **{field.name: words.column(field.name) for field in TEXTS},
    }
    yield from pa.table(columns, schema=_ROWS).to_batches()


def read_on_spark(
    session: "SparkSession",
    place: str,
    *,
    format: str | None,
    key: bytes,
    extracts: bool,
    tell: Callable[[str], None],
) -> ReadInput:
    """The sightings of a file or directory that every worker can open, read by the workers.

    Raises Unreadable where nothing of a file can be read.
    """
    from pyspark.sql import functions as on
    from pyspark.storagelevel import StorageLevel

    wanted = PARTS_A_CORE * session.sparkContext.defaultParallelism
    parts = tuple(parts_of(place, format, wanted=wanted))
    tell(f"reading {len(parts)} parts")
    frame = _frame(session, PartWork(parts, key, extracts), range(len(parts)))
    # read once: the words are asked for again and again
    frame = frame.persist(StorageLevel.MEMORY_AND_DISK)
    table = frame.drop("words", "letters").toArrow()
    told = _told(table)
    refuse_unreadable(parts, told)
    sightings = table.filter(pc.is_null(table["told"]))
    sightings = sightings.take(pc.sort_indices(sightings["part"]))
    texts = frame.filter(on.col("told").isNull())
    firsts = _first_of_each(sightings["sighting_id"])
    if len(firsts) < sightings.num_rows:
        later = np.setdiff1d(np.arange(sightings.num_rows), firsts)
        doubles = sightings.select(["part", "sighting_id"]).take(pa.array(later))
        texts = texts.join(session.createDataFrame(doubles), ["part", "sighting_id"], "left_anti")
        earlier: dict[int, list[str]] = {}
        for part, sighting in zip(*(column.to_pylist() for column in doubles.columns), strict=True):
            earlier.setdefault(part, []).append(sighting)
        tell(f"reading {len(earlier)} parts for doubled sightings")
        told |= _told(_frame(session, PartWork(parts, key, extracts, earlier), sorted(earlier)).toArrow())
        sightings = sightings.take(pa.array(firsts))
    known = pa.schema([*_SIGHTING, TEXTS.field("hash"), _WORDS])
    return ReadInput(
        sightings.select(known.names).cast(known),
        texts.select("sighting_id", *TEXTS.names),
        list(rejects_of(parts, told)),
    )


def _frame(session: "SparkSession", work: PartWork, numbers: Sequence[int]) -> "DataFrame":
    from pyspark.sql.pandas.types import from_arrow_schema

    def read_parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from work.read(numbers[place] for place in batch.column(0).to_pylist())

    count = len(numbers)
    return session.range(0, count, 1, count).mapInArrow(read_parts, from_arrow_schema(_ROWS))


def _told(table: pa.Table) -> dict[int, Told]:
    rows = table.filter(pc.is_valid(table["told"])).select(["part", "told"]).to_pylist()
    return {row["part"]: Told(**json.loads(row["told"])) for row in rows}


def _first_of_each(ids: pa.ChunkedArray) -> Any:
    codes = pc.dictionary_encode(pa.concat_arrays([pa.array([], pa.string()), *ids.chunks])).indices
    _, firsts = np.unique(codes.to_numpy(zero_copy_only=False), return_index=True)
    return np.sort(firsts)


def refuse_unreadable(parts: tuple[Part, ...], told: dict[int, Told]) -> None:
    """Raises Unreadable for a file of which nothing, or not everything that is whole, could be read."""
    files: dict[str, list[Told]] = {}
    for number, part in enumerate(parts):
        files.setdefault(part.place, []).append(told[number])
    for place, of_parts in files.items():
        faults = [one.fault for one in of_parts if one.fault]
        # a damaged stretch of a file that is whole elsewhere is among the rejects
        if len(faults) == len(of_parts) or any(one.fault and not one.damaged for one in of_parts):
            raise Unreadable(f"{name_of_place(place)}: {faults[0]}")


def rejects_of(parts: tuple[Part, ...], told: dict[int, Told]) -> Iterator[dict[str, Any]]:
    """All rejects in the order of the input, with lines counted from the start of their file."""
    before, place = 0, ""
    for number, part in enumerate(parts):
        if part.place != place:
            before, place = 0, part.place
        for reject in told[number].rejects:
            yield reject | ({"line": before + reject["line"]} if part.format == "jsonl" else {})
        before += told[number].lines
