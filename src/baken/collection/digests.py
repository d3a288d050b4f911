"""The digests that a WARC record or a package gives of its bytes, in the spellings in use."""

import base64
import hashlib
import re
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any

_ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha512": "sha512",
    "sha-512": "sha512",
}
_BASE32 = re.compile(r"[A-Z2-7]+")
_FIGURES = str.maketrans(ascii_uppercase + "234567", digits + ascii_lowercase[:22])
"""Of base 32 as RFC 4648 writes it, those by which Python writes numbers."""


class UnknownDigest(Exception):
    """The digest can't be checked: its algorithm or form is not known."""


class Digest:
    """A digest as `sha1:BASE32`, `sha256:hexadecimal` and the like, to hold bytes against."""

    def __init__(self, text: str) -> None:
        algorithm, colon, value = text.strip().partition(":")
        name = _ALGORITHMS.get(algorithm.strip().lower())
        if not colon or name is None or not value.strip():
            raise UnknownDigest
        self._hash: Any = hashlib.new(name, usedforsecurity=False)
        self._value = value.strip()

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    def matches(self) -> bool:
        """Whether the bytes so far have this digest, in hexadecimal, base 32 or base 64."""
        digest: bytes = self._hash.digest()
        bare = self._value.rstrip("=")
        return (
            bare.lower() == digest.hex()
            or _is_base32(bare.upper(), digest)
            or bare == base64.b64encode(digest).decode().rstrip("=")
            or bare == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        )


def _is_base32(text: str, data: bytes) -> bool:
    """Whether this is how `data` is written in base 32: as numbers, a third of the time of writing it."""
    spare = 5 * len(text) - 8 * len(data)
    if not 0 <= spare < 5 or not _BASE32.fullmatch(text):
        return False
    return int(text.translate(_FIGURES), 32) == int.from_bytes(data, "big") << spare


def matches(text: str, data: bytes) -> bool:
    """Whether `data` has the digest that `text` names; raises UnknownDigest."""
    digest = Digest(text)
    digest.update(data)
    return digest.matches()
