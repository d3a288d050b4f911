"""A file of another office, held for its owner while the mapping is made: a day at most."""

import base64
import hashlib
import io
import json
import zlib
from datetime import timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.register.models import HeldFile
from baken.register.permissions import REGISTER_WRITE
from baken.register.sealing import sealed, unsealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person

FILE_HOLDS = timedelta(hours=24)


@transaction.atomic
def hold_file(*, by: Actor, data: bytes) -> HeldFile:
    """Keeps the file, encrypted; one's own earlier copy of it goes."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    digest, now = hashlib.sha256(data).hexdigest(), timezone.now()
    HeldFile.objects.filter(user=by.user, file_sha256=digest).delete()
    held = HeldFile(
        organisation=by.organisation,
        user=by.user,
        file_sha256=digest,
        held_at=now,
        expires_at=now + FILE_HOLDS,
    )
    held.sealed = sealed(held, "sealed", base64.b64encode(zlib.compress(data, 1)).decode())
    held.choices = sealed(held, "choices", "{}")
    held.save()
    record_event(by=by, action="register.file_held", subject=f"file:{digest}", details={"bytes": len(data)})
    return held


def opened_file(held: HeldFile) -> BinaryIO:
    """The bytes of the file, in memory."""
    return io.BytesIO(zlib.decompress(base64.b64decode(unsealed(held, "sealed"))))


def choices_of(held: HeldFile) -> dict[str, Any]:
    """What its owner chose so far."""
    found: dict[str, Any] = json.loads(unsealed(held, "choices"))
    return found


@transaction.atomic
def choose_for_file(*, by: Actor, held: HeldFile, choices: dict[str, Any]) -> None:
    """Keeps what its owner chose."""
    check_may(by, REGISTER_WRITE)
    _check_own(by, held)
    held.choices = sealed(held, "choices", json.dumps(choices))
    held.save(update_fields=["choices"])


@transaction.atomic
def let_go_of_file(*, by: Actor, held: HeldFile) -> None:
    """Erases the file; what was imported from it stays."""
    check_may(by, REGISTER_WRITE)
    _check_own(by, held)
    record_event(by=by, action="register.file_let_go", subject=f"file:{held.file_sha256}")
    held.delete()


def _check_own(by: Actor, held: HeldFile) -> None:
    if held.user_id != by.user.id:
        raise NotPermitted("a held file is its owner's own")
