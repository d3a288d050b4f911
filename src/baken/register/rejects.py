"""Bad records of a file: where, and why. Never with the value itself, which could be a contact detail."""

from dataclasses import dataclass
from typing import Any

from baken.register.reasons.sentence import Reason
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True, order=True)
class Reject:
    """One bad line; lines count from 1."""

    source: str
    line: int
    reason: Reason

    @property
    def words(self) -> Label:
        """Why, in both languages."""
        return self.reason.words

    def as_dict(self) -> dict[str, Any]:
        """As the rejects list of every command has it."""
        return {"source": self.source, "line": self.line, "reason": str(self.reason)}
