"""Where statements are sent, and with which token; off until somebody sets both.

Each platform has a token of its own, so the tokens stand in a file of lines `organisation token`, which
nobody but the program may read. A token never stands in the database, in a log or on a page.
"""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from baken.notices.sending.exceptions import NotSetUp

if TYPE_CHECKING:
    from baken.accounts.models import Organisation

ON_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Service:
    """An address without a slash at its end, and the token that goes along."""

    address: str
    token: str = field(repr=False)


def service_of(organisation: "Organisation") -> Service | None:
    """Where this organisation's statements go; None where sending is off.

    Raises `NotSetUp` where it is set in a way that can't be used.
    """
    address = settings.STATEMENTS_URL.rstrip("/")
    if not address or not settings.STATEMENTS_TOKENS:
        return None
    token = _tokens(Path(settings.STATEMENTS_TOKENS)).get(organisation.slug)
    if token is None:
        return None
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ON_THIS_MACHINE):
        raise NotSetUp("BAKEN_STATEMENTS_URL must begin with https://: a token never travels in clear")
    return Service(address, token)


def set_up(organisation: "Organisation") -> Service:
    """The same. Raises `NotSetUp` where sending is off, with what to set."""
    found = service_of(organisation)
    if found is None:
        raise NotSetUp(
            "Sending is off. Set BAKEN_STATEMENTS_URL to the address of the database, and "
            f"BAKEN_STATEMENTS_TOKENS to a file with a line: {organisation.slug} TOKEN"
        )
    return found


def _tokens(path: Path) -> dict[str, str]:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077 and os.name == "posix":
            raise NotSetUp(f"others can read the file with tokens: chmod 600 {path.name}")
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise NotSetUp(f"the file of BAKEN_STATEMENTS_TOKENS can't be read: {path.name}") from fault
    pairs = (line.split() for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}
