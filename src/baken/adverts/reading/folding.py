"""Whether the words of adverts stand open or folded for a reader: folded, until they chose otherwise.

What is on these pages wears people out. The choice is made and kept where the work is (one's own pace), in
a room above this one, which tells here where to ask.
"""

from collections.abc import Callable

from baken.tenancy.acting import Actor

_asked: list[Callable[[Actor], bool]] = []


def ask_choice(of: Callable[[Actor], bool]) -> None:
    """Says whom to ask whether somebody chose to have adverts open."""
    _asked[:] = [of]


def stand_open(by: Actor) -> bool:
    """Whether adverts stand open for this reader."""
    return any(choice(by) for choice in _asked)
