"""`baken check`: may this installation be trusted?"""

import json
import sys

import click

from baken.cli import EXIT_FAILED
from baken.config.command import database


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def command(as_json: bool) -> None:
    """Check configuration and safety settings; exits 1 when something does not hold.

    \b
    Example:
      baken check
    """
    with database():
        from baken.operations.self_check import self_check

        findings = list(self_check())
    if as_json:
        click.echo(json.dumps([vars(finding) for finding in findings]))
    else:
        for finding in findings:
            click.echo(f"{'holds' if finding.holds else 'FAILS'}  {finding.what}")
            if not finding.holds:
                click.echo(f"       {finding.remedy}")
    if not all(finding.holds for finding in findings):
        sys.exit(EXIT_FAILED)
