"""Second answers that are not waited for any more: the one answer that there is holds."""

from django.db.models import Q
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.models import Assessment, Lead
from baken.triage.policies import is_held
from baken.triage.second_looks import LAPSES_AFTER
from baken.triage.states import check_move


def lapse_second_looks(*, by: Actor) -> int:
    """What nobody answered within `LAPSES_AFTER`, and what stands in no queue any more, takes the state of
    its first answer. What somebody has in hand is left to them. The caller's transaction; returns how many.
    """
    now = timezone.now()
    late = Q(second_from__lte=now - LAPSES_AFTER)
    unqueued = Q(raised=False, reopened_by__isnull=True)
    leads = Lead.objects.filter(late | unqueued, state="second_look", rests_under__isnull=True)
    lapsed = 0
    for lead in leads.select_for_update(of=("self",)).order_by("id"):
        if is_held(lead, now):
            continue
        standing = Assessment.objects.filter(lead=lead, user=lead.first_look_by, undone_at__isnull=True)
        first = standing.order_by("-version").first()
        assert first is not None
        move = check_move("lapse", lead.state, first.outcome)
        lead.state, lead.decided_at = first.outcome, first.created_at
        # who has its page open learns that it changed
        lead.version += 1
        lead.first_look_by = lead.second_from = lead.reopened_by = None
        lead.handed_to = lead.handed_until = None
        lead.save()
        lapsed += 1
        record_event(by=by, action=move.event, subject=f"lead:{lead.id}", details={"outcome": first.outcome})
    return lapsed
