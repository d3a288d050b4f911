"""A statement of reasons or a batch of them, checked whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from baken.extraction.told_contacts import tells_contact
from baken.notices.statements.together import wrong_together
from baken.notices.statements.values import read_values, trimmed

BATCH = "statements"
MOST = 100
"""Statements in one batch."""


@dataclass(frozen=True, slots=True)
class StatementFault:
    """What is wrong with a field of the statement at `index` (from 0); of the batch itself, or of an item
    that is no statement at all, the field is `statements`."""

    index: int
    field: str
    message: str


def check_statements(given: Any, *, tells: Callable[[str], bool] = tells_contact) -> Iterator[StatementFault]:
    """Every fault of one statement, or of a batch `{"statements": [1 to 100 of them]}`.

    `tells` says whether a free text tells of a contact. One fault is enough for the database to refuse the
    whole batch.
    """
    if not isinstance(given, dict):
        yield StatementFault(0, BATCH, "is neither a statement nor a batch of statements")
        return
    if BATCH not in given:
        yield from _of_one(0, given, tells)
        return
    batch = given[BATCH]
    if not isinstance(batch, list) or not 1 <= len(batch) <= MOST:
        yield StatementFault(0, BATCH, f"must be a list of 1 to {MOST} statements")
    first: dict[str, int] = {}
    # no more than one batch holds: the faults of a megabyte of empty items would fill the memory
    for index, statement in enumerate(batch[:MOST] if isinstance(batch, list) else ()):
        if not isinstance(statement, dict):
            yield StatementFault(index, BATCH, "this item is no statement")
            continue
        yield from _of_one(index, statement, tells)
        puid = trimmed(statement.get("puid"))
        if isinstance(puid, str) and first.setdefault(puid, index) != index:
            yield StatementFault(index, "puid", f"stands at {first[puid]} as well; each must be its own")


def _of_one(index: int, statement: dict[str, Any], tells: Callable[[str], bool]) -> Iterator[StatementFault]:
    values, faults = read_values(statement)
    for field, message in (*faults, *wrong_together(values, faults, tells)):
        yield StatementFault(index, field, message)
