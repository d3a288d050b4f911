"""Keyed pseudonyms: the only form in which a contact leaves the encrypted store.

Phone numbers can be enumerated, so a plain hash of one is no protection: every pseudonym is an
HMAC-SHA256 under a key, over the kind and the normalised value. Without the key it says nothing;
with another key it cannot be compared.
"""

import hmac
from collections.abc import Iterable

KEY_BYTES = 32
PSEUDONYM_LENGTH = 26
"""Characters of base32: 130 bits, so that two contacts never share one by chance."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_TWO = [first + second for first in _ALPHABET for second in _ALPHABET]
"""Base32 two characters at a time: the standard library goes over it slowly, and there are many."""
_SHIFTS = range(246, 116, -10)


def pseudonym(kind: str, value: str, key: bytes) -> str:
    """The pseudonym of one contact.

    `kind` is phone, email, ... and `value` its normalised form (E.164; lower case); the same
    number in a WhatsApp mention is a phone, so kind and value decide alone. 26 characters of
    lower-case base32.
    """
    digest = int.from_bytes(hmac.digest(key, f"{kind}\0{value}".encode(), "sha256"), "big")
    return "".join([_TWO[digest >> shift & 1023] for shift in _SHIFTS])


def pseudonyms(contacts: Iterable[tuple[str, str]], key: bytes) -> list[str]:
    """`pseudonym` over many (kind, value) pairs, in their order."""
    return [pseudonym(kind, value, key) for kind, value in contacts]
