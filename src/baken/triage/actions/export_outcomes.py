"""Outcomes leave triage in three steps: one person asks, another decides, the first takes them out."""

import json
import uuid

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.indicators.learning.outcomes import Outcome
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.second_person import WAITS, approved_for, decide_as_second, still_asked
from baken.triage.models import OutcomeExport
from baken.triage.outcomes import recorded_outcomes
from baken.triage.permissions import APPROVE_OUTCOMES, TAKE_OUTCOMES

_COLUMN = "triage_outcomeexport.sealed"


def reason_of(request: OutcomeExport) -> str:
    """Why the outcomes were asked for, in the words of who asked."""
    return Vault(request.organisation_id).open(request.sealed, _COLUMN, request.id)


@transaction.atomic
def ask_outcomes(*, by: Actor, reason: str) -> OutcomeExport:
    """Asks for the outcomes as they stand now; asked again, it stands once. Raises `NotPermitted`."""
    check_may(by, TAKE_OUTCOMES)
    check_person(by)
    if known := still_asked(OutcomeExport.objects.all(), by=by):
        return known
    row, now = uuid.uuid4(), timezone.now()
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
    asked = decide_as_second(
        OutcomeExport.objects.all(), by=by, request_id=export_id, approve=approve, what="outcomes"
    )
    _note(by, asked, "triage.outcomes_decided")
    return asked


def approved_outcomes(*, by: Actor, export_id: uuid.UUID) -> tuple[OutcomeExport, list[Outcome]]:
    """What was approved, for who asked for it, until its time is over. Raises `NotApproved`,
    `NotPermitted`, Http404."""
    check_may(by, TAKE_OUTCOMES)
    asked = approved_for(OutcomeExport.objects.all(), by=by, request_id=export_id)
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
