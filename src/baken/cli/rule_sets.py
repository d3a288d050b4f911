"""Rule sets that commands are given, and the options of those that run them on a market."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import Failed
from baken.collection.readers import FORMATS

if TYPE_CHECKING:
    from baken.indicators.rule import Rule
    from baken.indicators.wordlists import WordLists

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


_OWN_WORDS = (
    click.option(
        "--word-lists",
        metavar="FILE",
        help="Word lists of your own, encrypted by `baken words`; on top of the shipped ones.",
    ),
    click.option("--word-key", metavar="FILE", help="The key that the word lists were encrypted with."),
)


def word_list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Word lists of one's own, and their key: word_lists, word_key."""
    for option in reversed(_OWN_WORDS):
        command = option(command)
    return command


def own_lists(word_lists: str | None, word_key: str | None) -> "WordLists | None":
    """The lists of an encrypted file as rules take them; None without one.

    Says nothing of what stands in it. Raises Failed, and UsageError for one option without the other.
    """
    from baken.cli.keys import run_key
    from baken.indicators.own_lists import NotOnAList, for_rules
    from baken.indicators.word_file import NotAWordFile, open_word_lists

    if (word_lists is None) != (word_key is None):
        raise click.UsageError("--word-lists and --word-key go together")
    if word_lists is None:
        return None
    try:
        data = Path(word_lists).read_bytes()
    except OSError as error:
        raise Failed(
            f"the word lists {word_lists} can't be read ({error.strerror}); give a file that you may read"
        ) from error
    try:
        return for_rules(open_word_lists(run_key(word_key), data))
    except NotAWordFile as fault:
        raise Failed(
            f"{word_lists} is no file of word lists under this key, or was changed; "
            "give the key that it was encrypted with, or encrypt the lists again"
        ) from fault
    except NotOnAList as fault:
        raise Failed(f"{word_lists} holds what no list may ({fault}); encrypt the lists again") from fault


def rule_set(place: Path | None, undone: str, word_lists: "WordLists | None" = None) -> "tuple[Rule, ...]":
    """The rules of a directory, or the shipped ones; `undone` is what does not happen when they are faulty.

    Raises Failed.
    """
    from baken.indicators.faults import FaultyRules
    from baken.indicators.rulebook import NoRules, load_rules

    try:
        return load_rules(place, word_lists=word_lists)
    except FaultyRules as fault:
        of = f"the rules of {place}" if place else "the rules"
        raise Failed(f"{of} can't be used, nothing was {undone}:\n{fault}") from fault
    except NoRules as fault:
        raise Failed(f"{fault}; give a directory with rule files") from fault
