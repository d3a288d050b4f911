"""Outcomes leave triage in three steps: one person asks, another decides, the first takes them out."""

import json
import uuid
from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.indicators.learning.outcomes import Outcome
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.triage.exceptions import DecidedAlready, NotApproved
from baken.triage.models import OutcomeExport
from baken.triage.outcomes import recorded_outcomes
from baken.triage.permissions import APPROVE_OUTCOMES, TAKE_OUTCOMES

WAITS = timedelta(days=14)
"""So long a request waits for a decision, and then for being taken; after it everything of it goes."""

_COLUMN = "triage_outcomeexport.sealed"


def reason_of(request: OutcomeExport) -> str:
    """Why the outcomes were asked for, in the words of who asked."""
    return Vault(request.organisation_id).open(request.sealed, _COLUMN, request.id)


@transaction.atomic
def ask_outcomes(*, by: Actor, reason: str) -> OutcomeExport:
    """Asks for the outcomes as they stand now; asked again, it stands once. Raises `NotPermitted`."""
    check_may(by, TAKE_OUTCOMES)
    check_person(by)
    now = timezone.now()
    known = OutcomeExport.objects.filter(asked_by=by.user, state="asked", expires_at__gt=now).first()
    if known:
        return known
    row = uuid.uuid4()
    made = OutcomeExport.objects.create(
        id=row, organisation=by.organisation, sealed=Vault(by.organisation.id).seal(reason, _COLUMN, row),
        asked_by=by.user, asked_at=now, expires_at=now + WAITS,
    )  # fmt: skip
    _note(by, made, "triage.outcomes_asked")
    return made


@transaction.atomic
def decide_outcomes(*, by: Actor, export_id: uuid.UUID, approve: bool) -> OutcomeExport:
    """A second person approves or declines, never who asked. Raises `DecidedAlready`, `NotPermitted`,
    Http404."""
    check_may(by, APPROVE_OUTCOMES)
    check_person(by)
    asked = get_object_or_404(OutcomeExport.objects.select_for_update(of=("self",)), id=export_id)
    if asked.asked_by_id == by.user.id:
        raise NotPermitted("somebody else than who asks for outcomes decides on it")
    now = timezone.now()
    if asked.state != "asked" or asked.expires_at <= now:
        raise DecidedAlready
    asked.state = "approved" if approve else "declined"
    asked.decided_by, asked.decided_at = by.user, now
    asked.expires_at = now + WAITS
    asked.save(update_fields=["state", "decided_by", "decided_at", "expires_at"])
    _note(by, asked, "triage.outcomes_decided")
    return asked


def approved_outcomes(*, by: Actor, export_id: uuid.UUID) -> tuple[OutcomeExport, list[Outcome]]:
    """What was approved, for who asked for it, until its time is over. Raises `NotApproved`,
    `NotPermitted`, Http404."""
    check_may(by, TAKE_OUTCOMES)
    check_person(by)
    asked = get_object_or_404(OutcomeExport, id=export_id, asked_by=by.user)
    if asked.state not in ("approved", "taken") or asked.expires_at <= timezone.now():
        raise NotApproved
    return asked, recorded_outcomes(by=by, until=asked.asked_at)


@transaction.atomic
def take_outcomes(*, by: Actor, export_id: uuid.UUID) -> tuple[bytes, int]:
    """The file, and how many rows it holds; it may be taken again until its time is over.

    Raises `NotApproved`, `NotPermitted`, Http404.
    """
    asked, outcomes = approved_outcomes(by=by, export_id=export_id)
    OutcomeExport.objects.filter(id=asked.id).update(state="taken")
    return as_file(outcomes), len(outcomes)


def as_file(outcomes: list[Outcome]) -> bytes:
    """Outcomes as `baken indicators learn` reads them: an object over several lines, a row a line."""
    rows = ",\n".join(json.dumps(one.as_row(), separators=(",", ":")) for one in outcomes)
    return f'{{\n"outcomes_version": 1,\n"outcomes": [\n{rows}\n]\n}}\n'.encode()


def _note(by: Actor, request: OutcomeExport, action: str) -> None:
    record_event(
        by=by, action=action, subject=f"outcome_export:{request.id}", details={"state": request.state}
    )
