"""Programs of others: keys, and what they ask."""

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.api.actions import create_key
from baken.api.models import ApiKey
from baken.tenancy.acting import acting_for
from baken.vocabulary.api import ApiScope
from tests.factories.users import make_person


@dataclass(frozen=True)
class Key:
    """A key as a program has it."""

    key: ApiKey
    secret: str


def make_key(organisation: Organisation, *scopes: str, per_minute: int = 6_000) -> Key:
    """A key with these scopes; without any, with all of them."""
    with acting_for(organisation.id):
        by = make_person(organisation, "admin", purpose="accountability")
        key, secret = create_key(
            by=by,
            name=f"program {uuid.uuid4().hex[:8]}",
            scopes=scopes or ApiScope.codes,
            valid_until=timezone.localdate() + timedelta(days=90),
            per_minute=per_minute,
        )
    return Key(key, secret)


def call(
    client: Client, key: Key | str | None, method: str, path: str, body: Any = None, **headers: str
) -> Any:
    """The answer to a program with this key (or secret, or none); `body` is sent as JSON, bytes as they
    are."""
    secret = key.secret if isinstance(key, Key) else key
    if secret is not None:
        headers["Authorization"] = f"Bearer {secret}"
    data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return client.generic(
        method.upper(), path, data, content_type="application/json" if data else "", headers=headers
    )
