"""What may be done with an appeal: each rule raises, or is asked as a yes or no."""

import uuid
from calendar import monthrange
from collections.abc import Collection
from datetime import datetime, timedelta

from baken.door.exceptions import AppealClosed, AppealTooLate, SaidAlready, SamePerson

MONTHS = 6
"""So long after a refusal its advertiser may appeal (Digital Services Act, article 20)."""
ANSWER_WITHIN = timedelta(days=14)
"""So long the platform means to take; after it the page says so."""
PEOPLE = {False: 1, True: 2}
"""How many people must say the same, by whether an age under 18 is suspected."""


def last_moment(refused_at: datetime) -> datetime:
    """The end of the time to appeal: six months on, the last day of a shorter month."""
    months = refused_at.year * 12 + refused_at.month - 1 + MONTHS
    year, month = divmod(months, 12)
    day = min(refused_at.day, monthrange(year, month + 1)[1])
    return refused_at.replace(year=year, month=month + 1, day=day)


def can_appeal(refused_at: datetime, now: datetime) -> bool:
    """Whether it is still time."""
    return now <= last_moment(refused_at)


def check_can_appeal(refused_at: datetime, now: datetime) -> None:
    """Raises `AppealTooLate`."""
    if not can_appeal(refused_at, now):
        raise AppealTooLate


def check_decide(
    state: str, refused_by: Collection[uuid.UUID], said_by: Collection[uuid.UUID], user: uuid.UUID
) -> None:
    """Raises `AppealClosed`, `SamePerson` for who spoke of the advert before, `SaidAlready`."""
    if state != "open":
        raise AppealClosed
    if user in refused_by:
        raise SamePerson
    if user in said_by:
        raise SaidAlready


def can_decide(
    state: str, refused_by: Collection[uuid.UUID], said_by: Collection[uuid.UUID], user: uuid.UUID
) -> bool:
    """Whether this person can say now what becomes of it."""
    return state == "open" and user not in refused_by and user not in said_by


def is_agreed(outcomes: Collection[str], outcome: str, two_people: bool) -> bool:
    """Whether enough people said this outcome."""
    return sum(one == outcome for one in outcomes) >= PEOPLE[two_people]
