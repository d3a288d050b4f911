"""Taking a lead in hand: one person at a time, however many take at the same moment."""

import uuid
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.follow_leads import touch
from baken.triage.models import Lead
from baken.triage.permissions import URGENT, WORK
from baken.triage.policies import HOLD, check_free
from baken.triage.states import STATES, URGENT_OPEN


@transaction.atomic
def claim_lead(*, by: Actor, lead_id: uuid.UUID) -> Lead:
    """This lead, in hand for `HOLD`; whatever else was in hand goes back. Taking it again extends it.

    Raises `HeldByAnother`, `NotPermitted`, Http404.
    """
    check_person(by)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    check_may(by, URGENT if STATES[lead.state].urgent else WORK)
    now = timezone.now()
    check_free(lead, by, now)
    _take(by, lead, now)
    return lead


@transaction.atomic
def claim_next(*, by: Actor, after: uuid.UUID | None = None, urgent: bool = False) -> Lead | None:
    """The next lead that nobody has in hand, or None where none is left.

    What one has in hand already comes first, except after `after`, the lead one leaves: then the one
    that follows it, and past the last the first again. Of the urgent ones the longest waiting comes
    first. Raises `NotPermitted`.
    """
    check_person(by)
    check_may(by, URGENT if urgent else WORK)
    now = timezone.now()
    waiting = urgent_for(by, now) if urgent else waiting_for(by, now)
    left = Lead.objects.filter(id=after).first() if after else None
    if left is not None:
        waiting = waiting.exclude(id=left.id)
        follows = waiting if urgent else waiting.filter(rank__gt=left.rank)
        lead = _first(by, follows) or _first(by, waiting)
    else:
        lead = _first(by, waiting.filter(holder=by.user, held_until__gt=now)) or _first(by, waiting)
    if lead is None:
        if left is not None:
            _give_back_others(by, None)
        return None
    _take(by, lead, now)
    return lead


def waiting_for(by: Actor, now: datetime) -> QuerySet[Lead]:
    """What waits in the queue and is free for this person, first things first."""
    return Lead.objects.filter(_free(by, now), state="waiting", raised=True).order_by("rank", "id")


def urgent_for(by: Actor, now: datetime) -> QuerySet[Lead]:
    """What is on the urgent list for this person: free, and not waiting for somebody else to look."""
    mine_last = Q(state="urgent_second", first_look_by=by.user)
    return Lead.objects.filter(_free(by, now), ~mine_last, state__in=URGENT_OPEN).order_by(
        "urgent_since", "id"
    )


def _free(by: Actor, now: datetime) -> Q:
    return Q(held_until__isnull=True) | Q(held_until__lte=now) | Q(holder=by.user)


def _first(by: Actor, waiting: QuerySet[Lead]) -> Lead | None:
    """The first that nobody is taking at this moment; where others take all, wait for what they leave."""
    found = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if found:
        return found
    _stand_in_line(by)
    return waiting.select_for_update(of=("self",)).first()


def _stand_in_line(by: Actor) -> None:
    """One at a time waits for what others leave: a lead that turns out to be taken stays locked while the
    next is waited for, so that two who wait could wait for each other."""
    with connection.cursor() as cursor:
        line = f"next lead {by.organisation.id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [line])


def _take(by: Actor, lead: Lead, now: datetime) -> None:
    _give_back_others(by, lead.id)
    again = lead.holder_id == by.user.id and lead.held_until is not None and lead.held_until > now
    lead.holder, lead.held_until = by.user, now + HOLD
    touch(lead)
    lead.save(update_fields=["holder", "held_until", "touched", "known_sightings"])
    if not again:
        record_event(by=by, action="triage.lead_claimed", subject=f"lead:{lead.id}")


def _give_back_others(by: Actor, kept: uuid.UUID | None) -> None:
    """One lead in hand at a time. What somebody else is taking over at this moment is left to them, so
    that two people who take each other's never wait for each other."""
    held = (
        Lead.objects.filter(holder=by.user).exclude(id=kept) if kept else Lead.objects.filter(holder=by.user)
    )
    others = list(held.select_for_update(skip_locked=True, of=("self",)).values_list("id", flat=True))
    if others:
        Lead.objects.filter(id__in=others, holder=by.user).update(holder=None, held_until=None)
        for other in others:
            record_event(by=by, action="triage.lead_released", subject=f"lead:{other}")
