"""A platform that somebody saw and the catalogue does not have: told to whoever keeps proposals."""

from collections.abc import Callable

from baken.tenancy.acting import Actor

Propose = Callable[[Actor, str, str], None]

_propose: list[Propose] = []


def use_proposals(propose: Propose) -> None:
    """Tells where proposals go: a function of who proposes, a platform's name and its type."""
    _propose[:] = [propose]


def propose(*, by: Actor, name: str, type: str) -> bool:
    """Hands on that a platform is missing; whether anybody keeps it."""
    for keep in _propose:
        keep(by, name, type)
    return bool(_propose)
