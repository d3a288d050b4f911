"""A new key for a program."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.api.exceptions import NameTaken, NoScope, TooLong
from baken.api.models import ApiKey, ApiSecret
from baken.api.permissions import MANAGE_PROGRAMS
from baken.api.secrets import new_secret, secret_hash
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.api import ApiScope

LONGEST = timedelta(days=366)
PACES = (60, 600, 6_000)
"""Requests a minute that a key may be given."""


def create_key(
    *, by: Actor, name: str, scopes: Iterable[str], valid_until: date, per_minute: int
) -> tuple[ApiKey, str]:
    """The key, and its secret, which is shown once and can't be had again.

    Raises `NameTaken`, `NoScope`, `TooLong`.
    """
    check_may(by, MANAGE_PROGRAMS)
    check_person(by)
    given = set(scopes)
    found = [code for code in ApiScope.codes if code in given]
    if not found or len(found) != len(given):
        raise NoScope
    today = timezone.localdate()
    if not today < valid_until <= today + LONGEST:
        raise TooLong
    try:
        with transaction.atomic():
            return _made(by, name, found, valid_until, per_minute)
    except IntegrityError as fault:
        if "api_key_name_once" in str(fault):
            raise NameTaken from fault
        raise


def _made(by: Actor, name: str, scopes: list[str], valid_until: date, per_minute: int) -> tuple[ApiKey, str]:
    now, key_id = timezone.now(), uuid.uuid4()
    # no account of anybody: nobody signs in with it, and no list of people shows it
    program = User(
        organisation=by.organisation, name=name, login=f"program-{key_id.hex[:20]}", is_system=True
    )
    program.set_unusable_password()
    program.save()
    key = ApiKey.objects.create(
        id=key_id,
        organisation=by.organisation,
        name=name,
        scopes=scopes,
        program=program,
        per_minute=per_minute,
        created_by=by.user,
        created_at=now,
        valid_until=valid_until,
    )
    secret = new_secret()
    ApiSecret.objects.create(
        organisation=by.organisation, key=key, secret_hash=secret_hash(secret), created_at=now
    )
    record_event(by=by, action="api.key_made", subject=f"api_key:{key.id}", details={"scopes": scopes})
    return key, secret
