"""`baken indicators hindsight`: proven cases held against the rules of their time."""

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import refuse_same_file
from baken.cli.keys import run_key
from baken.cli.market_files import links_of, read_market
from baken.cli.rule_sets import market_options, own_lists, rule_set, word_list_options
from baken.cli.streams import reject_lines, signs_of_life, whole_output, write_json_lines

if TYPE_CHECKING:
    from baken.indicators.hindsight.replay import Case, Replay, Version
    from baken.indicators.hindsight.summary import Line
    from baken.indicators.wordlists import WordLists

_SURROGATE = re.compile("[\ud800-\udfff]")


class _DatedRules(click.ParamType[tuple[Path, date | None]]):
    name = "DIR[@DAY]"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, date | None]:
        place, at, told = value.rpartition("@")
        try:
            since = date.fromisoformat(told) if at else None
        except ValueError:
            place, since = value, None
        directory = Path(place if since else value)
        if not directory.is_dir():
            self.fail(f"{directory} is no directory of rule files", param, ctx)
        return directory, since


@click.command()
@click.argument("file", metavar="IN")
@click.option("--cases", metavar="FILE", required=True, help="The proven cases, a JSON object a line.")
@click.option(
    "--rules", "sets", type=_DatedRules(), multiple=True,
    help="A rule set, with the first day on which it was in force; repeat it. Default the shipped one.",
)  # fmt: skip
@click.option("-o", "--output", metavar="OUT", help="A line for each case and rule set, as JSON lines.")
@word_list_options
@market_options
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def hindsight(
    file: str,
    cases: str,
    sets: tuple[tuple[Path, date | None], ...],
    output: str | None,
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
    """Run proven cases again: what would the rules have seen, and how many days earlier?

    IN holds advert records, those of the cases among them. A line of --cases is
    {"case": "2025-014", "known_on": "2025-11-03", "sightings": ["…", "…"]}: known_on is the day on which
    the case came to light in another way. On every day with an advert the rules see what had been
    captured until then. With days behind the rule sets (@) the rules that were in force then are a row of
    their own. Prints in how many cases each rule set and each indicator spoke before, with intervals, and
    which missed them all. A few proven cases say little of all others, and nothing of who was never found.
    Word lists of your own count in every rule set: give those of that time where the lists changed.

    Bad lines are listed with their reason, the good ones go through, and the command exits 3.

    \b
    Examples:
      baken indicators hindsight records.parquet --cases proven.jsonl
      baken indicators hindsight records.jsonl --cases proven.jsonl \\
        --rules rules-2024@2024-01-01 --rules rules-2025@2025-06-01 -o replays.jsonl
      baken indicators hindsight records.jsonl --cases proven.jsonl \
        --rules my-rules --word-lists own.words --word-key words.key
    """
    refuse_same_file(IN=file, OUT=output, links=links, rejects=rejects, cases=cases, word_lists=word_lists)
    versions = _versions(sets, own_lists(word_lists, word_key))
    secret = run_key(key)
    with reject_lines(rejects) as listed, signs_of_life(quiet=quiet) as waiting:
        records, extracted = read_market(file, form, secret, region, listed, waiting)
        known = set(records["sighting_id"].to_pylist())
        proven = [one for one in _read_cases(cases, known, listed.add) if one is not None]
        waiting(f"linking {records.num_rows} sightings")
        assignments, hubs = links_of(records, extracted, secret, links, quiet=quiet)
        from baken.indicators.hindsight.replay import THEN, replay
        from baken.indicators.hindsight.summary import summed

        found = replay(
            records, extracted, assignments, hubs, proven, versions,
            lambda done: waiting(f"{done} of {len(proven)} cases run again"),
        )  # fmt: skip
        if output:
            with whole_output(output) as stream:
                write_json_lines(map(_row, found), stream)
        asked = {version.name: sorted(rule.indicator for rule in _seen(version)) for version in versions}
        every = sorted({name for names in asked.values() for name in names})
        lines = summed(found, {**asked, THEN: every})
        if as_json:
            click.echo(json.dumps(_as_json(proven, found, lines, listed.count)), err=output == "-")
        elif not quiet:
            click.echo("\n".join(_text(proven, found, lines)), err=output == "-")
    if listed.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _versions(sets: Sequence[tuple[Path, date | None]], words: "WordLists | None") -> "list[Version]":
    from baken.indicators.hindsight.replay import Version

    if not sets:
        return [Version("shipped", rule_set(None, "run again", words))]
    names = [str(place) for place, _ in sets]
    if len(set(names)) < len(names):
        raise click.UsageError("a rule set is given twice")
    return [Version(str(place), rule_set(place, "run again", words), since) for place, since in sets]


def _seen(version: "Version") -> Iterable[Any]:
    """Those that wait at a platform's door have nothing to say of what was seen."""
    return (rule for rule in version.rules if rule.applies_to != "door")


def _read_cases(path: str, known: set[str], reject: Any) -> "Iterator[Case | None]":
    try:
        lines = Path(path).read_text("utf-8-sig").split("\n")  # names may hold other line ends
    except (OSError, UnicodeDecodeError) as fault:
        raise Failed(f"the cases in {path} can't be read") from fault
    names: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        case, reason = _case(line, known)
        if case is not None and case.name in names:
            case, reason = None, "this case stands in the file before"
        if case is None:
            reject([{"source": path, "line": number, "reason": reason}])
        else:
            names.add(case.name)
        yield case


def _case(line: str, known: set[str]) -> "tuple[Case | None, str]":
    from baken.indicators.hindsight.replay import Case

    try:
        told = json.loads(line)
        name, sightings = told["case"], told["sightings"]
        known_on = date.fromisoformat(told["known_on"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None, "no object with case, known_on (a day) and sightings"
    if not isinstance(name, str) or not name or _SURROGATE.search(name):
        return None, "case is no text"
    if not isinstance(sightings, list) or not sightings or not all(isinstance(one, str) for one in sightings):
        return None, "sightings is no list of ids"
    unknown = sum(one not in known for one in sightings)
    if unknown:
        return None, f"{unknown} of its {len(sightings)} sightings are not among the records"
    return Case(name, known_on, tuple(dict.fromkeys(sightings))), ""


def _row(one: "Replay") -> dict[str, Any]:
    row = dataclasses.asdict(one)
    days = ("known_on", "began", "lead_on")
    told = {name: str(row[name]) if row[name] else None for name in days}
    fired = {name: str(day) for name, day in sorted(one.fired_on.items())}
    return row | told | {"fired_on": fired, "days_earlier": one.days_earlier}


def _as_json(
    cases: "Sequence[Case]", found: "Sequence[Replay]", lines: "Sequence[Line]", rejects: int
) -> dict[str, Any]:
    return {
        "cases": len(cases),
        "cases_with_adverts_before": len({one.case for one in found}),
        "rejects": rejects,
        "lines": [
            {
                "version": line.version,
                "indicator": line.indicator,
                "found": line.found.count,
                "of": line.found.of,
                "interval": line.found.interval,
                "median_days_earlier": line.earlier and dataclasses.asdict(line.earlier),
            }
            for line in lines
        ],
    }


def _text(cases: "Sequence[Case]", found: "Sequence[Replay]", lines: "Sequence[Line]") -> Iterator[str]:
    ahead = len({one.case for one in found})
    yield f"{len(cases)} cases, {ahead} of them with adverts before they came to light"
    names = [line.indicator or "a lead" for line in lines]
    width = max(map(len, names), default=0)
    for line, name in zip(lines, names, strict=True):
        if line.indicator is None:
            yield f"\n{line.version}"
            yield f"  {'':{width}}  {'cases':>9}  {'of 100 [95%]':>18}  days earlier, median [95%]"
        low, high = (100 * end for end in line.found.interval)
        share = f"{100 * line.found.rate:.0f} [{low:.0f}, {high:.0f}]"
        counts = f"{line.found.count}/{line.found.of}"
        yield f"  {name:{width}}  {counts:>9}  {share:>18}  {_days(line)}"


def _days(line: "Line") -> str:
    if line.earlier is None:
        return "missed every case"
    low, high = ("?" if end is None else str(end) for end in (line.earlier.low, line.earlier.high))
    return f"{line.earlier.days:g} [{low}, {high}]"
