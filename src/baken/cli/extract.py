"""`baken extract`: contacts, places, languages, stated ages and prices out of advert records."""

import contextlib
import csv
import io
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol, TypeAlias

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import name_of, opened, read_as, refuse_same_file
from baken.cli.keys import run_key
from baken.cli.parallel import in_order
from baken.cli.streams import reject_lines, say, signs_of_life, whole_output, written_as
from baken.collection.readers import FORMATS, Unreadable, read_records

if TYPE_CHECKING:
    import pyarrow as pa

    from baken.collection.batches import Batch

ROWS = 2_500
"""Records a batch: what one process works on at a time."""
FOUND = ("contacts", "places", "languages", "stated_ages", "prices")


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
    refuse_same_file(IN=file, OUT=output, rejects=rejects)
    renders, writes = _WAYS[written_as(output, form)]
    country = _known_region(region)
    work = _Work(renders, run_key(key), country, plain_contacts)
    counts = dict.fromkeys(("sightings", *FOUND, "rejects"), 0)
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(reject_lines(rejects))
        stream = stack.enter_context(opened(file))
        tell = stack.enter_context(signs_of_life(quiet=quiet))
        with whole_output(output) as target:
            writer = writes(target, plain_contacts)
            found: Generator[_Part, None, None] = in_order(work, _batches(stream, file, form), prepare=_load)
            with contextlib.closing(found) as parts:
                for part in parts:
                    lines.add(part.rejects)
                    writer.write(part.rendered)
                    for name, count in part.counts.items():
                        counts[name] += count
                    tell(f"read {counts['sightings']} sightings")
            writer.close()
    counts["rejects"] = lines.count
    _summary(counts, quiet=quiet, as_json=as_json, on_standard_output=output != "-")
    if lines.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _batches(stream: BinaryIO, file: str, form: str | None) -> "Iterator[Batch]":
    source = name_of(file)
    try:
        yield from read_records(
            stream, format=read_as(stream, file, form), source=source, batch_rows=ROWS, evidence=False
        )
    except Unreadable as fault:
        raise Failed(f"{source} can't be read, nothing was written: {fault}") from fault


class _Part(NamedTuple):
    """What was found in a batch, as it is written, with how much of each and what was bad in it."""

    rendered: "bytes | pa.RecordBatch"
    counts: dict[str, int]
    rejects: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Work:
    """Reads the records of a batch and renders what they say; goes from process to process."""

    renders: "Callable[[pa.RecordBatch], bytes | pa.RecordBatch]"
    key: bytes
    region: str
    plain: bool

    def __call__(self, batch: "Batch") -> _Part:
        from baken.extraction.stage import extract

        facts = extract(batch.records, key=self.key, region=self.region)
        counts = {name: len(facts.column(name).flatten()) for name in FOUND} | {"sightings": facts.num_rows}
        rendered = self.renders(facts if self.plain else _without_values(facts))
        return _Part(rendered, counts, [reject.as_dict() for reject in batch.rejects])


def _load() -> None:
    """Loads the compiled search and the lists of words."""
    from baken.extraction.disguises import clear_texts
    from baken.extraction.languages import languages_of

    languages_of(list(clear_texts([""])))


class _Writer(Protocol):
    def write(self, rendered: Any) -> None: ...

    def close(self) -> None: ...


class _Bytes:
    def __init__(self, stream: IO[bytes], plain: bool) -> None:
        self._stream = stream

    def write(self, rendered: bytes) -> None:
        self._stream.write(rendered)

    def close(self) -> None:
        """Nothing stands behind the last line."""


class _Csv(_Bytes):
    def __init__(self, stream: IO[bytes], plain: bool) -> None:
        super().__init__(stream, plain)
        self.write(_csv([("sighting_id", *FOUND)]))


class _Parquet:
    def __init__(self, stream: IO[bytes], plain: bool) -> None:
        from pyarrow import parquet

        from baken.extraction.stage import SCHEMA

        schema = SCHEMA if plain else _schema_without_values()
        self._writer = parquet.ParquetWriter(stream, schema, compression="zstd")

    def write(self, rendered: "pa.RecordBatch") -> None:
        self._writer.write_batch(rendered)

    def close(self) -> None:
        self._writer.close()


def _json_lines(facts: "pa.RecordBatch") -> bytes:
    from baken.collection.json_texts import json_lines

    return json_lines(facts)


def _csv_lines(facts: "pa.RecordBatch") -> bytes:
    from baken.collection.json_texts import json_texts

    found = [json_texts(facts.column(name)).to_pylist() for name in FOUND]
    return _csv(zip(facts.column("sighting_id").to_pylist(), *found, strict=True))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def _as_they_are(facts: "pa.RecordBatch") -> "pa.RecordBatch":
    return facts


_Rendered: TypeAlias = "bytes | pa.RecordBatch"
_Renders: TypeAlias = "Callable[[pa.RecordBatch], _Rendered]"
_WAYS: dict[str, tuple[_Renders, Callable[[IO[bytes], bool], _Writer]]] = {
    "jsonl": (_json_lines, _Bytes),
    "csv": (_csv_lines, _Csv),
    "parquet": (_as_they_are, _Parquet),
}
"""How each format is rendered, in the worker, and written, here."""


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
