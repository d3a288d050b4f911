"""`baken door`: what a platform checks before an advert goes online."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.inputs import name_of, opened
from baken.cli.keys import run_key
from baken.cli.rule_sets import RULES, own_lists, region_option, rule_set, word_list_options

MOST_BYTES = 64 * 1024 * 1024


@click.group()
def command() -> None:
    """A platform's own door: check an advert before it goes online."""


@command.command()
@click.argument("file", metavar="IN")
@click.option(
    "--rules",
    "directory",
    metavar="DIR",
    type=RULES,
    help="A directory of rule files, read alone; default the shipped ones.",
)
@word_list_options
@click.option("--key", metavar="FILE", help="The key of pseudonyms; default a random one for this run.")
@region_option
def check(
    file: str,
    directory: Path | None,
    word_lists: str | None,
    word_key: str | None,
    key: str | None,
    region: str,
) -> None:
    """Say whether the advert in IN may go online, or waits until a person looks, and why.

    IN is JSON: an advert record, or {"advert": {...}, "context": {"standing": [...], "age_evidence": [...],
    "policy": {...}}}. Standing adverts of the same platform are linked with it; what is unknown is no reason
    to let through where the policy requires it. A machine lets through or holds; only a person refuses. The
    answer, on standard output, has for each reason the rule, its grade and evidence, what the advertiser is
    told and what the person who looks is told. Exit status 0 either way, 3 if the input is wrong.

    \b
    Examples:
      baken door check advert.json
      baken door check submission.json --rules my-rules --key run.key
      baken door check - < submission.json
    """
    from baken.door.checks.submission import BadSubmission, read_submission

    try:
        submission = read_submission(_json(file))
    except BadSubmission as bad:
        for where, what in bad.faults:
            click.echo(f"{where}: {what}", err=True)
        sys.exit(EXIT_BAD_RECORDS)
    rules = rule_set(directory, "checked", own_lists(word_lists, word_key))
    secret = run_key(key)

    from baken.door.checks.beside import look_beside
    from baken.door.checks.decision import decide
    from baken.door.checks.lines import as_json

    found = decide(submission, look_beside(submission, key=secret, region=region), rules)
    answer = as_json(submission.advert["sighting_id"], found, submission.policy.reference)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _json(file: str) -> Any:
    from baken.collection.jsonl import parse_json
    from baken.collection.rejects import BadRecord

    with opened(file) as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Failed(
            f"{name_of(file)} is larger than {MOST_BYTES // 1024**2} MB: send fewer standing adverts"
        )
    try:
        return parse_json(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Failed(f"{name_of(file)} is not UTF-8") from fault
    except BadRecord as fault:
        raise Failed(f"{name_of(file)} {fault}") from fault
