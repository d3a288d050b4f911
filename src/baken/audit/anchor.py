"""The newest seal, noted outside the database, so that cutting the end off the log is noticed."""

import fcntl
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class AnchorDamaged(Exception):
    """The note outside the database can't be read."""


def path_of(organisation_id: uuid.UUID) -> Path:
    """Where the note of an organisation stands."""
    directory: Path = settings.BAKEN_STATE / "audit"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory / f"{organisation_id}.json"


@contextmanager
def held(organisation_id: uuid.UUID) -> Iterator[None]:
    """One at a time: inside, nobody else writes the note of this organisation."""
    path = path_of(organisation_id)
    with path.with_name(f".{path.name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write(organisation_id: uuid.UUID, number: int, digest: bytes) -> None:
    """Notes a seal. Killed between the seal and this note, the log is merely ahead of its anchor."""
    path = path_of(organisation_id)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w") as stream:
        json.dump({"number": number, "hash": digest.hex()}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def read(organisation_id: uuid.UUID) -> tuple[int, bytes] | None:
    """The newest seal noted, or None where none was. Raises `AnchorDamaged`."""
    path = path_of(organisation_id)
    try:
        noted = json.loads(path.read_bytes())
        return int(noted["number"]), bytes.fromhex(noted["hash"])
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as fault:
        raise AnchorDamaged(f"the note outside the database can't be read: {path}") from fault
