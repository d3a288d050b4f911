"""The pages of a platform's moderator: what was decided at the door, and the policy behind it."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.templatetags.desk import words
from baken.door import forms, queries
from baken.door.actions.set_policy import decide_policy, set_policy
from baken.door.broken import says_what_is_broken
from baken.door.exceptions import DoorError, Overtaken, SamePolicy
from baken.door.models import DoorPolicy, DoorRefusal
from baken.door.permissions import LOOK, SET_POLICY
from baken.door.policies import can_be_decided, policy_in_force
from baken.door.reviews.reported import about_of
from baken.indicators.facts import FACTS
from baken.referrals.reports.queries import loud, report_about
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready

WHY = "moderation at the door"
_HELD = (
    Column("at", gettext_lazy("Sinds"), "at"),
    Column("grounds", gettext_lazy("Waarom")),
    Column("until", gettext_lazy("Gaat vanzelf door om"), "hold_until"),
)


@page(LOOK, reason=WHY)
def overview(request: DeskRequest) -> HttpResponse:
    """The day at the door, and what waits; what two people must see first, then what waited longest."""
    filters = forms.HeldFilter(request.GET)
    now = timezone.now()
    held = queries.held_checks()
    context = {
        "urgent": held.filter(two_people=True).order_by("at", "id"),
        "list": list_page(request, held.filter(two_people=False), _HELD, default="at", filters=filters),
        "loud": loud(now),
        "day": queries.today(now),
        "policy": policy_in_force(),
        "late": now - queries.TWO_PEOPLE_WITHIN,
        "now": now,
        "test_entrance": settings.TEST_ENTRANCE,
    }
    return render(request, "door/overview.html", context)


@page(LOOK, reason=WHY)
@says_what_is_broken
def check(request: DeskRequest, check_id: uuid.UUID) -> HttpResponse:
    """One check: what came in, what was decided, why, and what the advertiser is told."""
    found = queries.read_check(by=request.actor, check_id=check_id)
    language = get_language() or "nl"
    context = {
        "read": found,
        "check": found.check,
        "reasons": [_shown(one, found, language) for one in found.told["reasons"]],
        "also": [_shown(one, found, language) for one in found.told["also_seen"]],
        "unknown": found.told["unknown"],
        "may_say": found.check.state == "held" and not found.check.said.filter(by=request.user).exists(),
        "said": found.check.said.count(),
        "refusal": DoorRefusal.objects.filter(check_at_door=found.check).first(),
        "appeal": queries.appeal_against(found.check),
        "report": report_about(about_of(found.check)),
    }
    return render(request, "door/check.html", context)


def _shown(reason: dict[str, Any], found: queries.CheckRead, language: str) -> dict[str, Any]:
    said = f"{found.advert.get('title') or ''}\n{found.advert['text']}"
    # a rule may have fired on another advert of the same people: its spans are in those words
    own = reason["ground"] in ("suspected_minority", "under_platform_age")
    return reason | {
        "explanation": reason["explanation"][language],
        "internal": reason["internal"][language],
        "quotes": [said[one[0] : one[1]] for one in reason["evidence"] if own and isinstance(one, list)],
    }


@page(SET_POLICY, reason=WHY)
def policy(request: DeskRequest) -> HttpResponse:
    """What the platform asks, every version with its reason, and what waits for a second person."""
    live = policy_in_force()
    versions = [
        (one, can_be_decided(one, live, request.user.id), live is not None and one.number < live.number)
        for one in queries.policies()
    ]
    context = {"live": live, "versions": versions, "facts": _facts(live)}
    return render(request, "door/policy.html", context)


@page(SET_POLICY, reason=WHY)
def new_policy(request: DeskRequest) -> HttpResponse:
    """A next version."""
    live = policy_in_force()
    form = forms.PolicyForm(request.POST if request.method == "POST" else None, live=live)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = set_policy(by=request.actor, **{"platform": "", **given})
        except SamePolicy:
            form.add_error(None, _("Dit vraagt uw beleid al. Verander iets, of laat het zoals het is."))
        else:
            if made.state == "asked":
                messages.info(
                    request,
                    _("Dit beleid vraagt minder. Het geldt pas als een collega het goedkeurt."),
                )
            else:
                messages.success(request, _("Het nieuwe beleid geldt vanaf nu."))
            return redirect("door:policy")
    context = {"form": form, "live": live}
    return render(request, "door/new_policy.html", context, status=422 if form.errors else 200)


@page(SET_POLICY, reason=WHY)
def decide(request: DeskRequest, policy_id: uuid.UUID) -> HttpResponse:
    """One version; a second person says yes or no where it waits for that."""
    asked = get_object_or_404(queries.policies(), id=policy_id)
    live = policy_in_force()
    if request.method == "POST":
        choice = request.POST.get("do", "")
        try:
            if choice not in ("approve", "decline"):
                raise DoorError
            decide_policy(by=request.actor, policy_id=policy_id, approve=choice == "approve")
        except NotPermitted:
            messages.error(request, _("Wie een beleid voorstelt, keurt het niet zelf goed."))
        except (DecidedAlready, Overtaken):
            messages.error(request, _("Hier is al over beslist, of er geldt intussen een nieuwere versie."))
        except DoorError:
            messages.error(request, _("Kies goedkeuren of afwijzen."))
        else:
            messages.success(request, _("Uw beslissing is bewaard."))
        return redirect("door:policy")
    context = {
        "policy": asked,
        "live": live,
        "can_decide": can_be_decided(asked, live, request.user.id),
        "facts": _facts(asked),
    }
    return render(request, "door/decide.html", context)


def _facts(policy: DoorPolicy | None) -> list[str]:
    return [words(FACTS[name].meaning) for name in (policy.required if policy else ()) if name in FACTS]
