"""`baken audit`: the log of what was seen and done."""

import json
import sys

import click

from baken.cli import EXIT_BAD_RECORDS
from baken.cli.streams import say
from baken.config.command import organisation_session


@click.group()
def command() -> None:
    """The log of what was seen and done, append-only and sealed."""


@command.command()
@click.option("--organisation", metavar="SLUG", help="Whose log; default the only one, or the demo one.")
@click.option(
    "--reason", default="audit verify", show_default=True, help="Why you look; it goes into the log."
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def verify(organisation: str | None, reason: str, as_json: bool) -> None:
    """Prove that the log is whole.

    Computes every seal again from the events, and holds the newest against the note that is kept
    outside the database. Exits 3 and names each fault when something was changed or is missing.

    \b
    Example:
      baken audit verify
    """
    with organisation_session(organisation, reason=reason) as by:
        from baken.audit.actions import record_event, seal_events
        from baken.audit.queries import verify_log

        found = verify_log(by.organisation)
        record_event(by=by, action="audit.verified", subject="audit", details={"faults": len(found.faults)})
        if not found.faults:
            seal_events(by=by)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "whole": not found.faults,
                    "seals": found.seals,
                    "sealed_events": found.sealed_events,
                    "unsealed_events": found.unsealed_events,
                    "faults": list(found.faults),
                }
            )
        )
    else:
        for fault in found.faults:
            click.echo(fault)
        state = "is NOT whole" if found.faults else "is whole"
        click.echo(
            f"The log of {by.organisation} {state}: {found.sealed_events} events in {found.seals} seals, "
            f"{found.unsealed_events} not sealed yet."
        )
    if found.faults:
        say("Keep the database as it is and tell your data protection officer.")
        sys.exit(EXIT_BAD_RECORDS)
