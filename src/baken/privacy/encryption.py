"""Encryption of one field: AES-256-GCM, bound to the tenant, table, column and row it stands in.

The associated data is not stored; it is built again from where the ciphertext stands. A value
copied to another row, column or organisation therefore does not decrypt.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
_NONCE_BYTES = 12


class NotDecryptable(Exception):
    """This value does not belong here, was changed, or was encrypted under another key."""


def associated_data(organisation: str, column: str, row: str) -> bytes:
    """Where a ciphertext stands. `column` is table.column; parts are length-prefixed, so that no
    two places ever give the same bytes."""
    parts = (organisation.encode(), column.encode(), row.encode())
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


class Cipher:
    """Encrypts under one organisation's newest key, and decrypts under any that stands (each 32 bytes, the
    newest first)."""

    def __init__(self, newest: bytes, *earlier: bytes) -> None:
        self._aead = AESGCM(newest)
        self._any = (self._aead, *map(AESGCM, earlier))

    def encrypt(self, text: str, associated: bytes) -> bytes:
        """Version, nonce and ciphertext with its tag: 29 bytes more than the text in UTF-8."""
        nonce = os.urandom(_NONCE_BYTES)
        return VERSION + nonce + self._aead.encrypt(nonce, text.encode(), associated)

    def decrypt(self, stored: bytes, associated: bytes) -> str:
        """The text. Raises `NotDecryptable`."""
        if stored[:1] != VERSION:
            raise NotDecryptable("unknown version")
        nonce, sealed = stored[1 : 1 + _NONCE_BYTES], stored[1 + _NONCE_BYTES :]
        for aead in self._any:
            try:
                return aead.decrypt(nonce, sealed, associated).decode()
            except (InvalidTag, ValueError):
                # what was cut short has no nonce, or no whole one
                continue
        raise NotDecryptable(NotDecryptable.__doc__)
