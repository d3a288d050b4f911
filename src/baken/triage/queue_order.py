"""In which order leads come to people: what was handed to one first, then by band and weight, what is gone
last; and every fifth take goes to whatever waits longest, so that nothing waits for ever."""

import uuid
from datetime import datetime, timedelta

from django.db.models import (
    Case,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from baken.desk.lists import Turns
from baken.tenancy.acting import Actor
from baken.triage.agreed import work_settings
from baken.triage.models import Lead, Showing
from baken.triage.states import IN_QUEUE, URGENT_OPEN

TURN = 5
"""Of so many takes of one person, one goes to the lead that waits longest."""
_RAISED = Q(raised=True) | Q(reopened_by__isnull=False)


def queued(by: Actor, now: datetime) -> Q:
    """What the queue holds for this person: what a run raises or a person reopened; what waits for their
    second answer, once the first can't be taken back any more; and where two answers differ."""
    second = Q(state="second_look", second_from__lte=now) & ~Q(first_look_by=by.user)
    differing = Q(state="differing", rests_under__isnull=True)
    # said of the states as a whole too, so that the database finds them by their rank
    return Q(state__in=IN_QUEUE) & (Q(state="waiting") & _RAISED | second & _RAISED | differing)


def newest_sighting(now: datetime) -> datetime | None:
    """When anybody was last seen: of the time after that, in which nobody collected, nobody knows who was
    there."""
    newest = Lead.objects.aggregate(newest=Max("last_seen"))["newest"]
    return min(newest, now) if newest else None


def gone_before(now: datetime) -> datetime | None:
    """Whoever was last seen before this is gone."""
    newest = newest_sighting(now)
    return newest - timedelta(days=work_settings().stale_days) if newest else None


def gone(before: datetime | None) -> Q:
    """Which leads are gone."""
    return Q(last_seen__lt=before) if before else Q(pk__in=[])


def free_for(by: Actor, now: datetime) -> QuerySet[Lead]:
    """What waits in the queue and is free for this person, in no order."""
    return Lead.objects.filter(_free(by, now), unhanded(by, now), queued(by, now))


def waiting_for(by: Actor, now: datetime) -> QuerySet[Lead]:
    """The same, first things first."""
    waiting = free_for(by, now)
    before = gone_before(now)
    if before is None:
        return waiting.order_by("rank", "id")
    return waiting.order_by(Case(When(gone(before), then=1), default=0), "rank", "id")


def urgent_for(by: Actor, now: datetime) -> QuerySet[Lead]:
    """What is on the urgent list for this person: free, and not waiting for somebody else to look."""
    mine_last = Q(state="urgent_second", first_look_by=by.user)
    return Lead.objects.filter(_free(by, now), ~mine_last, state__in=URGENT_OPEN).order_by(
        "urgent_since", "id"
    )


def handed_to(by: Actor, now: datetime) -> Q:
    """What colleagues handed to this person."""
    return Q(handed_to=by.user, handed_until__gt=now)


def unhanded(by: Actor, now: datetime) -> Q:
    """What was not handed to somebody else."""
    return Q(handed_until__isnull=True) | Q(handed_until__lte=now) | Q(handed_to=by.user)


def next_for(by: Actor, now: datetime, *, after: uuid.UUID | None, turn: bool) -> list[QuerySet[Lead]]:
    """Where the next lead is looked for, one place after the other.

    First what one has in hand and what was handed to one; in its `turn` what waits longest; then what one
    did not see yet as it is now, what is gone last; at the end what one saw, longest ago first. `after` is
    the lead one leaves: it does not come back by itself.
    """
    waiting = free_for(by, now)
    if after:
        waiting = waiting.exclude(id=after)
    seen = Showing.objects.filter(lead=OuterRef("pk"), user=by.user)
    new = waiting.filter(~Exists(seen.filter(version=OuterRef("version"))))
    sunk = gone(gone_before(now))
    mine = (new if after else waiting).filter(handed_to(by, now)).order_by("handed_until", "id")
    places = [] if after else [waiting.filter(holder=by.user, held_until__gt=now).order_by("rank", "id")]
    places.append(mine)
    if turn:
        places.append(waiting.order_by(Coalesce("waits_since", "created_at"), "id"))
    places += [new.exclude(sunk).order_by("rank", "id"), new.filter(sunk).order_by("rank", "id")]
    places.append(waiting.order_by(Subquery(seen.values("shown_at")[:1]).asc(nulls_first=True), "rank", "id"))
    return places


def _free(by: Actor, now: datetime) -> Q:
    return Q(held_until__isnull=True) | Q(held_until__lte=now) | Q(holder=by.user)


def in_turn(by: Actor, now: datetime, before: datetime | None) -> Turns:
    """The list in the same order: handed to one, the rest by rank, and last what is gone `before`."""
    mine, sunk = handed_to(by, now), gone(before)
    return Turns((mine, ~mine & ~sunk, ~mine & sunk), ("rank", "id"))
