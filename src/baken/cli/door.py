"""`baken door`: what a platform checks before an advert goes online."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.door_audit import DAY
from baken.cli.door_audit import command as audit
from baken.cli.inputs import name_of, opened
from baken.cli.keys import run_key
from baken.cli.rule_sets import RULES, own_lists, region_option, rule_set, word_list_options

MOST_BYTES = 64 * 1024 * 1024


@click.group()
def command() -> None:
    """A platform's own door: check an advert before it goes online."""


command.add_command(audit)


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


@command.command()
@click.option("--organisation", metavar="SLUG", help="For whom; default the only one, or the demo one.")
@click.option("--from", "first", type=DAY, metavar="YYYY-MM-DD", help="The first day; default all.")
@click.option("--until", "last", type=DAY, metavar="YYYY-MM-DD", help="The last day, itself included.")
@click.option("--reason", default="door replay", show_default=True, help="Why; it goes into the log.")
@click.option("--json", "as_json_", is_flag=True, help="Print the result as JSON.")
def replay(
    organisation: str | None, first: datetime | None, last: datetime | None, reason: str, as_json_: bool
) -> None:
    """Decide every stored check again, with its own facts, policy and versions of the rules.

    The same facts and the same rules give the same decision: this proves it over all that is kept, and names
    each check that does not come out as it was. Nothing is changed. Exit status 3 if one does not.

    \b
    Examples:
      baken door replay
      baken door replay --from 2026-03-01 --until 2026-03-31
      baken door replay --organisation kleinegids --json
    """
    from baken.config.command import organisation_session

    with organisation_session(organisation, reason=reason, purpose="moderation") as by:
        from django.utils.timezone import make_aware

        from baken.door.actions.replay import replay as decide_again

        proof = decide_again(
            by=by,
            since=None if first is None else make_aware(first),
            until=None if last is None else make_aware(last + timedelta(days=1)),
        )
    unproved = [{"check": str(one.check), "why": one.why} for one in proof.unproved]
    if as_json_:
        click.echo(json.dumps({"checks": proof.checks, "unproved": unproved}, indent=2))
    else:
        for one in unproved:
            click.echo(f"{one['check']}: {one['why']}")
        click.echo(f"{proof.checks} checks decided again, {len(unproved)} not the same")
    if unproved:
        sys.exit(EXIT_BAD_RECORDS)


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
