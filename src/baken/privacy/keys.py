"""One master key, and from it a key for each organisation and each purpose (HKDF-SHA256).

Two organisations never share a key, so neither a pseudonym nor a ciphertext of one means anything
to another. The master key stands in a file outside the database; who has only the database has
no contact details.

A rotation adds a master key at the end of the file and takes none away. What is sealed from then on is sealed
under the newest; what must be found again by its keyed hash is asked under every key, or keeps the first.
"""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_KEY_BYTES = 32


MOST_KEYS = 32
KEY_NAME_LENGTH = 16

RENEWED = frozenset(
    {
        "encryption",
        "captures",
        "backup",
        "session",
        "second factor",
        "webhook secret",
        "idempotency answer",
        "word lists",
        "django",
        "suppression",
    }
)
"""The purposes for which a rotation gives a new key: what is sealed under it, and the marks that are asked
under every key. Every other one keeps the first for good: pseudonyms, stops of minors, approaches, the log's
chain, codes and links in the hands of others. They are found again by being the same."""


class KeyFileUnusable(Exception):
    """The key file can't be used: it must hold 32 bytes a key and be readable by its owner only."""


@dataclass(frozen=True)
class Keyring:
    """Derives the keys of one installation. Never log or print one.

    `master` is the first master key, `later` those of rotations since, the oldest first (each 32 bytes).
    """

    master: bytes
    later: tuple[bytes, ...] = ()

    def key(self, organisation: str, purpose: str) -> bytes:
        """32 bytes for one organisation (its id) and one purpose that no rotation renews ("pseudonym", ...).

        Raises ValueError for one of `RENEWED`: under one key alone, what stands under another is forgotten.
        """
        if purpose in RENEWED:
            raise ValueError(f"{purpose!r} has a key for each rotation: ask keys()")
        return _derive(self.master, organisation, purpose)

    def keys(self, organisation: str, purpose: str) -> tuple[bytes, ...]:
        """The keys of one of `RENEWED`, the newest first: write under the first, read under any.

        Raises ValueError for a purpose that keeps one key.
        """
        if purpose not in RENEWED:
            raise ValueError(f"{purpose!r} keeps one key: ask key()")
        return tuple(
            _derive(master, organisation, purpose) for master in reversed((self.master, *self.later))
        )

    @property
    def names(self) -> tuple[str, ...]:
        """What the master keys are called where a row says which one it was made with, the first one first:
        16 hexadecimal digits, from which no key can be told."""
        return tuple(
            _derive(master, "installation", "name").hex()[:KEY_NAME_LENGTH]
            for master in (self.master, *self.later)
        )

    def __repr__(self) -> str:
        return "Keyring(…)"


@lru_cache(maxsize=1024)
def _derive(master: bytes, organisation: str, purpose: str) -> bytes:
    info = f"baken\0{organisation}\0{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(master)


def read_master_key(path: Path) -> Keyring:
    """The keyring of a key file: 32 bytes, and 32 more for each rotation since.

    Raises `KeyFileUnusable` when the file has another length or others may read it.
    """
    if path.stat().st_mode & 0o077:
        raise KeyFileUnusable(f"{path} may be read by others: chmod 600 it")
    content = path.read_bytes()
    masters = [content[at : at + MASTER_KEY_BYTES] for at in range(0, len(content), MASTER_KEY_BYTES)]
    if not 1 <= len(masters) <= MOST_KEYS or len(masters[-1]) != MASTER_KEY_BYTES:
        raise KeyFileUnusable(f"{path} does not hold {MASTER_KEY_BYTES} bytes for each key")
    if len(set(masters)) != len(masters):
        raise KeyFileUnusable(f"{path} holds the same key twice")
    return Keyring(masters[0], tuple(masters[1:]))


def create_master_key(path: Path) -> None:
    """Writes a new random master key, whole or not at all; an existing one is never replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = secrets.token_bytes(MASTER_KEY_BYTES)
    # link, not rename: of two processes that start at once, the first one's key stands
    with _written_beside(path, new) as temporary, contextlib.suppress(FileExistsError):
        os.link(temporary, path)


def add_master_key(path: Path) -> Keyring:
    """Adds a random key at the end of a key file, whole or not at all, and returns what it holds then.

    Raises `KeyFileUnusable` for a file that can't be used, that is full, or that somebody changed meanwhile.
    """
    before = read_master_key(path)
    held = b"".join((before.master, *before.later))
    if len(before.names) >= MOST_KEYS:
        raise KeyFileUnusable(f"{path} holds {MOST_KEYS} keys, and takes no more")
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        # of two that rotate at once, neither loses the other's key
        fcntl.flock(directory, fcntl.LOCK_EX)
        if path.read_bytes() != held:
            raise KeyFileUnusable(f"{path} was changed meanwhile: look at it, and try again")
        with _written_beside(path, held + secrets.token_bytes(MASTER_KEY_BYTES)) as temporary:
            temporary.rename(path)
        os.fsync(directory)
    finally:
        os.close(directory)
    return read_master_key(path)


@contextlib.contextmanager
def _written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file of the owner alone with this content, on the disk, gone afterwards unless it was moved."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
