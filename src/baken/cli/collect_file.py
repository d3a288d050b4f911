"""`baken collect`: files of captures or advert records to sightings, or to a clean file of records."""

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import name_of, opened, read_as, refuse_same_file
from baken.cli.streams import PATIENCE, Rejects, reject_lines, say, whole_output, written_as
from baken.collection.profile import BadProfile, Profile, read_profile
from baken.collection.readers import ARCHIVES, FORMATS, Unreadable, read_records


@click.command()
@click.argument("file", metavar="IN")
@click.option("--to", metavar="FILE", help="Write advert records to FILE; the database is not touched.")
@click.option("--rejects", metavar="FILE", help="Where bad records are listed; default standard error.")
@click.option("--platform", metavar="NAME", help="The platform, where records or pages name none.")
@click.option("--profile", metavar="FILE", help="YAML: where on a platform's pages the fields stand.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="The format of IN, or of the file to write, where its ending does not tell.",
)
@click.option("--basis", metavar="ID", help="The recorded lawful basis to store sightings under.")
@click.option("--organisation", metavar="SLUG", help="For whom; default the only one, or the demo one.")
@click.option("--reason", default="collect", show_default=True, help="Why; it goes into the log.")
@click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    file: str,
    to: str | None,
    rejects: str | None,
    platform: str | None,
    profile: str | None,
    form: str | None,
    basis: str | None,
    organisation: str | None,
    reason: str,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read IN (WARC, WACZ, JSON Lines, CSV or Parquet) and take in its sightings.

    With --to the advert records go to a file and nothing else is touched. Otherwise they are stored
    for an organisation, under the lawful basis that --basis names.

    In a WARC each 200 answer of type text/html is one sighting. Images are never taken. Bad records
    are listed with their line or offset and the reason, the good ones go through, and the command
    exits 3. A file that can't be read at all ends with exit 1 and leaves nothing behind.

    \b
    Examples:
      baken collect crawl.warc.gz --to records.jsonl --profile platform.yaml
      baken collect records.csv --to records.parquet --rejects bad.jsonl
      baken collect crawl.wacz --basis 2026-01 --organisation demo
    """
    if (to is None) == (basis is None):
        raise click.UsageError("give --to FILE, or --basis ID to store in the database (not both)")
    refuse_same_file(IN=file, to=to, rejects=rejects)
    written = written_as(to or "-", form)
    found = _profile(profile, platform)
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(opened(file))
        form_read = read_as(stream, file, form)
        lines = stack.enter_context(reject_lines(rejects))
        if to is not None:
            summary = collect_to_file(
                stream,
                to,
                read_as=form_read,
                write_as=written,
                source=name_of(file),
                profile=found,
                rejects=lines,
                progress=not quiet,
            )
        else:
            summary = _collect_to_database(
                stream,
                format=form_read,
                source=name_of(file),
                profile=found,
                basis=str(basis),
                organisation=organisation,
                reason=reason,
                rejects=lines,
            )
    if as_json:
        click.echo(json.dumps(summary), err=to == "-")
    else:
        say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in summary.items()), quiet=quiet)
    if summary["rejects"]:
        raise SystemExit(EXIT_BAD_RECORDS)


def collect_to_file(
    stream: BinaryIO,
    to: str,
    *,
    read_as: str,
    write_as: str,
    source: str,
    profile: Profile,
    rejects: Rejects,
    progress: bool = False,
) -> dict[str, int]:
    """Writes the advert records of a file to another; the summary. `-` is standard output.

    Either the whole output stands there or nothing: raises Failed when the input can't be read.
    """
    from baken.collection.writers import write_records

    def batches() -> Iterator[Any]:
        read = read_records(stream, format=read_as, source=source, profile=profile)
        for batch in _with_progress(read, stream) if progress else read:
            rejects.add(reject.as_dict() for reject in batch.rejects)
            yield batch.records

    try:
        with whole_output(to) as output:
            count = write_records(batches(), cast(BinaryIO, output), write_as)
    except Unreadable as fault:
        raise Failed(f"{source} can't be read, nothing was written: {fault}") from fault
    return {"records": count, "rejects": rejects.count}


def _collect_to_database(
    stream: BinaryIO,
    *,
    format: str,
    source: str,
    profile: Profile,
    basis: str,
    organisation: str | None,
    reason: str,
    rejects: Rejects,
) -> dict[str, int]:
    from baken.config.command import NotReady, organisation_session

    if format in ARCHIVES:
        from baken.collection.page_workers import get_ready, workers_for

        # it loads while the database starts
        get_ready(workers_for(stream))
    try:
        with organisation_session(organisation, reason=reason) as by:
            from baken.collection.exceptions import CollectionError
            from baken.pipeline.collect import collect_stream

            try:
                collected = collect_stream(
                    stream,
                    by=by,
                    basis=basis,
                    format=format,
                    source=source,
                    profile=profile,
                    on_rejects=rejects.add,
                )
            except CollectionError as fault:
                raise Failed(str(fault)) from fault
            except Unreadable as fault:
                raise Failed(f"{source} can't be read: {fault}") from fault
    except NotReady as fault:
        raise Failed(str(fault)) from fault
    return {"sightings": collected.seen, "new": collected.new, "rejects": collected.rejected}


def _with_progress(batches: Iterator[Any], stream: BinaryIO) -> Iterator[Any]:
    """Shows how far the reading is, on a terminal and only when it takes more than two seconds."""
    if not sys.stderr.isatty():
        yield from batches
        return
    from rich.console import Console
    from rich.progress import Progress

    position = stream.tell()
    total = stream.seek(0, 2)
    stream.seek(position)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total, visible=False)
        for batch in batches:
            late = (bar.tasks[0].elapsed or 0) > PATIENCE
            bar.update(task, completed=stream.tell(), visible=late)
            yield batch


def _profile(path: str | None, platform: str | None) -> Profile:
    """The profile in a file, an empty one without; `--platform` goes before the one it names."""
    try:
        profile = read_profile(Path(path).read_text(encoding="utf-8")) if path else Profile()
    except OSError as fault:
        raise Failed(f"the profile {path} can't be read: {fault.strerror or fault}") from fault
    except UnicodeDecodeError as fault:
        raise Failed(f"the profile {path} is not UTF-8") from fault
    except BadProfile as fault:
        raise Failed(f"the profile {path} can't be used: {fault}") from fault
    return replace(profile, platform=platform) if platform else profile
