"""What is allowed: each rule raises, or is asked as a yes or no."""

import re
import uuid
from datetime import datetime

from baken.extraction.told_contacts import tells_contact
from baken.privacy.data_uris import cut_data_uris
from baken.referrals.clocks import state_at
from baken.referrals.exceptions import (
    ChangedMeanwhile,
    ContactTold,
    GroundNotForReceiver,
    NotForThisReceiver,
    NothingToHandOver,
    ReferralsError,
    SecondPersonNeeded,
    WordsMissing,
    WrongState,
    YesEnded,
)
from baken.referrals.models import Referral
from baken.referrals.package import ITEMS_FOR, NEEDS_SECOND, items_that_go
from baken.referrals.states import MOVES, Move
from baken.tenancy.permission import NotPermitted

MAY_BE_SILENT = ("child_protection", "police")
"""The kinds of receiver to which something can go without consent."""
_POLICE_NUMBER = re.compile(r"PL[0-9]{4}-(?:19|20)[0-9]{8}(?:-[0-9]{1,3})?", re.ASCII)


def plain_words(text: str, *, needed: bool = True) -> str:
    """The words as they are kept: no contact of anybody, no picture as text.

    Raises `ContactTold`, `WordsMissing`.
    """
    words = cut_data_uris(text).strip()
    if needed and not words:
        raise WordsMissing
    if tells_contact(words):
        raise ContactTold
    return words


def plain_receipt(text: str, *, needed: bool = True) -> str:
    """The receiver's own number, as it is kept. That of a police report (PL0900-2026123456-1) reads as a
    telephone number and is none. Raises `ContactTold`, `WordsMissing`."""
    number = text.strip()
    return number if _POLICE_NUMBER.fullmatch(number) else plain_words(text, needed=needed)


def state_now(referral: Referral, now: datetime) -> str:
    """The state as the clock has it."""
    return state_at(referral.state, referral.answer_due_at, now)


def check_move(referral: Referral, kind: str, now: datetime) -> Move:
    """The step, if it can be made now. Raises `WrongState`."""
    move = MOVES.get(kind)
    if move is None or state_now(referral, now) not in move.sources:
        raise WrongState
    return move


def can_move(referral: Referral, kind: str, now: datetime) -> bool:
    """Whether the step can be made now."""
    return kind in MOVES and state_now(referral, now) in MOVES[kind].sources


def check_seen(referral: Referral, seen: int) -> None:
    """Raises `ChangedMeanwhile` when there are more steps than who writes saw."""
    if referral.step_count != seen:
        raise ChangedMeanwhile


def check_ground(receiver: str, ground: str) -> None:
    """Without consent goes to child protection or the police alone. Raises `GroundNotForReceiver`."""
    if ground == "without_consent" and receiver not in MAY_BE_SILENT:
        raise GroundNotForReceiver


def check_item(receiver: str, item: str) -> None:
    """Raises `NotForThisReceiver` for an item that this kind of receiver never gets."""
    if item not in ITEMS_FOR[receiver]:
        raise NotForThisReceiver


def consented(referral: Referral) -> frozenset[str]:
    """The items that the person agrees to now."""
    return frozenset(referral.consents.filter(withdrawn_at=None).values_list("item", flat=True))


def yes_ended_at(referral: Referral) -> datetime | None:
    """When the person took back the yes of the case that this referral is part of; None where it stands, or
    where there never was one."""
    if referral.case is None or referral.case.answers.filter(back_at=None).exists():
        return None
    newest = referral.case.answers.order_by("-back_at").first()
    return newest.back_at if newest else None


def check_yes(referral: Referral) -> None:
    """On consent alone nothing is offered out of a case whose yes was taken back, unless the person agreed
    to each item for this receiver since. Raises `YesEnded`."""
    if referral.ground != "consent" or (ended := yes_ended_at(referral)) is None:
        return
    since = set(
        referral.consents.filter(withdrawn_at=None, given_at__gt=ended).values_list("item", flat=True)
    )
    if not since.issuperset(goes_now(referral, as_if_looked=True)):
        raise YesEnded


def looked_at(referral: Referral, about: str) -> bool:
    """Whether a second person approved this."""
    return referral.looks.filter(about=about, state="approved").exists()


def goes_now(referral: Referral, *, as_if_looked: bool = False) -> tuple[str, ...]:
    """The items that may go now; `as_if_looked`: would a second person approve the contact details."""
    return items_that_go(
        frozenset(referral.items.values_list("item", flat=True)),
        receiver=referral.receiver.receiver,
        ground=referral.ground,
        consented=consented(referral),
        looked_at=as_if_looked or looked_at(referral, "contact_details"),
    )


def looks_needed(referral: Referral) -> tuple[str, ...]:
    """What a second person has still to approve before it can be offered: codes of `SecondLook`."""
    needed = []
    if referral.ground == "without_consent" and not looked_at(referral, "without_consent"):
        needed.append("without_consent")
    if NEEDS_SECOND in goes_now(referral, as_if_looked=True) and NEEDS_SECOND not in goes_now(referral):
        needed.append("contact_details")
    return tuple(needed)


def check_sees_contact(referral: Referral, user_id: uuid.UUID) -> None:
    """Contact details are clear to the owner alone: who takes the package, or its address with the code,
    reads them. In acute danger anybody of the team acts at once. Raises `NotPermitted`."""
    if (
        referral.ground != "acute_danger"
        and referral.owner_id != user_id
        and NEEDS_SECOND in goes_now(referral)
    ):
        raise NotPermitted("the owner of a referral hands contact details over")


def check_offer(referral: Referral, now: datetime) -> Move:
    """Raises `WrongState`, `YesEnded`, `SecondPersonNeeded`, `NothingToHandOver`."""
    move = check_move(referral, "offered", now)
    check_yes(referral)
    if looks_needed(referral):
        raise SecondPersonNeeded
    if not goes_now(referral):
        raise NothingToHandOver
    return move


def can_offer(referral: Referral, now: datetime) -> bool:
    """Whether it can be offered now."""
    try:
        check_offer(referral, now)
    except ReferralsError:
        return False
    return True
