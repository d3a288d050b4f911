"""The channels of an organisation, from the file that BAKEN_CHANNELS names; none where it names none."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from baken.accounts.models import Organisation
from baken.conversations.channels.protocol import Channel
from baken.conversations.channels.set_up import Account, accounts_in, channel_of


def accounts_of(organisation: Organisation) -> Mapping[str, Account]:
    """The accounts of an organisation by channel. Raises `NotSetUp` where the file can't be used."""
    if not settings.CHANNELS:
        return {}
    found = accounts_in(Path(settings.CHANNELS))
    return {code: account for (slug, code), account in found.items() if slug == organisation.slug}


def channels_of(organisation: Organisation) -> Mapping[str, Channel]:
    """The channels of an organisation by code. Raises `NotSetUp`."""
    return {code: channel_of(account) for code, account in accounts_of(organisation).items()}
