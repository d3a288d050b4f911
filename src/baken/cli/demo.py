"""`baken demo`: the whole road on invented data."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from baken.cli import Failed
from baken.cli.demo_site import command as site
from baken.cli.streams import steps
from baken.config.command import database
from baken.config.serve import listen
from baken.operations.desk_safety import is_loopback

if TYPE_CHECKING:
    from baken.demo.summary import Reason, Row
    from baken.indicators.leads import BandSummary

WRONG = """\
Van 100 zulke aanwijzingen kloppen er niet, als bij 1, 4 of 10 van de 100 adverteerders uitbuiting speelt:
Of 100 such leads are wrong, if exploitation is behind 1, 4 or 10 of 100 advertisers:"""

NO_VERDICT = """\
Een mens beslist. Dit is geen oordeel over iemand.
A person decides. This is no verdict on anybody."""


@click.group(invoke_without_command=True)
@click.option("--no-serve", is_flag=True, help="Stop when everything has run.")
@click.option("--scale", default=0.05, show_default=True, help="Size of the market; 1 is the published one.")
@click.option("--seed", default=2021, show_default=True, help="Another seed gives another market.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to serve: this machine only.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any.")
@click.option("--quiet", is_flag=True, help="Print the table and nothing else.")
@click.pass_context
def command(
    context: click.Context, no_serve: bool, scale: float, seed: int, host: str, port: int, quiet: bool
) -> None:
    """Fill a synthetic market, run every stage, print what it found, and serve the desk.

    Everything in it is invented and about nobody. The market is calibrated to published counts:
    at --scale 1 there are 25,000 unique adverts by women and 17,000 by men. The register gets 210
    registrations constructed from a published study, and 64 invented codings of help chats. Staff and
    people are invented too: conversations, cases, referrals, checks at a door. Interrupted at any
    point it can be run again; another scale or seed takes the place of what stood there.

    The desk is served to this machine only, with an invented user for each role.

    \b
    Examples:
      baken demo
      baken demo --no-serve --scale 1
      baken demo codes
      baken demo site
    """
    if context.invoked_subcommand is not None:
        return
    if no_serve:
        _run(scale, seed, quiet)
        return
    if not is_loopback(host):
        raise click.UsageError(f"the demo is served to this machine only, not on {host}")
    listen(host, port).close()  # rather now than after minutes of work
    _run(scale, seed, quiet)
    _print_logins()
    # the stages have threads of their own in this process: pages begin in a fresh one
    arguments = ["serve", "--host", host, "--port", str(port), *(["--quiet"] if quiet else [])]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "baken.cli.main", *arguments])  # noqa: S606 - ourselves


@command.command()
@click.argument("login", required=False)
def codes(login: str | None) -> None:
    """Print what the demo's users sign in with: names, password, one-time codes.

    A code holds for half a minute and works once; run this again for the next.

    \b
    Examples:
      baken demo codes
      baken demo codes noor
    """
    with database():
        from baken.demo.staff import STAFF, staff_is_there

        if not staff_is_there():
            raise Failed("there is no demo yet: run `baken demo` first")
        if login and login.partition("@")[0] not in {one.login for one in STAFF}:
            raise Failed(f"nobody at the demo is called that; there are {', '.join(o.login for o in STAFF)}")
        _print_logins((login or "").partition("@")[0])


command.add_command(site, "site")


def _run(scale: float, seed: int, quiet: bool) -> None:
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


def _print_logins(login: str = "") -> None:
    from baken.demo.staff import HALF_MINUTE, STAFF, code_at, password

    now = time.time()
    left = HALF_MINUTE - int(now) % HALF_MINUTE
    click.echo(f"\nAanmelden · Sign in\n  wachtwoord · password  {password()}")
    for one in STAFF:
        if login in ("", one.login):
            first, then = code_at(one, now), code_at(one, now + HALF_MINUTE)
            role = one.role_label
            click.echo(f"  {one.sign_in_name:<11}  code {first}, daarna · then {then}  {role.nl} · {role.en}")
    click.echo(f"  De eerste code geldt nog {left} seconden; nieuwe codes: {_again()}")
    click.echo(f"  The first code holds for {left} seconds; new codes: {_again()}\n")


def _again() -> str:
    return f"{sys.argv[0] if Path(sys.argv[0]).name == 'baken' else 'baken'} demo codes"


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
