"""The pages about keeping and erasing."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.look_ups import looked_up_too_often
from baken.privacy.retention import EXPIRING, RetentionClass
from baken.rights.actions.erase_contact import ask_erasure
from baken.rights.actions.hold_things import end_hold, place_hold, review_hold
from baken.rights.actions.set_period import set_period
from baken.rights.exceptions import HoldNotAllowed, NoSuchContact, NothingToHold, PeriodNotAllowed, WrongState
from baken.rights.forms import HoldForm, PeriodForm, RequestForm, ReviewForm
from baken.rights.holding import holds_in_force
from baken.rights.models import LegalHold
from baken.rights.periods import BASIS_GRACE, periods
from baken.rights.permissions import MANAGE, READ, SET_PERIODS
from baken.rights.queries import Line, by_class, last_runs, plan_now
from baken.rights.waiting import RUN
from baken.tenancy.waiting import put_in_queue
from baken.vocabulary.holds import HeldKind

LOOKING = "looks what expires when"
_RUNS_SHOWN = 10


@dataclass(frozen=True)
class ClassRow:
    """One class on the page: its period here and the longest, and what is due and held now."""

    keep: RetentionClass
    days: int
    shortened: bool
    due: int | None
    held: int | None


def _rows(lines: list[Line] | None) -> list[ClassRow]:
    kept = periods()
    counted = by_class(lines) if lines is not None else {}
    rows = []
    for keep in EXPIRING:
        due, held = counted.get(keep, (None, None))
        rows.append(ClassRow(keep, kept[keep].days, kept[keep] != keep.value.longest, due, held))
    return rows


@page(READ, reason=LOOKING)
def overview(request: DeskRequest) -> HttpResponse:
    """What expires when, what is held, and what the last runs erased."""
    lines = plan_now(by=request.actor) if "tel" in request.GET else None
    context = {
        "rows": _rows(lines),
        "lines": lines,
        "due": sum(line.due for line in lines or ()),
        "held": sum(line.held for line in lines or ()),
        "counted_at": timezone.now(),
        "holds": holds_in_force().count(),
        "runs": last_runs(_RUNS_SHOWN),
        "grace": BASIS_GRACE.days,
        "synthetic": request.actor.organisation.synthetic,
    }
    return render(request, "rights/overview.html", context)


@page(MANAGE, confirm=True)
def run(request: DeskRequest) -> HttpResponse:
    """Erases what has expired now: shows what that is, and puts it in the queue."""
    if request.method == "POST":
        record_event(by=request.actor, action="rights.run_asked", subject="run")
        put_in_queue(RUN, request.actor.organisation.id)
        messages.success(request, _("Het wissen staat klaar. De uitkomst ziet u straks hieronder."))
        return redirect("rights:overview")
    lines = plan_now(by=request.actor)
    context = {
        "rows": _rows(lines),
        "due": sum(line.due for line in lines),
        "held": sum(line.held for line in lines),
    }
    return render(request, "rights/run.html", context)


@page(SET_PERIODS, confirm=True, reason="sets a retention period")
def period(request: DeskRequest, keep: str) -> HttpResponse:
    """Sets how long a class is kept here."""
    found = next((one for one in EXPIRING if one.name.lower() == keep), None)
    if found is None:
        raise Http404
    now = periods()[found].days
    form = PeriodForm(found, request.POST or None, initial={"days": now})
    if request.method == "POST" and form.is_valid():
        by = replace(request.actor, reason=form.cleaned_data["why"])
        try:
            set_period(by=by, keep=found, days=form.cleaned_data["days"])
        except PeriodNotAllowed:
            form.add_error("days", _("Deze termijn kan niet."))
        else:
            messages.success(request, _("De termijn is veranderd. Vanaf de volgende keer wissen geldt hij."))
            return redirect("rights:overview")
    return render(request, "rights/period.html", {"form": form, "keep": found, "now": now})


class _HoldFilter(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Welke"),
        required=False,
        choices=[("", gettext_lazy("alle")), ("open", gettext_lazy("nu vastgehouden"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].filter_by = "ended_at__isnull"  # type: ignore[attr-defined]

    def clean_state(self) -> bool | str:
        """As the value of the filter."""
        return self.cleaned_data["state"] == "open" or ""


@page(MANAGE, reason="looks at what is held")
def holds(request: DeskRequest) -> HttpResponse:
    """What is held, by whom, why and until when."""
    columns = (
        Column("kind", _("Wat"), "kind"),
        Column("name", _("Nummer"), "name"),
        Column("until", _("Tot en met"), "until"),
        Column("by", _("Door"), "placed_by__name"),
        Column("reason", _("Waarom")),
    )
    things = LegalHold.objects.select_related("placed_by", "ended_by")
    found = list_page(request, things, columns, default="-until", filters=_HoldFilter(request.GET or None))
    record_event(
        by=request.actor, action="rights.holds_read", subject="holds", details={"holds": len(found.rows)}
    )
    return render(request, "rights/holds.html", {"list": found, "today": timezone.now().date()})


@page(MANAGE, confirm=True, reason="holds something")
def place(request: DeskRequest) -> HttpResponse:
    """Holds something, named exactly."""
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if looked_up_too_often(by=request.actor):
            form.add_error("name", _("U zocht in een uur te vaak naar iets dat er niet is. Wacht een uur."))
            return render(request, "rights/place.html", {"form": form, "kinds": HeldKind}, status=429)
        given = form.cleaned_data
        done = _tried(
            form,
            lambda: place_hold(
                by=replace(request.actor, reason=given["why"]),
                kind=given["kind"],
                name=given["name"],
                until=given["until"],
            ),
        )
        if done:
            messages.success(request, _("Het wordt vastgehouden: wissen slaat het over."))
            return redirect("rights:holds")
        if form.has_error("name"):
            record_event(
                by=request.actor, action="rights.hold_sought", subject="hold:none", details={"found": False}
            )
    return render(request, "rights/place.html", {"form": form, "kinds": HeldKind})


@page(MANAGE, reason="looks at what is held")
def hold(request: DeskRequest, hold_id: uuid.UUID) -> HttpResponse:
    """One hold: what, by whom, why; held longer or let go."""
    found = get_object_or_404(LegalHold.objects.select_related("placed_by", "reviewed_by"), id=hold_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by = replace(request.actor, reason=given["why"])
        if _tried(form, lambda: review_hold(by=by, hold_id=hold_id, until=given["until"])):
            messages.success(request, _("Het wordt langer vastgehouden."))
            return redirect("rights:holds")
    record_event(by=request.actor, action="rights.hold_read", subject=f"hold:{hold_id}")
    context = {"hold": found, "form": form, "today": timezone.now().date()}
    return render(request, "rights/hold.html", context)


def _tried(form: forms.Form, action: Callable[[], object]) -> bool:
    """Whether it was done; if not, the form says why."""
    try:
        action()
    except NothingToHold:
        form.add_error("name", _("Er is niets met dit nummer. Kijk of het precies zo is geschreven."))
    except HoldNotAllowed:
        form.add_error("until", _("Kies een dag van vandaag tot ten hoogste een jaar."))
    except WrongState:
        form.add_error(None, _("Dit is intussen losgelaten."))
    else:
        return True
    return False


@page(MANAGE, reason="lets go of what was held")
def end(request: DeskRequest, hold_id: uuid.UUID) -> HttpResponse:
    """Lets go of what was held."""
    get_object_or_404(LegalHold, id=hold_id)
    if request.method != "POST":
        return redirect("rights:hold", hold_id)
    try:
        end_hold(by=request.actor, hold_id=hold_id)
    except WrongState:
        messages.warning(request, _("Dit was al losgelaten."))
    else:
        messages.success(request, _("Losgelaten. Wat verlopen is, gaat weg bij de volgende keer wissen."))
    return redirect("rights:holds")


@page(MANAGE, confirm=True)
def request_erasure(request: DeskRequest) -> HttpResponse:
    """Erases one contact because the person asked: the answer is the same whether it was there or not."""
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_erasure(by=request.actor, kind=form.cleaned_data["kind"], value=form.cleaned_data["value"])
        except NoSuchContact:
            form.add_error("value", _("Dit lijkt geen contact van deze soort."))
        else:
            messages.success(
                request,
                _(
                    "Het verzoek wordt uitgevoerd. Wat er van dit contact was, is binnen enkele minuten weg, "
                    "behalve wat iemand vasthoudt en wat in een melding van een ernstig strafbaar feit nog "
                    "niet is aangekomen: dat gaat vanzelf weg zodra de melding is afgehandeld. Dit antwoord "
                    "is altijd hetzelfde, ook als er niets was."
                ),
            )
            return redirect("rights:request")
    return render(request, "rights/request.html", {"form": form})
