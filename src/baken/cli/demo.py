"""`baken demo`: the whole road on invented data."""

from typing import TYPE_CHECKING

import click

from baken.cli import Failed
from baken.cli.streams import say, steps
from baken.config.command import database

if TYPE_CHECKING:
    from baken.demo.summary import Reason, Row
    from baken.indicators.leads import BandSummary

WRONG = """\
Van 100 zulke aanwijzingen kloppen er niet, als bij 1, 4 of 10 van de 100 adverteerders uitbuiting speelt:
Of 100 such leads are wrong, if exploitation is behind 1, 4 or 10 of 100 advertisers:"""

NO_VERDICT = """\
Een mens beslist. Dit is geen oordeel over iemand.
A person decides. This is no verdict on anybody."""


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop when everything has run.")
@click.option("--scale", default=0.05, show_default=True, help="Size of the market; 1 is the published one.")
@click.option("--seed", default=2021, show_default=True, help="Another seed gives another market.")
@click.option("--quiet", is_flag=True, help="Print the table and nothing else.")
def command(no_serve: bool, scale: float, seed: int, quiet: bool) -> None:
    """Fill a synthetic market, run every stage, and print what it found.

    Everything in it is invented and about nobody. The market is calibrated to published counts:
    at --scale 1 there are 25,000 unique adverts by women and 17,000 by men. The register gets 210
    registrations constructed from a published study. Interrupted at any point it can be run again;
    another scale or seed takes the place of what stood there.

    \b
    Examples:
      baken demo --no-serve
      baken demo --no-serve --scale 1
    """
    from baken.config.places import state_directory

    with database():
        from baken.config.schema import bring_up_to_date
        from baken.demo import road, summary
        from baken.pipeline.worker import WorkerRunning
        from baken.tenancy.acting import Actor, acting_for

        try:
            with steps(quiet=quiet) as begin:

                def tell(dutch: str, english: str) -> None:
                    begin(f"{dutch} … ({english})")

                tell("database bijwerken", "bringing the database up to date")
                bring_up_to_date()
                road.run(state_directory() / "demo", scale=scale, seed=seed, say=tell)
        except (ValueError, WorkerRunning, road.StageFailed) as fault:
            raise Failed(str(fault)) from fault
        except KeyboardInterrupt:
            raise Failed("stopped; what was done stands, and running it again goes on from there") from None
        organisation = road.demo_organisation()
        with acting_for(organisation.id):
            from baken.accounts.queries import system_user

            by = Actor(system_user(organisation), organisation, purpose="statistics", reason="demo summary")
            _print(list(summary.rows(by)), summary.lead_bands(), summary.an_example(by))
    if not no_serve:
        say("There are no pages to serve yet in this version.", quiet=quiet)


def _print(rows: list["Row"], bands: list["BandSummary"], example: "tuple[str, list[Reason]] | None") -> None:
    from baken.demo.summary import organisation_name, wrong_of_100
    from baken.indicators.bands import BANDS

    name = organisation_name()
    click.echo(f"\n{name.nl}\n{name.en}\n")
    width = max(len(row.what.nl) for row in rows)
    part = None
    for row in rows:
        if row.part != part:
            click.echo(f"{row.part.nl} · {row.part.en}")
            part = row.part
        click.echo(f"  {row.count:>8,}  {row.what.nl:<{width}}  {row.what.en}")
    click.echo(f"\n{WRONG}")
    for band in bands:
        wrong = wrong_of_100(band)
        if wrong and band.band != BANDS[-1].code:
            ranges = "   ".join(f"{rate} op/in 100: {wrong[rate]}" for rate in wrong)
            click.echo(f"  {band.label.nl} · {band.label.en}\n    {ranges}")
    if example:
        advertiser, reasons = example
        click.echo(f"\nEen voorbeeld · An example: {advertiser}")
        for reason in reasons:
            click.echo(f"  {reason.grade}  {reason.means.nl}\n     {reason.means.en}")
            click.echo(f"     onschuldig kan zijn: {reason.innocent.nl}")
            click.echo(f"     may be innocent: {reason.innocent.en}")
    click.echo(f"\n{NO_VERDICT}")
