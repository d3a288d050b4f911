"""One master key, and from it a key for each organisation and each purpose (HKDF-SHA256).

Two organisations never share a key, so neither a pseudonym nor a ciphertext of one means anything
to another. The master key stands in a file outside the database; who has only the database has
no contact details.
"""

import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_KEY_BYTES = 32


class KeyFileUnusable(Exception):
    """The key file can't be used: it must hold 32 bytes and be readable by its owner only."""


@dataclass(frozen=True)
class Keyring:
    """Derives the keys of one installation. Never log or print one."""

    master: bytes

    def key(self, organisation: str, purpose: str) -> bytes:
        """32 bytes for one organisation (its id) and one purpose ("pseudonym", "encryption", ...)."""
        return _derive(self.master, organisation, purpose)

    def __repr__(self) -> str:
        return "Keyring(…)"


@lru_cache(maxsize=1024)
def _derive(master: bytes, organisation: str, purpose: str) -> bytes:
    info = f"baken\0{organisation}\0{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(master)


def read_master_key(path: Path) -> Keyring:
    """The keyring of a key file.

    Raises `KeyFileUnusable` when the file has another length or others may read it.
    """
    if path.stat().st_mode & 0o077:
        raise KeyFileUnusable(f"{path} may be read by others: chmod 600 it")
    master = path.read_bytes()
    if len(master) != MASTER_KEY_BYTES:
        raise KeyFileUnusable(f"{path} does not hold {MASTER_KEY_BYTES} bytes")
    return Keyring(master)


def create_master_key(path: Path) -> None:
    """Writes a new random master key, whole or not at all; an existing one is never replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_bytes(MASTER_KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
        # link, not rename: of two processes that start at once, the first one's key stands
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
    finally:
        temporary.unlink()
