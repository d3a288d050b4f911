"""The receiver's address: a secret in it, and a code that is spoken, of which only hashes are kept.

The address names the organisation that refers (so that the wall can stand) and a secret; nothing of a
person. Whoever finds the address can't read the package without the code, and the other way round.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import uuid

from django.conf import settings

from baken.referrals.exceptions import NoSuchLink

_SECRET_BYTES = 24
_ORGANISATION_BYTES = 16


def new_token(organisation: uuid.UUID) -> str:
    """A token of an address: which organisation, and a secret of 192 bits."""
    raw = organisation.bytes + secrets.token_bytes(_SECRET_BYTES)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def organisation_of(token: str) -> uuid.UUID:
    """The organisation that a token names. Raises `NoSuchLink`."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as fault:
        raise NoSuchLink from fault
    if len(raw) != _ORGANISATION_BYTES + _SECRET_BYTES:
        raise NoSuchLink
    return uuid.UUID(bytes=raw[:_ORGANISATION_BYTES])


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """A code of eight digits, to be spoken."""
    return f"{secrets.randbelow(10**8):08d}"


def code_hash(organisation: uuid.UUID, token: str, code: str) -> str:
    """What is kept of a code: keyed, since eight digits alone could be tried out."""
    key = settings.BAKEN_KEYRING.key(str(organisation), "pseudonym")
    said = "".join(sign for sign in code if sign.isdigit())
    return hmac.new(key, f"referral code\0{token}\0{said}".encode(), hashlib.sha256).hexdigest()
