"""The mappings for files of other offices: seen, changed, removed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.platforms.actions import load_catalogue
from baken.platforms.queries import platform_index
from baken.register.actions.keep_mapping import keep_mapping, remove_mapping
from baken.register.mapped.mapping import ColumnMapping
from baken.register.mapped.survey import ColumnSurvey
from baken.register.mapped_forms import ColumnsForm, WordsForm
from baken.register.mappings import content_of, current_mappings
from baken.register.models import ImportMapping
from baken.register.permissions import REGISTER_WRITE
from baken.register.views import REASON


@page(REGISTER_WRITE, reason=REASON)
def mappings(request: DeskRequest) -> HttpResponse:
    """All that are offered."""
    return render(request, "register/mappings.html", {"mappings": current_mappings()})


@page(REGISTER_WRITE, reason=REASON)
def mapping(request: DeskRequest, mapping_id: uuid.UUID) -> HttpResponse:
    """One mapping, to change or to remove; a change is a next version."""
    found = get_object_or_404(ImportMapping.objects.select_related("made_by"), id=mapping_id, removed_at=None)
    by, known = request.actor, content_of(found)
    if request.method == "POST" and request.POST.get("do") == "remove":
        remove_mapping(by=by, mapping=found)
        messages.success(request, _("De leeswijzer is weg. Wat ermee is ingelezen, blijft."))
        return redirect("register:mappings")
    load_catalogue(by=by)
    columns = [ColumnSurvey(heading, 0, None) for heading in known.columns]
    pairs = [(name, word) for name, words in known.words.items() for word in words]
    words = [(f"word-{place}", pair, 0) for place, pair in enumerate(pairs)]
    sent = request.POST or None
    form = ColumnsForm(sent, columns=columns, known=known, name=found.name, propose=False)
    form.fields["name"].disabled = True
    answers = WordsForm(sent, words=words, known=known.words, platforms=platform_index())
    if request.method == "POST" and form.is_valid() and answers.is_valid():
        chosen = form.mapping()
        told: dict[str, dict[str, str]] = {}
        for name, word, answer in answers.answers():
            if name in chosen.used:
                told.setdefault(name, {})[word] = answer
        content = ColumnMapping(chosen.columns, chosen.fixed, told, chosen.day_order)
        kept = keep_mapping(by=by, name=found.name, content=content)
        messages.success(request, _("Bewaard als versie %(version)s.") % {"version": kept.version})
        return redirect("register:mapping", kept.id)
    context = {"mapping": found, "form": form, "answers": answers}
    return render(request, "register/mapping.html", context, status=422 if sent else 200)
