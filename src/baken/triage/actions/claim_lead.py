"""Taking a lead in hand: one person at a time, however many take at the same moment."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.follow_leads import touch
from baken.triage.actions.hand_lead import take_back
from baken.triage.load import check_day
from baken.triage.models import Lead, Pace, Showing
from baken.triage.permissions import URGENT, WORK
from baken.triage.policies import HOLD, check_free, check_stands, check_turn
from baken.triage.queue_order import TURN, next_for, urgent_for
from baken.triage.states import IN_QUEUE, STATES


@transaction.atomic
def claim_lead(*, by: Actor, lead_id: uuid.UUID) -> Lead:
    """This lead, in hand for `HOLD`; whatever else was in hand goes back. Taking it again extends it.

    Who handed it to a colleague that did not take it yet takes it back. Raises `HeldByAnother`,
    `HandedToAnother`, `SamePerson`, `RestsElsewhere`, `DayIsFull`, `NotPermitted`, Http404.
    """
    check_person(by)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    urgent = STATES[lead.state].urgent
    check_may(by, URGENT if urgent else WORK)
    now = timezone.now()
    if not urgent:
        check_stands(lead)
        check_turn(lead, by)
    take_back(by=by, lead=lead, now=now)
    check_free(lead, by, now)
    if not urgent:
        check_day(by, now, lead)
    _take(by, lead, now)
    return lead


@transaction.atomic
def claim_next(*, by: Actor, after: uuid.UUID | None = None, urgent: bool = False) -> Lead | None:
    """The next lead that nobody has in hand, or None where none is left.

    What one has in hand already comes first, except after `after`, the lead one leaves: that one comes
    again only when there is nothing else. Of the urgent ones the longest waiting comes first; no limit
    holds those back. Raises `DayIsFull`, `NotPermitted`.
    """
    check_person(by)
    check_may(by, URGENT if urgent else WORK)
    now = timezone.now()
    if urgent:
        waiting = urgent_for(by, now)
        mine = [] if after else [waiting.filter(holder=by.user, held_until__gt=now)]
        lead = _first(by, [*mine, waiting.exclude(id=after) if after else waiting])
    else:
        held = Lead.objects.filter(holder=by.user, held_until__gt=now, state__in=IN_QUEUE).first()
        check_day(by, now, held if after is None else None)
        pace, _ = Pace.objects.get_or_create(user=by.user, defaults={"organisation": by.organisation})
        lead = _first(by, next_for(by, now, after=after, turn=(pace.takes + 1) % TURN == 0))
        if lead is not None:
            Pace.objects.filter(id=pace.id).update(takes=F("takes") + 1)
    if lead is None:
        if after is not None:
            _give_back_others(by, None)
        return None
    _take(by, lead, now)
    return lead


def _first(by: Actor, places: Sequence[QuerySet[Lead]]) -> Lead | None:
    """The first that nobody is taking at this moment; where others take all, wait for what they leave."""
    for place in places:
        found = _free(place)
        if found:
            return found
    _stand_in_line(by)
    return places[-1].select_for_update(of=("self",)).first()


def _free(place: QuerySet[Lead]) -> Lead | None:
    """The first that nobody is taking. A lead that turns out to be taken since we looked stays locked by us:
    where nothing is left it is let go, or who waits for it in line would wait for us, who wait for the
    line."""
    before = transaction.savepoint()
    found = place.select_for_update(skip_locked=True, of=("self",)).first()
    if found is None:
        transaction.savepoint_rollback(before)
    else:
        transaction.savepoint_commit(before)
    return found


def _stand_in_line(by: Actor) -> None:
    """One at a time waits for what others leave: a lead that turns out to be taken stays locked while the
    next is waited for, so that two who wait could wait for each other."""
    with connection.cursor() as cursor:
        line = f"next lead {by.organisation.id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [line])


def _take(by: Actor, lead: Lead, now: datetime) -> None:
    _give_back_others(by, lead.id)
    again = lead.holder_id == by.user.id and lead.held_until is not None and lead.held_until > now
    lead.holder, lead.held_until, lead.waits_since = by.user, now + HOLD, now
    touch(lead)
    lead.save(update_fields=["holder", "held_until", "waits_since", "touched", "known_sightings"])
    Showing.objects.update_or_create(
        lead=lead,
        user=by.user,
        defaults={"version": lead.version, "shown_at": now},
        create_defaults={"organisation": by.organisation, "version": lead.version, "shown_at": now},
    )
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
