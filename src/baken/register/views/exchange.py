"""Registrations in and out by a standard: what each form is for, and what is lost in it."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.exports import ZIP, export_response, watermark_for, zip_with_origin
from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.register.actions import HtcdsResult, export_htcds, export_registrations, import_htcds
from baken.register.exceptions import Unreadable
from baken.register.forms import Day, one_of
from baken.register.htcds.losses import Loss, sentences
from baken.register.htcds.mapping import COLUMNS_OUT, NOT_HELD
from baken.register.htcds.reading import Delivery
from baken.register.htcds.standard import FIELDS
from baken.register.mapped_forms import said
from baken.register.models import Registration
from baken.register.permissions import REGISTER_EXPORT, REGISTER_WRITE
from baken.register.views import REASON
from baken.register.views.files import LARGEST, REJECTS_SHOWN
from baken.vocabulary.sources import SourceKind

FORMS = (
    ("baken-json", gettext_lazy("Baken, JSON")),
    ("baken-csv", gettext_lazy("Baken, CSV")),
    ("htcds-csv", gettext_lazy("HTCDS 2.0, CSV")),
    ("htcds-json", gettext_lazy("HTCDS 2.0, JSON")),
)


class OutForm(DeskForm):
    """In which form the register is taken out."""

    form = forms.ChoiceField(label=gettext_lazy("Vorm"), choices=FORMS, widget=forms.RadioSelect)
    listed_only = forms.BooleanField(
        required=False,
        label=gettext_lazy("Noem in HTCDS alleen platforms uit de lijst van de standaard"),
        help_text=gettext_lazy("Andere platforms staan er dan als Other, zonder naam."),
    )


class InForm(DeskForm):
    """A file of the standard, and what the standard does not say."""

    file = forms.FileField(
        label=gettext_lazy("Bestand in HTCDS 2.0 (CSV of JSON)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json"}),
        help_text=gettext_lazy("Hooguit 20 megabyte. Uit een rekenblad: bewaar het als CSV met komma's."),
    )
    registered_on = Day(
        label=gettext_lazy("Dag van registratie"),
        required=True,
        help_text=gettext_lazy("De standaard zegt niet wanneer een zaak is geregistreerd."),
    )
    source_kind = one_of(SourceKind, gettext_lazy("Van wie komt het bestand?"), required=True)

    def clean_file(self) -> Any:
        """Its ending says what it is; it is not too big."""
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in (".csv", ".json"):
            raise forms.ValidationError(_("Kies een bestand dat eindigt op .csv of .json."))
        if file.size > LARGEST:
            raise forms.ValidationError(_("Dit bestand is groter dan 20 megabyte."))
        return file


@page(REGISTER_EXPORT, reason=REASON)
def exchange(request: DeskRequest) -> HttpResponse:
    """The forms, each with what it is for and what is lost in it."""
    context = {"fields": len(FIELDS), "written": len(COLUMNS_OUT), "passed_over": len(NOT_HELD)}
    return render(request, "register/exchange.html", context)


@page(REGISTER_EXPORT, confirm=True)
def take_out(request: DeskRequest) -> HttpResponse:
    """What somebody is about to take out, and then the file with its losses beside it."""
    form = OutForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "registrations": Registration.objects.count()}
        return render(request, "register/take_out.html", context, status=422 if form.errors else 200)
    standard, ending = form.cleaned_data["form"].split("-")
    losses: tuple[Loss, ...] = ()
    if standard == "htcds":
        names = not form.cleaned_data["listed_only"]
        written = export_htcds(by=request.actor, format=ending, names=names)
        data, rows, losses = written.data, written.rows, written.losses
    else:
        data = export_registrations(by=request.actor, format=ending)
        rows = Registration.objects.count()
    mark = watermark_for(request)
    name = f"register-{standard}.{ending}"
    words = [f"{line.nl} / {line.en}" for line in sentences(losses)]
    return export_response(
        request,
        data=zip_with_origin(name, data, mark, words),
        filename=f"{name}.zip",
        content_type=ZIP,
        what=f"register:{standard}",
        rows=rows,
        mark=mark,
        content=data,
    )


@takes_file(bounded(LARGEST))
@page(REGISTER_WRITE, reason=REASON)
def take_in(request: DeskRequest) -> HttpResponse:
    """Takes a file of the standard in, and tells what of it the register can't hold."""
    form = InForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form, status=422 if request.method == "POST" else 200)
    file = form.cleaned_data["file"]
    try:
        result = import_htcds(
            by=request.actor,
            data=file.read(),
            format=PurePath(file.name).suffix.lower()[1:],
            source="file",
            delivery=Delivery(form.cleaned_data["registered_on"], form.cleaned_data["source_kind"]),
        )
    except Unreadable as fault:
        form.add_error(
            "file",
            _("Dit bestand is niet te lezen; er is niets van gebruikt. (%(why)s)")
            % {"why": said(fault.reason.words)},
        )
        return _shown(request, form, status=422)
    return _shown(request, InForm(), result=result)


def _shown(
    request: DeskRequest, form: forms.Form, *, status: int = 200, result: HtcdsResult | None = None
) -> HttpResponse:
    rejects = result.imported.rejects if result else ()
    context = {
        "form": form,
        "result": result.imported if result else None,
        "losses": result.losses if result else (),
        "rejects": rejects[:REJECTS_SHOWN],
        "more": max(len(rejects) - REJECTS_SHOWN, 0),
    }
    return render(request, "register/take_in.html", context, status=status)
