"""Reads of the dialogue with platforms: points with whose turn it is, meetings, and counts per platform."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from baken.platforms.dialogue.models import DialogueMeeting, DialoguePoint
from baken.platforms.dialogue.platforms_met import with_forerunners
from baken.platforms.dialogue.states import CLOSED, OPEN, STATES
from baken.platforms.models import Platform
from baken.vocabulary.dialogue import DialogueTurn


def points() -> QuerySet[Any]:
    """All points, each with `turn` (a code of `DialogueTurn`) and `turn_place` (its place in that list)."""
    ours = [code for code, state in STATES.items() if state.turn == "ours"]
    turns = {
        "overdue": Q(state="agreed", due_on__lt=timezone.localdate()),
        "ours": Q(state__in=ours),
        "nobody": Q(state__in=CLOSED),
    }
    return DialoguePoint.objects.select_related("platform").annotate(
        turn=Case(
            *(When(which, then=Value(code)) for code, which in turns.items()),
            default=Value("theirs"),
            output_field=CharField(),
        ),
        turn_place=Case(
            *(
                When(turns[code], then=Value(place))
                for place, code in enumerate(DialogueTurn.codes)
                if code in turns
            ),
            default=Value(DialogueTurn.codes.index("theirs")),
            output_field=IntegerField(),
        ),
    )


def points_of(platform: Platform) -> QuerySet[Any]:
    """What was raised with a platform, and with those that went on as part of it; what is open first."""
    return (
        points()
        .filter(platform_id__in=with_forerunners([platform.id]))
        .order_by("turn_place", F("due_on").asc(nulls_last=True), "-number")
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many points there are: open ones, of those the overdue, and closed ones."""

    open: int
    overdue: int
    closed: int

    @property
    def any(self) -> bool:
        """Whether anything was ever raised."""
        return bool(self.open or self.closed)


def counts_of(platform: Platform) -> Counts:
    """Counts alone, for who may not read what was said."""
    found = DialoguePoint.objects.filter(platform_id__in=with_forerunners([platform.id]))
    return Counts(
        open=found.filter(state__in=OPEN).count(),
        overdue=found.filter(state="agreed", due_on__lt=timezone.localdate()).count(),
        closed=found.filter(state__in=CLOSED).count(),
    )


def meetings_taking_minutes(platform: Platform | None = None) -> QuerySet[DialogueMeeting]:
    """Meetings whose minutes can be written today, the newest first; of one platform if one is named."""
    found = DialogueMeeting.objects.filter(state="planned", on__lte=timezone.localdate())
    if platform is not None:
        found = found.filter(platforms__platform_id__in=_and_successors(platform)).distinct()
    return found.order_by("-on", "id")


def next_meeting_of(platform: Platform, today: date) -> DialogueMeeting | None:
    """The next planned meeting at which its points are on the agenda."""
    return (
        DialogueMeeting.objects.filter(
            state="planned", on__gte=today, platforms__platform_id__in=_and_successors(platform)
        )
        .order_by("on", "id")
        .first()
    )


def _and_successors(platform: Platform) -> list[uuid.UUID]:
    """The platform, and what it went on as part of: its points are on their agendas too."""
    met: list[uuid.UUID] = []
    here: Platform | None = platform
    while here is not None and here.id not in met:
        met.append(here.id)
        here = here.successor
    return met
