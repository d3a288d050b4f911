"""What people found of the leads that they judged blind, beside what rules said: counted for the team.

A decision that can still be taken back is not counted yet: the counts would tell whoever decided which side
the lead was of, and they could decide again.
"""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from baken.indicators.bands import BANDS
from baken.indicators.learning.outcomes import FOUNDED, UNFOUNDED, UNSURE
from baken.indicators.proportions import LEAST, Proportion
from baken.triage.conclusions import class_of
from baken.triage.models import Assessment
from baken.triage.policies import UNDO_WITHIN
from baken.triage.states import UNSETTLED

FLAGGED, UNFLAGGED = "flagged", "unflagged"
SIDES = (FLAGGED, UNFLAGGED)
"""What rules brought forward, and what they passed over."""


@dataclass(frozen=True, slots=True)
class BlindSide:
    """Blind leads of one side by what people found, and how many people those were."""

    founded: int
    unfounded: int
    unsure: int
    people: int

    @property
    def share(self) -> Proportion | None:
        """Of those of whom somebody was sure, how many were founded; None where they are too few."""
        sure = self.founded + self.unfounded
        return Proportion(self.founded, sure) if sure >= LEAST else None


def count_blind(*, since: date | None) -> dict[str, BlindSide]:
    """Both sides, of what was decided from a day on, in Dutch time. Each lead counts once, by the newest
    decision on it that was made blind and stands. The caller checks who may see it, and logs it."""
    standing = Assessment.objects.filter(
        undone_at__isnull=True,
        blind=True,
        band__in=[band.code for band in BANDS],
        created_at__lte=timezone.now() - UNDO_WITHIN,
    )
    standing = standing.exclude(lead__state__in=UNSETTLED)
    if since is not None:
        standing = standing.filter(created_at__date__gte=since)
    newest = standing.order_by("lead_id", "-version").distinct("lead_id").select_related("lead")
    found: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
    people: dict[str, set[uuid.UUID]] = {side: set() for side in SIDES}
    for one in newest.only("outcome", "band", "user_id", "lead__state"):
        said = class_of(one)
        if said is None:
            continue
        side = UNFLAGGED if one.band == BANDS[-1].code else FLAGGED
        found[side][said] += 1
        people[side].add(one.user_id)
    return {
        side: BlindSide(found[side][FOUNDED], found[side][UNFOUNDED], found[side][UNSURE], len(people[side]))
        for side in SIDES
    }
