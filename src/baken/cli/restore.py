"""`baken restore`: an installation brought back from a backup."""

from pathlib import Path

import click

from baken.cli import Failed
from baken.cli.streams import say
from baken.config.command import database


@click.command()
@click.argument("backup", type=click.Path(exists=True, dir_okay=False))
@click.option("--test", is_flag=True, help="Only try it: read everything back beside what is here.")
@click.option("--replace", is_flag=True, help="Put it in the place of the organisations that are here.")
@click.option("--yes", is_flag=True, help="Do not ask before replacing.")
@click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")
def command(backup: str, test: bool, replace: bool, yes: bool, quiet: bool) -> None:
    """Bring an installation back from a backup.

    Stop the desk first and put back the master key that the backup was made with (BAKEN_KEY_FILE, or
    keys/master.key in BAKEN_STATE). Everything is read, opened and counted before anything here changes.
    What was erased after the backup was made comes back with it: afterwards run `baken retention run`, and
    carry out again the requests of persons since that day.

    \b
    Examples:
      baken restore --test monday.backup
      baken restore monday.backup
      baken restore monday.backup --replace
    """
    with database():
        from baken.config.embedded import programs
        from baken.config.schema import bring_up_to_date
        from baken.operations.backups.database import server
        from baken.operations.backups.restoring import installed, read_back, restore
        from baken.operations.exceptions import OperationsError

        try:
            at = server(programs())
            with Path(backup).open("rb") as stream:
                if test:
                    found = read_back(backup=stream, at=at)
                    say(
                        f"This backup of {found.made_at} can be read back: {sum(found.tables.values())} rows "
                        f"of {len(found.tables)} tables, {len(found.captures)} files of captures.",
                        quiet=quiet,
                    )
                    return
                here = installed(at)
                if here and not replace:
                    raise Failed(
                        f"{here} organisations are here already. To put the backup in their place, which "
                        "can't be undone: --replace"
                    )
                if here and not yes:
                    click.confirm(f"Replace the {here} organisations that are here?", abort=True, err=True)
                found = restore(backup=stream, at=at)
        except OperationsError as fault:
            raise Failed(f"Nothing was changed: {fault}") from fault
        bring_up_to_date()
    say(
        f"Brought back as it was at {found.made_at}: {sum(found.tables.values())} rows. Now run `baken audit "
        "verify` and `baken retention run`, and carry out again the requests for erasure since that day. "
        "People, passwords and keys of programs are as they were then: before you start the desk again, know "
        "whom you shut out and which keys you revoked since, and do so again.",
        quiet=quiet,
    )
