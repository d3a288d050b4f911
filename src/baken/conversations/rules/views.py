"""The pages on which an organisation settles on which ground, and at which hours, it writes to anybody."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.collection.documents import LARGEST
from baken.conversations.exceptions import ConversationsError
from baken.conversations.permissions import DECIDE_GROUND, DECIDE_RULES, READ_RULES, SET_RULES
from baken.conversations.rules import queries
from baken.conversations.rules.actions import (
    SETTLED,
    ask_ground,
    ask_rules,
    decide_ground,
    decide_rules,
    take_back_rules,
    withdraw_ground,
)
from baken.conversations.rules.forms import GroundForm, RulesForm
from baken.conversations.rules.models import AskedRules, ContactGround
from baken.conversations.rules.week import DAYS, HOURS, Stretch, day_of, sending_hours
from baken.conversations.rules.wording import why_not
from baken.desk.guard import DeskRequest, page
from baken.desk.uploads import bounded, takes_file
from baken.tenancy.permission import may
from baken.tenancy.second_person import AskedOfTwo, DecidedAlready

WHY = "what is settled before anybody is written to"


def shown(request: DeskRequest, template: str, form: Form | None = None, **context: Any) -> HttpResponse:
    """A page of this part, with what its own navigation needs."""
    status = 422 if form is not None and form.errors else 200
    return render(request, f"conversations/rules/{template}.html", {"form": form, **context}, status=status)


def is_second(request: DeskRequest, asked: AskedOfTwo) -> bool:
    """Whether the reader is somebody else than who asked for it."""
    return asked.asked_by_id != request.user.id


@page(READ_RULES, reason=WHY)
def grounds(request: DeskRequest) -> HttpResponse:
    """The closed list, which of it is on, and everything that was ever asked."""
    today = queries.today_of(queries.standing_rules())
    rows = [(one, queries.how_it_stands(one, today)) for one in queries.grounds()]
    return shown(
        request, "grounds", here="grounds", kinds=queries.kinds_of_grounds(today), rows=rows,
        is_on=any(stands == "on" for _one, stands in rows), can_ask=may(request.user, SET_RULES),
    )  # fmt: skip


@takes_file(bounded(LARGEST))
@page(SET_RULES, reason=WHY)
def ask_for_ground(request: DeskRequest) -> HttpResponse:
    """Asks for a ground, with two documents."""
    form = GroundForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        opinion, dpia = given["opinion"], given["dpia"]
        try:
            made = ask_ground(
                by=request.actor, kind=given["kind"], why=given["why"], valid_until=given["valid_until"],
                opinion_name=opinion.name, opinion_sha256=opinion.sha256, dpia_name=dpia.name,
                dpia_sha256=dpia.sha256,
            )  # fmt: skip
        except ConversationsError as fault:
            form.add_error(None, why_not(fault))
        else:
            messages.success(request, _("Gevraagd. Er verandert niets tot een tweede persoon beslist."))
            return redirect("contact_rules:ground", made.id)
    return shown(request, "ask_ground", form, here="grounds")


@page(READ_RULES, reason=WHY)
def ground(request: DeskRequest, contact_ground_id: uuid.UUID) -> HttpResponse:
    """One ground: its documents, who stands by it; a second person decides, either of both withdraws."""
    one = get_object_or_404(queries.grounds(), id=contact_ground_id)
    if request.method == "POST":
        return _decide_ground(request, one)
    stands = queries.how_it_stands(one, queries.today_of(queries.standing_rules()))
    decides = may(request.user, DECIDE_GROUND)
    return shown(
        request, "ground", here="grounds", ground=one, stands=stands, asked_it=not is_second(request, one),
        can_decide=stands == "asked" and decides and is_second(request, one),
        can_withdraw=stands in ("on", "asked", "over") and (decides or may(request.user, SET_RULES)),
    )  # fmt: skip


def _decide_ground(request: DeskRequest, one: ContactGround) -> HttpResponse:
    do = request.POST.get("do")
    try:
        if do in ("approve", "decline"):
            decide_ground(by=request.actor, ground_id=one.id, approve=do == "approve")
            said = (
                _("De grond staat aan, tot en met zijn laatste dag.")
                if do == "approve"
                else _("Afgekeurd. Er verandert niets.")
            )
            messages.success(request, said)
        elif do == "withdraw":
            withdraw_ground(by=request.actor, ground_id=one.id)
            messages.success(request, _("Ingetrokken. Wat erop wachtte, gaat niet meer."))
    except (ConversationsError, DecidedAlready) as fault:
        messages.error(request, why_not(fault))
    return redirect("contact_rules:ground", one.id)


@page(READ_RULES, reason=WHY)
def hours(request: DeskRequest) -> HttpResponse:
    """What stands, as words and as a week; what is asked, and who may decide on it."""
    rules, asked = queries.standing_rules(), queries.asked_rules()
    return shown(
        request, "hours", here="hours", rules=rules, week=week_of(rules.quiet_from, rules.quiet_until),
        sends=sending_hours(rules.quiet_from, rules.quiet_until), asked=asked,
        asked_week=week_of(asked.quiet_from, asked.quiet_until) if asked else None,
        asked_sends=sending_hours(asked.quiet_from, asked.quiet_until) if asked else None,
        asked_it=asked is not None and not is_second(request, asked),
        can_decide=asked is not None and may(request.user, DECIDE_RULES) and is_second(request, asked),
        can_ask=may(request.user, SET_RULES), decided=queries.decided_rules()[:20],
    )  # fmt: skip


@page(SET_RULES, reason=WHY)
def ask_for_hours(request: DeskRequest) -> HttpResponse:
    """Asks for other hours and periods, beginning with what stands."""
    if queries.asked_rules() is not None:
        return redirect("contact_rules:hours")
    rules = queries.standing_rules()
    initial = {name: getattr(rules, name) for name in SETTLED}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if not form.has_changed():
            form.add_error(None, _("Dit is wat er al staat. Verander eerst iets."))
        else:
            try:
                ask_rules(by=request.actor, **form.cleaned_data)
            except ConversationsError as fault:
                form.add_error(None, why_not(fault))
            else:
                messages.success(
                    request, _("Gevraagd. Tot een tweede persoon beslist, blijft het zoals het is.")
                )
                return redirect("contact_rules:hours")
    return shown(request, "ask_hours", form, here="hours")


@require_POST
@page(READ_RULES, reason=WHY)
def decide_hours(request: DeskRequest, asked_rules_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person, or who asked takes it back."""
    get_object_or_404(AskedRules, id=asked_rules_id)
    do = request.POST.get("do")
    try:
        if do == "take_back":
            take_back_rules(by=request.actor, asked_id=asked_rules_id)
            messages.success(request, _("Teruggenomen. Er verandert niets."))
        elif do in ("approve", "decline"):
            decide_rules(by=request.actor, asked_id=asked_rules_id, approve=do == "approve")
            said = _("Vanaf nu geldt dit.") if do == "approve" else _("Afgekeurd. Er verandert niets.")
            messages.success(request, said)
    except (ConversationsError, DecidedAlready) as fault:
        messages.error(request, why_not(fault))
    return redirect("contact_rules:hours")


def week_of(quiet_from: int, quiet_until: int) -> dict[str, Any]:
    """What the picture is drawn of: hours from the left, days from above, each a step of its own."""
    day: tuple[Stretch, ...] = day_of(quiet_from, quiet_until)
    names = (_("ma"), _("di"), _("wo"), _("do"), _("vr"), _("za"), _("zo"))
    step, left, high, top = 10, 26, 12, 12
    rows = [
        {
            "name": names[place],
            "y": top + place * high,
            "text_y": top + place * high + 8,
            "parts": [
                {"x": left + one.begins * step, "width": one.width * step, "quiet": one.quiet} for one in day
            ],
        }
        for place in range(DAYS)
    ]
    marks = [{"x": left + hour * step, "hour": hour} for hour in range(0, HOURS + 1, 6)]
    return {"rows": rows, "marks": marks, "height": high - 2, "day": day}
