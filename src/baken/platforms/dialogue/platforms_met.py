"""Whose points a meeting is about: its platforms, and those that went on as part of them."""

import uuid
from collections.abc import Iterable

from baken.platforms.dialogue.models import DialogueMeeting
from baken.platforms.models import Platform


def with_forerunners(platforms: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """These platforms and every one that went on as part of one of them, at whatever remove."""
    went_on = list(Platform.objects.filter(successor__isnull=False).values_list("id", "successor_id"))
    found = set(platforms)
    while added := {one for one, successor in went_on if successor in found} - found:
        found |= added
    return found


def met_by(meeting: DialogueMeeting) -> set[uuid.UUID]:
    """The platforms whose points are on the agenda of a meeting."""
    return with_forerunners(meeting.platforms.values_list("platform_id", flat=True))
