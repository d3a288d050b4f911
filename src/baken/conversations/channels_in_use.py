"""Which channels an organisation has; whoever starts the program says how they are found."""

from collections.abc import Callable, Mapping

from baken.accounts.models import Organisation
from baken.conversations.channels.protocol import Channel
from baken.conversations.exceptions import ChannelNotSetUp

Find = Callable[[Organisation], Mapping[str, Channel]]

_find: list[Find] = []


def use_channels(find: Find) -> None:
    """Tells how the channels of an organisation are found, by code."""
    _find[:] = [find]


def channels_of(organisation: Organisation) -> Mapping[str, Channel]:
    """The channels of the organisation, by code; none where none is set up."""
    return _find[0](organisation) if _find else {}


def channel_of(organisation: Organisation, code: str) -> Channel:
    """One channel. Raises `ChannelNotSetUp`."""
    found = channels_of(organisation).get(code)
    if found is None:
        raise ChannelNotSetUp
    return found
