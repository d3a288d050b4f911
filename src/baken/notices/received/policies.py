"""What may be done with a notice, a decision or a complaint: each rule raises, or is asked as a yes or no."""

from collections.abc import Collection
from datetime import datetime, timedelta

from baken.extraction.told_contacts import tells_contact
from baken.notices.received.exceptions import (
    ComplainedBefore,
    ContactNeeded,
    ContactTold,
    NoFlagger,
    NotPreserved,
    NotReferred,
    SamePerson,
    TooLate,
    WhyMissing,
    WrongState,
)
from baken.notices.received.models import NoticeComplaint, NoticeDecision, NoticedThing, ReceivedNotice
from baken.notices.received.states import (
    COMPLAINT_MOVES,
    DECISION_MOVES,
    NOTICE_MOVES,
    OPEN,
    SUSPENSION_MOVES,
    Move,
)
from baken.privacy.data_uris import cut_data_uris
from baken.referrals.reports.policies import can_close_removal
from baken.tenancy.acting import Actor
from baken.vocabulary.notices import NoticeOutcome, NoticeSubject, SeriousSuspicion

COMPLAINT_WITHIN = timedelta(days=184)
"""Six months, however long those are (article 20)."""
URGENT = frozenset(NoticeSubject.codes_in("urgent"))
FIRST = frozenset(("trusted_flagger",))
"""Whose notices come first (article 22)."""
MEASURES = frozenset(NoticeOutcome.codes_in("measure"))
SERIOUS = frozenset(SeriousSuspicion.codes_in("serious"))
_TABLES = {
    "notice": NOTICE_MOVES,
    "decision": DECISION_MOVES,
    "complaint": COMPLAINT_MOVES,
    "suspension": SUSPENSION_MOVES,
}


def check_move(table: str, name: str, state: str) -> Move:
    """The move, if it leads on from this state. Raises `WrongState`."""
    move = _TABLES[table][name]
    if state not in move.sources:
        raise WrongState
    return move


def can_move(table: str, name: str, state: str) -> bool:
    """Whether the move leads on from this state."""
    return state in _TABLES[table][name].sources


def may_be_anonymous(subject: str) -> bool:
    """Whether the law lets somebody give such a notice without a name (article 16(2)(c))."""
    return subject == "minor"


def check_contact(subject: str, name: str, email: str) -> None:
    """Raises `ContactNeeded`."""
    if not may_be_anonymous(subject) and not (name.strip() and email.strip()):
        raise ContactNeeded


def comes_first(kind: str, subject: str) -> bool:
    """Whether the short time limit holds."""
    return subject in URGENT or kind in FIRST


def can_confirm_flagger(notice: ReceivedNotice) -> bool:
    """Whether a person can still look up and say that this is a trusted flagger, or take it back."""
    return notice.kind == "trusted_flagger" and notice.state in OPEN


def check_flagger(notice: ReceivedNotice) -> None:
    """Raises `NoFlagger`, `WrongState` once it is decided."""
    if notice.kind != "trusted_flagger":
        raise NoFlagger
    if not can_confirm_flagger(notice):
        raise WrongState


def is_set_aside(*, subject: str, suspended: bool) -> bool:
    """Whether a notice waits apart. What may be about somebody in danger never does."""
    return suspended and subject not in URGENT


def plain_words(text: str) -> str:
    """What somebody wrote, without pictures as text. Raises `WhyMissing`."""
    words = cut_data_uris(text).strip()
    if not words:
        raise WhyMissing
    return words


def words_for_others(text: str) -> str:
    """What goes to other people: no contact of anybody stands in it. Raises `WhyMissing`, `ContactTold`."""
    words = plain_words(text)
    if tells_contact(words):
        raise ContactTold
    return words


def check_preserved(thing: NoticedThing, outcome: str, since: datetime) -> None:
    """Raises `NotPreserved` for a measure before the text was kept as it stands: what was kept before the
    newest of the notices that are decided on came in may be another text than the one they are about."""
    if outcome in MEASURES and not thing.preserved.filter(at__gte=since).exists():
        raise NotPreserved


def can_close(decision: NoticeDecision) -> bool:
    """Whether nothing of a serious suspicion is left undone: passed on, or a reason why not."""
    if decision.suspicion not in SERIOUS:
        return True
    return can_close_removal(f"notice-decision:{decision.id}")


def check_closable(decision: NoticeDecision) -> None:
    """Raises `NotReferred`."""
    if not can_close(decision):
        raise NotReferred


def can_complain(
    decision: NoticeDecision, side: str, before: Collection[NoticeComplaint], now: datetime
) -> bool:
    """Whether this side can still complain about a decision; each side can once."""
    return now <= decision.at + COMPLAINT_WITHIN and not before and decision.state != "overturned"


def check_complain(decision: NoticeDecision, before: Collection[NoticeComplaint], now: datetime) -> None:
    """Raises `TooLate`, `ComplainedBefore`, `WrongState`."""
    if now > decision.at + COMPLAINT_WITHIN:
        raise TooLate
    if before:
        raise ComplainedBefore
    if decision.state == "overturned":
        raise WrongState


def can_handle(complaint: NoticeComplaint, by: Actor) -> bool:
    """Whether this person did not take the decision."""
    return complaint.decided_by_id != by.user.id


def check_handle(complaint: NoticeComplaint, by: Actor) -> None:
    """Raises `SamePerson`."""
    if not can_handle(complaint, by):
        raise SamePerson
