"""A request that is sent again gets the answer it got: nothing is done twice because a line was cut.

Only an answer to something that was done is kept: what was refused was taken back, and may be tried again.
"""

import hashlib
import hmac
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from baken.api.models import StoredAnswer
from baken.api.problems import problem
from baken.privacy.encryption import Cipher, NotDecryptable, associated_data

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
_SHAPE = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be sent again, under the name that its program gave it."""

    organisation_id: uuid.UUID
    name_hash: bytes
    request_hash: bytes

    @property
    def lock(self) -> int:
        """What is held of the database while it is answered."""
        return int.from_bytes(self.name_hash[:8], "big", signed=True)


def read_asked(request: HttpRequest, organisation_id: uuid.UUID) -> Asked | HttpResponse | None:
    """The name of the request and what it asks; None without a name; the answer that says it can't be one."""
    name = request.headers.get(HEADER)
    if name is None or request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    if not _SHAPE.fullmatch(name):
        return problem(
            "wrong_fields",
            f"Wrong: {HEADER}.",
            errors=[{"field": HEADER, "message": "must have 1 to 200 visible ASCII characters"}],
        )
    key = settings.BAKEN_KEYRING.key(str(organisation_id), "idempotency")
    asked = "\0".join((request.method or "", request.get_full_path(), "")).encode() + request.body
    return Asked(
        organisation_id,
        hmac.digest(key, b"name\0" + name.encode(), hashlib.sha256),
        hmac.digest(key, b"asked\0" + asked, hashlib.sha256),
    )


def earlier_answer(asked: Asked, now: datetime) -> HttpResponse | None:
    """What was answered before, or that it is being answered now, or was another request; else None, and the
    name is held until the transaction ends. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [asked.lock])
        if not cursor.fetchone()[0]:
            return problem("asked_already", headers={"Retry-After": "1"})
    known = StoredAnswer.objects.filter(name_hash=asked.name_hash).first()
    if known is None:
        return None
    if known.made_at <= now - KEPT:
        known.delete()
        return None
    if not hmac.compare_digest(bytes(known.request_hash), asked.request_hash):
        return problem("other_request")
    try:
        body = _cipher(asked).decrypt(bytes(known.answer), _place(asked))
    except NotDecryptable:
        # under a key that was replaced: what was done can't be told, and must not be done again
        return problem("other_request", "What was answered then can't be read any more.")
    return HttpResponse(
        body,
        status=known.status,
        content_type=known.content_type,
        headers={"Idempotency-Replayed": "true"},
    )


def keep_answer(asked: Asked, answer: HttpResponse, now: datetime) -> None:
    """Keeps what was answered, in the transaction of what was done; what is older than a day goes."""
    StoredAnswer.objects.create(
        organisation_id=asked.organisation_id,
        name_hash=asked.name_hash,
        request_hash=asked.request_hash,
        status=answer.status_code,
        content_type=answer["Content-Type"],
        answer=_cipher(asked).encrypt(answer.content.decode(), _place(asked)),
        made_at=now,
    )
    old = StoredAnswer.objects.filter(made_at__lte=now - KEPT).values_list("pk", flat=True)[:100]
    StoredAnswer.objects.filter(pk__in=list(old)).delete()


def forget_old_answers(now: datetime) -> int:
    """Erases the answers of the organisation acted for that are older than a day, and returns how many."""
    return StoredAnswer.objects.filter(made_at__lte=now - KEPT).delete()[0]


def _cipher(asked: Asked) -> Cipher:
    return Cipher(*settings.BAKEN_KEYRING.keys(str(asked.organisation_id), "idempotency answer"))


def _place(asked: Asked) -> bytes:
    return associated_data(str(asked.organisation_id), "api_storedanswer.answer", asked.name_hash.hex())
