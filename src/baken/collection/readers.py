"""Reads advert records out of files of any known format, a batch at a time."""

import shutil
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from baken.collection.batches import EVIDENCE, Batch, Gathering
from baken.collection.rejects import Reject, Unreadable
from baken.collection.seen import SeenSightings

if TYPE_CHECKING:
    from baken.collection.profile import Profile

__all__ = [
    "ARCHIVES",
    "ENDINGS",
    "EVIDENCE",
    "FORMATS",
    "Batch",
    "Reject",
    "Unreadable",
    "format_of",
    "read_records",
]

ARCHIVES = ("warc", "wacz")
FORMATS = ("jsonl", "csv", "parquet", *ARCHIVES)
ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "wacz",
}

_BEGINNINGS = {b"PAR1": "parquet", b"PK\x03\x04": "wacz", b"\x1f\x8b": "warc", b"WARC/": "warc"}
_SEEKING = ("parquet", *ARCHIVES)


def format_of(name: str) -> str | None:
    """The format that a file's ending tells, or None."""
    return next((kind for ending, kind in ENDINGS.items() if name.lower().endswith(ending)), None)


def format_by_beginning(start: bytes) -> str:
    """The format that the first bytes of a file tell; JSON Lines when they tell none."""
    return next((kind for magic, kind in _BEGINNINGS.items() if start.startswith(magic)), "jsonl")


def read_records(
    stream: BinaryIO,
    *,
    format: str,
    source: str,
    profile: "Profile | None" = None,
    batch_rows: int = 5000,
    keeps: bool = False,
    evidence: bool = True,
    workers: int = 0,
    seen: SeenSightings | None = None,
) -> Iterator[Batch]:
    """The records of a file as batches with the schema of `vocabulary.advert_record`.

    `source` is the file's name, as rejects and evidence give it. What is bad is a reject in the
    batch, in the order of the file; of a doubled sighting_id the first stands. Data URIs are cut.
    The platform of the profile stands in where a record names none, and for the host name of a page.
    `keeps` asks for a capture of each page, `evidence` for where each record lies, `workers` for so many
    processes to read pages. Sightings that were `seen` before count as standing there already.
    Memory is bounded by `batch_rows` and by 32 MB of input a batch. Raises Unreadable when the
    file can't be read at all; batches that came before must then be thrown away.
    """
    platform = profile.platform if profile else None
    gathering = Gathering(source, batch_rows, platform, seen or SeenSightings(), evidence)
    if format in _SEEKING and not stream.seekable():
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            yield from _read(copy, format, gathering, profile, keeps, workers)
    else:
        yield from _read(stream, format, gathering, profile, keeps, workers)


def _read(
    stream: BinaryIO, format: str, gathering: Gathering, profile: "Profile | None", keeps: bool, workers: int
) -> Iterator[Batch]:
    # Each reader loads only what its format needs: pages and zip files cost start-up time.
    match format:
        case "jsonl":
            from baken.collection.jsonl import read_jsonl

            yield from read_jsonl(stream, gathering)
        case "csv":
            from baken.collection.delimited import read_csv

            yield from read_csv(stream, gathering)
        case "parquet":
            from baken.collection.parquet import read_parquet

            yield from read_parquet(stream, gathering)
        case "warc":
            from baken.collection.warc import read_warc

            yield from read_warc(stream, gathering, profile, keeps=keeps, workers=workers)
        case "wacz":
            from baken.collection.wacz import read_wacz

            yield from read_wacz(stream, gathering, profile, keeps=keeps, workers=workers)
        case _:
            raise ValueError(f"no format of advert records: {format}")
