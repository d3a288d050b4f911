"""`baken statement`: statements of reasons under the Digital Services Act."""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.statement_simulator import command as simulator
from baken.cli.streams import say
from baken.config.command import organisation_session

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


@command.command()
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--organisation", metavar="SLUG", help="Whose; default the only one, or the demo one.")
@click.option("--reason", default="statement send", show_default=True, help="Why; it goes into the log.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def send(dry_run: bool, organisation: str | None, reason: str, as_json: bool) -> None:
    """Send the statements that a person released to the Commission's database.

    They go in batches of up to 100. It can be broken off at any moment and run again: what may have been
    stored is asked for first, so nothing is sent twice. A statement that the database refuses is set apart
    with its wrong fields, and the others go on. Exit status 1 when the database does not answer or sending
    is off, 3 when any was refused.

    \b
    BAKEN_STATEMENTS_URL is the address of the database, BAKEN_STATEMENTS_TOKENS a
    file with a line "organisation token" for each platform, readable by you alone.

    \b
    Examples:
      baken statement send --dry-run
      baken statement send
    """
    with organisation_session(organisation, reason=reason, purpose="moderation") as by:
        from baken.notices.exceptions import NoticesError
        from baken.notices.sending.database import TransparencyDatabase
        from baken.notices.sending.outbox import to_send, unanswered
        from baken.notices.sending.send import send_ready
        from baken.notices.sending.service import set_up

        if dry_run:
            waiting, asked = to_send().count(), len(unanswered())
            if as_json:
                click.echo(json.dumps({"ready": waiting, "asked_for": asked}))
            else:
                click.echo(f"{waiting} to be sent; {asked} of them without a known answer to an earlier try")
            return
        try:
            with TransparencyDatabase(set_up(by.organisation)) as database:
                done = send_ready(by=by, database=database)
        except NoticesError as fault:
            left = to_send().count()
            raise Failed(f"{fault} {left} still wait; run it again, or let the worker do it.") from fault
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(done)))
    else:
        click.echo(
            f"{done.sent} sent in {done.calls} batches, {done.found} found there, {done.refused} refused"
        )
    if done.refused:
        say("A moderator can correct what was refused under Motiveringen.")
        sys.exit(EXIT_BAD_RECORDS)


@command.command("list")
@click.option("--state", type=click.Choice(["written", "ready", "sent", "refused"]), help="Only these.")
@click.option("--organisation", metavar="SLUG", help="Whose; default the only one, or the demo one.")
@click.option("--reason", default="statement list", show_default=True, help="Why; it goes into the log.")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 10_000), help="At most.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object per line.")
def list_(state: str | None, organisation: str | None, reason: str, limit: int, as_json: bool) -> None:
    """List statements: identifier, state, day, category. What people wrote in them is not shown.

    The newest come first. Of a refused one the wrong fields are named.

    \b
    Examples:
      baken statement list --state refused
      baken statement list --json
    """
    with organisation_session(organisation, reason=reason, purpose="moderation") as by:
        from baken.notices.statements.queries import lines_of

        for line in lines_of(by=by, state=state, limit=limit):
            if as_json:
                click.echo(json.dumps(line))
                continue
            wrong = f"  wrong: {', '.join(line['wrong'])}" if line["wrong"] else ""
            click.echo(
                f"{line['puid']}  {line['state']:8}{line['application_date']}  {line['category']}{wrong}"
            )


command.add_command(simulator)


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
