"""Rule sets that commands are given, and the options of those that run them on a market."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import Failed
from baken.collection.readers import FORMATS

if TYPE_CHECKING:
    from baken.indicators.rule import Rule

RULES = click.Path(exists=True, file_okay=False, path_type=Path)
"""A directory of rule files."""

region_option = click.option(
    "--region", default="NL", show_default=True, help="The country of numbers without a country code."
)
rejects_option = click.option(
    "--rejects", metavar="FILE", help="Where bad records are listed; default standard error."
)
quiet_option = click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")

_MARKET = (
    click.option(
        "--links", metavar="FILE", help="What `baken link` wrote of these records; default: link here."
    ),
    click.option("--key", metavar="FILE", help="The key of pseudonyms; default a random one for this run."),
    region_option,
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="The format of IN, where its ending does not tell.",
    ),
    rejects_option,
    quiet_option,
)


def market_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How the one file of a market is read and linked: links, key, region, form, rejects, quiet."""
    for option in reversed(_MARKET):
        command = option(command)
    return command


def rule_set(place: Path | None, undone: str) -> "tuple[Rule, ...]":
    """The rules of a directory, or the shipped ones; `undone` is what does not happen when they are faulty.

    Raises Failed.
    """
    from baken.indicators.faults import FaultyRules
    from baken.indicators.rulebook import NoRules, load_rules

    try:
        return load_rules(place)
    except FaultyRules as fault:
        of = f"the rules of {place}" if place else "the rules"
        raise Failed(f"{of} can't be used, nothing was {undone}:\n{fault}") from fault
    except NoRules as fault:
        raise Failed(f"{fault}; give a directory with rule files") from fault
