"""Django's session engine on the walled table: who is in, and for which organisation.

A session ends after a quarter of an hour without a request and after half a day in any case. Looking
writes nothing, but once a minute that somebody was there.
"""

import hashlib
import json
import uuid
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from baken.accounts.models import Session
from baken.accounts.walls import SESSION_SETTING
from baken.privacy.encryption import Cipher, NotDecryptable, associated_data
from baken.tenancy.acting import acting_for, acting_organisation

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(minutes=1)
SESSION_ORGANISATION = "organisation"
"""Where the session says for which organisation it acts."""

_READ = f"""
    SELECT set_config('{SESSION_SETTING}', %s, true);
    SELECT organisation_id, data, created_at, seen_at FROM accounts_session WHERE key_hash = %s;
    SELECT set_config('{SESSION_SETTING}', '', true)
"""  # noqa: S608
_DELETE = f"""
    SELECT set_config('{SESSION_SETTING}', %s, true);
    DELETE FROM accounts_session WHERE key_hash = %s;
    SELECT set_config('{SESSION_SETTING}', '', true)
"""  # noqa: S608


def key_hash(key: str) -> bytes:
    """What the table keeps of the key that the browser has."""
    return hashlib.sha256(key.encode()).digest()


class SessionStore(SessionBase):
    """One session. There is none without an organisation: who looks at the sign-in page leaves nothing."""

    browser = ""
    only_asked = False
    """A page asked by itself, without anybody there: such a request keeps nobody signed in."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._stored = False
        self._created_at: datetime | None = None
        self._seen_at: datetime | None = None

    def load(self) -> dict[str, Any]:
        """The data of the session, {} when it ended. One statement to the database."""
        hashed = key_hash(self.session_key or "")
        with connection.cursor() as cursor:
            # one message is one transaction: the key is known for as long as this row is read
            cursor.execute(_READ, [hashed.hex(), hashed])
            cursor.nextset()
            row = cursor.fetchone()
        data = self._opened(row, hashed) if row else None
        if data is None:
            self._session_key = None
            return {}
        return data

    def _opened(self, row: tuple[Any, ...], hashed: bytes) -> dict[str, Any] | None:
        organisation_id, stored, created_at, seen_at = row
        now = timezone.now()
        if now - seen_at >= IDLE or now - created_at >= LONGEST:
            self.delete()
            return None
        try:
            data: dict[str, Any] = json.loads(
                _cipher(organisation_id).decrypt(bytes(stored), _place(organisation_id, hashed))
            )
        except NotDecryptable:
            return None
        self._stored, self._created_at, self._seen_at = True, created_at, seen_at
        return data

    def create(self) -> None:
        """A new key; the row is written by `save`."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self._stored = False
        self._created_at = None
        self.modified = True
        if not hasattr(self, "_session_cache"):
            self._session_cache: dict[str, Any] = {}

    def cycle_key(self) -> None:
        """The same session under a new key. For who is signed in already it lasts no longer."""
        data, since = self._session, self._created_at  # type: ignore[attr-defined]
        super().cycle_key()
        if SESSION_KEY in data:
            self._created_at = since

    def save(self, must_create: bool = False) -> None:
        """Writes it. Raises `UpdateError` when it was ended meanwhile, RuntimeError when nobody acts."""
        if self.session_key is None:
            self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        organisation_id = self._organisation(data)
        if organisation_id is None:
            raise RuntimeError("there is no session without an organisation")
        data[SESSION_ORGANISATION] = str(organisation_id)
        hashed, now = key_hash(self.session_key or ""), timezone.now()
        fields = {
            "data": _cipher(organisation_id).encrypt(json.dumps(data), _place(organisation_id, hashed)),
            "user_id": data.get(SESSION_KEY),
            "seen_at": now,
        }
        with _acting(organisation_id):
            if self._stored and not must_create:
                if not Session.objects.filter(key_hash=hashed).update(**fields):
                    raise UpdateError
            else:
                self._created_at = self._created_at or now
                Session.objects.create(
                    organisation_id=organisation_id,
                    key_hash=hashed,
                    browser=self.browser[:60],
                    created_at=self._created_at,
                    **fields,
                )
        self._stored, self._seen_at = True, now

    def _organisation(self, data: dict[str, Any]) -> uuid.UUID | None:
        stated = data.get(SESSION_ORGANISATION)
        return uuid.UUID(stated) if stated else acting_organisation()

    def is_empty(self) -> bool:
        """Whether there is nothing to keep; without an organisation there is not."""
        if super().is_empty():
            return True
        return self._session_key is None and self._organisation(self._session) is None  # type: ignore[attr-defined]

    def note_presence(self) -> None:
        """Says that somebody was there, at most once a minute; nothing when it is saved anyway."""
        now = timezone.now()
        if self.only_asked:
            return
        if self._stored and not self.modified and self._seen_at and now - self._seen_at >= NOTED_EVERY:
            Session.objects.filter(key_hash=key_hash(self.session_key or "")).update(seen_at=now)

    def delete(self, session_key: str | None = None) -> None:
        """Ends it."""
        key = session_key or self.session_key
        if key is None:
            return
        hashed = key_hash(key)
        with connection.cursor() as cursor:
            cursor.execute(_DELETE, [hashed.hex(), hashed])

    def exists(self, session_key: str) -> bool:
        """Whether there is one under this key. Keys are 165 random bits: none is given out twice."""
        return bool(SessionStore(session_key).load())

    @classmethod
    def clear_expired(cls) -> None:
        """Erases the sessions of the organisation acted for that ended."""
        now = timezone.now()
        Session.objects.filter(seen_at__lte=now - IDLE).delete()
        Session.objects.filter(created_at__lte=now - LONGEST).delete()


def begin_session(request: HttpRequest, organisation_id: uuid.UUID) -> None:
    """A session of this organisation in the place of what the browser had, which may be another's."""
    request.session.flush()
    request.session[SESSION_ORGANISATION] = str(organisation_id)


def _acting(organisation_id: uuid.UUID) -> AbstractContextManager[None]:
    return nullcontext() if acting_organisation() == organisation_id else acting_for(organisation_id)


def _cipher(organisation_id: uuid.UUID) -> Cipher:
    return Cipher(*settings.BAKEN_KEYRING.keys(str(organisation_id), "session"))


def _place(organisation_id: uuid.UUID, hashed: bytes) -> bytes:
    return associated_data(str(organisation_id), "accounts_session.data", hashed.hex())
