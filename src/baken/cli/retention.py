"""`baken retention`: what expires, and the proof that it is gone."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from baken.cli import Failed
from baken.cli.streams import say
from baken.config.command import organisation_session
from baken.vocabulary.adverts import ContactKind

if TYPE_CHECKING:
    from baken.rights.scrub import Scrubbed
    from baken.tenancy.acting import Actor

_organisation = click.option(
    "--organisation", metavar="SLUG", help="For whom; default the only one, or the demo one."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
_quiet = click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")


def _reason(words: str) -> Callable[[Any], Any]:
    return click.option("--reason", default=words, show_default=True, help="Why; it goes into the log.")


@contextmanager
def _acting(organisation: str | None, reason: str) -> Iterator["Actor"]:
    with organisation_session(organisation, reason=reason, purpose="accountability") as by:
        from baken.rights.exceptions import RightsError

        try:
            yield by
        except RightsError as fault:
            raise Failed(str(fault)) from fault


@click.group()
def command() -> None:
    """What expires goes, what is held stays, and the proof that it is gone.

    \b
    Examples:
      baken retention plan
      baken retention run --reason "monthly check"
      baken retention prove
    """


@command.command()
@_organisation
@_reason("retention plan")
@_json
def plan(organisation: str | None, reason: str, as_json: bool) -> None:
    """Show what a run would erase now; nothing is changed.

    \b
    Example:
      baken retention plan --json
    """
    with _acting(organisation, reason) as by:
        _print_plan(by, as_json)


@command.command()
@click.option("--dry-run", is_flag=True, help="Only show what would be erased.")
@_organisation
@_reason("retention run")
@_json
@_quiet
def run(dry_run: bool, organisation: str | None, reason: str, as_json: bool, quiet: bool) -> None:
    """Erase everything that has expired and is not held, and take its bytes out of the files.

    In batches, each a transaction of its own: stopped at any moment it can simply be run again.

    \b
    Examples:
      baken retention run --dry-run
      baken retention run --reason "the basis of 2025 ended"
    """
    with _acting(organisation, reason) as by:
        if dry_run:
            _print_plan(by, as_json)
            return
        from baken.rights.actions.run_retention import run_retention
        from baken.rights.actions.scrub_files import scrub_after

        with _progress(quiet) as told:
            done = run_retention(by=by, say=lambda step, rows: told(step.name, rows))
            scrubbed = scrub_after(by=by, run=done)
    if as_json:
        click.echo(json.dumps({"erased": done.erased, "held": done.held, "scrubbed": scrubbed.whole}))
        return
    for table, rows in done.erased.items():
        click.echo(f"{rows:>9,}  {table}")
    click.echo(f"{done.rows_erased:>9,}  rows erased, {done.rows_held:,} due rows held")
    _say_scrubbed(scrubbed, quiet)


@command.command("erase-contact")
@click.argument("kind", type=click.Choice(ContactKind.codes), metavar="KIND")
@click.argument("value")
@_organisation
@_reason("a person's request")
def at_request(kind: str, value: str, organisation: str | None, reason: str) -> None:
    """Erase one contact everywhere, at the request of the person it belongs to.

    KIND is phone, email, whatsapp and so on; VALUE is the contact, or - to read it from standard input,
    so that it does not stay in the history of your shell. The answer is the same whether anything was
    known of it or not.

    \b
    Example:
      echo "+31 6 00000042" | baken retention erase-contact phone -
    """
    given = sys.stdin.readline() if value == "-" else value
    with _acting(organisation, reason) as by:
        from baken.rights.actions.erase_contact import erase_contact
        from baken.rights.scrub import scrub

        erase_contact(by=by, kind=kind, value=given)
        scrub()
    click.echo("Done: nothing of this contact is stored, unless a legal hold keeps it.")


@command.command()
@click.argument("marker", required=False)
@_organisation
@_reason("retention prove")
@_json
def prove(marker: str | None, organisation: str | None, reason: str, as_json: bool) -> None:
    """Prove that what is erased is gone from the files of the database server, too.

    Plants invented adverts with a MARKER (12 to 16 letters; made up without one), shows that a search
    of the files finds it, erases it as a run does, and searches again. Nothing else is erased. Works
    with the embedded server, whose files are here.

    \b
    Example:
      baken retention prove
    """
    with _acting(organisation, reason) as by:
        from django.conf import settings

        from baken.rights import proof

        try:
            found = proof.prove(by=by, marker=marker or proof.new_marker(), directory=settings.BAKEN_STATE)
        except (ValueError, proof.ProofImpossible) as fault:
            raise Failed(str(fault)) from fault
    lines = {
        name: (len(found.before.found[name]), len(found.after.found[name])) for name in found.before.found
    }
    if as_json:
        click.echo(
            json.dumps(
                {
                    "holds": found.holds,
                    "rows_erased": found.rows,
                    "files": found.after.files,
                    "bytes": found.after.bytes,
                    "found": {name: {"before": one, "after": other} for name, (one, other) in lines.items()},
                }
            )
        )
    else:
        click.echo("files it stands in: before / after the erasure")
        for name, (one, other) in lines.items():
            click.echo(f"{one:>6} / {other:<6} {name}")
        click.echo(
            f"{found.rows} rows erased; {found.after.bytes:,} bytes in {found.after.files:,} files read."
        )
    if not found.holds:
        for path in sorted({path for paths in found.after.found.values() for path in paths}):
            say(f"still there: {path}")
        for path in found.after.unreadable:
            say(f"can't be read: {path}")
        for name in found.before.missing:
            say(f"the search did not find before the erasure: {name}")
        raise Failed("the proof does not hold: see above")
    if not as_json:
        click.echo("Nothing of it is left.")


def _print_plan(by: "Actor", as_json: bool) -> None:
    from baken.rights.queries import plan_now

    lines = plan_now(by=by)
    if as_json:
        click.echo(json.dumps([line.as_dict() for line in lines]))
        return
    click.echo(f"{'class':<13} {'due':>9} {'held':>9}  {'oldest':<10}  table")
    for line in lines:
        oldest = line.oldest.date().isoformat() if line.oldest else ""
        click.echo(f"{line.keep:<13} {line.due:>9,} {line.held:>9,}  {oldest:<10}  {line.table}")
    click.echo(f"{'in all':<13} {sum(line.due for line in lines):>9,} {sum(line.held for line in lines):>9,}")


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Shows on a terminal how far a run is."""
    if quiet or not sys.stderr.isatty():
        yield lambda name, rows: None
        return
    from rich.console import Console

    with Console(stderr=True).status("looking what has expired") as status:
        gone = 0

        def told(name: str, rows: int) -> None:
            nonlocal gone
            gone += rows
            status.update(f"{gone:,} rows erased; now {name}")

        yield told


def _say_scrubbed(scrubbed: "Scrubbed", quiet: bool) -> None:
    if scrubbed.whole:
        say(f"{len(scrubbed.tables)} tables written anew; their old bytes are gone.", quiet=quiet)
        return
    for table in scrubbed.skipped:
        say(f"{table} was busy or is not ours: its old bytes may stay until the next run.", quiet=quiet)
    if not scrubbed.log_moved_on:
        say(
            "The write-ahead log, replicas and backups of this server are its administrator's: they "
            "keep erased rows until they are overwritten or removed.",
            quiet=quiet,
        )
