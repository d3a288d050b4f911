"""The lists of triage: the queue, the urgent list, one's own decisions; and one lead by its case number."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.look_ups import looked_up_too_often
from baken.triage import queries
from baken.triage.agreed import work_settings
from baken.triage.blind_sample import is_blind
from baken.triage.forms import HOLDS, CaseNumberForm, QueueFilter, UrgentFilter
from baken.triage.lead_history import own_drafts
from baken.triage.load import load_of
from baken.triage.models import TrainingResult
from baken.triage.permissions import LOOK_UP, URGENT, WORK
from baken.triage.policies import can_undo
from baken.triage.queue_order import in_turn, newest_sighting
from baken.triage.rota import shifts_from
from baken.triage.team_queries import own_decisions
from baken.vocabulary.triage import AssessmentOutcome

MOST_DRAFTS = 5
"""Begun assessments that the queue tells one of; they end with the lead's own period."""

_QUEUE = (
    Column("case", gettext_lazy("Zaak"), "case_number"),
    Column("order", gettext_lazy("Band"), "place"),
    Column("reason", gettext_lazy("Sterkste reden")),
    Column("seen", gettext_lazy("Laatst gezien"), "last_seen", descending=True),
    Column("sightings", gettext_lazy("Waarnemingen"), "sightings", descending=True, numeric=True),
    Column("where", gettext_lazy("Waar")),
    Column("who", gettext_lazy("In handen van")),
)
_URGENT = (
    Column("case", gettext_lazy("Zaak"), "case_number"),
    Column("kind", gettext_lazy("Vermoeden"), "urgent_kind"),
    Column("state", gettext_lazy("Wie moet kijken"), "state"),
    Column("since", gettext_lazy("Staat hier"), "urgent_since"),
    Column("due", gettext_lazy("Tweede vóór")),
    Column("who", gettext_lazy("In handen van")),
)
_DECIDED = (
    Column("at", gettext_lazy("Wanneer"), "created_at", descending=True),
    Column("case", gettext_lazy("Zaak"), "lead__case_number"),
    Column("outcome", gettext_lazy("Uw besluit"), "outcome"),
    Column("state", gettext_lazy("Stand nu"), "lead__state"),
    Column("undo", gettext_lazy("Herstellen")),
)


@page(WORK, reason="the queue")
def queue(request: DeskRequest) -> HttpResponse:
    """What waits for an assessment: first what one should do next."""
    by, now = request.actor, timezone.now()
    # without a choice: what one can do oneself
    newest, agreed = newest_sighting(now), work_settings()
    before = newest - timedelta(days=agreed.stale_days) if newest else None
    leads = queries.queued_leads(by=by, holds=HOLDS.get(request.GET.get("who", ""), HOLDS[""]))
    filters = QueueFilter(request.GET, now=now)
    turns = {"place": in_turn(by, now, before)}
    shown = list_page(request, leads, _QUEUE, default="order", filters=filters, in_turn=turns)
    rows = shown.rows
    for lead in rows:
        lead.gone_days = queries.gone_days(lead, newest, agreed.stale_days)
    queries.note_list_read(by=by, which="queue", shown=len(rows))
    return render(
        request,
        "triage/queue.html",
        {
            "list": shown,
            "sentence": filters.sentence(),
            "urgent_for_me": queries.urgent_for_me(by=by),
            "untrained": not TrainingResult.objects.filter(user=by.user).exists(),
            "now": now,
            "load": load_of(by=by, now=now, agreed=agreed),
            "drafts": list(own_drafts(by=by)[:MOST_DRAFTS]),
        },
    )


@page(URGENT, reason="the urgent list")
def urgent(request: DeskRequest) -> HttpResponse:
    """What is urgent, the longest waiting first, with its clock and the protocol."""
    by, now = request.actor, timezone.now()
    filters = UrgentFilter(request.GET)
    shown = list_page(request, queries.urgent_leads(by=by), _URGENT, default="since", filters=filters)
    for lead in shown.rows:
        lead.clock, lead.hold = queries.clock_of(lead, now), queries.hold_of(lead, by, now)
    queries.note_list_read(by=by, which="urgent", shown=len(shown.rows))
    on_duty = shifts_from(now).filter(starts_at__lte=now, user__is_active=True)
    context = {
        "list": shown,
        "now": now,
        "urgent_for_me": queries.urgent_for_me(by=by),
        "on_duty": list(on_duty),
    }
    return render(request, "triage/urgent.html", context)


@page(WORK, reason="own decisions")
def decided(request: DeskRequest) -> HttpResponse:
    """What one decided oneself, with the way back while there is one."""
    by, now = request.actor, timezone.now()
    shown = list_page(request, queries.own_assessments(by=by), _DECIDED, default="-at")
    for assessment in shown.rows:
        assessment.undoable = can_undo(assessment, assessment.lead, by, now)
        assessment.out_of_sight = is_blind(assessment.lead, now)
    queries.note_list_read(by=by, which="own decisions", shown=len(shown.rows))
    month = timezone.localdate(now).replace(day=1)
    own = [
        (AssessmentOutcome[code].label, count)
        for code, count in sorted(
            own_decisions(by=by, since=month).items(), key=lambda one: AssessmentOutcome.codes.index(one[0])
        )
    ]
    return render(request, "triage/decided.html", {"list": shown, "own": own})


@page(LOOK_UP)
def look_up(request: DeskRequest) -> HttpResponse:
    """The lead with exactly this case number, for a reason. Whoever misses too often waits."""
    form = CaseNumberForm(request.POST or None)
    if request.method != "POST":
        return render(request, "triage/look_up.html", {"form": form})
    if form.is_valid():
        if looked_up_too_often(by=request.actor):
            return render(request, "triage/look_up.html", {"form": form, "too_often": True}, status=429)
        lead = queries.lead_of_case(by=request.actor, case_number=form.cleaned_data["case_number"])
        if lead is not None:
            return redirect("triage:lead", lead.id)
        form.add_error("case_number", _("Er is geen aanwijzing met dit zaaknummer."))
    return render(request, "triage/look_up.html", {"form": form}, status=422)
