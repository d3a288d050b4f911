"""The states of an audit and every way between them, each with the event it writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """From which states an audit goes where, and what the log calls it."""

    sources: tuple[str, ...]
    target: str
    event: str


START = Move((), "open", "door.audit_started")
MOVES = {
    "attempt": Move(("open",), "open", "door.attempt_recorded"),
    "remove": Move(("open",), "open", "door.attempt_removed"),
    "close": Move(("open",), "closed", "door.audit_closed"),
    "withdraw": Move(("open", "closed"), "withdrawn", "door.audit_withdrawn"),
}
COUNTS = "closed"
"""The state in which an audit counts in reports and tables."""
