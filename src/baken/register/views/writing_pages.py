"""The seven parts of a registration that is being written."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.desk.guard import DeskRequest, page
from baken.register.actions import discard_draft, start_draft
from baken.register.allegation_form import AllegationForm, in_rows, rows_in
from baken.register.forms import CellsForm, PlaceForm, SourceForm
from baken.register.models import Registration
from baken.register.parts import PARTS
from baken.register.permissions import REGISTER_WRITE
from baken.register.raw import LISTS
from baken.register.role_form import RolesApartForm, RolesForm
from baken.register.story import mention_name
from baken.register.views import REASON
from baken.register.views.persons_page import persons
from baken.register.views.platforms_page import platforms
from baken.register.views.summary_page import summary
from baken.register.writing import Writing

CELLS: dict[int, type[CellsForm]] = {1: SourceForm, 6: PlaceForm}


@require_POST
@page(REGISTER_WRITE, reason=REASON)
def start(request: DeskRequest) -> HttpResponse:
    """Begins a registration."""
    draft = start_draft(by=request.actor)
    return redirect("register:part", draft_id=draft.id, slug=PARTS[0].slug)


@page(REGISTER_WRITE, reason=REASON)
def part(request: DeskRequest, draft_id: uuid.UUID, slug: str) -> HttpResponse:
    """One part: shown, or taken in and on to the next."""
    writing = Writing(request, draft_id, slug)
    pages: dict[int, Callable[[Writing], HttpResponse]] = {
        2: allegation, 3: persons, 4: platforms, 5: roles, 7: summary,
    }  # fmt: skip
    return pages.get(writing.part.number, cells)(writing)


def cells(writing: Writing) -> HttpResponse:
    """A part that is one form over cells of the registration."""
    form_class = CELLS[writing.part.number]
    own = writing.content["registration"]
    if writing.request.method == "POST":
        form = form_class(writing.request.POST)
        taken = _taken(writing, form) if form.is_valid() else None
        if form.is_valid():
            for name in form.fields:
                own.pop(name, None)
            own.update(form.cells())
            writing.accept()
            return writing.onwards()
        writing.keep_typed(writing.request.POST)
        if writing.asked:
            return writing.onwards()
        return writing.show("cells.html", 422, form=form, taken=taken)
    known: dict[str, Any] = dict(own)
    return writing.show("cells.html", form=form_class(initial=writing.initial(form_class(), known)))


def allegation(writing: Writing) -> HttpResponse:
    """Part 2: what is alleged, with each status that it had."""
    own, content = writing.content["registration"], writing.content
    since = own.get("incident_from", "")
    if writing.request.method == "POST":
        form = AllegationForm(writing.request.POST, since=since)
        if form.is_valid():
            for name in form.fields:
                own.pop(name, None)
            own.update(form.cells())
            content["statuses"] = form.statuses()
            writing.accept()
            again = writing.request.POST.get("do") == "another"
            return writing.to(writing.part) if again else writing.onwards()
        writing.keep_typed(writing.request.POST)
        return writing.onwards() if writing.asked else writing.show("allegation.html", 422, form=form)
    known: dict[str, Any] = own | in_rows(content["statuses"])
    known |= {name: known[name].split(";") for name in LISTS & known.keys()}
    # what was typed is a list of texts for each field, what is known a text
    rows = rows_in(name for name, value in (writing.typed or known).items() if any(value))
    initial = writing.initial(AllegationForm(rows=rows), known)
    return writing.show("allegation.html", form=AllegationForm(rows=rows, since=since, initial=initial))


def _taken(writing: Writing, form: forms.Form) -> Registration | None:
    """The registration that has this reference already; then the form says so."""
    reference = form.cleaned_data.get("reference")
    if not reference:
        return None
    taken = Registration.objects.filter(reference=reference).first()
    if taken and taken == writing.draft.registration:
        return None
    if taken:
        form.add_error("reference", _("Dit zaaknummer staat al in het register."))
    return taken


def roles(writing: Writing) -> HttpResponse:
    """Part 5: the toggles of every platform."""
    mentions = writing.content["mentions"]
    if writing.request.method == "POST":
        form = RolesForm(mentions, writing.request.POST)
        if form.is_valid():
            writing.content["mentions"] = form.mentions()
            writing.accept()
            apart = writing.request.POST.get("edit", "")
            if apart.isdecimal() and 1 <= int(apart) <= len(mentions):
                return redirect("register:roles_apart", draft_id=writing.draft.id, number=int(apart))
            return writing.onwards()
        writing.keep_typed(writing.request.POST)
        return writing.onwards() if writing.asked else writing.show("roles.html", 422, form=form)
    blank = RolesForm(mentions)
    initial = writing.initial(blank, {})
    return writing.show("roles.html", form=RolesForm(mentions, initial=initial) if initial else blank)


@page(REGISTER_WRITE, reason=REASON)
def roles_apart(request: DeskRequest, draft_id: uuid.UUID, number: int) -> HttpResponse:
    """The roles of one platform, one by one: moments and certainty."""
    writing = Writing(request, draft_id, PARTS[4].slug)
    mentions = writing.content["mentions"]
    if not 1 <= number <= len(mentions):
        return writing.to(PARTS[4])
    mention = mentions[number - 1]
    form = RolesApartForm(mention, request.POST if request.method == "POST" else None)
    if form.is_valid():
        mention["roles"] = form.roles()
        writing.accept()
        return writing.onwards() if writing.asked else writing.to(PARTS[4])
    return writing.show("roles_apart.html", form=form, name=mention_name(mention), number=number)


@require_POST
@page(REGISTER_WRITE, reason=REASON)
def keep(request: DeskRequest, draft_id: uuid.UUID, slug: str) -> HttpResponse:
    """Keeps what is being typed, without looking at whether it is right."""
    writing = Writing(request, draft_id, slug)
    current = request.POST.get("turn") == str(writing.turn)
    if current:
        writing.keep_typed(request.POST)
    return render(request, "register/kept.html", {"current": current})


@page(REGISTER_WRITE, reason=REASON)
def discard(request: DeskRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then throws the draft away."""
    writing = Writing(request, draft_id, PARTS[0].slug)
    if request.method != "POST":
        return render(
            request,
            "register/discard.html",
            {"draft": writing.draft, "reference": writing.content["registration"].get("reference", "")},
        )
    registration = writing.draft.registration
    discard_draft(by=request.actor, draft=writing.draft)
    messages.success(request, _("Het concept is weg."))
    if registration:
        return redirect("register:case", registration_id=registration.id)
    return redirect("register:list")
