"""Reading a backup back: into a database of its own to try it, or in the place of what is there.

Nothing of ours is touched before all of the backup was read, opened and counted.
"""

import shutil
import subprocess
import tarfile
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, cast

from django.conf import settings
from django.db import connections

from baken.operations.backups.database import (
    ASIDE,
    Server,
    counted,
    drop_database,
    make_database,
    put_in_place,
)
from baken.operations.backups.making import ANCHORS, CAPTURES, CONTENTS, DUMP, Contents
from baken.operations.backups.sealed import SealedReader
from baken.operations.exceptions import BackupUnreadable


def read_back(*, backup: IO[bytes], at: Server) -> Contents:
    """Tries a backup: everything in it is opened, its database restored beside ours, counted and dropped.

    Raises `BackupUnreadable` with what does not agree.
    """
    with _restored(backup, at, keep_files_in=None) as (_name, contents):
        return contents


def restore(*, backup: IO[bytes], at: Server) -> Contents:
    """Puts the installation of a backup in the place of ours: database, captures, anchors.

    Raises `BackupUnreadable` before anything of ours has changed.
    """
    state = Path(settings.BAKEN_STATE)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=state) as folder:
        files = Path(folder)
        with _restored(backup, at, keep_files_in=files) as (name, contents):
            with at.connect(name) as opened:
                # who was in then need not be let in now
                if "accounts_session" in contents.tables:
                    opened.execute("DELETE FROM accounts_session")
            connections.close_all()
            put_in_place(at, name)
            for part in ("captures", "audit"):
                if (state / part).exists():
                    (state / part).rename(files / f"before-{part}")
                if (files / part).exists():
                    (files / part).rename(state / part)
    return contents


def installed(at: Server) -> int:
    """How many organisations stand in our database; 0 where there is no schema yet."""
    with at.connect() as opened:
        there = opened.execute("SELECT to_regclass('accounts_organisation')").fetchone()
        if there is None or there[0] is None:
            return 0
        row = opened.execute("SELECT count(*) FROM accounts_organisation").fetchone()
        return int(row[0]) if row else 0


@contextmanager
def _restored(backup: IO[bytes], at: Server, *, keep_files_in: Path | None) -> Iterator[tuple[str, Contents]]:
    name = ASIDE + uuid.uuid4().hex[:12]
    make_database(at, name)
    try:
        contents = _unpacked(backup, at, name, keep_files_in)
        with at.connect(name) as opened:
            found = counted(opened)
        wrong = [
            f"{table}: {found.get(table)} rows instead of {rows}"
            for table, rows in contents.tables.items()
            if found.get(table) != rows
        ]
        if wrong:
            raise BackupUnreadable("; ".join(wrong[:5]))
        yield name, contents
    finally:
        drop_database(at, name)


def _unpacked(backup: IO[bytes], at: Server, name: str, keep: Path | None) -> Contents:
    contents: Contents | None = None
    seen: dict[str, int] = {}
    reader = SealedReader(cast("BinaryIO", backup))
    options = [
        f"--dbname={name}",
        "--no-owner",
        f"--role={at.owner}",
        "--exit-on-error",
        "--single-transaction",
    ]
    with tempfile.TemporaryFile() as said:
        running = at.start("pg_restore", *options, stdin=subprocess.PIPE, stderr=said)
        with running, tarfile.open(fileobj=cast("IO[bytes]", reader), mode="r|") as archive:
            assert running.stdin is not None
            try:
                for member in archive:
                    stream = archive.extractfile(member)
                    assert stream is not None
                    if member.name.startswith(DUMP):
                        shutil.copyfileobj(stream, running.stdin)
                        continue
                    running.stdin.close()
                    if member.name == CONTENTS:
                        contents = Contents.read(stream.read())
                    elif member.name.startswith((CAPTURES, ANCHORS)):
                        seen[member.name] = _kept(stream, member.name, keep)
                while reader.read(1 << 20):
                    pass  # to the mark of its end
            except BrokenPipeError:
                pass  # pg_restore ended; what it said follows
            except tarfile.TarError as fault:
                running.kill()
                raise BackupUnreadable(str(fault)) from fault
            except BaseException:
                running.kill()
                raise
            finally:
                with suppress(BrokenPipeError):
                    running.stdin.close()
        if running.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").strip().splitlines() or ["it ended without a word"]
            raise BackupUnreadable(f"pg_restore: {lines[0][:300]}")
    if contents is None or contents.captures != {
        path.removeprefix(CAPTURES): size for path, size in seen.items() if path.startswith(CAPTURES)
    }:
        raise BackupUnreadable("not everything that it says is in it is there")
    return contents


def _kept(stream: IO[bytes], name: str, keep: Path | None) -> int:
    """Writes a file of the backup where files are kept, or lets it go; its size."""
    if keep is None:
        return sum(len(piece) for piece in iter(lambda: stream.read(1 << 20), b""))
    place = keep / name
    if not place.resolve().is_relative_to(keep.resolve()):
        raise BackupUnreadable("a name in it leads elsewhere")
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("xb") as target:
        shutil.copyfileobj(stream, target)
    place.chmod(0o600)
    return place.stat().st_size
