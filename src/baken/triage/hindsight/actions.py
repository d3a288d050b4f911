"""A proven case is run again in three steps: one person asks, another agrees, a worker runs it."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from baken.adverts.models import Link
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.second_person import decide_as_second
from baken.tenancy.waiting import put_in_queue
from baken.triage.blind_sample import is_blind
from baken.triage.exceptions import CaseRunAlready, JudgedBlindNow, NotYetKnown
from baken.triage.hindsight.models import HindsightReview, HindsightSighting
from baken.triage.models import Lead
from baken.triage.permissions import APPROVE_HINDSIGHT, ASK_HINDSIGHT

TASK = "run_hindsight"
_COLUMN = "triage_hindsightreview.sealed"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the case counts as proven (`kind`: "ruling" or "registration"), by which reference, and why it is
    run again."""

    kind: str
    reference: str
    reason: str


def ground_of(review: HindsightReview) -> Ground:
    """Why a case is run again, in the words of who asked."""
    return Ground(**json.loads(Vault(review.organisation_id).open(review.sealed, _COLUMN, review.id)))


@transaction.atomic
def ask_review(*, by: Actor, advertiser: str, known_on: date, ground: Ground) -> HindsightReview:
    """Asks to run the sightings of an advertiser again, as they hang together now.

    Raises `NotYetKnown` for a day that is still to come, `CaseRunAlready` where one of the sightings is in a
    case that was not declined, `JudgedBlindNow`, `NotPermitted`, Http404.
    """
    check_may(by, ASK_HINDSIGHT)
    check_person(by)
    if known_on > timezone.localdate():
        raise NotYetKnown
    sightings = list(Link.objects.filter(advertiser=advertiser).values_list("sighting_id", flat=True))
    if not sightings:
        raise Http404
    standing = HindsightSighting.objects.exclude(review__state="declined")
    if standing.filter(sighting__in=sightings).exists():
        raise CaseRunAlready
    lead = Lead.objects.filter(advertiser=advertiser).first()
    if lead is not None and is_blind(lead, timezone.now()):
        raise JudgedBlindNow
    row = uuid.uuid4()
    told = json.dumps({"kind": ground.kind, "reference": ground.reference, "reason": ground.reason})
    made = HindsightReview.objects.create(
        id=row, organisation=by.organisation, known_on=known_on,
        sealed=Vault(by.organisation.id).seal(told, _COLUMN, row), asked_by=by.user, asked_at=timezone.now(),
    )  # fmt: skip
    HindsightSighting.objects.bulk_create(
        [
            HindsightSighting(organisation=by.organisation, review=made, sighting_id=one)
            for one in sorted(sightings)
        ]
    )
    _note(by, made, "triage.hindsight_asked", sightings=len(sightings))
    return made


@transaction.atomic
def decide_review(*, by: Actor, review_id: uuid.UUID, approve: bool) -> HindsightReview:
    """A second person agrees or not, never who asked; agreed on, a worker runs it once this transaction is
    done. Raises `DecidedAlready`, `NotPermitted`, Http404."""
    check_may(by, APPROVE_HINDSIGHT)
    asked = decide_as_second(
        HindsightReview.objects.all(), by=by, request_id=review_id, approve=approve, what="a hindsight review"
    )
    _note(by, asked, "triage.hindsight_decided")
    if approve:
        put_in_queue(TASK, by.organisation.id)
    return asked


@transaction.atomic
def keep_result(*, by: Actor, review: HindsightReview, result: Mapping[str, Any]) -> None:
    """Keeps what came out, once."""
    HindsightReview.objects.filter(id=review.id, state="approved").update(
        state="done", result=dict(result), done_at=timezone.now()
    )
    review.refresh_from_db()
    _note(by, review, "triage.hindsight_run", versions=len(result["asked"]))


def _note(by: Actor, review: HindsightReview, action: str, **more: int) -> None:
    details = {"state": review.state} | more
    record_event(by=by, action=action, subject=f"hindsight:{review.id}", details=details)
