"""What keeps registrations in the register besides the register itself: rooms that know of it say so."""

from collections.abc import Callable

from baken.register.models import ImportBatch

Kept = Callable[[ImportBatch], int]
"""How many registrations of a file have to stay, those that wait included."""
_ASKED: list[Kept] = []


def also_ask(kept: Kept) -> None:
    """From now on asked before a file is taken back."""
    if kept not in _ASKED:
        _ASKED.append(kept)


def kept_of(batch: ImportBatch) -> int:
    """How many registrations of the file somebody has said must stay: the most that any room names."""
    return max((kept(batch) for kept in _ASKED), default=0)
