"""Which age evidence an account and its advert have, and why it holds or fell away: a page."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.door.broken import says_what_is_broken
from baken.door.checks.age import Standing, standing_of
from baken.door.kept import FACTS, opened_json, policy_of, readable, rests_on
from baken.door.models import AgeProof, DoorCheck
from baken.door.permissions import LOOK
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@dataclass(frozen=True, slots=True)
class EvidenceRead:
    """The evidence of the account of a check as it stood then, and what was told of the account since."""

    check: DoorCheck
    standing: list[Standing]
    since: QuerySet[AgeProof]
    now: datetime


def read_evidence(*, by: Actor, check_id: uuid.UUID) -> EvidenceRead:
    """The evidence behind one check. Raises Http404, `NotPermitted`, `Broken`."""
    check_may(by, LOOK)
    check = get_object_or_404(
        DoorCheck.objects.select_related("standing", "policy").defer("answer"), id=check_id
    )
    record_event(by=by, action="door.evidence_read", subject=f"door_check:{check.id}")
    with readable("door_check", check.id):
        told = opened_json(Vault(by.organisation.id), check.facts, FACTS, check.id)
        rests = rests_on(told, policy_of(check.policy))
    given = sorted(rests.submission.age_evidence, key=lambda one: one.checked_at, reverse=True)
    methods = check.policy.age_evidence
    return EvidenceRead(
        check,
        [standing_of(rests.submission.advert, one, methods, rests.beside.shown) for one in given],
        AgeProof.objects.filter(account=check.standing.account, recorded_at__gt=check.at)
        .exclude(account=None)
        .defer("checked_by")
        .order_by("-checked_at", "id"),
        timezone.now(),
    )


@page(LOOK, reason="moderation at the door")
@says_what_is_broken
def evidence(request: DeskRequest, check_id: uuid.UUID) -> HttpResponse:
    """What age evidence there is, to what it is bound, and what became of it."""
    return render(request, "door/evidence.html", {"read": read_evidence(by=request.actor, check_id=check_id)})
