"""`baken link`: which sightings are the same advert, and which share one advertiser."""

import contextlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple, TypedDict

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import name_of, opened, read_as, refuse_same_file
from baken.cli.keys import run_key
from baken.cli.link_forget import refuse_with_forget, sightings_in, tell
from baken.cli.link_wishes import judgements_in, suppressed_in
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

    from baken.linking.incremental import Standing
    from baken.linking.index import Index
    from baken.linking.judgements import Judgement
    from baken.linking.reading import Reading
    from baken.linking.stage import Links

ROWS_AT_ONCE = 50_000
ROWS_SEARCHED_AT_ONCE = 5_000
"""Where contacts are looked for in the words, so that signs of life come often."""


@click.command()
@click.argument("file", metavar="IN", required=False)
@click.option("-o", "--output", metavar="OUT", default="-", help="A row a sighting; default standard output.")
@click.option("--evidence", metavar="FILE", help="Write the edges to FILE: why, and what was refused.")
@click.option("--no-extract", is_flag=True, help="Use the contacts in the record's fields alone.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where the work is done: on this machine, or by Spark.",
)
@click.option(
    "--master", metavar="URL", help="With --engine spark: the cluster; default what Spark is set to."
)
@click.option("--index", metavar="DIR", help="What stands already: IN is added to it and ids stay.")
@click.option("--forget", metavar="FILE", help="Sighting ids to take out of the --index; there is no IN.")
@click.option("--judgements", metavar="FILE", help="People's joins and splits, JSON lines; they hold.")
@click.option("--suppressed", metavar="FILE", help="Pseudonyms not to link through, one a line.")
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
    file: str | None,
    output: str,
    evidence: str | None,
    no_extract: bool,
    engine: str,
    master: str | None,
    index: str | None,
    forget: str | None,
    judgements: str | None,
    suppressed: str | None,
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

    With --index, DIR keeps what was linked before, and IN joins it. An id once given changes only with a
    line in DIR/merges.jsonl. DIR holds pseudonyms and hashes of words, and its own key where no --key is
    given: keep it as you keep the adverts. Each time it has doubled, one run takes as long as linking all.

    With --forget, the sightings whose ids FILE has (one a line, or as sighting_id in JSON lines or
    Parquet) are taken out of DIR with all that was known through them alone. Ids of what is left stay;
    where one can't, DIR/merges.jsonl has a line. Give --judgements and --suppressed as with each batch.

    A judgement is {"kind": "join" or "split", "left": [sighting ids], "right": [sighting ids]}, with
    "level": "unique_advert" where it is not about advertisers; the last one given wins.

    \b
    Examples:
      baken link records.jsonl -o links.parquet --key run.key
      baken link records.csv -o links.csv --evidence edges.jsonl --no-extract
      baken link records.parquet -o links.parquet --judgements judged.jsonl
      baken link monday.jsonl -o monday.parquet --index links.index
      baken link --index links.index --forget erased.txt
      baken collect crawl.warc.gz --to - | baken link - -o links.jsonl
      baken link s3://bucket/adverts -o links.parquet --engine spark --master spark://host:7077
    """
    if forget:
        if not index:
            raise click.UsageError("--forget goes with --index: the directory to take the sightings out of")
        refuse_with_forget(IN=file, **{"--output": output != "-", "--evidence": evidence})
        refuse_with_forget(**{"--engine": engine != "local", "--rejects": rejects, "--format": form})
        _forget(index, forget, key, judgements, suppressed, quiet=quiet, as_json=as_json)
        return
    if file is None:
        raise click.UsageError("Missing argument 'IN'.")
    if engine == "spark" and file == "-":
        raise click.UsageError("--engine spark reads a file or directory that all its machines can open")
    if engine == "spark" and index:
        raise click.UsageError("--index goes with --engine local, which takes a new batch in seconds")
    if engine != "spark" and master:
        raise click.UsageError("--master goes with --engine spark")
    refuse_same_file(
        IN=file, OUT=output, evidence=evidence, rejects=rejects, judgements=judgements, suppressed=suppressed
    )
    if output == "-" == evidence:
        raise click.UsageError("OUT and --evidence can't both be standard output")
    forms = [written_as(name, form) for name in (output, evidence or "-")]
    judged, withheld = judgements_in(judgements), suppressed_in(suppressed, key or index)
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(reject_lines(rejects))
        waiting = stack.enter_context(signs_of_life(quiet=quiet))
        standing = stack.enter_context(_standing(index, key)) if index else None
        secret = standing.key if standing else run_key(key)
        if engine == "spark":
            reading = _by_spark(master, file, form, secret, no_extract, lines, waiting)
        else:
            stream = stack.enter_context(opened(file))
            reading = _read(stream, file, form, secret, no_extract, lines, waiting)

        from baken.linking.stage import link_read

        waiting(f"linking {reading.facts.num_rows} sightings")
        wishes = _Wishes(judgements=judged, suppressed=withheld, explain=bool(evidence))
        if standing:
            links = _join(standing, reading, wishes, name_of(file), lines)
        else:
            links = link_read(reading, **wishes)
        with contextlib.ExitStack() as outputs:
            target = outputs.enter_context(whole_output(output))
            if evidence:
                _write(links.edges, outputs.enter_context(whole_output(evidence)), forms[1])
            _write(links.assignments, target, forms[0])
    counts = {
        "sightings": links.assignments.num_rows,
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


class _Wishes(TypedDict):
    judgements: "list[Judgement]"
    suppressed: list[str]
    explain: bool


class _Opened(NamedTuple):
    kept_in: "Index"
    standing: Future["Standing"]
    key: bytes


@contextlib.contextmanager
def _standing(place: str, key: str | None) -> Iterator[_Opened]:
    """The index, for this run alone, and what stands in it: read while the batch is read."""
    from baken.linking.index import BrokenIndex, IndexInUse, opened_index
    from baken.linking.settings import LinkSettings

    try:
        with opened_index(Path(place), LinkSettings()) as index:
            secret = run_key(key) if key else index.key()
            index.check(secret)
            with ThreadPoolExecutor(1) as beside:
                yield _Opened(index, beside.submit(index.standing, secret), secret)
    except (BrokenIndex, IndexInUse) as fault:
        raise Failed(f"--index: {fault}") from fault
    except OSError as fault:
        raise Failed(f"--index {place} can't be used: {fault.strerror or fault}") from fault


def _forget(
    place: str,
    file: str,
    key: str | None,
    judgements: str | None,
    suppressed: str | None,
    *,
    quiet: bool,
    as_json: bool,
) -> None:
    """Takes the sightings of a file out of the index; it is the index before or after at any moment."""
    from baken.linking.forgetting import without

    names = sightings_in(file)
    if not Path(place, "manifest.json").exists():
        raise Failed(f"--index: {place} holds no index")
    judged, withheld = judgements_in(judgements), suppressed_in(suppressed, key or place)
    with signs_of_life(quiet=quiet) as waiting, _standing(place, key) as opened:
        waiting(f"forgetting {len(names)} sightings")
        forgotten = without(opened.standing.result(), names, judgements=judged, suppressed=withheld)
        opened.kept_in.keep_without(forgotten, opened.key)
    tell(forgotten, len(names), quiet=quiet, as_json=as_json)


def _join(opened: _Opened, reading: "Reading", wishes: _Wishes, source: str, rejects: Rejects) -> "Links":
    """The links of a batch that joined the index, which is written before anything else is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from baken.linking.incremental import link_more

    grown = link_more(opened.standing.result(), reading, **wishes)
    if grown.changed:
        opened.kept_in.keep(grown, opened.key)
    reason = "stands in the index with other words, which stay"
    rejects.add({"source": source, "sighting_id": one, "reason": reason} for one in grown.differs)
    links = grown.links
    other = pc.is_in(links.assignments["sighting_id"], value_set=pa.array(grown.differs, pa.string()))
    return replace(links, assignments=links.assignments.filter(pc.invert(other)))


def _read(
    stream: BinaryIO,
    file: str,
    form: str | None,
    key: bytes,
    no_extract: bool,
    rejects: Rejects,
    waiting: Callable[[str], None],
) -> "Reading":
    """The whole file as linking keeps it, its contacts as pseudonyms and its texts as words."""
    from baken.linking.reading import all_read, read_sightings
    from baken.pipeline.sightings_of_records import sightings_of_records

    source = name_of(file)
    parts = []
    rows = 0
    at_once = ROWS_AT_ONCE if no_extract else ROWS_SEARCHED_AT_ONCE
    form = read_as(stream, file, form)
    try:
        for batch in read_records(stream, format=form, source=source, evidence=False, batch_rows=at_once):
            rejects.add(reject.as_dict() for reject in batch.rejects)
            found = sightings_of_records(batch.records, key=key, extracts=not no_extract)
            parts.append(read_sightings(found))
            rows += batch.records.num_rows
            waiting(f"read {rows} sightings")
    except Unreadable as fault:
        raise Failed(f"{source} can't be read, nothing was written: {fault}") from fault
    return all_read(parts)


def _by_spark(
    master: str | None,
    file: str,
    form: str | None,
    key: bytes,
    no_extract: bool,
    rejects: Rejects,
    waiting: Callable[[str], None],
) -> "Reading":
    """The same by the machines of a Spark cluster, which count and sign the texts too."""
    from baken.pipeline.link_on_spark import read_and_sign
    from baken.pipeline.spark_session import NoSpark, SparkFailed, spark_session

    try:
        with spark_session(master, waiting) as session:
            read = read_and_sign(session, file, format=form, key=key, extracts=not no_extract, tell=waiting)
    except Unreadable as fault:
        raise Failed(f"{file} can't be read, nothing was written: {fault}") from fault
    except (NoSpark, SparkFailed) as fault:
        raise Failed(str(fault)) from fault
    rejects.add(read.rejects)
    return read.sightings


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
