"""What is kept and can't be read any more: named in the log, and said on the page, instead of a fault."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render

from baken.audit.actions import record_event
from baken.audit.models import Event
from baken.desk.guard import DeskRequest
from baken.door.exceptions import Broken
from baken.tenancy.acting import Actor

P = ParamSpec("P")
FOUND = "door.broken_found"


def note_broken(by: Actor, broken: Broken) -> None:
    """Writes to the log which row it is."""
    record_event(by=by, action=FOUND, subject=broken.subject)


def note_broken_once(by: Actor, broken: Broken) -> None:
    """The same, unless the log has it already: for a job that comes past it each round."""
    if not Event.objects.filter(action=FOUND, subject=broken.subject).exists():
        note_broken(by, broken)


def says_what_is_broken(
    view: Callable[Concatenate[DeskRequest, P], HttpResponse],
) -> Callable[Concatenate[DeskRequest, P], HttpResponse]:
    """A page that shows what was kept: where that can't be read, it says so and what to do."""

    @wraps(view)
    def shown(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Broken as broken:
            note_broken(request.actor, broken)
            return render(request, "door/broken.html", {"subject": broken.subject}, status=409)

    return shown
