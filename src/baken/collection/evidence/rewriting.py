"""Taking out of the files what no row points at: what was erased, and what a killed program left.

Rows go first, like those of every other table; their bytes follow here. One rule makes it safe to be
killed at any moment: while nobody writes, a frame without a row is nobody's. A new file is written
beside the old one; then the rows are moved to it in one transaction; then the old file goes. Whatever
happens in between, the files that the rows point at are whole, and the next call drops the others.
"""

import uuid
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction

from baken.collection.evidence.frames import Position
from baken.collection.evidence.store import CaptureStore
from baken.collection.models import Capture

_PATIENCE = "60s"


@dataclass(frozen=True)
class Rewritten:
    """How many frames and bytes went, files that were written anew or removed, and rows whose frame is
    gone. `whole` is false when somebody kept the files in use."""

    frames: int = 0
    bytes: int = 0
    files: int = 0
    missing: int = 0
    whole: bool = True


def share_files(organisation_id: uuid.UUID) -> None:
    """Until this transaction ends, what it writes to the files is not taken for nobody's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [f"captures {organisation_id}"]
        )


def rewrite_files(organisation_id: uuid.UUID) -> Rewritten:
    """Drops every frame that no row points at, a file at a time. Not inside a transaction.

    Waits up to a minute for who is writing captures; after that `whole` is false and the rest waits for
    the next call.
    """
    store = CaptureStore(organisation_id)
    frames = size = files = missing = 0
    for file in store.files():
        try:
            gone, lost, dropped, changed = _rewrite(store, organisation_id, file)
        except OperationalError:
            return Rewritten(frames, size, files, missing, whole=False)
        frames += gone
        size += dropped
        files += changed
        missing += lost
    return Rewritten(frames, size, files, missing)


def _rewrite(store: CaptureStore, organisation_id: uuid.UUID, file: str) -> tuple[int, int, int, int]:
    """One file; the frames that went, rows without a frame, bytes that went, and whether it changed."""
    with transaction.atomic(durable=True):
        _only_one(organisation_id)
        with store.only_writer():
            if file not in store.files():
                return 0, 0, 0, 0
            frames = store.frames(file)
            rows = dict(Capture.objects.filter(file=file).values_list("offset", "length"))
            kept = [one for one in frames if rows.get(one.offset) == one.length]
            before = store.size(file)
            lost = len(rows) - len(kept)
            # damage hides the frames behind it: what rows still point at is taken over as it is
            hidden = [Position(offset, length) for offset, length in rows.items()]
            kept = sorted({*kept, *(one for one in hidden if one.offset + one.length <= before)}, key=_offset)
            end = kept[-1].offset + kept[-1].length if kept else 0
            if kept and len(kept) == len(frames) and end == before:
                return 0, lost, 0, 0
            if not kept:
                # now, while nobody can append to it
                store.remove(file)
                return len(frames), lost, before, 1
            name, moved = store.copy(file, kept)
            _move_rows(file, name, moved)
            after = store.size(name)
    # the rows point elsewhere, for good, and what is appended goes to a newer file
    with store.only_writer():
        store.remove(file)
    return len(frames) - len(kept), lost, before - after, 1


def _offset(one: Position) -> int:
    return one.offset


def _only_one(organisation_id: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"captures {organisation_id}"]
        )


def _move_rows(old: str, new: str, moved: dict[int, Position]) -> None:
    places = list(moved.items())
    with connection.cursor() as cursor:
        cursor.execute(
            'UPDATE collection_capture SET file = %s, "offset" = given.after, length = given.length '
            "FROM unnest(%s::bigint[], %s::bigint[], %s::int[]) AS given(before, after, length) "
            'WHERE file = %s AND collection_capture."offset" = given.before',
            [
                new,
                [before for before, _ in places],
                [place.offset for _, place in places],
                [place.length for _, place in places],
                old,
            ],
        )
