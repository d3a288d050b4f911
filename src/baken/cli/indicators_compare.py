"""`baken indicators compare`: two rule sets on the same history, before one of them counts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS
from baken.cli.columns import in_columns
from baken.cli.inputs import refuse_same_file
from baken.cli.keys import run_key
from baken.cli.market_files import links_of, read_market
from baken.cli.rule_sets import RULES, market_options, own_lists, rule_set, word_list_options
from baken.cli.streams import reject_lines, signs_of_life, whole_output, write_json_lines, written_as

if TYPE_CHECKING:
    import polars as pl

    from baken.indicators.compare import Comparison

TOO_FEW = "too few to say"


@click.command()
@click.argument("file", metavar="IN")
@click.option("--rules", "new", metavar="NEW", type=RULES, required=True, help="The rule files to try.")
@click.option("--against", "old", metavar="OLD", type=RULES, help="Those in force; default the shipped ones.")
@click.option("-o", "--output", metavar="OUT", help="A row for each lead that changes: jsonl, csv, parquet.")
@word_list_options
@market_options
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def compare(
    file: str,
    new: Path,
    old: Path | None,
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
    """Try the rules of NEW on adverts already seen, beside those in force: what would change.

    Both run on the advert records of IN. Prints how many leads appear, vanish or go to another band,
    what each indicator does, and on whom the change falls by advertised gender. OUT gets a row for each
    lead that changes, with the reasons that came and went: ids of advertisers only. Nothing is stored
    and no lead moves.

    Bad records are listed with line and reason, the good ones go through, and the command exits 3.

    \b
    Examples:
      baken indicators compare records.jsonl --rules my-rules
      baken indicators compare records.parquet --rules new --against old --links links.jsonl -o changed.csv
    """
    refuse_same_file(IN=file, OUT=output, links=links, rejects=rejects, word_lists=word_lists)
    written = written_as(output, None) if output else ""
    words = own_lists(word_lists, word_key)
    in_force, tried = rule_set(old, "compared", words), rule_set(new, "compared", words)
    secret = run_key(key)
    with reject_lines(rejects) as listed, signs_of_life(quiet=quiet) as waiting:
        records, extracted = read_market(file, form, secret, region, listed, waiting)
        waiting(f"linking and judging {records.num_rows} sightings twice")
        assignments, hubs = links_of(records, extracted, secret, links, quiet=quiet)
        from baken.indicators import compare as comparing
        from baken.indicators.derive import derive
        from baken.indicators.fairness.groups import advertised_genders

        facts = derive(records, extracted, assignments, hubs)
        found = comparing.compare(facts, in_force, tried, advertised_genders(records, facts))
        if output:
            with whole_output(output) as stream:
                _write(found.changed, stream, written)
        counts = {
            "sightings": records.num_rows,
            "advertisers": facts.advertisers.height,
            "rejects": listed.count,
        }
        told = [json.dumps(_as_json(counts, found), ensure_ascii=False)] if as_json else _text(counts, found)
        if as_json or not quiet:
            click.echo("\n".join(told), err=output == "-")
    if listed.count:
        raise SystemExit(EXIT_BAD_RECORDS)


def _write(changed: "pl.DataFrame", stream: IO[bytes], form: str) -> None:
    import polars as pl

    match form:
        case "parquet":
            changed.write_parquet(stream)
        case "csv":
            changed.with_columns(pl.col("reasons_came", "reasons_went").list.join(" ")).write_csv(stream)
        case _:
            write_json_lines(changed.iter_rows(named=True), stream)


def _as_json(counts: dict[str, int], found: "Comparison") -> dict[str, Any]:
    from baken.indicators.proportions import LEAST

    tables = ("moves", "indicators", "genders", "indicators_by_gender")
    return {
        **counts,
        "changes": found.counts(),
        **{name: getattr(found, name).to_dicts() for name in tables},
        "at_the_door": list(found.at_the_door),
        "least_advertisers_of_a_gender": LEAST,
    }


def _text(counts: dict[str, int], found: "Comparison") -> Iterator[str]:
    from baken.indicators.bands import ALL_BANDS
    from baken.indicators.compare import CHANGES
    from baken.indicators.proportions import LEAST

    bands = {band.code: band.label.en for band in ALL_BANDS}
    yield ", ".join(f"{count} {name}" for name, count in counts.items())
    yield "\nwhat would change for leads"
    yield from in_columns([(CHANGES[change].en, count) for change, count in found.counts().items()])
    yield "\nfrom band to band"
    moves = [(bands[old], bands[new], count) for old, new, count in found.moves.iter_rows()]
    yield from in_columns([("old", "new", "advertisers"), *moves], words=2)
    yield "\nadvertisers on whom an indicator fires"
    firing = ("indicator", "old version", "new version", "old", "new", "came", "went")
    yield from in_columns([firing, *found.indicators.iter_rows()])
    if found.at_the_door:
        yield f"not tried, for they wait at a platform's door: {', '.join(found.at_the_door)}"
    yield "\nleads by advertised gender"
    changing = ("gender", "advertisers", "old", "new", *(label.en for label in CHANGES.values()))
    yield from in_columns([changing, *map(_told, found.genders.iter_rows())])
    if not found.indicators_by_gender.is_empty():
        yield "\nadvertisers to whom an indicator comes or from whom it goes, by advertised gender"
        by_gender = map(_told, found.indicators_by_gender.iter_rows())
        yield from in_columns([("indicator", "gender", "came", "went"), *by_gender], words=2)
    yield f"\n{TOO_FEW}: of fewer than {LEAST} advertisers nothing is counted"


def _told(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as it is, or with words where its counts are not told."""
    return (*(cell for cell in row if cell is not None), TOO_FEW) if None in row else row
