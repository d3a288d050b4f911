"""By which channels people can still write to an organisation."""

from baken.accounts.models import Organisation
from baken.conversations.channels.finding import accounts_of
from baken.conversations.channels.set_up import NotSetUp


def connected_channels(organisation: Organisation) -> list[str]:
    """Codes of `MessageChannel`; none where none is set up, or the file of channels can't be used."""
    try:
        return sorted(accounts_of(organisation))
    except NotSetUp:
        return []
