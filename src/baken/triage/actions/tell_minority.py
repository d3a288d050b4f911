"""A suspicion of minority from elsewhere (somebody talks with them) puts the lead on the urgent list."""

from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from baken.adverts.models import Extraction, Link
from baken.audit.actions import record_event
from baken.indicators.bands import BANDS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.follow_leads import touch
from baken.triage.actions.keep_stops import stop_leads
from baken.triage.actions.lead_steps import store_step
from baken.triage.case_numbers import case_numbers
from baken.triage.models import Lead
from baken.triage.permissions import URGENT
from baken.triage.states import URGENT_OPEN, check_move

_UNFLAGGED = BANDS[-1].code
MOST_ADVERTISERS = 20
"""More than one contact that links ever stands under."""


@transaction.atomic
def tell_minority(*, by: Actor, advertisers: Collection[str], told: str) -> list[Lead]:
    """Puts each of these advertisers on the urgent list, with its own clock and two people who look, and
    stops outreach to it for good. `told` says where the suspicion was written down, never what was said.

    An advertiser without a lead gets one, outside the band and the order of any run. What waits there for
    that already, or what two people said stands, stays as it is: so telling twice tells once. Neither is what
    somebody suspects one of the two looks: who tells did not see the adverts. Returns the leads that were
    put there, in the order of their case numbers. Raises `NotPermitted`.
    """
    check_person(by)
    check_may(by, URGENT)
    names = sorted(advertisers)[:MOST_ADVERTISERS]
    _make_missing(by, names)
    named = Lead.objects.filter(advertiser__in=names)
    # of two that were joined the one that goes on counts
    going_on = Q(id__in=named.values("id"), rests_under=None) | Q(id__in=named.values("rests_under"))
    leads = list(Lead.objects.filter(going_on).select_for_update(of=("self",)).order_by("id"))
    put = [lead for lead in leads if _put(by, lead, told)]
    if leads:
        stop_leads(by=by)
    return sorted(put, key=lambda lead: lead.case_number)


def _put(by: Actor, lead: Lead, told: str) -> bool:
    """Whether it was put on the list now."""
    if lead.urgent_kind == "minority" and lead.state in (*URGENT_OPEN, "urgent_confirmed"):
        if not lead.outreach_stopped:
            Lead.objects.filter(id=lead.id).update(outreach_stopped=True)
        return False
    move = check_move("tell", lead.state, "urgent_first")
    store_step(by=by, lead=lead, kind="told", words=told)
    was, now = lead.state, timezone.now()
    lead.state, lead.urgent_kind, lead.urgent_since = move.target, "minority", now
    lead.waits_since, lead.outreach_stopped, lead.blind = now, True, False
    # it waits for nobody in particular any more; what a colleague wrote stays in their draft
    lead.holder = lead.held_until = lead.handed_to = lead.handed_until = lead.reopened_by = None
    lead.first_look_by = lead.second_look_by = lead.escalated_at = lead.second_from = None
    lead.version += 1
    touch(lead)
    lead.save()
    details = {"from": was, "kind": "minority"}
    record_event(by=by, action=move.event, subject=f"lead:{lead.id}", details=details)
    return True


def _make_missing(by: Actor, names: Sequence[str]) -> None:
    known = set(Lead.objects.filter(advertiser__in=names).values_list("advertiser", flat=True))
    missing = [name for name in names if name not in known and Link.objects.filter(advertiser=name).exists()]
    if not missing:
        return
    taken = set(Lead.objects.values_list("case_number", flat=True))
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "case number")
    made = [
        Lead(
            organisation=by.organisation, advertiser=name, band=_UNFLAGGED, log_odds=0, low=0, high=0,
            hard_stop=False, reasons=[], rank=len(taken), raised=False, created_at=timezone.now(),
            **_seen(name),
        )
        for name in missing
    ]  # fmt: skip
    numbers = case_numbers([lead.id for lead in made], key, taken)
    for lead in made:
        lead.case_number = numbers[lead.id]
    # a colleague, or a run, may be making it at this moment: that one is waited for and then counts
    Lead.objects.bulk_create(made, ignore_conflicts=True)
    # one that met a case number which was given away at this moment gets another
    if Lead.objects.filter(advertiser__in=missing).count() < len(missing):
        _make_missing(by, names)


def _seen(advertiser: str) -> dict[str, Any]:
    """When, how often and where it was seen, as a run would say."""
    links = Link.objects.filter(advertiser=advertiser)
    seen = links.aggregate(
        first_seen=Min("sighting__captured_at"), last_seen=Max("sighting__captured_at"),
        sightings=Count("id"), unique_adverts=Count("unique_advert", distinct=True),
    )  # fmt: skip
    placed = Extraction.objects.filter(sighting__in=links.values("sighting"))
    provinces = {one for row in placed.values_list("provinces", flat=True) for one in row}
    return seen | {"provinces": sorted(provinces)}
