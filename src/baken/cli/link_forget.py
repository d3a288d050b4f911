"""`baken link --forget`: sightings out of an index, with what was known through them alone."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baken.cli.inputs import name_of, opened
from baken.cli.streams import say

if TYPE_CHECKING:
    from baken.linking.forgetting import Forgotten

ID = "sighting_id"


def sightings_in(file: str) -> set[str]:
    """The sighting ids of a file: the column of a Parquet file, the field of JSON lines, else one a line.

    A line of JSON without one is wrong usage, and is named by its number; so is a file without any: an
    empty list is seldom what was meant.
    """
    with opened(file) as stream:
        match "" if file == "-" else Path(file).suffix.lower():
            case ".parquet":
                import pyarrow as pa
                from pyarrow import parquet

                try:
                    column = parquet.read_table(stream, columns=[ID])[ID]
                    found = {str(one) for one in column.cast(pa.string()).to_pylist() if one}
                except (pa.ArrowException, KeyError) as fault:
                    raise click.UsageError(f"--forget {name_of(file)} has no column {ID}") from fault
            case ending:
                try:
                    lines = stream.read().decode("utf-8-sig").split("\n")  # a text may hold other line ends
                except UnicodeDecodeError as fault:
                    raise click.UsageError(f"--forget {name_of(file)} is not a text in UTF-8") from fault
                as_json = ending in (".jsonl", ".ndjson")
                found = {
                    _of_line(file, number, line) if as_json else line.strip()
                    for number, line in enumerate(lines, start=1)
                    if line.strip()
                }
    if not found:
        raise click.UsageError(f"--forget {name_of(file)} names no sighting")
    return found


def _of_line(file: str, number: int, line: str) -> str:
    try:
        told = json.loads(line)
    except ValueError:
        told = None
    one = told.get(ID) if isinstance(told, dict) else None
    if not isinstance(one, str) or not one:
        raise click.UsageError(f"--forget {name_of(file)}, line {number}: no {ID}")
    return one


def tell(forgotten: "Forgotten", asked: int, *, quiet: bool, as_json: bool) -> None:
    """Says what was forgotten, and how many ids changed because of it."""
    kinds = Counter((line["kind"], line.get("level", "")) for line in forgotten.changes)
    counts = {
        "forgotten": forgotten.count,
        "not_in_the_index": asked - forgotten.count,
        "left": forgotten.standing.facts.num_rows,
        "unique_adverts_split": kinds["split", "unique_advert"],
        "unique_adverts_merged": kinds["merge", "unique_advert"],
        "advertisers_split": kinds["split", "advertiser"],
        "advertisers_merged": kinds["merge", "advertiser"],
    }
    if as_json:
        click.echo(json.dumps(counts))
    else:
        say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()), quiet=quiet)


def refuse_with_forget(**given: object) -> None:
    """Wrong usage when what goes with records only was given beside --forget."""
    if others := [name for name, value in given.items() if value]:
        raise click.UsageError(
            f"--forget takes nothing in and writes no links: leave out {', '.join(others)}"
        )
