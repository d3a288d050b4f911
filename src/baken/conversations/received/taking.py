"""Who takes in what a provider tells; whoever starts the program says so."""

from collections.abc import Mapping
from typing import Protocol

from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.audit.actions import record_event
from baken.conversations.channels.protocol import Channel
from baken.tenancy.acting import Actor, acting_for


class Take(Protocol):
    """Takes in what a provider tells in one call; told again, it changes nothing. Raises `Forged`."""

    def __call__(self, *, by: Actor, channel: Channel, headers: Mapping[str, str], body: bytes) -> object: ...


_take: list[Take] = []


def use_taker(take: Take) -> None:
    """Tells who takes in."""
    _take[:] = [take]


def is_ready() -> bool:
    """Whether somebody takes in."""
    return bool(_take)


def take_in(organisation: Organisation, channel: Channel, headers: Mapping[str, str], body: bytes) -> None:
    """Has it taken in, by the system itself, for this organisation alone. Raises `Forged`."""
    with acting_for(organisation.id):
        by = Actor(system_user(organisation), organisation, "outreach", "a message came in")
        _take[0](by=by, channel=channel, headers=headers, body=body)


def note_not_understood(organisation: Organisation, channel: Channel) -> None:
    """Counts in the log what was told and could not be understood: a message of somebody may be lost."""
    with acting_for(organisation.id):
        by = Actor(system_user(organisation), organisation, "outreach", "a message came in")
        record_event(
            by=by, action="conversations.not_understood", subject="", details={"channel": channel.code}
        )
