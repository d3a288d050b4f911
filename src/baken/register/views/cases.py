"""One registration: the paragraph, the facts, the history; correcting it; finding one by its number."""

import uuid
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.audit.actions import record_event
from baken.desk.forms import DeskForm, Line
from baken.desk.guard import DeskRequest, page
from baken.desk.look_ups import looked_up_too_often
from baken.register.actions import start_correction
from baken.register.content import Content, as_now, content_of
from baken.register.correction_reasons import CorrectionReason
from baken.register.differences import differences
from baken.register.fields import REFERENCE
from baken.register.models import Registration, RegistrationDraft
from baken.register.parts import PARTS
from baken.register.permissions import REGISTER_READ, REGISTER_SEARCH, REGISTER_WRITE
from baken.register.queries import stored_records
from baken.register.story import facts, mention_name, person_words, roles_words, story
from baken.register.views import REASON
from baken.vocabulary.platforms import EMM, PlatformRole


@page(REGISTER_READ, reason=REASON)
def case(request: DeskRequest, registration_id: uuid.UUID) -> HttpResponse:
    """The page of one registration."""
    registration = get_object_or_404(Registration.objects.select_related("imported_in"), id=registration_id)
    (record,) = stored_records([registration.reference])
    content = content_of(record)
    record_event(by=request.actor, action="register.read", subject=f"registration:{registration.id}")
    study = PlatformRole.codes_in(EMM)
    return render(
        request,
        "register/case.html",
        {
            "registration": registration,
            "story": story(content),
            "facts": facts(content),
            "people": [
                {"pseudonym": person["person"], "words": person_words(person)}
                for person in content["persons"]
            ],
            "roles": [PlatformRole[code] for code in study],
            "platforms": [_row(mention, study) for mention in content["mentions"]],
            "history": _history(registration, content),
            "draft": RegistrationDraft.objects.filter(user=request.user, registration=registration).first(),
        },
    )


def _row(mention: Content, study: tuple[str, ...]) -> dict[str, Any]:
    played = {role["role"] for role in mention["roles"]}
    return {
        "name": mention_name(mention),
        "cells": [code in played for code in study],
        "words": roles_words(mention),
    }


def _history(registration: Registration, now: Content) -> list[dict[str, Any]]:
    """The corrections, the newest first, each with what it changed."""
    told = []
    after = now
    versions = registration.versions.select_related("replaced_by").order_by("-number")
    for version in versions:
        before = as_now(version.state)
        told.append(
            {
                "number": version.number + 1,
                "at": version.replaced_at,
                "by": version.replaced_by.name,
                "why": CorrectionReason[version.why].label,
                "changes": differences(before, after),
            }
        )
        after = before
    return told


@require_POST
@page(REGISTER_WRITE, reason=REASON)
def correct(request: DeskRequest, registration_id: uuid.UUID) -> HttpResponse:
    """Opens the seven parts with what the registration says now."""
    registration = get_object_or_404(Registration, id=registration_id)
    draft = start_correction(by=request.actor, registration=registration)
    return redirect("register:part", draft_id=draft.id, slug=PARTS[-1].slug)


class SearchForm(DeskForm):
    """A case number, whole: nothing else can be searched for."""

    reference = Line(
        label=gettext_lazy("Zaaknummer van de bron"),
        max_length=64,
        help_text=gettext_lazy("Het hele nummer, precies zoals de bron het schrijft."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )


@page(REGISTER_SEARCH)
def search(request: DeskRequest) -> HttpResponse:
    """Finds a registration by its whole reference; why somebody looks stands in the log."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if looked_up_too_often(by=request.actor):
            return render(request, "register/search.html", {"form": form, "too_often": True}, status=429)
        typed = form.cleaned_data["reference"].strip()
        found = Registration.objects.filter(reference=typed).first() if REFERENCE.fullmatch(typed) else None
        record_event(
            by=request.actor,
            action="register.searched",
            subject=f"registration:{found.id}" if found else f"register:{request.actor.organisation.id}",
            details={"found": found is not None},
        )
        if found:
            return redirect("register:case", registration_id=found.id)
        form.add_error("reference", _("Dit nummer staat niet in het register."))
    status = 422 if form.is_bound else 200
    return render(request, "register/search.html", {"form": form}, status=status)
