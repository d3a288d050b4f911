"""Part 4: which platforms are named; typed, picked from the list, or without a name."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.desk.guard import DeskRequest, page
from baken.platforms.catalogue import folded
from baken.platforms.queries import platform_index
from baken.register.permissions import REGISTER_WRITE
from baken.register.platform_choice import fault_of_new, groups, matching, mention_of
from baken.register.story import mention_name
from baken.register.views import REASON
from baken.register.writing import Writing
from baken.vocabulary.platforms import Naming, PlatformType

MOST_MENTIONS = 40
"""Platforms in one registration; more is a mistake, and would give a page that nobody can read."""


def platforms(writing: Writing) -> HttpResponse:
    """Shows what is chosen and what can be, and takes in what was chosen."""
    request = writing.request
    if request.method != "POST":
        return _shown(writing)
    mentions, index = writing.content["mentions"], platform_index()
    for code in [*request.POST.getlist("platform"), *request.POST.getlist("pick")]:
        entry = index.find(code)
        if entry:
            _add(writing, mention_of(entry))
    nameless = request.POST.get("nameless", "")
    if nameless in Naming and nameless != "named":
        _add(writing, {"naming": nameless, "roles": []})
    remove = request.POST.get("remove", "")
    if remove.isdecimal() and int(remove) < len(mentions):
        mentions.pop(int(remove))
    typed = " ".join(request.POST.get("name", "").split())
    picked = any(name in request.POST for name in ("pick", "nameless", "remove"))
    writing.accept()
    if typed and not picked:
        answer = _typed(writing, typed)
        if answer:
            return answer
    if picked or (typed and request.POST.get("do") == "add"):
        return writing.to(writing.part)
    return writing.onwards()


def _typed(writing: Writing, typed: str) -> HttpResponse | None:
    """Adds what was typed where it can only mean one thing; else the page asks which."""
    found = matching(typed)
    new_type = writing.request.POST.get("new_type", "")
    if len(found) == 1 and (new_type == "" or folded(typed) == folded(found[0].name)):
        _add(writing, mention_of(found[0]))
        writing.keep()
        return None
    fault = fault_of_new(typed)
    if not fault and new_type in PlatformType:
        _add(writing, {"naming": "named", "platform": typed, "platform_type": new_type, "roles": []})
        writing.keep()
        return None
    if not found and not fault and writing.request.POST.get("new") == typed:
        fault = _("Kies van welke soort het platform is.")
    return _shown(
        writing, 422, typed=typed, found=found, fault=fault, new=not found and not fault_of_new(typed)
    )


def _add(writing: Writing, mention: dict[str, object]) -> None:
    mentions = writing.content["mentions"]
    names = {folded(one["platform"]) for one in mentions if one.get("platform")}
    if len(mentions) < MOST_MENTIONS and folded(str(mention.get("platform", ""))) not in names:
        mentions.append(mention)


def _shown(writing: Writing, status: int = 200, **context: object) -> HttpResponse:
    chosen = [
        {"index": index, "name": mention_name(mention)}
        for index, mention in enumerate(writing.content["mentions"])
    ]
    return writing.show(
        "platforms.html",
        status,
        chosen=chosen,
        groups=groups(writing.content),
        types=list(PlatformType),
        typed=context.pop("typed", writing.typed.get("name", [""])[0]),
        **context,
    )


@require_POST
@page(REGISTER_WRITE, reason=REASON)
def find(request: DeskRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The platforms that what is being typed could mean."""
    writing = Writing(request, draft_id, "platforms")
    typed = request.POST.get("name", "")[:80]
    context = {"found": matching(typed), "typed": typed, "draft": writing.draft}
    return render(request, "register/found.html", context)
