"""The digests that a WARC record or a package gives of its bytes, in the spellings in use."""

import base64
import hashlib
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
            or bare.upper() == base64.b32encode(digest).decode().rstrip("=")
            or bare == base64.b64encode(digest).decode().rstrip("=")
            or bare == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        )


def matches(text: str, data: bytes) -> bool:
    """Whether `data` has the digest that `text` names; raises UnknownDigest."""
    digest = Digest(text)
    digest.update(data)
    return digest.matches()
