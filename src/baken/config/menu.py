"""The main menu: which room's front page stands where, for whoever may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.accounts.middleware import SESSION_SECOND_FACTOR
from baken.desk.guard import desk_settings
from baken.operations.parts import is_served, part_served
from baken.tenancy.permission import ALL_PERMISSIONS, may
from baken.triage.rota import alarm_for


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the menu, the page it opens, and the permissions of which one is enough."""

    label: str | Promise
    url_name: str
    permissions: tuple[str, ...]
    area: str


MENU = (
    Entry(_("Triage"), "triage:queue", ("triage.work",), "/triage/"),
    Entry(_("Meldingen"), "notices:queue", ("notices.handle",), "/meldingen/"),
    Entry(_("Gesprekken"), "conversations:list", ("conversations.talk",), "/gesprekken/"),
    Entry(_("Begeleiding"), "cases:list", ("cases.work",), "/begeleiding/"),
    Entry(_("Doorverwijzen"), "referrals:list", ("referrals.work",), "/doorverwijzen/"),
    Entry(_("Vermoedens"), "reports:list", ("referrals.report_crime",), "/doorverwijzen/vermoedens/"),
    Entry(_("Vastleggen"), "sightings:record", ("adverts.record_by_hand",), "/waarnemingen/"),
    Entry(_("Deur"), "door:overview", ("door.look",), "/deur/"),
    Entry(_("Register"), "register:list", ("register.read",), "/register/"),
    Entry(_("Markt"), "watch:market", ("watch.read_market",), "/markt/"),
    Entry(_("Cijfers"), "statistics:overview", ("statistics.read",), "/cijfers/"),
    Entry(_("Platforms"), "platforms:list", ("platforms.manage",), "/beheer/platforms/"),
    Entry(_("Beheer"), "operations:overview", ("operations.manage", "operations.oversee"), "/beheer/"),
    Entry(_("Overleg"), "dialogue:points", ("platforms.read_dialogue",), "/overleg/"),
    Entry(_("Motiveringen"), "statements:list", ("notices.read_statements",), "/meldingen/motiveringen/"),
    Entry(
        _("Transparantie"),
        "statistics:transparency",
        ("statistics.transparency",),
        "/cijfers/transparantie/",
    ),
    Entry(_("Voordeuren"), "audits:list", ("door.read_audits",), "/deur/toetsen/"),
    Entry(_("Regels"), "adverts:rules", ("rules.read",), "/regels/"),
)
"""In the order of the work. `area` is where the entry is shown as current."""


def open_entries(user: object) -> Iterator[tuple[Entry, str]]:
    """The entries that this reader may open, with their links, in the order of the menu."""
    for entry in MENU:
        if any(code in ALL_PERMISSIONS and may(user, ALL_PERMISSIONS[code]) for code in entry.permissions):
            link = reverse(entry.url_name)
            if is_served(link, part_served()):
                yield entry, link


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page needs for its frame: the menu of this reader, and the idle time."""
    user = getattr(request, "user", None)
    # who has not come in all the way is shown no way on
    came_in = user is not None and request.session.get(SESSION_SECOND_FACTOR)
    shown = list(open_entries(user)) if came_in else []
    # of an area within another, the inner one is where the reader is
    here = max(
        (entry.area for entry, _link in shown if request.path.startswith(entry.area)), key=len, default=""
    )
    alarm = alarm_for(user, timezone.now()) if came_in and user is not None else None
    entries = [
        {
            "label": entry.label,
            "link": link,
            "current": entry.area == here,
            "ask": reverse("triage:standing") if alarm and entry.area == "/triage/" else "",
            "count": alarm.waiting if alarm and entry.area == "/triage/" else 0,
        }
        for entry, link in shown
    ]
    return {"menu": entries, "alarm": alarm, "alarm_link": reverse("triage:urgent"), **desk_settings()}


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The first page of the reader's own work, else their profile."""
    return redirect(next((link for _entry, link in open_entries(request.user)), "accounts:profile"))
