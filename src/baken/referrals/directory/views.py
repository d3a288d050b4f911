"""The pages of the directory of help: who fits and why, one organisation, a file and its undoing."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.referrals.directory.actions import import_help, keep_help, load_shipped, undo_import
from baken.referrals.directory.csv_rows import COLUMNS, LARGEST_BYTES, NEEDED, Fault
from baken.referrals.directory.fit import find_help, is_stale
from baken.referrals.directory.forms import FileForm, HelpForm, NeedForm, known_of
from baken.referrals.exceptions import FileFaults, ReferralsError
from baken.referrals.models import HelpImport, HelpOrganisation
from baken.referrals.permissions import KEEP_DIRECTORY, READ_DIRECTORY
from baken.referrals.sealing import opened
from baken.referrals.views import refuse
from baken.referrals.wording import FAULTS, WHY_NOT
from baken.vocabulary.languages import ADVERT_LANGUAGES

WHY = "the directory of help"
SHOWN = 100
"""Faults of a file that the page shows; the rest is counted."""


@page(READ_DIRECTORY, reason=WHY)
def directory(request: DeskRequest) -> HttpResponse:
    """Who fits what is looked for, the best fit first, with why."""
    entries = list(HelpOrganisation.objects.filter(gone=False))
    municipalities = sorted({name for one in entries for name in one.municipalities})
    form = NeedForm(request.GET, municipalities=municipalities)
    found = find_help(entries, form.need, timezone.localdate())
    context = {
        "form": form,
        "found": found,
        "any": bool(entries),
        "lead": request.GET.get("zaak", "")[:36],
        "stale": sum(is_stale(one, timezone.localdate()) for one in entries),
    }
    return render(request, "referrals/directory/find.html", context)


@page(READ_DIRECTORY, reason=WHY)
def one(request: DeskRequest, help_id: uuid.UUID) -> HttpResponse:
    """One organisation."""
    thing = get_object_or_404(HelpOrganisation.objects.select_related("checked_by"), id=help_id)
    context = {
        "help": thing,
        "reached": opened(thing, "reached"),
        "languages": [ADVERT_LANGUAGES[code] for code in thing.languages],
        "stale": is_stale(thing, timezone.localdate()),
    }
    return render(request, "referrals/directory/help.html", context)


@page(KEEP_DIRECTORY, reason=WHY)
def add(request: DeskRequest) -> HttpResponse:
    """Adds an organisation."""
    return _kept(request, None)


@page(KEEP_DIRECTORY, reason=WHY)
def change(request: DeskRequest, help_id: uuid.UUID) -> HttpResponse:
    """Changes what is known of one, or says that it still holds."""
    return _kept(request, get_object_or_404(HelpOrganisation, id=help_id))


def _kept(request: DeskRequest, thing: HelpOrganisation | None) -> HttpResponse:
    form = HelpForm(
        request.POST if request.method == "POST" else None, initial=known_of(thing) if thing else {}
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = keep_help(by=request.actor, facts=form.facts, help_id=thing.id if thing else None)
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("Bewaard, en nagegaan op vandaag."))
            return redirect("referrals:help", kept.id)
    context = {"form": form, "help": thing}
    status = 422 if form.errors else 200
    return render(request, "referrals/directory/keep.html", context, status=status)


@require_POST
@page(KEEP_DIRECTORY, reason=WHY)
def load(request: DeskRequest) -> HttpResponse:
    """Takes the national organisations over."""
    made = load_shipped(by=request.actor)
    messages.success(
        request,
        ngettext(
            "%(n)s landelijke organisatie overgenomen. Vul zelf in hoe u haar bereikt.",
            "%(n)s landelijke organisaties overgenomen. Vul zelf in hoe u hen bereikt.",
            made,
        )
        % {"n": made},
    )
    return redirect("referrals:directory")


@takes_file(bounded(LARGEST_BYTES))
@page(KEEP_DIRECTORY, reason=WHY)
def take_in(request: DeskRequest) -> HttpResponse:
    """Takes a file in, whole or not at all; every fault is shown by its line."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = import_help(by=request.actor, data=form.cleaned_data["file"].read())
        except FileFaults as fault:
            faults = list(fault.faults)  # type: ignore[call-overload]
            refuse(form, fault)
        else:
            words = ngettext("%(n)s organisatie overgenomen.", "%(n)s organisaties overgenomen.", made.rows)
            messages.success(request, words % {"n": made.rows})
            return redirect("referrals:import_help")
    context = {
        "form": form,
        "columns": [(name, name in NEEDED) for name in COLUMNS],
        "faults": [(fault, FAULTS[fault.what]) for fault in faults[:SHOWN]],
        "more": max(0, len(faults) - SHOWN),
        "imports": HelpImport.objects.select_related("by").order_by("-at")[:20],
    }
    status = 422 if form.errors else 200
    return render(request, "referrals/directory/import.html", context, status=status)


@require_POST
@page(KEEP_DIRECTORY, reason=WHY)
def undo(request: DeskRequest, import_id: uuid.UUID) -> HttpResponse:
    """Takes out what a file brought in."""
    try:
        gone = undo_import(by=request.actor, import_id=import_id)
    except ReferralsError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
    else:
        words = ngettext("%(n)s organisatie weggehaald.", "%(n)s organisaties weggehaald.", gone)
        messages.success(request, words % {"n": gone})
    return redirect("referrals:import_help")
