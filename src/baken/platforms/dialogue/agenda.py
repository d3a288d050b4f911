"""The agenda of a meeting: what is open with its platforms, why it is on it, and what was said of it.

It is never stored. It follows from the steps: what was known before the meeting's minutes were complete,
and what was said in it. So it reads the same years later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from baken.platforms.dialogue.history import Entry, Standing, entries, known_before, standing
from baken.platforms.dialogue.models import DialogueMeeting, DialoguePoint, DialogueStep
from baken.platforms.dialogue.platforms_met import met_by
from baken.vocabulary.dialogue import AgendaGroup


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point on the agenda. `before` is how it stood before; None for one raised in the meeting.

    `said` is what the minutes say of it.
    """

    point: DialoguePoint
    group: str
    before: Standing | None
    said: tuple[Entry, ...]

    @property
    def due_on(self) -> date | None:
        """The day that was agreed on before the meeting."""
        return self.before.due_on if self.before else None

    @property
    def last(self) -> Entry | None:
        """What was written of it last before the meeting."""
        return self.before.last if self.before else None


def agenda(meeting: DialogueMeeting) -> list[AgendaPoint]:
    """The points in the order of their groups, within one by platform and number."""
    steps = DialogueStep.objects.select_related("meeting", "by").order_by("number")
    points = (
        DialoguePoint.objects.filter(platform_id__in=met_by(meeting))
        .select_related("platform")
        .prefetch_related(Prefetch("steps", queryset=steps))
        .order_by("platform__name", "number")
    )
    fixed = _fixed_at(meeting)
    today = timezone.localdate()
    found = (_on_agenda(meeting, point, fixed, today) for point in points)
    place = AgendaGroup.codes.index
    return sorted((one for one in found if one), key=lambda one: place(one.group))


def grouped(points: Iterable[AgendaPoint]) -> list[tuple[str, list[AgendaPoint]]]:
    """The points per group; a group without any is left out."""
    groups: dict[str, list[AgendaPoint]] = {}
    for one in points:
        groups.setdefault(one.group, []).append(one)
    return list(groups.items())


def _fixed_at(meeting: DialogueMeeting) -> datetime | None:
    """When its minutes were complete; None while they are not."""
    if meeting.state != "held":
        return None
    held = meeting.steps.filter(kind="held").order_by("-number").first()
    return held.at if held else None


def _on_agenda(
    meeting: DialogueMeeting, point: DialoguePoint, fixed: datetime | None, today: date
) -> AgendaPoint | None:
    told = entries(point.steps.all())
    said = tuple(one for one in told if one.first.meeting_id == meeting.id and one.taken_back is None)
    before = standing(known_before(told, meeting.id, fixed))
    if before is None:
        return AgendaPoint(point, "new", None, said) if said else None
    if not before.state.open and not said:
        return None
    return AgendaPoint(point, _group(before, meeting.on, today), before, said)


def _group(before: Standing, day: date, today: date) -> str:
    if before.state.code == "agreed":
        if before.due_on is None or before.due_on > day:
            return "later"
        return "overdue" if before.due_on < min(day, today) else "due"
    return "waiting" if before.state.turn == "theirs" else "ours"
