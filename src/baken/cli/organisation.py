"""`baken organisation`: a new organisation with its first administrator, and a way back in."""

from typing import TYPE_CHECKING

import click

from baken.cli import Failed
from baken.config.command import database, organisation_session

if TYPE_CHECKING:
    from baken.accounts.models import User
    from baken.tenancy.acting import Actor


@click.group()
def command() -> None:
    """Make an organisation, and let its administrator in.

    \b
    Examples:
      baken organisation add veldwerk --name-nl "Stichting Veldwerk" --admin noor
      baken organisation list
      baken organisation reopen veldwerk --reason "the merger is off"
      baken organisation start-link noor --organisation veldwerk --reason "lost the phone"
    """


@command.command()
@click.argument("slug")
@click.option("--name-nl", required=True, help="The name in Dutch.")
@click.option("--name-en", help="The name in English; default the Dutch one.")
@click.option("--admin", "login", required=True, help="The login of the first administrator.")
@click.option("--admin-name", help="Their name; default the login.")
def add(slug: str, name_nl: str, name_en: str | None, login: str, admin_name: str | None) -> None:
    """Make an organisation for real data, with its first administrator.

    SLUG is what people sign in with: login@slug. Prints a start link that works once, for a day.

    \b
    Examples:
      baken organisation add veldwerk --name-nl "Stichting Veldwerk" --admin noor
    """
    import re

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,59}", slug):
        raise click.UsageError("SLUG is 2 to 60 small letters, digits and hyphens")
    with database():
        from django.db import IntegrityError, transaction

        from baken.accounts.actions import create_organisation, create_user
        from baken.accounts.exceptions import AccountsError
        from baken.accounts.queries import system_user
        from baken.config.schema import bring_up_to_date
        from baken.platforms.actions import load_catalogue
        from baken.tenancy.acting import Actor, acting_for

        bring_up_to_date()
        try:
            with transaction.atomic():
                organisation = create_organisation(
                    slug=slug, name_nl=name_nl, name_en=name_en or name_nl, synthetic=False
                )
                with acting_for(organisation.id):
                    by = Actor(
                        system_user(organisation), organisation, "accountability", "a new organisation"
                    )
                    load_catalogue(by=by)
                    user = create_user(by=by, login=login, name=admin_name or login, roles=["admin"])
                    address = _start_link(by, user)
        except IntegrityError as fault:
            raise Failed(f"there is an organisation {slug!r} already") from fault
        except AccountsError as fault:
            raise Failed(str(fault)) from fault
    click.echo(f"{login}@{slug} begins here, once, within a day:\n  {address}")


@command.command("list")
def list_organisations() -> None:
    """Name the organisations; of a closed one, who waits for it.

    Two people of an organisation close it, at Administration › Closing of the desk. What comes in for it
    then is kept, and nobody reads it until it is opened again: behind it stands since when it is closed, and
    how much came in and waits.

    \b
    Examples:
      baken organisation list
    """
    with database():
        from baken.accounts.queries import known_organisations
        from baken.operations.closing.came_in import came_in_for_closed

        waiting = {one.id: found for one, found in came_in_for_closed()}
        for organisation in sorted(known_organisations(), key=lambda one: one.slug):
            kind = "invented data" if organisation.synthetic else "real data"
            closed = f"\tclosed since {organisation.closed_at:%Y-%m-%d}" if organisation.closed_at else ""
            if organisation.id in waiting and waiting[organisation.id].counts:
                closed += f"\twaiting: {waiting[organisation.id].in_words()}"
            click.echo(f"{organisation.slug}\t{organisation.name_nl}\t{kind}{closed}")


@command.command()
@click.argument("slug")
@click.option("--reason", required=True, help="Why; it goes into the log.")
def reopen(slug: str, reason: str) -> None:
    """Open an organisation again that closed.

    Within 30 days, or later as long as somebody who wrote to it waits. People sign in with what they had.
    What was taken back when it closed does not go; what people wrote meanwhile waits in the conversations,
    and is counted here. Call its people: nobody else tells them.

    \b
    Examples:
      baken organisation reopen veldwerk --reason "the merger is off"
    """
    with organisation_session(slug, reason=reason, purpose="accountability") as by:
        from baken.accounts.exceptions import NotReopened
        from baken.operations.closing.reopening import reopen_organisation

        try:
            waiting = reopen_organisation(by=by)
        except NotReopened as fault:
            raise Failed(str(fault)) from fault
    click.echo(f"{slug} is open again.")
    if waiting.counts:
        click.echo(f"{waiting.in_words()} came in meanwhile and waits: call its people.")
        if waiting.urgent:
            click.echo("A threat, or somebody who may be a minor, is among it: do it now.")


@command.command("start-link")
@click.argument("login")
@click.option("--organisation", metavar="SLUG", help="For whom; default the only one, or the demo one.")
@click.option("--reason", required=True, help="Why; it goes into the log.")
def start_link(login: str, organisation: str | None, reason: str) -> None:
    """Let somebody in who lost password and second step, when no administrator can.

    \b
    Examples:
      baken organisation start-link noor --organisation veldwerk --reason "lost the phone"
    """
    with organisation_session(organisation, reason=reason, purpose="accountability") as by:
        from django.db import transaction

        from baken.accounts.actions import reset_second_factor
        from baken.accounts.queries import people

        user = people().filter(login=login).first()
        if user is None:
            raise Failed(f"nobody at {by.organisation.slug} has the login {login!r}")
        with transaction.atomic():
            reset_second_factor(by=by, user=user, reason=reason)
            address = _start_link(by, user)
        click.echo(f"{login}@{by.organisation.slug} begins again here, once, within a day:\n  {address}")


def _start_link(by: "Actor", user: "User") -> str:
    from django.urls import reverse

    from baken.accounts.actions import give_start_link

    path = reverse("account_begin", args=[by.organisation.slug, give_start_link(by=by, user=user)])
    return f"<the address of the desk>{path}"
