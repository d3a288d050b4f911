"""How soon something must have happened to a report; without a database and without a clock of its own."""

from datetime import datetime, timedelta

from baken.referrals.clocks import CLOCKS, IN_DANGER

SEND_WITHIN: dict[str, timedelta] = {
    "danger": timedelta(hours=1),
    "minority": timedelta(hours=4),
    "exploitation": timedelta(hours=24),
}
"""Article 18 says promptly; from when the suspicion was written down until it is sent."""
RETRIES = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=8))
"""How long after a sending that failed the next is due; the last one holds for every later try."""


def retry_wait(tries: int, suspicion: str) -> timedelta:
    """The wait after the try with this number, from 1; in danger never longer than the first."""
    return RETRIES[0] if suspicion == "danger" else RETRIES[min(max(tries, 1), len(RETRIES)) - 1]


def answer_within(kind: str, suspicion: str) -> timedelta:
    """Within which a receiver (a code of `ReceiverKind`) confirms."""
    return IN_DANGER.answer if suspicion == "danger" else CLOCKS[kind].answer


def state_at(state: str, due_at: datetime | None, now: datetime) -> str:
    """The state as the clock has it."""
    return "overdue" if due_at is not None and due_at <= now else state
