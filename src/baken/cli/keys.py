"""The key of one run: what makes pseudonyms comparable between runs, or keeps them apart."""

import hashlib
import secrets
from pathlib import Path

from baken.cli import Failed
from baken.cli.streams import say

KEY_FILE_BYTES = 16
"""A key file shorter than this could be guessed."""


def run_key(path: str | None) -> bytes:
    """32 bytes: SHA-256 over the whole file at `path`, or random bytes for this run alone.

    The file may hold raw bytes or text and counts byte for byte, line ends included. A random key
    is announced on standard error, because its pseudonyms compare with those of no other run.
    Raises Failed when the file can't be read or holds fewer than 16 bytes.
    """
    if path is None:
        say(
            "No --key: a random key for this run. "
            "Its pseudonyms can't be compared with those of another run; --key FILE makes them comparable."
        )
        return secrets.token_bytes(32)
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise Failed(
            f"the key file {path} can't be read ({error.strerror}); give a file that you may read"
        ) from error
    if len(content) < KEY_FILE_BYTES:
        raise Failed(
            f"the key file {path} holds {len(content)} bytes, which can be guessed; "
            f"give one of at least {KEY_FILE_BYTES} bytes, such as the output of: openssl rand -hex 32"
        )
    return hashlib.sha256(content).digest()
