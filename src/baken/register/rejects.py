"""Bad records of a file: where, and why. Never with the value itself, which could be a contact detail."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Reject:
    """One bad line; lines count from 1."""

    source: str
    line: int
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """As the rejects list of every command has it."""
        return {"source": self.source, "line": self.line, "reason": self.reason}
