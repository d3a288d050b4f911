"""What is allowed with a campaign: each rule raises, or is asked as a yes or no."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.permissions import BY_HAND
from baken.collection.models import LawfulBasis
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_person, may
from baken.vocabulary.roles import collecting_purposes
from baken.watch.campaigns.exceptions import (
    BadTimes,
    BasisTooShort,
    NotOpen,
    NotTakingPart,
    OwnFind,
    TooFewPeople,
    WrongRole,
    WrongState,
)
from baken.watch.campaigns.states import state_at
from baken.watch.models import Campaign, Find, Finding, Participant
from baken.watch.permissions import SEARCH

LONGEST = timedelta(days=14)
CLOCK_DIFFERS = timedelta(minutes=5)
"""So long ago a campaign may have begun when it is prepared: long enough to fill in the form."""


def has_part(campaign: Campaign, user: User, *parts: str) -> bool:
    """Whether somebody has one of these parts; any part when none is named."""
    found = Participant.objects.filter(campaign=campaign, user=user)
    return bool(found.filter(part__in=parts).exists() if parts else found.exists())


def check_part(campaign: Campaign, by: Actor, *parts: str) -> None:
    """Raises `NotTakingPart`, and `NotPermitted` for the system: a named person takes part."""
    check_person(by)
    if not has_part(campaign, by.user, *parts):
        raise NotTakingPart


def check_times(begins_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Raises `BadTimes`."""
    if begins_at < now - CLOCK_DIFFERS or not begins_at < ends_at <= begins_at + LONGEST:
        raise BadTimes


def check_basis_for(
    basis: LawfulBasis | None, begins_at: datetime, ends_at: datetime, by: Actor
) -> LawfulBasis:
    """The basis. Raises `BasisTooShort`."""
    purposes = collecting_purposes(by.user.roles)
    days = (timezone.localdate(begins_at), timezone.localdate(ends_at))
    if basis is None or basis.purpose not in purposes or not all(map(basis.holds_on, days)):
        raise BasisTooShort
    return basis


def check_people(leads: Collection[User], searches: Collection[User], checks: Collection[User]) -> None:
    """Two pairs of eyes: for each who searches there is somebody else who checks.

    Raises `TooFewPeople`, `WrongRole`.
    """
    checkers = {user.id for user in checks}
    if not leads or not searches or any(not checkers - {user.id} for user in searches):
        raise TooFewPeople
    for user in (*leads, *searches, *checks):
        if not may(user, SEARCH):
            raise WrongRole
    if not all(may(user, BY_HAND) for user in searches):
        raise WrongRole


def check_takes_finds(campaign: Campaign, now: datetime) -> None:
    """Raises `NotOpen`."""
    if not state_at(campaign, now).takes_finds:
        raise NotOpen


def check_takes_checks(campaign: Campaign, now: datetime) -> None:
    """Raises `WrongState`."""
    if not state_at(campaign, now).takes_checks:
        raise WrongState


def check_other_eyes(find: Find, by: Actor) -> None:
    """Raises `OwnFind` for one of its finders."""
    if Finding.objects.filter(find=find, finder=by.user).exists():
        raise OwnFind


def can_check(campaign: Campaign, find: Find, by: Actor, now: datetime) -> bool:
    """Whether somebody may say now what a find is."""
    return (
        state_at(campaign, now).takes_checks
        and has_part(campaign, by.user, "checks")
        and not Finding.objects.filter(find=find, finder=by.user).exists()
    )
