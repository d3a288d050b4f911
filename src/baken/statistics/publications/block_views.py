"""Writing in a draft: blocks added, changed, moved, taken out and put back; each step is kept at once."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.statistics import permissions
from baken.statistics.models import Publication
from baken.statistics.publications import queries, writing
from baken.statistics.publications.exceptions import PublicationError
from baken.statistics.publications.forms import (
    WORDS_FORMS,
    BothLanguages,
    ChangesForm,
    EditionForm,
    TitleForm,
)
from baken.statistics.publications.gathered import has_map
from baken.statistics.publications.views import WHY, about
from baken.statistics.shown import in_words
from baken.vocabulary.publications import BlockKind


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def title(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Another title, and of a later version what it corrects."""
    found = queries.one_publication(publication_id)
    given = request.POST if request.method == "POST" else None
    form = TitleForm(given, initial={"nl": found.title_nl, "en": found.title_en})
    changes = None
    if found.version > 1:
        kept = {"nl": found.changes_nl, "en": found.changes_en}
        changes = ChangesForm(given, initial=kept, prefix="changes")
    if request.method == "POST" and form.is_valid() and (changes is None or changes.is_valid()):
        try:
            writing.change_title(
                by=request.actor,
                publication_id=publication_id,
                title=form.label,
                changes=changes.label if changes else None,
            )
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
        return redirect("statistics:publication", publication_id)
    wrong = form.errors or (changes and changes.errors)
    context = {**about(request, found), "form": form, "changes": changes}
    return render(request, "statistics/publications/title.html", context, status=422 if wrong else 200)


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def add(request: DeskRequest, publication_id: uuid.UUID, kind: str) -> HttpResponse:
    """A block of a kind, at the end."""
    found = queries.one_publication(publication_id)
    if kind not in BlockKind:
        raise Http404
    form = _form(request, kind, {})
    if request.method == "POST" and form.is_valid():
        try:
            kept = writing.add_block(
                by=request.actor, publication_id=publication_id, kind=kind, content=form.cleaned_data
            )
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
            return redirect("statistics:publication", publication_id)
        return _at_block(kept, kept.blocks[-1]["id"])
    return _ask(request, found, kind, form)


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def change(request: DeskRequest, publication_id: uuid.UUID, block: str) -> HttpResponse:
    """Other words, or another edition."""
    found = queries.one_publication(publication_id)
    kept = writing.block_of(found, block)
    form = _form(request, kept["kind"], kept)
    if request.method == "POST" and form.is_valid():
        try:
            writing.change_block(
                by=request.actor, publication_id=publication_id, block=block, content=form.cleaned_data
            )
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
        return _at_block(found, block)
    return _ask(request, found, kept["kind"], form, block)


def _form(request: DeskRequest, kind: str, kept: dict[str, Any]) -> BothLanguages | EditionForm:
    given = request.POST if request.method == "POST" else None
    if kind in WORDS_FORMS:
        return WORDS_FORMS[kind](given, initial=kept)
    editions = [one for one in queries.fitting_editions() if kind != "map" or has_map(one)]
    return EditionForm(given, initial=kept, editions=editions)


def _ask(
    request: DeskRequest, found: Publication, kind: str, form: DeskForm, block: str = ""
) -> HttpResponse:
    offered = form.fields["edition"].choices if isinstance(form, EditionForm) else [""]  # type: ignore[attr-defined]
    context = {
        **about(request, found),
        "form": form,
        "kind": kind,
        "block": block,
        "nothing_to_choose": not offered,
    }
    return render(request, "statistics/publications/block.html", context, status=422 if form.errors else 200)


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def move(request: DeskRequest, publication_id: uuid.UUID, block: str) -> HttpResponse:
    """A block one place up or down."""
    found = get_object_or_404(Publication, id=publication_id)
    if request.method == "POST":
        try:
            down = request.POST.get("do") == "down"
            writing.move_block(by=request.actor, publication_id=publication_id, block=block, down=down)
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
    return _at_block(found, block)


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def remove(request: DeskRequest, publication_id: uuid.UUID, block: str) -> HttpResponse:
    """A block out; it can be put back."""
    get_object_or_404(Publication, id=publication_id)
    if request.method == "POST":
        try:
            writing.remove_block(by=request.actor, publication_id=publication_id, block=block)
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
    return redirect("statistics:publication", publication_id)


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def put_back(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """The block that was taken out last, where it stood."""
    get_object_or_404(Publication, id=publication_id)
    if request.method == "POST":
        try:
            writing.put_back(by=request.actor, publication_id=publication_id)
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
        else:
            messages.success(request, _("Het blok staat er weer."))
    return redirect("statistics:publication", publication_id)


def _at_block(found: Publication, block: str) -> HttpResponse:
    answer = redirect("statistics:publication", found.id)
    answer["Location"] += f"#blok-{block}"
    return answer
