"""What could not be read: one bad record (a reject), or the whole file."""

from dataclasses import dataclass
from typing import Any


class Unreadable(Exception):
    """The file can't be read at all; nothing may be kept of it."""


class BadRecord(Exception):
    """This record can't be read; the message is the reason, without anything the record says."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that was not taken, where it stands and why.

    `line` counts from 1 (for Parquet: the row); `offset` is in bytes and is that of the WARC record,
    or of its gzip member. The reason never repeats a contact or a text from the record.
    """

    source: str
    reason: str
    line: int | None = None
    offset: int | None = None

    def as_dict(self) -> dict[str, Any]:
        where = {"line": self.line} if self.line is not None else {"offset": self.offset or 0}
        return {"source": self.source, **where, "reason": self.reason}
