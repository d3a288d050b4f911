"""The file that captures are kept in: a beginning, then frames, each sealed by itself.

    file   = "BAKEN-CAPTURES 1\n" frame*
    frame  = length (4 bytes, big-endian, of what follows) sealed
    sealed = 0x01 nonce (12 bytes) ciphertext and tag of one gzip member (AES-256-GCM)

The associated data is not stored: organisation, the file's name and the frame's offset. A frame that was
changed, moved, or copied to another file or organisation does not open.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from baken.privacy.encryption import VERSION, associated_data

BEGINNING = b"BAKEN-CAPTURES 1\n"
HEAD = 4
_NONCE = 12
_LEAST = len(VERSION) + _NONCE + 16
LARGEST = 64 * 1024 * 1024
"""Bytes in one frame: a length beyond it is damage, and nothing that large is ever read at once."""


class FrameDamaged(Exception):
    """The frame was changed, stands elsewhere than where it was written, or was sealed under another key."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a frame stands: from its offset so many bytes, its length field included."""

    offset: int
    length: int


class Sealing:
    """Seals the frames of one organisation under its newest key, and opens them under any that stands (each
    32 bytes, the newest first)."""

    def __init__(self, organisation: str, newest: bytes, *earlier: bytes) -> None:
        self._organisation = organisation
        self._aead = AESGCM(newest)
        self._any = (self._aead, *map(AESGCM, earlier))

    def frame(self, member: bytes, file: str, offset: int) -> bytes:
        """The frame that stands at an offset of a file. Raises ValueError for one that is too large."""
        nonce = os.urandom(_NONCE)
        sealed = VERSION + nonce + self._aead.encrypt(nonce, member, self._place(file, offset))
        if len(sealed) > LARGEST:
            raise ValueError(f"a capture is at most {LARGEST} bytes")
        return len(sealed).to_bytes(HEAD, "big") + sealed

    def open(self, frame: bytes, file: str, offset: int) -> bytes:
        """The gzip member in a frame. Raises `FrameDamaged`."""
        sealed = memoryview(frame)[HEAD:]
        whole = int.from_bytes(frame[:HEAD], "big") == len(sealed) >= _LEAST
        if not whole or bytes(sealed[:1]) != VERSION:
            raise FrameDamaged(FrameDamaged.__doc__)
        nonce, ciphertext = bytes(sealed[1 : 1 + _NONCE]), sealed[1 + _NONCE :]
        for aead in self._any:
            try:
                return aead.decrypt(nonce, ciphertext, self._place(file, offset))
            except InvalidTag:
                continue
        raise FrameDamaged(FrameDamaged.__doc__)

    def _place(self, file: str, offset: int) -> bytes:
        return associated_data(self._organisation, "captures", f"{file}\0{offset}")


def positions(stream: BinaryIO) -> Iterator[Position]:
    """The whole frames of a file, in order, not opened; ends where none follows."""
    stream.seek(0, os.SEEK_END)
    size = stream.tell()
    stream.seek(0)
    if stream.read(len(BEGINNING)) != BEGINNING:
        return
    offset = len(BEGINNING)
    while offset + HEAD <= size:
        stream.seek(offset)
        length = int.from_bytes(stream.read(HEAD), "big")
        if not _LEAST <= length <= LARGEST or offset + HEAD + length > size:
            return
        yield Position(offset, HEAD + length)
        offset += HEAD + length


def read_frame(stream: BinaryIO, position: Position) -> bytes:
    """The bytes of a frame, its length field included; fewer where the file ends before."""
    stream.seek(position.offset)
    return stream.read(position.length)
