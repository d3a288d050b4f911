"""What is allowed: each rule raises, or is asked as a yes or no."""

import uuid
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from baken.cases.exceptions import (
    CasesError,
    ChangedMeanwhile,
    ContactTold,
    DayInFuture,
    NotChosenYet,
    NotPreparedYet,
    WordsMissing,
    WrongState,
    YesMissing,
)
from baken.cases.models import Case, CaseMember
from baken.cases.permissions import WORK
from baken.cases.states import CAN_SAY, MOVES, STATES, Move
from baken.extraction.told_contacts import tells_contact
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor

REVIEW_WITHIN = timedelta(hours=24)
"""Rule 2: one person acts at once on danger to life, a second reviews within this."""


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


def on_case(user_id: uuid.UUID) -> QuerySet[Case]:
    """The cases that somebody is on: for anybody else they are not there."""
    theirs = CaseMember.objects.filter(case=OuterRef("pk"), user=user_id, until=None)
    return Case.objects.filter(Exists(theirs))


def of_reader(by: Actor) -> QuerySet[Case]:
    """The cases that whoever acts is on."""
    return on_case(by.user.id)


def can_see_to_it() -> Q:
    """The members of a case who can still open it: not shut out, and not of another role by now."""
    return Q(until=None, user__is_active=True, user__roles__overlap=sorted(WORK.roles))


def has_somebody() -> Exists:
    """Whether a colleague is on a case who can come in: of one without, nobody sees to the person."""
    return Exists(CaseMember.objects.filter(can_see_to_it(), case=OuterRef("pk")))


def check_move(case: Case, kind: str) -> Move:
    """The step, if it can be made now. Raises `WrongState`."""
    move = MOVES.get(kind)
    if move is None or case.state not in move.sources:
        raise WrongState
    return move


def can_move(case: Case, kind: str) -> bool:
    """Whether the step can be made now."""
    try:
        check_move(case, kind)
    except CasesError:
        return False
    return True


def check_writes(case: Case) -> None:
    """Raises `WrongState` where nothing about the person can be written."""
    if not STATES[case.state].writes:
        raise WrongState


def check_can_say(case: Case) -> None:
    """Raises `WrongState` where what the person said of being accompanied is not written down (any more)."""
    if case.state not in CAN_SAY:
        raise WrongState


def can_say(case: Case) -> bool:
    """Whether it is."""
    return case.state in CAN_SAY


def check_seen(case: Case, seen: int) -> None:
    """Raises `ChangedMeanwhile` when the case changed since who writes saw it."""
    if case.change_count != seen:
        raise ChangedMeanwhile


def check_past(day: date, today: date) -> None:
    """Raises `DayInFuture`."""
    if day > today:
        raise DayInFuture


def check_choice(*, noticed: str, choice: str, words: str, before: str | None) -> None:
    """Whether this can be chosen of a step of the plan: nothing is changed that the other could notice before
    it was said what to do then, and nothing is done that was not chosen first.

    `noticed` is a code of `NoticedBy`, `choice` one of `PlanChoice`, `before` what was chosen until now.
    Raises `NotPreparedYet`, `NotChosenYet`.
    """
    if choice in ("chosen", "done") and noticed != "no" and not words.strip():
        raise NotPreparedYet
    if choice == "done" and before not in ("chosen", "done"):
        raise NotChosenYet


def review_due(ground: str, now: datetime) -> datetime | None:
    """Until when a second person reviews what began in danger."""
    return now + REVIEW_WITHIN if ground == "danger" else None


def check_resume(case: Case) -> None:
    """Where a second person declined what began in danger, it stands still until the person says yes.

    Raises `YesMissing`.
    """
    declined = case.looks.filter(about="danger", state="declined").exists()
    if declined and not case.answers.filter(back_at=None).exists():
        raise YesMissing


def needs_second_for_report(case: Case) -> bool:
    """Whether the outcome of the reporting code is for two people: when the person said no yes to it."""
    return not case.answers.filter(back_at=None).exists()
