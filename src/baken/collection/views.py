"""The pages of lawful bases: drafting one, its documents, bringing it into force, ending it."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.collection import permissions
from baken.collection.actions import (
    add_document,
    approve_basis,
    draft_basis,
    end_basis,
    withdraw_basis,
)
from baken.collection.documents import LARGEST, MEDIA
from baken.collection.exceptions import (
    BadDocument,
    BasisOver,
    CodeTaken,
    CollectionError,
    DocumentsMissing,
    NotByTheDrafter,
    WrongState,
)
from baken.collection.forms import BasisFilter, BasisForm, DocumentForm, EndForm
from baken.collection.models import BasisDocument, LawfulBasis
from baken.collection.policies import can_approve, missing_documents
from baken.collection.queries import read_document
from baken.collection.states import APPROVE
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.uploads import bounded, takes_file
from baken.vocabulary.grounds import BasisDocumentKind, required_documents

COLUMNS = (
    Column("code", gettext_lazy("Naam"), "code"),
    Column("purpose", gettext_lazy("Doel"), "purpose"),
    Column("ground", gettext_lazy("Wettelijke grond"), "ground"),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("from", gettext_lazy("Eerste dag"), "valid_from", descending=True),
    Column("until", gettext_lazy("Laatste dag"), "valid_until", descending=True),
)
WHY_NOT: dict[type[CollectionError], str | Promise] = {
    WrongState: gettext_lazy("Deze stap kan niet meer: de grondslag is intussen veranderd."),
    NotByTheDrafter: gettext_lazy("U ontwierp deze grondslag; een ander maakt hem van kracht."),
    BasisOver: gettext_lazy("De laatste dag van deze grondslag is voorbij. Maak een nieuw ontwerp."),
    DocumentsMissing: gettext_lazy("Er missen nog documenten."),
    CodeTaken: gettext_lazy("Er is al een grondslag met deze naam."),
}
NOT_KEPT = {
    "empty": gettext_lazy("Dit bestand is leeg."),
    "too_large": gettext_lazy("Dit bestand is groter dan 10 MB."),
    "not_a_document": gettext_lazy(
        "Dit is geen PDF, ODT, DOCX of tekst. Afbeeldingen en bestanden met macro's worden niet bewaard."
    ),
}


@page(permissions.READ, reason="administration")
def bases(request: DeskRequest) -> HttpResponse:
    """All lawful bases of the organisation."""
    found = list_page(
        request, LawfulBasis.objects.all(), COLUMNS, default="-until", filters=BasisFilter(request.GET)
    )
    return render(request, "collection/bases.html", {"list": found, "today": timezone.localdate()})


@page(permissions.DRAFT_BASIS, reason="administration")
def new_basis(request: DeskRequest) -> HttpResponse:
    """A draft: the form, and what it makes."""
    form = BasisForm(
        request.POST if request.method == "POST" else None, invented=request.actor.organisation.synthetic
    )
    if request.method == "POST" and form.is_valid():
        try:
            basis = draft_basis(by=request.actor, **form.cleaned_data)
        except CodeTaken:
            form.add_error("code", str(WHY_NOT[CodeTaken]))
        else:
            messages.success(request, _("Het ontwerp is bewaard. Leg nu de documenten erbij."))
            return redirect("collection:basis", basis.id)
    status = 422 if form.errors else 200
    return render(request, "collection/new_basis.html", {"form": form}, status=status)


@page(permissions.READ, reason="administration")
def basis(request: DeskRequest, basis_id: uuid.UUID) -> HttpResponse:
    """One basis: its facts, its documents, and the step that comes next."""
    return _basis_page(request, get_object_or_404(LawfulBasis, id=basis_id), DocumentForm(), EndForm())


def _basis_page(
    request: DeskRequest, thing: LawfulBasis, upload_form: forms.Form, end_form: forms.Form, status: int = 200
) -> HttpResponse:
    documents = BasisDocument.objects.filter(basis=thing).defer("content").select_related("added_by")
    missing = missing_documents(thing)
    return render(
        request,
        "collection/basis.html",
        {
            "basis": thing,
            "documents": documents.order_by("added_at", "id"),
            "required": [
                (BasisDocumentKind[kind].label, kind not in missing)
                for kind in required_documents(thing.ground)
            ],
            "missing": missing,
            "drafted_by_reader": thing.drafted_by_id == request.user.id,
            "over": thing.valid_until < timezone.localdate(),
            "holds": thing.holds_on(timezone.localdate()),
            "sources": thing.sources.filter(ended_at__isnull=True).order_by("name"),
            "upload_form": upload_form,
            "end_form": end_form,
        },
        status=status,
    )


@takes_file(bounded(LARGEST))
@page(permissions.DRAFT_BASIS, reason="administration")
def upload(request: DeskRequest, basis_id: uuid.UUID) -> HttpResponse:
    thing = get_object_or_404(LawfulBasis, id=basis_id)
    if request.method != "POST":
        return redirect("collection:basis", basis_id)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        try:
            add_document(by=request.actor, basis_id=thing.id, kind=given["kind"], content=given["file"])
        except BadDocument as fault:
            form.add_error("file", str(NOT_KEPT[fault.code]))
        except WrongState as fault:
            messages.error(request, str(WHY_NOT[type(fault)]))
            return redirect("collection:basis", basis_id)
        else:
            messages.success(request, _("Het document is versleuteld bewaard."))
            return redirect("collection:basis", basis_id)
    return _basis_page(request, thing, form, EndForm(), status=422)


@page(permissions.READ_DOCUMENT, reason="administration")
def download(request: DeskRequest, document_id: uuid.UUID) -> HttpResponse:
    """A document as it came, as a file to keep, never opened in the page."""
    document = get_object_or_404(BasisDocument.objects.select_related("basis"), id=document_id)
    answer = HttpResponse(
        read_document(by=request.actor, document=document), content_type=MEDIA[document.form]
    )
    name = f"{document.basis.code}-{document.kind.replace('_', '-')}.{document.form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@page(permissions.APPROVE_BASIS, reason="administration", confirm=True)
def approve(request: DeskRequest, basis_id: uuid.UUID) -> HttpResponse:
    """What one agrees to, and the agreement."""
    thing = get_object_or_404(LawfulBasis, id=basis_id)
    today = timezone.localdate()
    if request.method == "POST":
        try:
            approve_basis(by=request.actor, basis_id=thing.id, today=today)
        except CollectionError as fault:
            messages.error(request, str(WHY_NOT[type(fault)]))
        else:
            messages.success(request, _("De grondslag is van kracht."))
        return redirect("collection:basis", basis_id)
    if not can_approve(thing, APPROVE, request.actor, today):
        return redirect("collection:basis", basis_id)
    documents = BasisDocument.objects.filter(basis=thing).defer("content")
    return render(
        request,
        "collection/approve.html",
        {"basis": thing, "documents": documents.order_by("added_at", "id")},
    )


@page(permissions.DRAFT_BASIS, reason="administration")
def withdraw(request: DeskRequest, basis_id: uuid.UUID) -> HttpResponse:
    """Takes a draft back."""
    thing = get_object_or_404(LawfulBasis, id=basis_id)
    if request.method == "POST":
        try:
            withdraw_basis(by=request.actor, basis_id=thing.id)
        except WrongState as fault:
            messages.error(request, str(WHY_NOT[type(fault)]))
        else:
            messages.success(request, _("Het ontwerp is ingetrokken."))
    return redirect("collection:basis", basis_id)


@page(permissions.END_BASIS, reason="administration")
def end(request: DeskRequest, basis_id: uuid.UUID) -> HttpResponse:
    """Ends a basis before its last day."""
    thing = get_object_or_404(LawfulBasis, id=basis_id)
    if request.method != "POST":
        return redirect("collection:basis", basis_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _basis_page(request, thing, DocumentForm(), form, status=422)
    try:
        end_basis(by=request.actor, basis_id=thing.id, because=form.cleaned_data["because"])
    except WrongState as fault:
        messages.error(request, str(WHY_NOT[type(fault)]))
    else:
        messages.success(request, _("De grondslag is beëindigd. Er wordt niets meer onder verzameld."))
    return redirect("collection:basis", basis_id)
