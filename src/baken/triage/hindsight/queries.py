"""Reading reviews: those of one's own, those that wait for a second person, and what all say together."""

import uuid

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.hindsight.models import HindsightReview
from baken.triage.hindsight.result import Result, result_of


def reviews() -> QuerySet[HindsightReview]:
    """All reviews, the newest first, with how many sightings each is made of."""
    counted = HindsightReview.objects.annotate(sightings_count=Count("sightings"))
    return counted.select_related("asked_by", "decided_by").order_by("-asked_at", "id")


def waiting_reviews() -> QuerySet[HindsightReview]:
    """Those that a worker must still run."""
    return HindsightReview.objects.filter(state="approved").order_by("asked_at", "id")


def asked_review(review_id: uuid.UUID) -> HindsightReview:
    """One review without what came of it, for who decides on it. Raises Http404."""
    return get_object_or_404(reviews().defer("result"), id=review_id)


def read_review(*, by: Actor, review_id: uuid.UUID) -> tuple[HindsightReview, Result | None]:
    """One review and what came of it, None until it was run; logged as a read. Raises Http404."""
    review = get_object_or_404(reviews(), id=review_id)
    record_event(
        by=by, action="triage.hindsight_read", subject=f"hindsight:{review.id}",
        details={"state": review.state},
    )  # fmt: skip
    return review, _result(review)


def all_results(*, by: Actor) -> list[Result]:
    """What came of every case that was run and had adverts before it came to light; logged as a read."""
    done = HindsightReview.objects.filter(state="done").order_by("asked_at", "id")
    found = [result for review in done if (result := _result(review)) and result.began]
    record_event(by=by, action="triage.hindsight_summed", subject="hindsight", details={"cases": len(found)})
    return found


def _result(review: HindsightReview) -> Result | None:
    if review.result is None:
        return None
    return result_of(review.result, str(review.id), review.known_on)
