"""The newest seal, noted outside the database, so that cutting the end off the log is noticed."""

import json
import os
import uuid
from pathlib import Path

from django.conf import settings


def _path(organisation_id: uuid.UUID) -> Path:
    directory: Path = settings.BAKEN_STATE / "audit"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return directory / f"{organisation_id}.json"


def write(organisation_id: uuid.UUID, number: int, digest: bytes) -> None:
    """Notes a seal. Killed between the seal and this note, the log is merely ahead of its anchor."""
    path = _path(organisation_id)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w") as stream:
        json.dump({"number": number, "hash": digest.hex()}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def read(organisation_id: uuid.UUID) -> tuple[int, bytes] | None:
    """The newest seal noted, or None where none was."""
    path = _path(organisation_id)
    if not path.exists():
        return None
    noted = json.loads(path.read_text())
    return noted["number"], bytes.fromhex(noted["hash"])
