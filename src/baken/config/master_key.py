"""Where the master key of this installation stands."""

import os
from pathlib import Path

from baken.privacy.keys import Keyring, create_master_key, read_master_key


def keyring(state: Path) -> Keyring:
    """The keyring of `BAKEN_KEY_FILE`, else of a key file in the state directory, made if absent.

    A key file that is named but not there is an error: a new key would make the old data unreadable.
    """
    path = key_file(state)
    if not os.environ.get("BAKEN_KEY_FILE") and not path.exists():
        create_master_key(path)
    return read_master_key(path)


def key_file(state: Path) -> Path:
    """Where the master key stands, with those of rotations since."""
    given = os.environ.get("BAKEN_KEY_FILE")
    return Path(given) if given else state / "keys" / "master.key"
