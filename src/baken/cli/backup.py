"""`baken backup`: everything an installation holds in one sealed file, read back before it counts."""

import json
from pathlib import Path

import click

from baken.cli import Failed
from baken.cli.streams import say, whole_output
from baken.config.command import database


@click.command()
@click.option("-o", "--output", required=True, metavar="FILE", help="Where the backup is written.")
@click.option("--reason", default="backup", show_default=True, help="Why; it goes into every log.")
@click.option("--json", "as_json", is_flag=True, help="Print what is in it as JSON.")
@click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")
def command(output: str, reason: str, as_json: bool, quiet: bool) -> None:
    """Save the database, the captures and the anchors of the log in one sealed file.

    The file is sealed under the master key, which is not in it: keep that key elsewhere, or the backup is
    lost with the machine. Before it counts it is read back: restored into a database of its own, counted
    table by table, and dropped. What is erased after today is still in it: keep backups no longer than
    your shortest period, and give them the same protection as the installation.

    For a server of your own (DATABASE_URL), BAKEN_BACKUP_URL names a login that may bypass row security.

    \b
    Examples:
      baken backup -o /mnt/elsewhere/baken-monday.backup
      baken backup -o tonight.backup --quiet --json
    """
    if output == "-":
        raise click.UsageError("A backup is read back after it was written: give a file.")
    with database():
        from baken.config.embedded import programs
        from baken.operations.backups.database import server
        from baken.operations.backups.making import make_backup
        from baken.operations.backups.restoring import read_back
        from baken.operations.exceptions import OperationsError

        try:
            at = server(programs())
            with whole_output(output) as stream:
                say("Writing the backup.", quiet=quiet)
                made = make_backup(to=stream, at=at, reason=reason)
                say("Reading it back.", quiet=quiet)
                stream.seek(0)
                read_back(backup=stream, at=at)
        except OperationsError as fault:
            raise Failed(f"No backup was made: {fault}") from fault
    Path(output).chmod(0o600)
    size, rows = Path(output).stat().st_size, sum(made.tables.values())
    if as_json:
        found = {"tables": len(made.tables), "rows": rows, "captures": len(made.captures), "bytes": size}
        click.echo(json.dumps({"made_at": made.made_at} | found))
    else:
        say(
            f"{rows} rows of {len(made.tables)} tables and {len(made.captures)} files of captures, "
            f"read back, in {output} ({size / 1e6:.1f} MB). Keep the master key elsewhere.",
            quiet=quiet,
        )
