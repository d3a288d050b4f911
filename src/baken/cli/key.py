"""`baken key`: the master keys of this installation, which a rotation adds to and never takes from."""

import json

import click

from baken.cli import Failed
from baken.cli.streams import say
from baken.config.command import database


@click.group()
def command() -> None:
    """The master keys: the first, and one for each rotation since. No key is ever printed."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the names as JSON.")
def list_keys(as_json: bool) -> None:
    """List the names of the keys, the oldest first, and what each is for.

    A name tells nothing of its key. Use it to see whether a copy of the key file is a whole one.

    \b
    Examples:
      baken key list
      BAKEN_KEY_FILE=/mnt/elsewhere/master.key baken key list
    """
    with database():
        from django.conf import settings

        names = list(settings.BAKEN_KEYRING.names)
    if as_json:
        click.echo(json.dumps(names))
        return
    for number, name in enumerate(names, start=1):
        what = ["pseudonyms, and whatever is found again by being the same"] if number == 1 else []
        what += ["what is sealed from now on"] if number == len(names) else []
        click.echo(f"{number}  {name}  {'; '.join(what) or 'what was sealed in its time'}")


@command.command()
@click.option("--reason", required=True, metavar="TEXT", help="Why; it goes into every log.")
@click.option("--quiet", is_flag=True, help="Say nothing unless something fails.")
def rotate(reason: str, quiet: bool) -> None:
    """Add a new master key, under which everything is sealed from now on.

    Stop the desk and the workers first and start them again afterwards: one that still runs without the new
    key sends nothing. No key goes away: what was sealed before is opened under its own until its period is
    over, and who said no is asked for under every key. Pseudonyms keep the first key, or one person would
    become two. Copy the key file anew at once: an older copy no longer opens everything, and while a key is
    missing no message goes.

    \b
    Examples:
      baken key rotate --reason "yearly"
      baken key rotate --reason "a laptop with the key was lost"
    """
    if not reason.strip() or not reason.isprintable():
        raise click.UsageError("--reason is one line that says why")
    with database():
        from django.conf import settings

        from baken.config.master_key import key_file
        from baken.operations.exceptions import OperationsError
        from baken.operations.rotation import rotate_key

        path = key_file(settings.BAKEN_STATE)
        try:
            held = rotate_key(path=path, reason=reason)
        except OperationsError as fault:
            raise Failed(f"No key was added: {fault}") from fault
    say(
        f"{path} holds {len(held.names)} keys, the newest called {held.names[-1]}. "
        "Copy the file elsewhere now, and start the desk and the workers again.",
        quiet=quiet,
    )
