"""`baken link`: which sightings are the same advert, and which share one advertiser."""

import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.keys import run_key
from baken.cli.streams import Rejects, atomic_output, say, write_json_lines
from baken.collection.readers import FORMATS, Unreadable, format_by_beginning, format_of, read_records

if TYPE_CHECKING:
    import pyarrow as pa

WRITTEN = ("jsonl", "csv", "parquet")
ROWS_AT_ONCE = 50_000
PATIENCE = 2.0
"""Seconds before a person at the terminal is told what is going on."""


@click.command()
@click.argument("file", metavar="IN")
@click.option("-o", "--output", metavar="OUT", default="-", help="A row a sighting; default standard output.")
@click.option("--evidence", metavar="FILE", help="Write the edges to FILE: why, and what was refused.")
@click.option("--no-extract", is_flag=True, help="Use the contacts in the record's fields alone.")
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True)
@click.option("--key", metavar="FILE", help="Key of the pseudonyms; default a random one for this run.")
@click.option("--rejects", metavar="FILE", help="Where bad records are listed; default standard error.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format of IN, OUT and the evidence, each where its ending does not tell.",
)
@click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")
def command(
    file: str,
    output: str,
    evidence: str | None,
    no_extract: bool,
    engine: str,
    key: str | None,
    rejects: str | None,
    form: str | None,
    quiet: bool,
) -> None:
    """Link the advert records in IN: a unique advert and an advertiser for every sighting.

    OUT has sighting_id, unique_advert and advertiser. A unique advert is one text with its varying
    slots, wherever it stands. An advertiser is a group of sightings that share contacts, accounts,
    image hashes or a text of their own; it is not a person.

    \b
    Examples:
      baken link records.jsonl -o links.parquet --key run.key
      baken link records.csv -o links.csv --evidence edges.jsonl --no-extract
      baken collect crawl.warc.gz --to - | baken link - -o links.jsonl
    """
    del engine  # one there is
    _refuse_same_file(file, output, evidence, rejects)
    written_as = [_written_as(name, form) for name in (output, evidence or "-")]
    secret = run_key(key)
    with contextlib.ExitStack() as stack:
        lines = _reject_lines(rejects)
        stack.callback(lines.close)
        stream = stack.enter_context(_opened(file))
        waiting = stack.enter_context(_waiting(quiet))
        sightings = _sightings(stream, file, form, secret, no_extract, lines, waiting)

        from baken.linking.stage import link

        waiting(f"linking {sightings.num_rows} sightings")
        links = link(sightings)
        try:
            with contextlib.ExitStack() as outputs:
                target = outputs.enter_context(_whole_output(output))
                if evidence:
                    _write(links.edges, outputs.enter_context(_whole_output(evidence)), written_as[1])
                _write(links.assignments, target, written_as[0])
        except OSError as fault:
            raise Failed(f"the result can't be written: {fault.strerror or fault}") from fault
    counts = [len(links.assignments[name].unique()) for name in ("unique_advert", "advertiser")]
    say(
        f"{sightings.num_rows} sightings, {counts[0]} unique adverts, {counts[1]} advertisers, "
        f"{links.hubs.num_rows} contacts or images shared by too many, {lines.count} rejects",
        quiet=quiet,
    )
    if lines.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _sightings(
    stream: BinaryIO,
    file: str,
    form: str | None,
    key: bytes,
    no_extract: bool,
    rejects: Rejects,
    waiting: Any,
) -> "pa.Table":
    """The whole file as the table that linking reads, its contacts as pseudonyms."""
    import pyarrow as pa

    from baken.extraction.stage import extract
    from baken.linking.sightings import SCHEMA, sightings_of

    source = "standard input" if file == "-" else Path(file).name
    tables = []
    rows = 0
    try:
        for batch in read_records(stream, format=_read_as(stream, file, form), source=source):
            rejects.add(reject.as_dict() for reject in batch.rejects)
            records = _without_words(batch.records) if no_extract else batch.records
            contacts = extract(records, key=key).column("contacts")
            tables.append(sightings_of(batch.records, contacts, key=key))
            rows += batch.records.num_rows
            waiting(f"read {rows} sightings")
    except Unreadable as fault:
        raise Failed(f"{source} can't be read, nothing was written: {fault}") from fault
    return pa.concat_tables([SCHEMA.empty_table(), *tables])


def _without_words(records: "pa.RecordBatch") -> "pa.RecordBatch":
    """The records with no title and text, so that only what stands in fields of its own is found."""
    import pyarrow as pa

    columns = {name: records.column(name) for name in records.schema.names}
    columns["title"] = pa.nulls(records.num_rows, pa.string())
    columns["text"] = pa.repeat(pa.scalar("", pa.string()), records.num_rows)
    return pa.record_batch(list(columns.values()), schema=records.schema)


def _write(table: "pa.Table", stream: IO[bytes], form: str) -> None:
    match form:
        case "parquet":
            from pyarrow import parquet

            parquet.write_table(table, stream)
        case "csv":
            from pyarrow import csv

            csv.write_csv(table, stream, csv.WriteOptions(quoting_style="needed"))
        case _:
            for batch in table.to_batches(max_chunksize=ROWS_AT_ONCE):
                write_json_lines(batch.to_pylist(), stream)


def _read_as(stream: BinaryIO, file: str, form: str | None) -> str:
    by_name = format_of(file) or form
    if by_name:
        return by_name
    start = stream.read(16)
    stream.seek(0)
    return format_by_beginning(start)


def _written_as(name: str, form: str | None) -> str:
    written = format_of(name) or (form if form in WRITTEN else "jsonl")
    if written not in WRITTEN:
        raise click.UsageError(f"{name} can't be written: choose an ending of .jsonl, .csv or .parquet")
    return written


@contextlib.contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """The input, so that its first bytes can be read twice: standard input is copied to a file."""
    if file == "-":
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
            copy.seek(0)
            yield cast("BinaryIO", copy)
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115
    except OSError as fault:
        raise Failed(f"{file} can't be read: {fault.strerror or fault}") from fault
    with stream:
        yield stream


@contextlib.contextmanager
def _whole_output(name: str) -> Iterator[IO[bytes]]:
    """As `atomic_output`, and standard output too gets everything or nothing."""
    if name != "-":
        with atomic_output(name) as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as copy:
        yield cast("IO[bytes]", copy)
        copy.seek(0)
        shutil.copyfileobj(copy, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _reject_lines(path: str | None) -> Rejects:
    try:
        return Rejects(path)
    except OSError as fault:
        raise Failed(f"{path} can't be written: {fault.strerror or fault}") from fault


@contextlib.contextmanager
def _waiting(quiet: bool) -> Iterator[Any]:
    """A function that tells on a terminal what is going on, once it takes more than two seconds."""
    if quiet or not sys.stderr.isatty():
        yield lambda message: None
        return
    from rich.console import Console

    started = time.monotonic()
    status = Console(stderr=True).status("")

    def tell(message: str) -> None:
        status.update(message)
        if time.monotonic() - started > PATIENCE:
            status.start()

    try:
        yield tell
    finally:
        status.stop()


def _refuse_same_file(file: str, output: str, evidence: str | None, rejects: str | None) -> None:
    named = [name for name in (file, output, evidence, rejects) if name and name != "-"]
    if len({Path(name).resolve() for name in named}) < len(named):
        raise click.UsageError("IN, OUT, --evidence and --rejects need files of their own")
    if output == "-" == evidence:
        raise click.UsageError("OUT and --evidence can't both be standard output")
