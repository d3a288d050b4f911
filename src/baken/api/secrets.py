"""The secret that a program shows: made once, kept as a keyed hash, looked up past the wall by that hash."""

import hashlib
import hmac
import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import connection

from baken.api.walls import SECRET_SETTING

PREFIX = "baken_"
"""By it a scanner of repositories recognises a secret that was left somewhere."""
_LENGTH = 43

_READ = f"""
    SELECT set_config('{SECRET_SETTING}', %(hashed)s, true);
    SELECT organisation_id, key_id FROM api_apisecret
    WHERE secret_hash = decode(%(hashed)s, 'hex') AND (valid_until IS NULL OR valid_until > %(now)s);
    SELECT set_config('{SECRET_SETTING}', '', true)
"""  # noqa: S608


def new_secret() -> str:
    """A secret of 256 random bits, as the program will send it."""
    return PREFIX + secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """What the table keeps: without the installation's key it can't be compared with anything."""
    key = settings.BAKEN_KEYRING.key("installation", "api secrets")
    return hmac.new(key, secret.encode(), hashlib.sha256).digest()


def find_key(secret: str, now: datetime) -> tuple[uuid.UUID, uuid.UUID] | None:
    """The organisation and the key that a secret belongs to now, None for any other text."""
    if not secret.startswith(PREFIX) or len(secret) != len(PREFIX) + _LENGTH or not secret.isascii():
        return None
    with connection.cursor() as cursor:
        # one message is one transaction: the secret is known for as long as this row is read
        cursor.execute(_READ, {"hashed": secret_hash(secret).hex(), "now": now})
        cursor.nextset()
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None
