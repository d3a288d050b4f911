"""What may be recorded of an audit: each rule raises, or is asked as a yes or no."""

from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone

from baken.door.audits.catch_rates import LONGEST_SITE
from baken.door.audits.exceptions import (
    ContactTold,
    DayToCome,
    NeverOnline,
    NoDay,
    NothingSaid,
    OnlyByHand,
    WrongState,
)
from baken.door.audits.models import DoorAudit
from baken.door.audits.states import MOVES, Move
from baken.extraction.told_contacts import tells_contact
from baken.privacy.data_uris import cut_data_uris

BY_HAND = ("authorised_test", "published_study")
"""The ways that people record; what a test entrance did is written down by the run itself."""
ENTRANCE = "platform_entrance"
"""The way of a run at a platform's test entrance, over its API."""


def plain_words(text: str, *, needed: bool = True) -> str:
    """The words as they are kept: no contact of anybody, no picture as text. Raises `ContactTold`,
    `NothingSaid`."""
    words = cut_data_uris(text).strip()
    if needed and not words:
        raise NothingSaid
    if tells_contact(words):
        raise ContactTold
    return words


def can_move(audit: DoorAudit, kind: str) -> bool:
    """Whether this can happen to it now."""
    return audit.state in MOVES[kind].sources


def check_move(audit: DoorAudit, kind: str) -> Move:
    """The move, if it can be made. Raises `WrongState`."""
    if not can_move(audit, kind):
        raise WrongState
    return MOVES[kind]


def check_by_hand(way: str) -> None:
    """Raises `OnlyByHand`."""
    if way not in BY_HAND:
        raise OnlyByHand


def check_entrance(audit: DoorAudit) -> None:
    """That a run fills it. Raises `OnlyByHand`."""
    if audit.way != ENTRANCE:
        raise OnlyByHand


def host_of(address: str) -> str:
    """What a site with this address is called in an audit."""
    return (urlsplit(address).hostname or address)[:LONGEST_SITE]


def check_day(way: str, held_on: date | None) -> None:
    """A day that has been; a published study may not tell it. Raises `NoDay`, `DayToCome`."""
    if held_on is None:
        if way != "published_study":
            raise NoDay
    elif held_on > timezone.localdate():
        raise DayToCome


def check_online(outcome: str, online_hours: int | None) -> None:
    """Raises `NeverOnline`."""
    if online_hours is not None and outcome != "let_through":
        raise NeverOnline
