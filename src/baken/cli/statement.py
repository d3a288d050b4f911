"""`baken statement`: statements of reasons under the Digital Services Act."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed

MOST_BYTES = 50 * 1024 * 1024


@click.group()
def command() -> None:
    """Statements of reasons as article 17 of the Digital Services Act asks for."""


@command.command()
@click.argument("file", metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help='Print {"errors": [...]} on standard output.')
def validate(file: str, as_json: bool) -> None:
    """Name every wrong field of the statement in FILE, or of a batch {"statements": [...]}.

    The fields, codes and limits are those of the Commission's transparency database. Besides what it
    refuses, this names what it drops without a word, and what it does not look at: dates that contradict
    each other, keywords of another category, a contact in free text. FILE is JSON; - is standard input.
    Nothing is sent. Exit status 3 if anything is wrong.

    \b
    Examples:
      baken statement validate statement.json
      baken statement validate batch.json --json
    """
    from baken.notices.statements.checking import check_statements

    faults = list(check_statements(_read(file)))
    if as_json:
        errors = [dataclasses.asdict(fault) for fault in faults]
        click.echo(json.dumps({"errors": errors}, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(f"statement {fault.index}, {fault.field}: {fault.message}")
        click.echo("nothing wrong" if not faults else f"{len(faults)} wrong", err=True)
    if faults:
        sys.exit(EXIT_BAD_RECORDS)


def _read(file: str) -> Any:
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as fault:
        raise Failed(f"{file} can't be read: {fault.strerror or fault}") from fault
    if len(data) > MOST_BYTES:
        raise Failed(f"{file} is larger than {MOST_BYTES // 1024**2} MB: a batch has at most 100 statements")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise Failed(f"{file} is no JSON: {fault}") from fault
