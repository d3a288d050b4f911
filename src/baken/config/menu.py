"""The main menu: which room's front page stands where, for whoever may open it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.desk.guard import desk_settings
from baken.tenancy.permission import ALL_PERMISSIONS, may


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the menu, the page it opens, and the permissions of which one is enough."""

    label: str | Promise
    url_name: str
    permissions: tuple[str, ...]
    area: str


MENU = (
    Entry(_("Triage"), "triage:queue", ("triage.work",), "/triage/"),
    Entry(_("Register"), "register:list", ("register.read",), "/register/"),
    Entry(_("Cijfers"), "statistics:overview", ("statistics.read",), "/cijfers/"),
    Entry(_("Regels"), "adverts:rules", ("rules.read",), "/regels/"),
    Entry(_("Beheer"), "operations:overview", ("operations.manage", "operations.oversee"), "/beheer/"),
)
"""In the order of the work. `area` is where the entry is shown as current."""


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page needs for its frame: the menu of this reader, and the idle time."""
    user = getattr(request, "user", None)
    entries = [
        {
            "label": entry.label,
            "link": reverse(entry.url_name),
            "current": request.path.startswith(entry.area),
        }
        for entry in MENU
        if any(code in ALL_PERMISSIONS and may(user, ALL_PERMISSIONS[code]) for code in entry.permissions)
    ]
    return {"menu": entries, **desk_settings()}
