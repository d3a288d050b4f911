"""The `baken` command. Each command stands in a module of its own, loaded when it is called."""

import importlib
import sys

import click

from baken import cli
from baken.config.command import NotReady

COMMANDS = {
    "audit": "Prove that the log of reads and writes is whole.",
    "backup": "Save everything in one sealed file that was read back.",
    "channel": "Check the channels to people, and try them on a simulator.",
    "check": "Check configuration and safety settings.",
    "collect": "Take adverts in from files, with where their evidence lies.",
    "demo": "Fill a synthetic market, run every stage, print what it found.",
    "disclose": "Make a count table safe to publish.",
    "door": "Check an advert before a platform puts it online.",
    "extract": "Find phones, handles, places, ages and languages in adverts.",
    "indicate": "Say which indicators fire, and rank leads with their reasons.",
    "indicators": "Test and list the indicators and the facts they may read.",
    "key": "List the master keys, and add a new one.",
    "link": "Find which adverts are the same and which share an advertiser.",
    "migrate": "Bring the database schema up to date.",
    "organisation": "Make an organisation, and let its administrator in.",
    "publication": "Make the files of a publication again from its manifest.",
    "register": "Import, export and check registrations.",
    "restore": "Bring an installation back from a backup.",
    "retention": "Erase what has expired, and prove that it is gone.",
    "serve": "Serve the desk, with the jobs beside it.",
    "statement": "Check, list and send statements of reasons.",
    "statistics": "Make a table from the register or the market.",
    "words": "Encrypt word lists of your own for the rules.",
    "worker": "Run the jobs that are waiting.",
}
"""Each command with the line that `baken --help` shows; its module has the same name."""


class LazyGroup(click.Group):
    """Imports a command only when it is called, so that a pure job never waits for the database."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"baken.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="baken")
def baken() -> None:
    """Find signals in online adverts, and count what is registered, without harm.

    The pure jobs (extract, link, indicate, disclose) work on files and need no database. The others start
    the embedded database unless DATABASE_URL points at one.
    """


def main() -> None:
    """Runs the command; exit status 0 done, 1 failed, 2 wrong usage, 3 bad records in the input."""
    try:
        baken(prog_name="baken")
    except (cli.Failed, NotReady) as failure:
        click.echo(f"baken: {failure}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
