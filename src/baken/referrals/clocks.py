"""The clocks: within which time a receiver answers, when silence becomes the team's, and how long a second
look on acute danger may wait. By kind of receiver; danger to life has its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Clock:
    """Counted from the offer: the answer is due, then silence escalates; the address answers until then."""

    answer: timedelta
    escalate: timedelta


CLOCKS: dict[str, Clock] = {
    "help": Clock(timedelta(days=5), timedelta(days=7)),
    "child_protection": Clock(timedelta(days=1), timedelta(days=2)),
    "police": Clock(timedelta(days=3), timedelta(days=5)),
}
IN_DANGER = Clock(timedelta(hours=4), timedelta(hours=8))
REVIEW_WITHIN = timedelta(hours=24)
"""Rule 2: one person acts at once on danger to life, a second reviews within this."""
LINK_HOLDS = timedelta(days=14)
"""So long the receiver's address answers."""


def clock_for(receiver: str, ground: str) -> Clock:
    """The clock of a referral: a code of `ReceiverKind`, one of `ReferralGround`."""
    return IN_DANGER if ground == "acute_danger" else CLOCKS[receiver]


def state_at(state: str, answer_due_at: datetime | None, now: datetime) -> str:
    """The state as the clock has it: what was offered and not answered in time is overdue."""
    if state == "offered" and answer_due_at is not None and answer_due_at <= now:
        return "overdue"
    return state


def escalated(state: str, escalates_at: datetime | None, now: datetime) -> bool:
    """Whether silence lasted so long that a colleague is to take it up."""
    return state == "offered" and escalates_at is not None and escalates_at <= now
