"""A file of registrations, in; and what was taken in before."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.register.actions import ImportResult, import_registrations
from baken.register.exceptions import Unreadable
from baken.register.mapped_forms import said
from baken.register.permissions import REGISTER_WRITE
from baken.register.taking_back.queries import asked_undos, counted_batches
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
    batches = (
        counted_batches().select_related("mapping", "asked_undo__asked_by").order_by("-imported_at")[:25]
    )
    shown = result.rejects[:REJECTS_SHOWN] if result else ()
    more = len(result.rejects) - len(shown) if result else 0
    context = {
        "form": form,
        "result": result,
        "rejects": shown,
        "more": more,
        "batches": batches,
        "asked_undos": asked_undos(),
    }
    return render(request, "register/files.html", context, status=status)
