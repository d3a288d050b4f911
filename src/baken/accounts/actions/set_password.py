"""Passwords: chosen by who uses them, the first time through a link that works once."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.accounts.exceptions import LinkUnusable, OnlySynthetic
from baken.accounts.models import Session, StartLink, User
from baken.accounts.permissions import MANAGE_USERS
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

LINK_HOLDS = timedelta(hours=24)


@transaction.atomic
def set_password(*, by: Actor, user: User, password: str, but_for: bytes | None = None) -> None:
    """A new password; every session of this user ends but one (the hash of its key).

    One's own, or in a demonstration somebody's. Raises `OnlySynthetic`.
    """
    if user.id != by.user.id:
        check_may(by, MANAGE_USERS)
        if not by.organisation.synthetic:
            raise OnlySynthetic("nobody chooses a password for somebody else: give a start link")
    _set(user, password, but_for)
    record_event(by=by, action="accounts.password_set", subject=f"user:{user.id}")


@transaction.atomic
def give_start_link(*, by: Actor, user: User) -> str:
    """The secret of a new start link, for the administrator to hand over. An earlier one stops working."""
    check_may(by, MANAGE_USERS)
    secret = secrets.token_urlsafe(24)
    StartLink.objects.update_or_create(
        organisation=by.organisation,
        user=user,
        defaults={"secret_hash": _hash(secret), "valid_until": timezone.now() + LINK_HOLDS},
    )
    record_event(by=by, action="accounts.start_link_given", subject=f"user:{user.id}")
    return secret


def find_start_link(secret: str) -> StartLink:
    """The start link with this secret, in the organisation acted for. Raises `LinkUnusable`."""
    found = (
        StartLink.objects.select_related("user", "organisation")
        .filter(
            secret_hash=_hash(secret),
            valid_until__gt=timezone.now(),
            user__is_active=True,
            user__is_system=False,
        )
        .first()
    )
    if found is None:
        raise LinkUnusable
    return found


@transaction.atomic
def use_start_link(*, secret: str, password: str) -> User:
    """Sets the password of whoever the link was made for, once. Raises `LinkUnusable`."""
    link = find_start_link(secret)
    if not StartLink.objects.filter(pk=link.pk, secret_hash=_hash(secret)).delete()[0]:
        raise LinkUnusable
    user = link.user
    _set(user, password, None)
    by = Actor(user, link.organisation, purpose="accountability", reason="signing in")
    record_event(by=by, action="accounts.start_link_used", subject=f"user:{user.id}")
    return user


def _set(user: User, password: str, but_for: bytes | None) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    ending = Session.objects.filter(user=user)
    (ending.exclude(key_hash=but_for) if but_for else ending).delete()


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
