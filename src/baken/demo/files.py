"""The market as files: each site in another format, the truth beside them, and bad examples."""

import contextlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from baken.collection.writers import write_records
from baken.demo import site
from baken.demo.market import Market, generate
from baken.demo.publications import AVONDPLEIN, KLEINMARKT, ONTMOET, PLATFORMS

SMALLEST = 0.005


@dataclass(frozen=True, slots=True)
class Files:
    """Where the market stands: the first site as WARC (with the profile to read it), the second as JSON
    Lines, the third as Parquet; and the truth, with the sighting ids that readers of the files get."""

    site: Path
    profile: Path
    jsonl: Path
    parquet: Path
    truth: Path


@dataclass(frozen=True, slots=True)
class BadExamples:
    """Files with faults that readers have to survive."""

    broken_line: Path
    wrong_encoding: Path
    truncated: Path


def write_market(directory: Path, scale: float, seed: int = 2021) -> Files:
    """Writes the market at a scale into a directory, which is made if it is not there.

    Each file appears whole or not at all, so that an interrupted run can be run again; the same scale
    and seed give the same bytes. Raises ValueError for a scale that `generate` refuses.
    """
    market = generate(scale, seed)
    directory.mkdir(parents=True, exist_ok=True)
    files = Files(
        site=directory / "site.warc.gz",
        profile=directory / "site-profile.yaml",
        jsonl=directory / "ontmoet.jsonl",
        parquet=directory / "avondplein.parquet",
        truth=directory / "truth.parquet",
    )
    _write(files.profile, lambda stream: stream.write(site.profile_text().encode("utf-8")))
    _write(files.site, lambda stream: site.write_site(market.records, stream))
    for path, platform, form in ((files.jsonl, ONTMOET, "jsonl"), (files.parquet, AVONDPLEIN, "parquet")):
        share = market.records.filter(pc.equal(market.records["platform"], PLATFORMS[platform]))
        _write(path, partial(_write_share, share, form))
    truth = truth_of_files(market)
    _write(files.truth, lambda stream: pq.write_table(truth, stream, compression="zstd"))
    return files


def truth_of_files(market: Market) -> pa.Table:
    """The truth with the ids that a reader of the files gives: in an archive, those of its records."""
    archived = pc.equal(market.records["platform"], PLATFORMS[KLEINMARKT]).to_pylist()
    ids = [
        site.record_id(name) if inside else name
        for name, inside in zip(market.truth["sighting_id"].to_pylist(), archived, strict=True)
    ]
    return market.truth.set_column(0, market.truth.schema.field(0), pa.array(ids))


def write_bad_examples(directory: Path) -> BadExamples:
    """Writes small files with faults: a broken line, a wrong encoding, an archive cut off halfway.

    The first has ten lines, of which the fourth is no JSON and the seventh has no text; the second has
    five, of which the third is not UTF-8; the last page of the third is incomplete.
    """
    records = generate(SMALLEST).records
    directory.mkdir(parents=True, exist_ok=True)
    lines = _lines(records.slice(0, 10))
    broken = [*lines]
    broken[3] = lines[3][: len(lines[3]) // 2]
    broken[6] = b'{"record_version": 1, "sighting_id": "no-text", "platform": "ontmoet.example"}'
    wrong = lines[:5]
    wrong[2] = '{"record_version": 1, "sighting_id": "café", "platform": "ontmoet.example"}'.encode("latin-1")
    archive = _archive(records)
    examples = BadExamples(
        broken_line=directory / "broken-line.jsonl",
        wrong_encoding=directory / "wrong-encoding.jsonl",
        truncated=directory / "truncated.warc.gz",
    )
    _write(examples.broken_line, lambda stream: stream.write(b"\n".join(broken) + b"\n"))
    _write(examples.wrong_encoding, lambda stream: stream.write(b"\n".join(wrong) + b"\n"))
    _write(examples.truncated, lambda stream: stream.write(archive[:-200]))
    return examples


def _write_share(records: pa.Table, form: str, stream: BinaryIO) -> None:
    write_records(records.to_batches(max_chunksize=5_000), stream, form)


def _lines(records: pa.Table) -> list[bytes]:
    stream = io.BytesIO()
    write_records(records.to_batches(), stream, "jsonl")
    return stream.getvalue().splitlines()


def _archive(records: pa.Table) -> bytes:
    share = records.filter(pc.equal(records["platform"], site.SITE)).slice(0, 5)
    stream = io.BytesIO()
    site.write_site(share, stream)
    return stream.getvalue()


def _write(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """A file beside its place, renamed when it is complete."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
