"""A file of registrations, in; and taken out again."""

import uuid
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.register.actions import ImportResult, import_registrations, undo_import
from baken.register.exceptions import ChangedSinceImport, Unreadable
from baken.register.mapped_forms import said
from baken.register.models import ImportBatch
from baken.register.permissions import REGISTER_WRITE
from baken.register.views import REASON

LARGEST = 20_000_000
"""Bytes; more goes in with the command line."""
REJECTS_SHOWN = 200


class FileForm(DeskForm):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Bestand (CSV of JSON)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json"}),
        help_text=gettext_lazy(
            "Hooguit 20 megabyte. Een regel die niet klopt, komt er niet in; u ziet welke."
        ),
    )

    def clean_file(self) -> Any:
        """Its ending says what it is; it is not too big."""
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in (".csv", ".json"):
            raise forms.ValidationError(_("Kies een bestand dat eindigt op .csv of .json."))
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is groter dan 20 megabyte."))
        return file


@takes_file(bounded(LARGEST))
@page(REGISTER_WRITE, reason=REASON)
def files(request: DeskRequest) -> HttpResponse:
    """Takes a file in, line by line, and lists what was taken in before."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, 422 if request.method == "POST" else 200)
    file = form.cleaned_data["file"]
    try:
        result = import_registrations(
            by=request.actor,
            data=file.read(),
            format=PurePath(file.name).suffix.lower()[1:],
            source="file",
        )
    except Unreadable as fault:
        form.add_error(
            "file",
            _("Dit bestand is niet te lezen; er is niets van gebruikt. (%(why)s)")
            % {"why": said(fault.reason.words)},
        )
        return _shown(request, form, 422)
    return _shown(request, FileForm(), result=result)


def _shown(
    request: DeskRequest, form: forms.Form, status: int = 200, result: ImportResult | None = None
) -> HttpResponse:
    batches = _counted().select_related("mapping").order_by("-imported_at")[:25]
    shown = result.rejects[:REJECTS_SHOWN] if result else ()
    more = len(result.rejects) - len(shown) if result else 0
    context = {"form": form, "result": result, "rejects": shown, "more": more, "batches": batches}
    return render(request, "register/files.html", context, status=status)


def _counted() -> QuerySet[ImportBatch]:
    """Imports with how many registrations are left of them, and how many wait for the meaning of a word."""
    return ImportBatch.objects.annotate(
        left=Count("imported", distinct=True), to_review=Count("waiting", distinct=True)
    )


@page(REGISTER_WRITE, reason=REASON)
def undo(request: DeskRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Asks once more, then takes an import out."""
    batch = get_object_or_404(_counted(), id=batch_id)
    if request.method != "POST":
        return render(request, "register/undo.html", {"batch": batch})
    try:
        count = undo_import(by=request.actor, batch=batch)
    except ChangedSinceImport:
        messages.error(
            request,
            _("Een registratie uit dit bestand is daarna verbeterd. Daarom blijft alles staan."),
        )
    else:
        messages.success(
            request, _("Het bestand is teruggenomen: %(count)s registraties.") % {"count": count}
        )
    return redirect("register:files")
