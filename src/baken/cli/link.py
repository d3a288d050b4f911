"""`baken link`: which sightings are the same advert, and which share one advertiser."""

import contextlib
import json
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, BinaryIO

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import name_of, opened, read_as, refuse_same_file
from baken.cli.keys import run_key
from baken.cli.streams import (
    Rejects,
    reject_lines,
    say,
    signs_of_life,
    whole_output,
    write_json_lines,
    written_as,
)
from baken.collection.readers import FORMATS, Unreadable, read_records

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 50_000


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
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
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
    as_json: bool,
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
    refuse_same_file(IN=file, OUT=output, evidence=evidence, rejects=rejects)
    if output == "-" == evidence:
        raise click.UsageError("OUT and --evidence can't both be standard output")
    forms = [written_as(name, form) for name in (output, evidence or "-")]
    secret = run_key(key)
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(reject_lines(rejects))
        stream = stack.enter_context(opened(file))
        waiting = stack.enter_context(signs_of_life(quiet=quiet))
        sightings = _sightings(stream, file, form, secret, no_extract, lines, waiting)

        from baken.linking.stage import link

        waiting(f"linking {sightings.num_rows} sightings")
        links = link(sightings)
        with contextlib.ExitStack() as outputs:
            target = outputs.enter_context(whole_output(output))
            if evidence:
                _write(links.edges, outputs.enter_context(whole_output(evidence)), forms[1])
            _write(links.assignments, target, forms[0])
    counts = {
        "sightings": sightings.num_rows,
        "unique_adverts": len(links.assignments["unique_advert"].unique()),
        "advertisers": len(links.assignments["advertiser"].unique()),
        "shared_by_too_many": links.hubs.num_rows,
        "rejects": lines.count,
    }
    if as_json:
        click.echo(json.dumps(counts), err=output == "-")
    else:
        say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()), quiet=quiet)
    if lines.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _sightings(
    stream: BinaryIO,
    file: str,
    form: str | None,
    key: bytes,
    no_extract: bool,
    rejects: Rejects,
    waiting: Callable[[str], None],
) -> "pa.Table":
    """The whole file as the table that linking reads, its contacts as pseudonyms."""
    import pyarrow as pa

    from baken.extraction.stage import extract
    from baken.linking.sightings import SCHEMA, sightings_of

    source = name_of(file)
    tables = []
    rows = 0
    try:
        for batch in read_records(stream, format=read_as(stream, file, form), source=source):
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
