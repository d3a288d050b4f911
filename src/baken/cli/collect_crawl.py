"""`baken collect crawl`: visits a site as its profile says, under a recorded lawful basis."""

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from baken.cli import EXIT_BAD_RECORDS, Failed
from baken.cli.streams import reject_lines, say
from baken.collection.profile import BadProfile, Profile, read_profile
from baken.vocabulary.crawls import CrawlEnd, CrawlTrouble

if TYPE_CHECKING:
    from baken.collection.models import Crawl, Source
    from baken.tenancy.acting import Actor

_NUMBER = re.compile(r"(?:\d\W{0,3}){6,}")


@click.command()
@click.argument("profile", metavar="PROFILE")
@click.option("--basis", metavar="ID", help="The recorded lawful basis to crawl under.")
@click.option("--source", "name", metavar="NAME", help="The source; default the name in the profile.")
@click.option("--check", is_flag=True, help="Read the profile, say what it says, and fetch nothing.")
@click.option("--by", "login", metavar="LOGIN", help="Who starts it; needed where the data are real.")
@click.option("--rejects", metavar="FILE", help="Where pages that can't be read go; default standard error.")
@click.option("--organisation", metavar="SLUG", help="For whom; default the only one, or the demo one.")
@click.option("--reason", default="collect crawl", show_default=True, help="Why; it goes into the log.")
@click.option("--quiet", is_flag=True, help="Say nothing but what was asked for.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(
    profile: str,
    basis: str | None,
    name: str | None,
    check: bool,
    login: str | None,
    rejects: str | None,
    organisation: str | None,
    reason: str,
    quiet: bool,
    as_json: bool,
) -> None:
    """Visit a site as PROFILE (YAML) says, and take in its adverts.

    The site's robots.txt is obeyed, nothing behind a log-in is visited, only text is asked for, and the
    site is told who asks. What is stored of each advert is a capture, as evidence, and a sighting. The
    crawl stops by itself when its basis or source ends. Broken off (by Ctrl-C or a power cut), the same
    command goes on where it was.

    The source is made under the basis if it is not there; a changed profile becomes its profile. A
    practice organisation visits this machine only. Exits 1 when the crawl did not come to its end, and 3
    when it did but some pages could not be read.

    \b
    Examples:
      baken collect crawl platform.yaml --check
      baken collect crawl platform.yaml --basis 2026-01 --organisation demo
      baken collect crawl platform.yaml --basis outreach-2027 --by noor --reason "weekly round"
    """
    text, found = _read(profile)
    assert found.crawl is not None
    if check:
        _say_plan(found)
        return
    if basis is None:
        raise click.UsageError("give --basis ID: nothing is crawled without a recorded lawful basis")
    called = name or found.name or found.crawl.hosts[0]
    with (
        reject_lines(rejects) as lines,
        _crawled(text, found, called, basis, login, organisation, reason) as (by, crawl_id),
    ):
        crawl = _carry_out(by, crawl_id, quiet, lambda one: lines.add([_shown(one)]))
    summary = _summary(crawl)
    if as_json:
        click.echo(json.dumps(summary))
    else:
        say(", ".join(f"{count} {what.replace('_', ' ')}" for what, count in _counts(summary)), quiet=quiet)
    if crawl.state != "done":
        raise Failed(_why(crawl))
    if crawl.errors:
        raise SystemExit(EXIT_BAD_RECORDS)


def _read(path: str) -> tuple[str, Profile]:
    try:
        text = Path(path).read_text(encoding="utf-8")
        found = read_profile(text)
    except OSError as fault:
        raise Failed(f"the profile {path} can't be read: {fault.strerror or fault}") from fault
    except UnicodeDecodeError as fault:
        raise Failed(f"the profile {path} is not UTF-8") from fault
    except BadProfile as fault:
        raise Failed(f"the profile {path} can't be used: {fault}") from fault
    if found.crawl is None:
        raise Failed(f"the profile {path} says nothing on crawling: it needs an entry `crawl`")
    return text, found


def _say_plan(profile: Profile) -> None:
    from baken.collection.crawl.process import agent_for

    plan = profile.crawl
    assert plan is not None
    hours = f"{plan.hours[0]:%H:%M}-{plan.hours[1]:%H:%M}" if plan.hours else "any"
    told = {
        "platform": profile.platform or plan.hosts[0],
        "starts at": ", ".join(plan.start),
        "hosts": ", ".join(plan.hosts),
        "lists": plan.links or plan.json,
        "next list": plan.next or (plan.page.parameter if plan.page else "none"),
        "fields": ", ".join([*profile.fields, *(profile.json_ld.fields if profile.json_ld else ())])
        or "none",
        "at most": f"{plan.pages} pages, {plan.list_pages} lists from each start",
        "seconds between pages": f"{plan.delay:g}, or more where the site asks for it",
        "hours": hours,
        "makes itself known as": agent_for(plan),
    }
    for what, value in told.items():
        click.echo(f"{what}: {value}")


@contextlib.contextmanager
def _crawled(
    text: str,
    profile: Profile,
    name: str,
    basis: str,
    login: str | None,
    organisation: str | None,
    reason: str,
) -> Iterator[tuple["Actor", Any]]:
    """Who acts, and the crawl that waits or was broken off."""
    from baken.config.command import NotReady, organisation_session

    try:
        with organisation_session(organisation, reason=reason, purpose="accountability") as system:
            from baken.collection.crawl.actions import start_crawl
            from baken.collection.crawl.queries import active_crawl
            from baken.collection.exceptions import CollectionError
            from baken.tenancy.permission import NotPermitted

            person = _person(system, login)
            try:
                source = _source(person, text, profile, name, basis)
                left = active_crawl(source)
                crawl = left or start_crawl(by=person, source_id=source.id, here=True)
            except (CollectionError, BadProfile) as fault:
                raise Failed(str(fault)) from fault
            except NotPermitted as fault:
                raise Failed(_not_permitted(system, login)) from fault
            yield replace(system, purpose=source.basis.purpose), crawl.id
    except NotReady as fault:
        raise Failed(str(fault)) from fault


def _not_permitted(system: "Actor", login: str | None) -> str:
    if login is None and not system.organisation.synthetic:
        return "where data are real a person starts a crawl: name them with --by LOGIN"
    return f"{login or 'this user'} may not start a crawl, or not add its source"


def _person(system: "Actor", login: str | None) -> "Actor":
    if login is None:
        return system
    from baken.accounts.models import User

    user = User.objects.filter(login=login.partition("@")[0], is_active=True, is_system=False).first()
    if user is None:
        raise Failed("nobody of this organisation is called that: give the login without @")
    return replace(system, user=user)


def _source(by: "Actor", text: str, profile: Profile, name: str, basis: str) -> "Source":
    """The source with this name, made where it is not there, with this profile."""
    from django.utils import timezone

    from baken.collection.actions import add_source
    from baken.collection.crawl.actions import change_profile
    from baken.collection.models import Source
    from baken.collection.policies import check_basis

    today = timezone.localdate()
    recorded = check_basis(basis, today)
    known = Source.objects.filter(name=name).first()
    if known is None:
        assert profile.crawl is not None
        return add_source(
            by=by,
            name=name,
            platform=profile.platform or profile.crawl.hosts[0],
            kind="crawl",
            basis_id=recorded.id,
            active_until=recorded.valid_until,
            today=today,
            profile=text,
        )
    if known.basis_id != recorded.id:
        raise Failed(f"the source {name!r} stands under another basis; give another --source")
    return change_profile(by=by, source_id=known.id, profile=text)


def _carry_out(by: "Actor", crawl_id: Any, quiet: bool, on_reject: Any) -> "Crawl":
    from baken.collection.exceptions import CrawlOver
    from baken.pipeline.crawl import CrawlBusy, run_crawl

    try:
        with _progress(quiet) as show:
            return run_crawl(by=by, crawl_id=crawl_id, on_reject=on_reject, on_progress=show)
    except KeyboardInterrupt:
        raise Failed("broken off; what was stored stands, and the same command goes on from there") from None
    except CrawlBusy as fault:
        raise Failed("another process carries out this crawl at this moment") from fault
    except CrawlOver as fault:
        raise Failed(str(fault)) from fault


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    """Shows the counts on a terminal, in a bar that goes to the most pages that the profile allows."""
    import sys

    if quiet or not sys.stderr.isatty():
        yield lambda crawl: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking for robots.txt", total=None)

        def show(crawl: "Crawl") -> None:
            told = f"{crawl.pages_fetched} pages, {crawl.adverts_seen} adverts, {crawl.errors} errors"
            bar.update(task, description=told)

        yield show


def _shown(reject: dict[str, Any]) -> dict[str, Any]:
    """A reject without what could be a number in its address."""
    return {**reject, "url": _NUMBER.sub("…", reject["url"])}


def _summary(crawl: "Crawl") -> dict[str, Any]:
    return {
        "crawl": str(crawl.id),
        "state": crawl.state,
        "ended_because": crawl.ended_because,
        "pages": crawl.pages_fetched,
        "adverts": crawl.adverts_seen,
        "new": crawl.adverts_new,
        "changed": crawl.adverts_changed,
        "returned": crawl.adverts_returned,
        "vanished": crawl.adverts_vanished,
        "refused": crawl.refused,
        "errors": crawl.errors,
        "troubles": crawl.troubles,
    }


def _counts(summary: dict[str, Any]) -> list[tuple[str, int]]:
    return [(what, count) for what, count in summary.items() if isinstance(count, int)]


def _why(crawl: "Crawl") -> str:
    end = CrawlEnd[crawl.ended_because]
    advice = f" {end.meaning.en}" if end.meaning else ""
    last = (
        f" Last trouble with a page: {CrawlTrouble[crawl.last_error].label.en}." if crawl.last_error else ""
    )
    return f"the crawl {crawl.state}: {end.label.en}.{advice}{last}"
