"""What people ask of `baken link` beside the records: their judgements, and contacts not to follow."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baken.cli import Failed

if TYPE_CHECKING:
    from baken.linking.judgements import Judgement

PSEUDONYM = re.compile(r"[a-z2-7]{26}")


def judgements_in(file: str | None) -> "list[Judgement]":
    """The judgements of a file of JSON lines. A line that is none is wrong usage, and is named."""
    if not file:
        return []
    from baken.linking.judgements import BadJudgement, read_judgements

    try:
        return list(read_judgements(_lines(file, "--judgements")))
    except BadJudgement as fault:
        raise click.UsageError(f"--judgements {Path(file).name}, {fault}") from fault


def suppressed_in(file: str | None, key: str | None) -> list[str]:
    """The pseudonyms of a file with one a line. A line that is none is wrong usage, and is named by
    its number only: it may be a contact in clear."""
    if not file:
        return []
    if not key:
        raise click.UsageError("--suppressed goes with --key: the key that its pseudonyms were made with")
    found = []
    for number, line in enumerate(_lines(file, "--suppressed"), start=1):
        if not (one := line.strip()):
            continue
        if not PSEUDONYM.fullmatch(one):
            raise click.UsageError(
                f"--suppressed {Path(file).name}, line {number}: not a pseudonym (26 letters and digits)"
            )
        found.append(one)
    return found


def _lines(file: str, option: str) -> Iterator[str]:
    try:
        with Path(file).open(encoding="utf-8-sig") as stream:
            yield from stream
    except UnicodeDecodeError as fault:
        raise click.UsageError(f"{option} {Path(file).name} is not a text in UTF-8") from fault
    except OSError as fault:
        raise Failed(f"{file} can't be read: {fault.strerror or fault}") from fault
