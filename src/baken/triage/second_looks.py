"""A second, separate answer on a part of what is decided: which leads are drawn, and what who answers second
is shown, which is the lead as it was before anybody decided.

Who answers second must not know that they are: so a drawn lead stands in the queue like any other, and
`as_seen_by` is the one door through which its page reads it.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Q

from baken.tenancy.acting import Actor
from baken.triage import blind_draw
from baken.triage.lead_history import colleagues
from baken.triage.models import Assessment, Lead, SampleRates
from baken.triage.policies import UNDO_WITHIN, is_second, open_to
from baken.triage.states import QUEUE_OUTCOMES

LAPSES_AFTER = timedelta(days=14)
"""A second answer that nobody gave in so long is not waited for any more."""


def second_look_rate() -> int:
    """Of 100 decided leads how many are drawn."""
    row = SampleRates.objects.first()
    return row.second_looks if row else blind_draw.SECOND_LOOKS


def is_drawn(by: Actor, lead: Lead) -> bool:
    """Whether the decision that `by` takes now is one of which a second person gives an answer apart.

    A draw by keyed hash of the lead and how many decisions stand on it, so that taking a decision back
    and taking it again draws the same. Only what waited, and where a colleague is there to answer.
    """
    if lead.state != "waiting" or not (lead.raised or lead.reopened_by_id):
        return False
    stand = Assessment.objects.filter(lead=lead, undone_at__isnull=True).count()
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "second looks")
    chance = blind_draw.chance_of(key, "second look", f"{lead.id} {stand}")
    return chance < second_look_rate() / 100 and bool(colleagues(by))


def as_seen_by(by: Actor, lead: Lead, rows: Sequence[Assessment]) -> tuple[str, list[Assessment]]:
    """The state of a lead and its decisions, the newest first, as this reader may know them: while they may
    still be the second, it waits, and nobody decided."""
    if not is_second(lead, by):
        return lead.state, list(rows)
    assert lead.second_from is not None
    begun, hidden = lead.second_from - UNDO_WITHIN, set[uuid.UUID]()
    for row in rows:
        if row.created_at < begun and (row.undone_at is None or row.user_id != lead.first_look_by_id):
            break
        hidden.add(row.id)
    return "waiting", [row for row in rows if row.id not in hidden]


def unseen_answers(by: Actor) -> Q:
    """Of decisions in general: without the first answers that this reader may not know yet."""
    begun = F("lead__second_from") - UNDO_WITHIN
    return ~(
        Q(lead__state="second_look", user=F("lead__first_look_by"), created_at__gte=begun) & ~Q(user=by.user)
    )


def answers(rows: Sequence[Assessment]) -> dict[uuid.UUID, str]:
    """The two answers that differ, by who gave them; `rows` are a lead's, the newest first."""
    second = next((row for row in rows if row.undone_at is None and row.second_to_id), None)
    if second is None:
        return {}
    first = next(row for row in rows if row.id == second.second_to_id)
    return {first.user_id: first.outcome, second.user_id: second.outcome}


def open_outcomes(by: Actor, lead: Lead, rows: Sequence[Assessment]) -> tuple[str, ...]:
    """What the reader may choose from. Marking as urgent is open to everybody, always."""
    if lead.state == "second_look":
        return ("urgent",)
    if lead.state == "differing":
        open_ones = (*open_to(by, answers(rows)), "urgent")
        return tuple(code for code in QUEUE_OUTCOMES if code in open_ones)
    return QUEUE_OUTCOMES
