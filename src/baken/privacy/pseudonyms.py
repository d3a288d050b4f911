"""Keyed pseudonyms: the only form in which a contact leaves the encrypted store.

Phone numbers can be enumerated, so a plain hash of one is no protection: every pseudonym is an
HMAC-SHA256 under a key, over the kind and the normalised value. Without the key it says nothing;
with another key it cannot be compared.
"""

import hashlib
import hmac
from collections.abc import Iterable

KEY_BYTES = 32
PSEUDONYM_LENGTH = 26
"""Characters of base32: 130 bits, so that two contacts never share one by chance."""

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_TWO = [first + second for first in _ALPHABET for second in _ALPHABET]
"""Base32 two characters at a time: the standard library goes over it slowly, and there are many."""
_SHIFTS = range(246, 116, -10)
_BITS = 5
_BLOCK = 64
_INNER, _OUTER = (bytes(one ^ pad for one in range(256)) for pad in (0x36, 0x5C))


def pseudonym(kind: str, value: str, key: bytes) -> str:
    """The pseudonym of one contact.

    `kind` is phone, email, ... and `value` its normalised form (E.164; lower case); the same
    number in a WhatsApp mention is a phone, so kind and value decide alone. 26 characters of
    lower-case base32.
    """
    digest = int.from_bytes(hmac.digest(key, f"{kind}\0{value}".encode(), "sha256"), "big")
    return "".join([_TWO[digest >> shift & 1023] for shift in _SHIFTS])


def pseudonyms(contacts: Iterable[tuple[str, str]], key: bytes) -> list[str]:
    """`pseudonym` over many (kind, value) pairs, in their order: in less than half the time of each alone."""
    inner, outer = _keyed(key)
    digests = []
    for kind, value in contacts:
        digest, whole = inner.copy(), outer.copy()
        digest.update(f"{kind}\0{value}".encode())
        whole.update(digest.digest())
        digests.append(whole.digest())
    return _written(digests)


def _keyed(key: bytes) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """The two hashes of an HMAC-SHA256 that the key has gone into already (RFC 2104)."""
    block = (key if len(key) <= _BLOCK else hashlib.sha256(key).digest()).ljust(_BLOCK, b"\0")
    return hashlib.sha256(block.translate(_INNER)), hashlib.sha256(block.translate(_OUTER))


def _written(digests: list[bytes]) -> list[str]:
    """The first characters of each digest in base32."""
    import numpy as np

    if not digests:
        return []
    bits = np.unpackbits(np.frombuffer(b"".join(digests), np.uint8).reshape(len(digests), -1), axis=1)
    fives = bits[:, : PSEUDONYM_LENGTH * _BITS].reshape(-1, PSEUDONYM_LENGTH, _BITS)
    letters = np.frombuffer(_ALPHABET.encode(), np.uint8)
    worth = np.array([16, 8, 4, 2, 1], np.uint8)
    said = letters[(fives * worth).sum(axis=2, dtype=np.uint8)].tobytes().decode()
    return [said[at : at + PSEUDONYM_LENGTH] for at in range(0, len(said), PSEUDONYM_LENGTH)]
