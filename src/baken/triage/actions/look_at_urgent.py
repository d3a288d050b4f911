"""Looking at an urgent lead: two different people, who agree, close it."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.assess_lead import newest_assessment, store_assessment
from baken.triage.exceptions import WrongState
from baken.triage.models import Assessment, Lead
from baken.triage.own_words import OwnWords
from baken.triage.permissions import URGENT
from baken.triage.policies import check_free, check_look, check_unlooked, check_words
from baken.triage.states import LOOKED, URGENT_OUTCOMES, check_move


@transaction.atomic
def look_at_urgent(
    *, by: Actor, lead_id: uuid.UUID, version: int, outcome: str, facts: str, explanation: str
) -> Assessment:
    """What one person found: the suspicion stands (the protocol was followed), or falls.

    The first look closes nothing. A later one closes it when another person's newest look says the
    same; where they differ it stays open for whoever did not look last, until two people agree.
    Raises `SamePerson`, `WrongState`, `LookedMeanwhile`, `ChangedMeanwhile`, `HeldByAnother`,
    `WordsMissing`, `NotPermitted`, Http404.
    """
    check_person(by)
    check_may(by, URGENT)
    if outcome not in URGENT_OUTCOMES:
        raise WrongState("no such outcome")
    check_words(outcome, facts, explanation)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    now = timezone.now()
    check_unlooked(lead, version, newest_assessment(lead))
    check_free(lead, by, now)
    check_look(lead, by)
    agreeing = next((user for user, said in looks(lead).items() if user != by.user and said == outcome), None)
    target = outcome if lead.state == "urgent_second" and agreeing else "urgent_second"
    check_move("look", lead.state, target)
    assessment = store_assessment(
        by=by, lead=lead, outcome=outcome, kind=lead.urgent_kind, words=OwnWords(facts, explanation), now=now
    )
    if target == outcome:
        lead.first_look_by, lead.second_look_by = agreeing, by.user
    else:
        lead.first_look_by = by.user
    lead.state = target
    lead.save()
    details = {"outcome": outcome, "kind": lead.urgent_kind, "closed": target == outcome}
    record_event(by=by, action=LOOKED, subject=f"lead:{lead.id}", details=details)
    return assessment


def looks(lead: Lead) -> dict[User, str]:
    """What each person said last since the lead became urgent, the last to look last. Marking it as
    urgent says that the suspicion stands."""
    said: dict[User, str] = {}
    if lead.urgent_since is None:
        return said
    standing = Assessment.objects.filter(
        lead=lead, undone_at__isnull=True, outcome__startswith="urgent", created_at__gte=lead.urgent_since
    )
    for look in standing.select_related("user").order_by("version"):
        said.pop(look.user, None)
        said[look.user] = "urgent_lifted" if look.outcome == "urgent_lifted" else "urgent_confirmed"
    return said
