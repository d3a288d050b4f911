"""What the writer of a draft is told while they write: that a colleague saw danger and did not wait."""

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from baken.tenancy.acting import Actor
from baken.triage.models import Assessment
from baken.triage.said import clock_time


def marked_meanwhile(*, by: Actor, lead_id: uuid.UUID, version: int) -> str:
    """Words for who has the lead open as it was at `version`; empty where nobody marked it as urgent since.

    What somebody found when they looked is not told here: each looks for themselves.
    """
    marked: tuple[str, datetime] | None = (
        Assessment.objects.filter(
            lead_id=lead_id, version__gt=version, outcome="urgent", undone_at__isnull=True
        )
        .exclude(user=by.user)
        .order_by("version")
        .values_list("user__name", "created_at")
        .first()
    )
    if marked is None:
        return ""
    who, at = marked
    return _(
        "%(who)s zag gevaar en markeerde deze aanwijzing om %(time)s als dringend. Laad de pagina opnieuw: "
        "wat u schreef, staat er nog, en u kunt als tweede kijken."
    ) % {"who": who, "time": clock_time(at)}
