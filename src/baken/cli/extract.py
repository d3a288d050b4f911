"""`baken extract`: contacts, places, languages, stated ages and prices out of advert records."""

import contextlib
import csv
import io
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Protocol, cast

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.keys import run_key
from baken.cli.streams import Rejects, atomic_output, say
from baken.collection.readers import FORMATS, Unreadable, format_by_beginning, format_of, read_records

if TYPE_CHECKING:
    import pyarrow as pa

WRITTEN = ("jsonl", "csv", "parquet")
FOUND = ("contacts", "places", "languages", "stated_ages", "prices")
PATIENCE = 2.0
"""Seconds before a person at the terminal is told what is going on."""


@click.command()
@click.argument("file", metavar="IN")
@click.option(
    "-o", "--output", metavar="OUT", default="-", help="A line a sighting; default standard output."
)
@click.option(
    "--plain-contacts", is_flag=True, help="Write the contacts themselves too, not only pseudonyms."
)
@click.option("--key", metavar="FILE", help="Key of the pseudonyms; default a random one for this run.")
@click.option(
    "--region",
    metavar="CODE",
    default="NL",
    show_default=True,
    help="Country (ISO 3166-1) in which numbers without a country code ring.",
)
@click.option("--rejects", metavar="FILE", help="Where bad records are listed; default standard error.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format of IN and OUT, each where its ending does not tell.",
)
@click.option("--quiet", is_flag=True, help="Print no summary.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    file: str,
    output: str,
    plain_contacts: bool,
    key: str | None,
    region: str,
    rejects: str | None,
    form: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read contacts, places, languages, stated ages and prices out of the advert records in IN.

    OUT has a line a sighting. A contact is a pseudonym under the key, with its kind, whether it was
    hidden on purpose and where it stands; --plain-contacts adds its value. Spans are [start, end)
    in code points of the title, a newline and the text. In CSV the lists are JSON.

    \b
    Examples:
      baken extract records.jsonl -o facts.jsonl --key run.key
      baken extract records.parquet -o facts.parquet --rejects bad.jsonl
      baken collect crawl.warc.gz --to - | baken extract - -o facts.csv
    """
    _refuse_same_file(file, output, rejects)
    written_as = _written_as(output, form)
    country = _known_region(region)
    secret = run_key(key)
    counts = dict.fromkeys(("sightings", *FOUND, "rejects"), 0)
    with contextlib.ExitStack() as stack:
        lines = _reject_lines(rejects)
        stack.callback(lines.close)
        stream = stack.enter_context(_opened(file))
        tell = stack.enter_context(_waiting(quiet))
        try:
            with _whole_output(output) as target:
                writer = _WRITERS[written_as](target, plain_contacts)
                for facts in _facts(stream, file, form, secret, country, lines):
                    writer.write(facts)
                    counts["sightings"] += facts.num_rows
                    for name in FOUND:
                        counts[name] += len(facts.column(name).flatten())
                    tell(f"read {counts['sightings']} sightings")
                writer.close()
        except OSError as fault:
            raise Failed(f"the result can't be written: {fault.strerror or fault}") from fault
    counts["rejects"] = lines.count
    _summary(counts, quiet=quiet, as_json=as_json, on_standard_output=output != "-")
    if lines.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _facts(
    stream: BinaryIO, file: str, form: str | None, key: bytes, region: str, rejects: Rejects
) -> Iterator["pa.RecordBatch"]:
    from baken.extraction.stage import extract

    source = "standard input" if file == "-" else Path(file).name
    try:
        for batch in read_records(stream, format=_read_as(stream, file, form), source=source):
            rejects.add(reject.as_dict() for reject in batch.rejects)
            yield extract(batch.records, key=key, region=region)
    except Unreadable as fault:
        raise Failed(f"{source} can't be read, nothing was written: {fault}") from fault


class _Writer(Protocol):
    def write(self, facts: "pa.RecordBatch") -> None: ...

    def close(self) -> None: ...


class _JsonLines:
    def __init__(self, stream: IO[bytes], plain: bool) -> None:
        self._stream = stream
        self._plain = plain

    def write(self, facts: "pa.RecordBatch") -> None:
        from baken.collection.json_rows import json_rows

        rows = json_rows(facts if self._plain else _without_values(facts))
        self._stream.write("".join([_JSON.encode(row) + "\n" for row in rows]).encode("utf-8"))

    def close(self) -> None:
        """Nothing stands behind the last line."""


class _Csv:
    def __init__(self, stream: IO[bytes], plain: bool) -> None:
        self._text = io.TextIOWrapper(cast("BinaryIO", stream), "utf-8", newline="", write_through=True)
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(("sighting_id", *FOUND))
        self._plain = plain

    def write(self, facts: "pa.RecordBatch") -> None:
        from baken.collection.json_rows import json_rows

        rows = json_rows(facts if self._plain else _without_values(facts))
        self._writer.writerows(
            [row["sighting_id"], *(_JSON.encode(row[name]) for name in FOUND)] for row in rows
        )

    def close(self) -> None:
        self._text.detach()


class _Parquet:
    def __init__(self, stream: IO[bytes], plain: bool) -> None:
        from pyarrow import parquet

        from baken.extraction.stage import SCHEMA

        self._plain = plain
        schema = SCHEMA if plain else _schema_without_values()
        self._writer = parquet.ParquetWriter(stream, schema, compression="zstd")

    def write(self, facts: "pa.RecordBatch") -> None:
        self._writer.write_batch(facts if self._plain else _without_values(facts))

    def close(self) -> None:
        self._writer.close()


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_WRITERS: dict[str, Callable[[IO[bytes], bool], _Writer]] = {
    "jsonl": _JsonLines,
    "csv": _Csv,
    "parquet": _Parquet,
}


def _schema_without_values() -> "pa.Schema":
    import pyarrow as pa

    from baken.extraction.stage import CONTACT, SCHEMA

    kept = pa.struct([field for field in CONTACT if field.name != "value"])
    at = SCHEMA.get_field_index("contacts")
    return SCHEMA.set(at, pa.field("contacts", pa.list_(kept), nullable=False))


def _without_values(facts: "pa.RecordBatch") -> "pa.RecordBatch":
    """The same without the contacts themselves: only pseudonyms leave the machine."""
    import pyarrow as pa

    schema = _schema_without_values()
    contacts = facts.column("contacts")
    kept = schema.field("contacts").type.value_type
    found = contacts.flatten()
    structs = pa.StructArray.from_arrays([found.field(one.name) for one in kept], fields=list(kept))
    lengths = contacts.value_lengths().to_numpy(zero_copy_only=False)
    offsets = pa.array([0, *lengths.cumsum().tolist()], pa.int32())
    columns = [
        pa.ListArray.from_arrays(offsets, structs) if name == "contacts" else facts.column(name)
        for name in facts.schema.names
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _summary(counts: dict[str, int], *, quiet: bool, as_json: bool, on_standard_output: bool) -> None:
    if as_json:
        click.echo(json.dumps(counts), err=not on_standard_output)
        return
    words = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    say(words, quiet=quiet)


def _known_region(region: str) -> str:
    import phonenumbers

    if region.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise click.UsageError(f"--region {region}: no such country; give its two letters, such as NL or BE")
    return region.upper()


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
def _waiting(quiet: bool) -> Iterator[Callable[[str], None]]:
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


def _refuse_same_file(file: str, output: str, rejects: str | None) -> None:
    named = [name for name in (file, output, rejects) if name and name != "-"]
    if len({Path(name).resolve() for name in named}) < len(named):
        raise click.UsageError("IN, OUT and --rejects need files of their own")
