"""The pages of the market watch: the overview, one platform, and what stood out."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.audit.actions import record_event
from baken.desk.drawings.provinces import draw_provinces
from baken.desk.exports import ZIP, export_response, watermark_for, zip_with_origin
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.watch.market.actions import look_at_alarm, reopen_alarm
from baken.watch.market.counting import monday
from baken.watch.market.exceptions import WrongState
from baken.watch.market.explanations import EXPLANATIONS
from baken.watch.market.forms import AlarmFilters, FormForm, LookForm
from baken.watch.market.observed import named_for, sight_of
from baken.watch.market.overview import overview
from baken.watch.market.platform_page import platform_page
from baken.watch.market.taking_out import MEDIA, NOTES, as_csv, as_workbook, weekly_table
from baken.watch.market.wording import alarm_sentence
from baken.watch.models import MarketAlarm, WatchedPlatform
from baken.watch.permissions import JUDGE_MARKET, READ_MARKET, TAKE_MARKET_OUT

ON_TOP = 4
"""Things that stand out on the overview; the others are a page further."""

GROWTH_FIRST = Case(When(kind__in=("rise", "fall"), then=Value(0)), default=Value(1))
"""A platform that grows or shrinks stands before one that came or went."""

OLD = timedelta(weeks=3)
"""After so long without collecting the page says so."""

COLUMNS = (
    Column("week", gettext_lazy("Week"), "week", descending=True),
    Column("platform", gettext_lazy("Platform"), "platform__name"),
    Column("kind", gettext_lazy("Wat opvalt"), "kind"),
    Column("state", gettext_lazy("Stand"), "state"),
)


@page(READ_MARKET, reason="market watch")
def market(request: DeskRequest) -> HttpResponse:
    """One week of the market: what stands out, then every platform with its growth."""
    sight = sight_of(request.user)
    found = overview(_asked_week(request), sight)
    record_event(
        by=request.actor,
        action="watch.market_read",
        subject="market",
        details={"week": str(found.week) if found else "", "rounded": sight.rounded},
    )
    if found is None:
        return render(request, "watch/market/nothing.html", {"here": "market"})
    place = found.weeks.index(found.week)
    waiting = MarketAlarm.objects.filter(named_for(sight), state="new").select_related("platform")
    waiting = waiting.order_by(GROWTH_FIRST, "-week", "platform__name")
    context = {
        "here": "market",
        "found": found,
        "sight": sight,
        "earlier": found.weeks[place - 1] if place else None,
        "later": found.weeks[place + 1] if place + 1 < len(found.weeks) else None,
        "alarms": [(one, alarm_sentence(one, sight)) for one in waiting[:ON_TOP]],
        "more_alarms": max(waiting.count() - ON_TOP, 0),
        "unknown_types": [row.platform for row in found.platforms if row.platform and not row.platform.type],
        "old": monday(timezone.localdate()) - found.weeks[-1] > OLD,
        "map": draw_provinces(
            found.on_map, name="provinces", title=_("Unieke advertenties per provincie"), said=sight.words
        ),
        "synthetic": request.actor.organisation.synthetic,
    }
    return render(request, "watch/market/overview.html", context)


def _asked_week(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        return None


@page(READ_MARKET, reason="market watch")
def platform(request: DeskRequest, platform_id: uuid.UUID) -> HttpResponse:
    """One platform through the weeks, with its gaps and what stood out on it."""
    watched = get_object_or_404(WatchedPlatform, id=platform_id)
    sight = sight_of(request.user)
    if not sight.names(watched.entry_id):
        raise Http404
    found = platform_page(watched, sight)
    record_event(
        by=request.actor,
        action="watch.market_read",
        subject=f"watched_platform:{watched.id}",
        details={"rounded": sight.rounded},
    )
    title = _("Unieke advertenties per provincie")
    alarms = MarketAlarm.objects.filter(platform=watched).select_related("platform").order_by("-week", "kind")
    context = {
        "here": "market",
        "found": found,
        "sight": sight,
        "alarms": [(one, alarm_sentence(one, sight)) for one in alarms],
        "map": draw_provinces(found.on_map, name="provinces", title=title, said=sight.words),
        "synthetic": request.actor.organisation.synthetic,
    }
    return render(request, "watch/market/platform.html", context)


@page(READ_MARKET, reason="market watch")
def alarms(request: DeskRequest) -> HttpResponse:
    """Everything that stood out, and whether somebody looked."""
    sight = sight_of(request.user)
    rows = MarketAlarm.objects.filter(named_for(sight)).select_related("platform", "looked_by")
    found = list_page(request, rows, COLUMNS, default="-week", filters=AlarmFilters(request.GET))
    return render(request, "watch/market/alarms.html", {"list": found, "here": "alarms", "sight": sight})


@page(READ_MARKET, reason="market watch")
def alarm(request: DeskRequest, alarm_id: uuid.UUID) -> HttpResponse:
    """One thing that stood out: what, what it may innocently be, and what who looked concluded."""
    one = _alarm(alarm_id)
    if not sight_of(request.user).names(one.platform.entry_id):
        raise Http404
    return _alarm_page(request, one, LookForm())


@page(JUDGE_MARKET, reason="market watch")
def look(request: DeskRequest, alarm_id: uuid.UUID) -> HttpResponse:
    """Somebody looked and writes down what they saw."""
    one = _alarm(alarm_id)
    if request.method != "POST":
        return redirect("watch:alarm", one.id)
    form = LookForm(request.POST)
    if not form.is_valid():
        return _alarm_page(request, one, form, status=422)
    try:
        look_at_alarm(by=request.actor, alarm_id=one.id, conclusion=form.cleaned_data["conclusion"])
    except WrongState:
        messages.error(request, _("Iemand anders schreef hier net iets op. Lees dat eerst."))
        return redirect("watch:alarm", one.id)
    messages.success(request, _("Opgeschreven. Dit wacht niet meer op een blik."))
    return redirect("watch:market")


@page(JUDGE_MARKET, reason="market watch")
def reopen(request: DeskRequest, alarm_id: uuid.UUID) -> HttpResponse:
    """The conclusion no longer holds: somebody has to look again."""
    one = _alarm(alarm_id)
    if request.method == "POST":
        try:
            reopen_alarm(by=request.actor, alarm_id=one.id)
        except WrongState:
            messages.error(request, _("Dit wacht al op een blik."))
    return redirect("watch:alarm", one.id)


def _alarm(alarm_id: uuid.UUID) -> MarketAlarm:
    found = MarketAlarm.objects.select_related("platform", "looked_by").filter(id=alarm_id).first()
    if found is None:
        raise Http404
    return found


def _alarm_page(request: DeskRequest, one: MarketAlarm, form: LookForm, *, status: int = 200) -> HttpResponse:
    sight = sight_of(request.user)
    context = {
        "here": "alarms",
        "alarm": one,
        "sentence": alarm_sentence(one, sight),
        "explanations": EXPLANATIONS[one.kind],
        "found": platform_page(one.platform, sight),
        "form": form,
        "sight": sight,
    }
    return render(request, "watch/market/alarm.html", context, status=status)


@page(TAKE_MARKET_OUT, confirm=True)
def take_out(request: DeskRequest) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    table = weekly_table()
    form = FormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mark = watermark_for(request)
        name = f"market-weeks.{form.cleaned_data['form']}"
        if form.cleaned_data["form"] == "csv":
            content = as_csv(table)
            data, sent, media = zip_with_origin(name, content, mark, NOTES), f"{name}.zip", ZIP
        else:
            content, data = as_workbook(table, None), as_workbook(table, mark)
            sent, media = name, MEDIA
        return export_response(
            request,
            data=data,
            filename=sent,
            content_type=media,
            what="market:weeks",
            rows=table.height,
            mark=mark,
            content=content,
        )
    context = {"form": form, "rows": table.height, "here": "market"}
    return render(request, "watch/market/take_out.html", context, status=422 if form.errors else 200)
