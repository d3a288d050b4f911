"""`baken channel`: the accounts over which people are written to, and simulators of them."""

import json
import os
from pathlib import Path

import click

from baken.cli import Failed
from baken.cli.channel_simulator import command as simulator


@click.group()
def command() -> None:
    """WhatsApp, SMS and e-mail: which accounts there are, and simulators to try on."""


@command.command()
@click.option("--file", "file", metavar="FILE", help="The file of accounts; default that of BAKEN_CHANNELS.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object per line.")
def check(file: str | None, as_json: bool) -> None:
    """Read the file of accounts, and name each account or what is wrong with it.

    Nothing is sent and nobody is called. Secrets are never printed. Exit status 1 when the file can't be
    used.

    \b
    Examples:
      baken channel check
      baken channel check --file channels.toml
    """
    from baken.conversations.channels.set_up import (
        NotSetUp,
        accounts_in,
        calls_this_machine,
        sends_templates,
    )

    path = file or os.environ.get("BAKEN_CHANNELS", "")
    if not path:
        raise Failed("no channel is set up: BAKEN_CHANNELS names no file")
    try:
        found = accounts_in(Path(path))
    except NotSetUp as fault:
        raise Failed(str(fault)) from fault
    for (slug, code), account in sorted(found.items(), key=lambda one: one[0]):
        here = calls_this_machine(account)
        texts = sends_templates(account)
        if as_json:
            told = {"organisation": slug, "channel": code, "simulated": here, "templates": texts}
            click.echo(json.dumps(told))
        else:
            click.echo(f"{slug}  {code:9}{'a simulator on this machine' if here else 'a provider outside'}")
            if not texts:
                click.echo(
                    f"  [{slug}.{code}]: without business_id no template goes: write it down", err=True
                )
    if not found:
        click.echo("no accounts", err=True)


command.add_command(simulator)
