"""`baken indicate`: advert records to signals, and a lead for each advertiser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS
from baken.cli.inputs import refuse_same_file
from baken.cli.keys import run_key
from baken.cli.market_files import links_of, read_market
from baken.cli.rule_sets import RULES, market_options, own_lists, rule_set, word_list_options
from baken.cli.streams import reject_lines, say, signs_of_life, whole_output, write_json_lines

if TYPE_CHECKING:
    from baken.indicators.rule import Rule
    from baken.indicators.stage import Indications


@click.command()
@click.argument("file", metavar="IN")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    default="-",
    help="Signals, then leads, as JSON Lines; default standard output.",
)
@click.option(
    "--rules",
    "directory",
    metavar="DIR",
    type=RULES,
    help="A directory of rule files, read alone; default the shipped ones.",
)
@word_list_options
@market_options
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    file: str,
    output: str,
    directory: Path | None,
    word_lists: str | None,
    word_key: str | None,
    links: str | None,
    key: str | None,
    region: str,
    form: str | None,
    rejects: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Say which documented indicators fire on the advert records of IN, and how strong that is.

    OUT gets a line for each signal, with grade, source, evidence (spans of title, newline, text; or
    ids) and innocent explanation, and a line for each lead: an advertiser in a band, with log-odds,
    interval and reasons. The summary says per band how many of 100 such leads are wrong, at 1, 4 and
    10 in 100. It is a reason to look, never an accusation.

    Bad records are listed with line and reason, the good ones go through, and the command exits 3.

    \b
    Examples:
      baken indicate records.jsonl -o signals.jsonl --key run.key
      baken indicate records.parquet -o signals.jsonl --rules my-rules --links links.jsonl
      baken indicate records.jsonl -o signals.jsonl --word-lists own.words --word-key words.key
    """
    refuse_same_file(IN=file, OUT=output, links=links, rejects=rejects, word_lists=word_lists)
    rules = rule_set(directory, "written", own_lists(word_lists, word_key))
    secret = run_key(key)
    with reject_lines(rejects) as listed, signs_of_life(quiet=quiet) as waiting:
        records, extracted = read_market(file, form, secret, region, listed, waiting)
        waiting(f"linking and judging {records.num_rows} sightings")
        assignments, hubs = links_of(records, extracted, secret, links, quiet=quiet)
        from baken.indicators.stage import indicate

        found = indicate(records, extracted, assignments, hubs, rules)
        _write(found, rules, output)
        summary = _summary(records.num_rows, found, listed.count)
        if as_json:
            click.echo(json.dumps(summary, ensure_ascii=False), err=output == "-")
        else:
            say("\n".join(_table(summary)), quiet=quiet)
    if listed.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _write(found: "Indications", rules: "tuple[Rule, ...]", output: str) -> None:
    from baken.indicators.lines import lead_lines, signal_lines

    with whole_output(output) as stream:
        write_json_lines(signal_lines(found.signals, rules), stream)
        write_json_lines(lead_lines(found.leads), stream)


def _summary(sightings: int, found: "Indications", rejected: int) -> dict[str, Any]:
    from baken.indicators.lines import summary_line

    return {
        "sightings": sightings,
        "advertisers": found.leads.height,
        "signals": found.signals.height,
        "rejects": rejected,
        "bands": [summary_line(each) for each in found.summaries()],
    }


def _table(summary: dict[str, Any]) -> Iterator[str]:
    """What each band holds, and how many of 100 such leads are wrong."""
    yield ", ".join(f"{summary[name]} {name}" for name in ("sightings", "advertisers", "signals", "rejects"))
    yield "of 100 such leads are wrong, if exploitation is behind 1, 4 or 10 of 100 advertisers:"
    yield f"{'band':<20}{'leads':>8}{'1':>12}{'4':>12}{'10':>12}"
    for band in summary["bands"]:
        wrong = band["wrong_per_100"] or {}
        ranges = ["{}-{}".format(*wrong[rate]) if rate in wrong else "" for rate in ("1", "4", "10")]
        yield f"{band['label']['en']:<20}{band['leads']:>8}" + "".join(f"{each:>12}" for each in ranges)
