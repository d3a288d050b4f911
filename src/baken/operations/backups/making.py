"""Making a backup: one moment of the database, the captures that its rows point at, the anchors of the log.

Nothing stands in clear on the way: what pg_dump writes goes straight into the sealed file. The master key
is not in it. When the file is whole it is read back into a database of its own and counted: a backup that
nobody restored is none.
"""

import io
import json
import os
import subprocess
import tarfile
import tempfile
import uuid
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, cast

from django.conf import settings

from baken.accounts.queries import known_organisations, system_user
from baken.audit.actions import record_event
from baken.collection.evidence.store import CaptureStore
from baken.operations.backups.database import Server, snapshot
from baken.operations.backups.sealed import SealedWriter
from baken.operations.exceptions import BackupFailed
from baken.tenancy.acting import Actor, acting_for

DUMP, CAPTURES, ANCHORS, CONTENTS = "database/", "captures/", "audit/", "contents.json"
PIECE = 8 * 1024 * 1024
"""Bytes of a dump that become one member: its whole length is not known when its first bytes are written."""


@dataclass(frozen=True)
class Contents:
    """What is in a backup, as it says itself, at its end."""

    made_at: str
    version: str
    tables: dict[str, int]
    captures: dict[str, int]

    @classmethod
    def read(cls, text: bytes) -> "Contents":
        return cls(**json.loads(text))


def make_backup(*, to: IO[bytes], at: Server, reason: str) -> Contents:
    """Writes a whole backup. Who made it and why stands in the log of every organisation.

    Raises `BackupFailed`; what was written until then is no backup and does not read as one.
    """
    state = Path(settings.BAKEN_STATE)
    for organisation in known_organisations():
        with acting_for(organisation.id):
            by = Actor(system_user(organisation), organisation, "accountability", reason)
            record_event(by=by, action="operations.backup_made", subject="backup")
    writer = SealedWriter(to)
    with ExitStack() as stack, tarfile.open(fileobj=cast("IO[bytes]", writer), mode="w|") as archive:
        aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="backup-", dir=state)))
        with ExitStack() as writers:
            # rows and files of one moment: nobody writes a capture between the one and the other
            for folder in sorted((state / "captures").glob("*")):
                writers.enter_context(CaptureStore(uuid.UUID(folder.name)).only_writer())
            name, tables = stack.enter_context(snapshot(at))
            captures = _linked(state / "captures", aside)
        _dump(archive, at, name)
        for relative, size in captures.items():
            # as long as it was at that moment: what is appended meanwhile is of a later one
            told = tarfile.TarInfo(CAPTURES + relative)
            told.size = size
            with (aside / relative).open("rb") as kept:
                archive.addfile(told, kept)
        for anchor in sorted((state / "audit").glob("*.json")):
            _member(archive, ANCHORS + anchor.name, anchor.read_bytes())
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        contents = Contents(moment, version("baken"), tables, captures)
        _member(archive, CONTENTS, json.dumps(asdict(contents)).encode())
    writer.finish()
    return contents


def _linked(captures: Path, aside: Path) -> dict[str, int]:
    """The files of all captures under a second name, so that erasing meanwhile takes none away."""
    found = {}
    for folder in sorted(captures.glob("*")):
        (aside / folder.name).mkdir()
        for file in CaptureStore(uuid.UUID(folder.name)).files():
            os.link(folder / file, aside / folder.name / file)
            found[f"{folder.name}/{file}"] = (folder / file).stat().st_size
    return found


def _dump(archive: tarfile.TarFile, at: Server, moment: str) -> None:
    options = ["--format=custom", "--compress=6", "--no-owner", f"--snapshot={moment}"]
    with tempfile.TemporaryFile() as said:
        running = at.start("pg_dump", *options, at.database, stdout=subprocess.PIPE, stderr=said)
        with running:
            assert running.stdout is not None
            number = 0
            while piece := running.stdout.read(PIECE):
                _member(archive, f"{DUMP}{number:08d}", piece)
                number += 1
        if running.returncode:
            said.seek(0)
            raise BackupFailed(f"pg_dump: {_last_line(said.read())}")


def _member(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    told = tarfile.TarInfo(name)
    told.size = len(content)
    archive.addfile(told, io.BytesIO(content))


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "it ended without a word"
