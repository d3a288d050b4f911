"""`baken disclose`: a count table, safe to publish."""

import dataclasses
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.streams import reject_lines, say, signs_of_life, whole_output

if TYPE_CHECKING:
    from baken.disclosure.tables import CountTable


class _Edition(click.ParamType[tuple[str, str]]):
    name = "TRUE.csv=PUBLISHED.csv"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        true, _, published = value.partition("=")
        if not true or not published:
            self.fail(f"{value!r} is not TRUE.csv=PUBLISHED.csv", param, ctx)
        return true, published


@click.command()
@click.argument("source", metavar="IN")
@click.option(
    "-o", "--output", required=True, metavar="OUT", help="The published table; - is standard output."
)
@click.option(
    "--threshold", type=click.IntRange(2, 1000), default=10, show_default=True,
    help="Counts from 1 to one less are never shown.",
)  # fmt: skip
@click.option(
    "--base", type=click.IntRange(2, 1000), default=5, show_default=True,
    help="What is shown is a multiple of it, and no further than it from the count.",
)  # fmt: skip
@click.option(
    "--previous", type=_Edition(), multiple=True,
    help="An earlier edition, its counts and what was published; repeat it, oldest first.",
)  # fmt: skip
@click.option(
    "--seconds", type=click.FloatRange(0.1, 3600), default=20.0, show_default=True,
    help="How long to look for the fewest hidden cells.",
)  # fmt: skip
@click.option("--rejects", metavar="FILE", help="Where wrong lines are listed; default standard error.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON on standard output.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
def command(
    source: str,
    output: str,
    threshold: int,
    base: int,
    previous: tuple[tuple[str, str], ...],
    seconds: float,
    rejects: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make a count table safe to publish: rounded so that it adds up, with the fewest cells hidden.

    IN is CSV: a header, a label in the first column, a last row TOTAL and a last column TOTAL (none where
    there is one column of counts). In OUT a hidden cell is a dot and everything else keeps its place. Before
    anything is written the table is attacked: whoever knows the method and every edition must stay at least
    BASE in the dark about every small count, and about every small difference between two editions. A table
    that can't be made safe is refused (exit status 1); one that does not add up is listed line by line (3).

    What the report says may be published with the table. The counts themselves may not.

    \b
    Examples:
      baken disclose counts-2025.csv -o published-2025.csv
      baken disclose counts-2026.csv -o published-2026.csv --previous counts-2025.csv=published-2025.csv
    """
    if as_json and output == "-":
        raise click.UsageError("the table and the report can't both go to standard output")
    from baken.disclosure.exceptions import NotAnEdition, NotSafe
    from baken.disclosure.mechanism import Mechanism
    from baken.disclosure.release import edition_of, release
    from baken.disclosure.report import report_on
    from baken.disclosure.tables import write_table

    mechanism = Mechanism(threshold, base)
    with reject_lines(rejects) as bad:
        table = _read(source, bad.add)
        read = [(_read(true, bad.add), _read(shown, bad.add, published=True)) for true, shown in previous]
    earlier = [(true, shown) for true, shown in read if true is not None and shown is not None]
    if table is None or len(earlier) < len(read):
        sys.exit(EXIT_BAD_RECORDS)
    for (true, shown), (_, name) in zip(earlier, previous, strict=True):
        try:
            edition_of(true, shown, mechanism)
        except NotAnEdition as fault:
            raise Failed(f"{name} is no earlier edition: {fault}") from fault
    with signs_of_life(quiet=quiet) as tell:
        tell("rounding, and attacking what comes out")
        try:
            released = release(table, mechanism=mechanism, previous=earlier, seconds=seconds)
        except NotSafe as fault:
            raise Failed(
                f"{source} is not published: {fault}; merge rows or columns, or leave one out"
            ) from fault
    with whole_output(output) as stream:
        stream.write(write_table(released.table).encode())
    report = report_on(table, released, mechanism=mechanism, editions=len(previous))
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(report), ensure_ascii=False))
    for line in [] if as_json else report.lines():
        say(line, quiet=quiet)


def _read(
    path: str, list_faults: Callable[[Iterable[dict[str, Any]]], None], *, published: bool = False
) -> "CountTable | None":
    from baken.disclosure.exceptions import BadTable
    from baken.disclosure.tables import MOST_BYTES, read_table

    try:
        if path == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Failed(f"{path} is larger than {MOST_BYTES // 1024**2} MB: it is no table of counts")
        return read_table(data.decode("utf-8"), published=published)
    except OSError as fault:
        raise Failed(f"{path} can't be read: {fault.strerror or fault}") from fault
    except UnicodeDecodeError as fault:
        raise Failed(f"{path} is not UTF-8") from fault
    except BadTable as fault:
        list_faults({"source": path, "line": one.line, "reason": one.reason} for one in fault.faults)
        return None
