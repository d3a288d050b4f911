"""Keyed pseudonyms: the only form in which a contact leaves the encrypted store.

Phone numbers can be enumerated, so a plain hash of one is no protection: every pseudonym is an
HMAC-SHA256 under a key, over the kind and the normalised value. Without the key it says nothing;
with another key it cannot be compared.
"""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Iterable

KEY_BYTES = 32
PSEUDONYM_LENGTH = 26
"""Characters of base32: 130 bits, so that two contacts never share one by chance."""


def pseudonym(kind: str, value: str, key: bytes) -> str:
    """The pseudonym of one contact.

    `kind` is phone, email, ... and `value` its normalised form (E.164; lower case); the same
    number in a WhatsApp mention is a phone, so kind and value decide alone. 26 characters of
    lower-case base32.
    """
    digest = hmac.new(key, f"{kind}\0{value}".encode(), hashlib.sha256).digest()
    return b32encode(digest).decode("ascii").lower()[:PSEUDONYM_LENGTH]


def pseudonyms(contacts: Iterable[tuple[str, str]], key: bytes) -> list[str]:
    """`pseudonym` over many (kind, value) pairs, in their order."""
    return [pseudonym(kind, value, key) for kind, value in contacts]
