"""The pages of the catalogue: all platforms, one platform with its history, and each change of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.platforms import changes, forms
from baken.platforms.dialogue.queries import counts_of, points_of
from baken.platforms.exceptions import (
    DatesCrossed,
    NameTaken,
    NoSuccessor,
    NotThere,
    PlatformsError,
    WrongState,
)
from baken.platforms.models import Platform
from baken.platforms.permissions import MANAGE, READ, READ_DIALOGUE
from baken.tenancy.permission import may
from baken.vocabulary.catalogue import DsaQualification
from baken.vocabulary.platforms import PlatformType

COLUMNS = (
    Column("name", gettext_lazy("Naam"), "name"),
    Column("type", gettext_lazy("Soort"), "type"),
    Column("status", gettext_lazy("Stand"), "status"),
    Column("mentions", gettext_lazy("Keer genoemd"), "mention_count", descending=True, numeric=True),
    Column("order", gettext_lazy("Plaats in de studie"), "catalogue_order", numeric=True),
)
WHY_NOT: dict[type[PlatformsError], str | Promise] = {
    NameTaken: gettext_lazy("Zo heet al een ander platform, of het is er een bijnaam van."),
    NotThere: gettext_lazy("Deze bijnaam was al weg."),
    WrongState: gettext_lazy("Dit kan niet bij een platform in deze stand."),
    DatesCrossed: gettext_lazy("Een platform kan niet stoppen voor het begon."),
    NoSuccessor: gettext_lazy("Kies een ander platform dat actief is."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change that somebody can make: its address, words, form, action, and in which states."""

    heading: str | Promise
    form: type[forms.ChangeForm]
    act: Callable[..., object]
    states: tuple[str, ...] = ("active", "closed", "merged")
    about: str | Promise = ""


CHANGES: dict[str, Change] = {
    "naam": Change(gettext_lazy("Andere naam"), forms.RenameForm, changes.rename_platform),
    "soort": Change(gettext_lazy("Ander soort"), forms.RetypeForm, changes.retype_platform),
    "bijnaam-erbij": Change(gettext_lazy("Bijnaam erbij"), forms.AliasForm, changes.add_alias),
    "bijnaam-weg": Change(gettext_lazy("Bijnaam weg"), forms.RemoveAliasForm, changes.remove_alias),
    "begin": Change(gettext_lazy("Begindatum"), forms.DateForm, changes.date_platform),
    "gestopt": Change(
        gettext_lazy("Is gestopt"), forms.CloseForm, changes.close_platform, states=("active",)
    ),
    "opgegaan": Change(
        gettext_lazy("Opgegaan in een ander"),
        forms.MergeForm,
        changes.merge_platform,
        states=("active", "closed"),
        about=gettext_lazy(
            "De bijnamen gaan mee naar het andere platform. Wat geregistreerd is, blijft bij dit platform "
            "staan: tabellen veranderen niet."
        ),
    ),
    "weer-actief": Change(
        gettext_lazy("Is weer actief"),
        forms.ReopenForm,
        changes.reopen_platform,
        states=("closed", "merged"),
        about=gettext_lazy(
            "Bijnamen die naar een ander platform gingen, blijven daar. Haal ze daar weg als ze hier horen."
        ),
    ),
    "dsa": Change(
        gettext_lazy("Kwalificatie voor de DSA"),
        forms.QualifyForm,
        changes.qualify_platform,
        about=gettext_lazy("U legt vast hoe u dit platform kwalificeert. Wat eerder gold, blijft staan."),
    ),
}
"""By the last part of the address."""


@page(READ, reason="the catalogue of platforms")
def platforms(request: DeskRequest) -> HttpResponse:
    """All platforms of the organisation, with how often the register mentions each."""
    things = Platform.objects.annotate(mention_count=Count("mentions"))
    found = list_page(
        request, things, COLUMNS, default="name", filters=forms.PlatformFilter(request.GET), page_size=50
    )
    return render(request, "platforms/list.html", {"list": found})


@page(MANAGE, reason="the catalogue of platforms")
def new_platform(request: DeskRequest) -> HttpResponse:
    """Adds a platform."""
    form = forms.NewPlatformForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = changes.add_platform(by=request.actor, **form.cleaned_data)
        except NameTaken:
            form.add_error("name", str(WHY_NOT[NameTaken]))
        else:
            messages.success(request, _("Het platform is toegevoegd."))
            return redirect("platforms:platform", made.code)
    return render(request, "platforms/new.html", {"form": form}, status=422 if form.errors else 200)


@page(READ, reason="the catalogue of platforms")
def platform(request: DeskRequest, code: str) -> HttpResponse:
    """One platform: its facts, nicknames, history, and what can be changed."""
    things = Platform.objects.select_related("successor").annotate(mention_count=Count("mentions"))
    thing = get_object_or_404(things, code=code)
    return render(
        request,
        "platforms/platform.html",
        {
            "platform": thing,
            "aliases": [alias.alias for alias in thing.aliases.order_by("alias")],
            "predecessors": thing.predecessors.order_by("name"),
            "qualifications": thing.qualifications.select_related("by").order_by("-holds_from", "-at"),
            "history": [
                (one, _said(one.what, one.before), _said(one.what, one.after))
                for one in thing.changes.select_related("by").order_by("-at", "-id")
            ],
            "changes": _possible(thing),
            "dialogue_counts": counts_of(thing),
            "dialogue_points": points_of(thing) if may(request.user, READ_DIALOGUE) else (),
        },
    )


def _said(what: str, value: str) -> object:
    """What stood in a change, as a label where it is a code and as it is elsewhere."""
    lists = {"retyped": PlatformType, "qualified": DsaQualification}
    return lists[what][value].label if value and what in lists else value


def _possible(thing: Platform) -> list[tuple[str, Change]]:
    has_alias = thing.aliases.exists()
    return [
        (name, change)
        for name, change in CHANGES.items()
        if thing.status in change.states and (name != "bijnaam-weg" or has_alias)
    ]


@page(MANAGE, reason="the catalogue of platforms")
def change(request: DeskRequest, code: str, name: str) -> HttpResponse:
    """One change of one platform: the form, and what it does."""
    thing = get_object_or_404(Platform, code=code)
    possible = dict(_possible(thing))
    if name not in possible:
        if name in CHANGES:
            messages.error(request, str(WHY_NOT[WrongState]))
            return redirect("platforms:platform", code)
        raise Http404
    chosen = possible[name]
    form = chosen.form(request.POST if request.method == "POST" else None, platform=thing)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        if "into" in given:
            given["into_id"] = given.pop("into").id
        try:
            chosen.act(by=request.actor, platform_id=thing.id, **given)
        except PlatformsError as fault:
            form.add_error(next(iter(form.fields)), str(WHY_NOT[type(fault)]))
        else:
            messages.success(request, _("De verandering is bewaard en staat in de geschiedenis."))
            return redirect("platforms:platform", code)
    return render(
        request,
        "platforms/change.html",
        {"platform": thing, "change": chosen, "form": form},
        status=422 if form.errors else 200,
    )
