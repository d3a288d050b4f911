"""What every reader hands on: records, rejects and where the evidence lies, a batch at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import pyarrow as pa

from baken.collection.page_captures import KeptPage
from baken.collection.rejects import BadRecord, Reject
from baken.collection.seen import SeenSightings
from baken.collection.validity import row_of
from baken.vocabulary.advert_record import MOMENT, SCHEMA

EVIDENCE = pa.schema(
    [
        pa.field("sighting_id", pa.string(), nullable=False),
        pa.field("file", pa.string(), nullable=False),
        pa.field("offset", pa.int64()),
        pa.field("sha256", pa.string()),
        pa.field("captured_at", MOMENT, nullable=False),
    ]
)
"""Where the evidence of a sighting lies.

`offset` is in bytes, or the row from 1 in a Parquet file. `sha256` is that of the line without its
end, of the row in canonical JSON, or of the payload of the WARC record. A record that names a
capture of its own (`capture.warc`) keeps that, with what it tells about it.
"""

_DOUBLED = "sighting_id: stands earlier in this file; the first one was kept"

BYTES_PER_BATCH = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Batch:
    """Some records of a file, in its order; `rejects` are those found on the way.

    `captures` has one for each record, None where there is none, and is empty where none were asked for.
    """

    records: pa.RecordBatch
    rejects: list[Reject]
    evidence: pa.RecordBatch
    captures: list[KeptPage | None] = field(default_factory=list)


class Place(NamedTuple):
    """Where a record stands: the line (or row) for rejects, the offset and hash for evidence."""

    file: str
    offset: int
    sha256: str
    line: int | None = None


@dataclass
class Gathering:
    """Collects the records of a file until they make a batch, and refuses doubled sightings.

    `platform` stands in where a record names none. `seen` may be shared by the parts of a package.
    Without `evidence` nobody asks where a record lies: its batches have an empty table of it.
    """

    source: str
    batch_rows: int
    platform: str | None = None
    seen: SeenSightings = field(default_factory=SeenSightings)
    evidence: bool = True
    _rows: list[dict[str, Any]] = field(default_factory=list, init=False)
    _places: list[Place] = field(default_factory=list, init=False)
    _captures: list[KeptPage | None] = field(default_factory=list, init=False)
    _rejects: list[Reject] = field(default_factory=list, init=False)
    _bytes: int = field(default=0, init=False)

    def of_part(self, name: str) -> "Gathering":
        """The same for one part of a package: doubled sightings count over all parts."""
        return Gathering(f"{self.source}/{name}", self.batch_rows, self.platform, self.seen, self.evidence)

    def take(self, record: Any, place: Place, *, size: int, suspicious: bool = True) -> None:
        """Adds a record, or a reject that says why not. `size` is in bytes, to bound the batch."""
        if self.platform is not None and isinstance(record, dict):
            record.setdefault("platform", self.platform)
        try:
            row = row_of(record, suspicious=suspicious)
        except BadRecord as bad:
            self.reject(str(bad), line=place.line, offset=place.offset)
            return
        self.take_row(row, place, size=size)

    def take_row(
        self, row: dict[str, Any], place: Place, *, size: int, capture: KeptPage | None = None
    ) -> None:
        """Adds a row that was checked before, with the capture it was read from."""
        self._rows.append(row)
        self._places.append(place)
        self._captures.append(capture)
        self._bytes += size + (len(capture.prepared.member) if capture else 0)

    def reject(self, reason: str, *, line: int | None = None, offset: int | None = None) -> None:
        where = {"line": line} if line is not None else {"offset": offset}
        self._rejects.append(Reject(self.source, reason, **where))

    def whole(self, records: pa.RecordBatch, first: int) -> Iterator[Batch]:
        """Records that were checked together, the first standing on line `first`, after what came before."""
        yield from self.rest()
        doubles = self.seen.doubles(records.column("sighting_id").to_pylist())
        if any(doubles):
            for place in (place for place, double in enumerate(doubles) if double):
                self.reject(_DOUBLED, line=first + place)
            records = records.filter(pa.array([not double for double in doubles]))
        rejects, self._rejects = self._rejects, []
        yield Batch(records, rejects, _evidence([], []))

    @property
    def is_full(self) -> bool:
        """Whether enough has come together for a batch."""
        return (
            len(self._rows) >= self.batch_rows
            or len(self._rejects) >= self.batch_rows
            or self._bytes >= BYTES_PER_BATCH
        )

    def rest(self) -> Iterator[Batch]:
        """What is left at the end of the file, if anything."""
        if self._rows or self._rejects:
            yield self.batch()

    def batch(self) -> Batch:
        """What has come together since the last batch, without doubled sightings."""
        rows, places, captures = [], [], []
        doubles = self.seen.doubles([row["sighting_id"] for row in self._rows])
        gathered = zip(self._rows, self._places, self._captures, doubles, strict=True)
        for row, place, capture, double in gathered:
            if double:
                self.reject(_DOUBLED, line=place.line, offset=place.offset)
            else:
                rows.append(row)
                places.append(place)
                captures.append(capture)
        rejects = sorted(self._rejects, key=lambda one: (one.line or 0, one.offset or 0))
        self._rows, self._places, self._captures, self._rejects, self._bytes = [], [], [], [], 0
        kept = captures if any(captures) else []
        evidence = _evidence(rows, places) if self.evidence else _evidence([], [])
        return Batch(pa.RecordBatch.from_pylist(rows, SCHEMA), rejects, evidence, kept)


def _evidence(rows: list[dict[str, Any]], places: list[Place]) -> pa.RecordBatch:
    files: list[str] = []
    offsets: list[int | None] = []
    hashes: list[str | None] = []
    for row, place in zip(rows, places, strict=True):
        capture = row.get("capture")
        if capture and capture.get("warc"):
            files.append(capture["warc"])
            offsets.append(capture.get("offset"))
            hashes.append(capture.get("payload_sha256"))
        else:
            files.append(place.file)
            offsets.append(place.offset)
            hashes.append(place.sha256)
    identifiers: list[str] = [row["sighting_id"] for row in rows]
    captured: list[datetime] = [row["captured_at"] for row in rows]
    columns = [identifiers, files, offsets, hashes, captured]
    return pa.RecordBatch.from_arrays(
        [pa.array(column, one.type) for column, one in zip(columns, EVIDENCE, strict=True)],
        schema=EVIDENCE,
    )
