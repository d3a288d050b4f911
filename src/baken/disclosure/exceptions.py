"""What can be wrong with a table that is to be published."""

from dataclasses import dataclass


class DisclosureError(Exception):
    """Something in the room of publishing counts did not work."""


@dataclass(frozen=True, slots=True)
class TableFault:
    """A line of a table, from 1, and what is wrong with it."""

    line: int
    reason: str


class BadTable(DisclosureError):
    """The table can't be read as counts with totals; `faults` has every line that is wrong."""

    def __init__(self, faults: list[TableFault]) -> None:
        super().__init__("; ".join(f"line {fault.line}: {fault.reason}" for fault in faults))
        self.faults = faults


class NotAnEdition(DisclosureError):
    """What is given as an earlier edition is none of this table and this mechanism."""


class NotSafe(DisclosureError):
    """No way was found to publish this table without telling of somebody."""


class TooMuchHidden(NotSafe):
    """A safe table would show so little that it is not worth what it tells."""
