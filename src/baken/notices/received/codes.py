"""The codes with which people ask for the state of their notice: shown once, kept as a keyed hash."""

import hashlib
import hmac
import secrets
import uuid

from django.conf import settings

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""32 signs, without those that look alike."""
_LENGTH, _GROUP = 25, 5


def new_code() -> str:
    """25 signs in five groups: 125 bits, so that nobody guesses one."""
    signs = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_code(typed: str) -> str:
    """A code as it was typed: capitals, spaces and hyphens do not matter."""
    return "".join(sign for sign in typed.lower() if sign in _ALPHABET)


def code_hash(organisation_id: uuid.UUID, typed: str) -> bytes:
    """What a code is found by, 32 bytes: the same work for a code that exists and one that does not."""
    key = settings.BAKEN_KEYRING.key(str(organisation_id), "notice codes")
    return hmac.digest(key, read_code(typed).encode(), hashlib.sha256)
