"""Evidence is handed over in three steps: one person asks, another decides, the first takes the package."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from baken.adverts.capture_queries import is_same_advert
from baken.adverts.exceptions import NothingKept
from baken.adverts.models import HandOver, Sighting
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.collection.evidence.package import evidence_package
from baken.collection.permissions import APPROVE_HAND_OVER, HAND_OVER
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.second_person import WAITS, approved_for, decide_as_second, still_asked

PURPOSES = ("crime_report", "outreach")
_COLUMN = "adverts_handover.sealed"


@dataclass(frozen=True, slots=True)
class ForCase:
    """For which case of the receiver the evidence is, and why it is handed over."""

    case: str
    reason: str


def open_case(request: HandOver) -> ForCase:
    """What was sealed of a request."""
    return ForCase(**json.loads(Vault(request.organisation_id).open(request.sealed, _COLUMN, request.id)))


@transaction.atomic
def ask_hand_over(
    *, by: Actor, sighting: Sighting, others: Sequence[uuid.UUID], purpose: str, case: str, reason: str
) -> HandOver:
    """Asks for a package of a sighting and of `others` of the same advert; asked again it stands once.

    Raises `NothingKept`, `NotPermitted`; ValueError for another purpose or advert.
    """
    check_may(by, HAND_OVER)
    check_person(by)
    if purpose not in PURPOSES or not all(is_same_advert(sighting, other) for other in others):
        raise ValueError("evidence is asked for one advert and one of the purposes")
    kept = Sighting.objects.filter(id__in=[sighting.id, *others], capture__isnull=False)
    captures = sorted(set(kept.values_list("capture_id", flat=True)), key=str)
    if sighting.capture_id not in captures:
        raise NothingKept
    if known := still_asked(HandOver.objects.filter(sighting=sighting), by=by):
        return known
    row, now = uuid.uuid4(), timezone.now()
    sealed = Vault(by.organisation.id).seal(json.dumps({"case": case, "reason": reason}), _COLUMN, row)
    made = HandOver.objects.create(
        id=row, organisation=by.organisation, sighting=sighting, captures=captures, purpose=purpose,
        sealed=sealed, asked_by=by.user, asked_at=now, expires_at=now + WAITS,
    )  # fmt: skip
    _note(by, made, "adverts.hand_over_asked")
    return made


@transaction.atomic
def decide_hand_over(*, by: Actor, request_id: uuid.UUID, approve: bool) -> HandOver:
    """A second person approves or declines, never who asked. Raises `DecidedAlready`, `NotPermitted`,
    Http404."""
    check_may(by, APPROVE_HAND_OVER)
    asked = decide_as_second(
        HandOver.objects.all(), by=by, request_id=request_id, approve=approve, what="evidence"
    )
    _note(by, asked, "adverts.hand_over_decided")
    return asked


@transaction.atomic
def take_hand_over(*, by: Actor, request_id: uuid.UUID) -> tuple[HandOver, bytes]:
    """The package, for who asked for it; it may be taken again until its time is over.

    Raises `NotApproved`, `NotPermitted`, Http404 and `EvidenceRefused`.
    """
    check_may(by, HAND_OVER)
    found = HandOver.objects.select_for_update(of=("self",)).select_related("decided_by")
    asked = approved_for(found, by=by, request_id=request_id)
    assert asked.decided_by is not None
    about = open_case(asked)
    package = evidence_package(
        by=by, capture_ids=asked.captures, reason=about.reason, case=about.case,
        approved_by=asked.decided_by, purpose=asked.purpose,
    )  # fmt: skip
    asked.state = "taken"
    asked.save(update_fields=["state"])
    return asked, package


def _note(by: Actor, request: HandOver, action: str) -> None:
    record_event(
        by=by,
        action=action,
        subject=f"hand_over:{request.id}",
        details={"state": request.state, "captures": len(request.captures), "purpose": request.purpose},
    )
