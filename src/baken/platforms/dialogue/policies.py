"""What may be recorded: each rule raises, or is asked as a yes or no."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from baken.extraction.told_contacts import tells_contact
from baken.platforms.dialogue.exceptions import (
    ContactTold,
    DaysCrossed,
    DayToCome,
    NoMinutes,
    NoSuchMove,
    NothingSaid,
    NotToCorrect,
    NotToTakeBack,
)
from baken.platforms.dialogue.history import Entry
from baken.platforms.dialogue.models import DialogueMeeting
from baken.platforms.dialogue.platforms_met import met_by
from baken.platforms.dialogue.states import MEETING_MOVES, MEETING_STATES, MOVES, MeetingMove, Move
from baken.platforms.models import Platform
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor

TAKE_BACK_WITHIN = timedelta(hours=24)


def plain_words(text: str, *, needed: bool = True) -> str:
    """The words as they are kept: no contact of anybody, no picture as text.

    Raises `ContactTold`, `NothingSaid`.
    """
    words = cut_data_uris(text).strip()
    if needed and not words:
        raise NothingSaid
    if tells_contact(words):
        raise ContactTold
    return words


def check_days(on: date, *, raised_on: date | None = None, due_on: date | None = None) -> None:
    """Raises `DayToCome`, `DaysCrossed`."""
    if on > timezone.localdate():
        raise DayToCome
    if (raised_on and on < raised_on) or (due_on and due_on < on):
        raise DaysCrossed


def check_move(kind: str, state: str) -> Move:
    """The step, if it can be written down in this state. Raises `NoSuchMove`."""
    move = MOVES.get(kind)
    if move is None or state not in move.sources:
        raise NoSuchMove
    return move


def check_meeting_move(kind: str, state: str) -> MeetingMove:
    """The step of a meeting. Raises `NoSuchMove`."""
    move = MEETING_MOVES.get(kind)
    if move is None or state not in move.sources:
        raise NoSuchMove
    return move


def takes_minutes(meeting: DialogueMeeting) -> bool:
    """Whether minutes of it can be written now."""
    return MEETING_STATES[meeting.state].takes_minutes and meeting.on <= timezone.localdate()


def check_minutes(meeting: DialogueMeeting | None, platform: Platform) -> DialogueMeeting:
    """The meeting, if minutes on a point with this platform can be written. Raises `NoMinutes`."""
    if meeting is None or not takes_minutes(meeting) or platform.id not in met_by(meeting):
        raise NoMinutes
    return meeting


def can_correct(entry: Entry) -> bool:
    """Whether it holds, so that it can be corrected."""
    return entry.taken_back is None


def check_correct(entry: Entry) -> None:
    """Raises `NotToCorrect`."""
    if not can_correct(entry):
        raise NotToCorrect


def can_take_back(told: list[Entry], entry: Entry, by: Actor, now: datetime) -> bool:
    """Whether it is cheap to take back: the newest, one's own, of today or yesterday, nothing fixed."""
    holding = [one for one in told if one.taken_back is None]
    step, meeting = entry.first, entry.first.meeting
    return (
        len(holding) > 1
        and holding[-1].first.id == step.id
        and step.by_id == by.user.id
        and now - step.at <= TAKE_BACK_WITHIN
        and (meeting is None or MEETING_STATES[meeting.state].takes_minutes)
    )


def check_take_back(told: list[Entry], entry: Entry, by: Actor, now: datetime) -> None:
    """Raises `NotToTakeBack`."""
    if not can_take_back(told, entry, by, now):
        raise NotToTakeBack
