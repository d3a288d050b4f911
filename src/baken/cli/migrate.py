"""`baken migrate`: the schema."""

import click

from baken.cli.streams import say
from baken.config.command import database


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing unless something fails.")
def command(quiet: bool) -> None:
    """Bring the database schema up to date.

    Safe to run again: what is done already is not done twice.

    \b
    Examples:
      baken migrate
      DATABASE_URL=postgresql://me@db/baken baken migrate
    """
    with database():
        from baken.config.schema import bring_up_to_date

        bring_up_to_date()
    say("The schema is up to date.", quiet=quiet)
