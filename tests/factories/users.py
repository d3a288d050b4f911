"""People who sign in."""

import time
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from baken.accounts.middleware import SESSION_SECOND_FACTOR
from baken.accounts.models import Organisation, User
from baken.accounts.sessions import SessionStore
from baken.tenancy.acting import Actor, acting_for


def make_user(organisation: Organisation, *roles: str, **fields: Any) -> User:
    """Somebody of the organisation with these roles. The password is unusable; use `sign_in`."""
    login = fields.pop("login", f"user-{uuid.uuid4().hex[:8]}")
    user = User(organisation=organisation, login=login, roles=list(roles), **{"name": login.title()} | fields)
    user.set_unusable_password()
    with acting_for(organisation.id):
        user.save()
    return user


def make_person(organisation: Organisation, *roles: str, purpose: str = "outreach") -> Actor:
    """The same, as somebody who acts."""
    return Actor(make_user(organisation, *roles), organisation, purpose=purpose, reason="a test")


def sign_in(client: Client, user: User) -> Client:
    """The client as this user, second factor given."""
    with acting_for(user.organisation_id):
        session = SessionStore()
        session.create()
        session.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
                SESSION_SECOND_FACTOR: True,
            }
        )
        session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def confirm(client: Client, user: User) -> Client:
    """The same client just after it gave its password or second factor again, for `@page(confirm=True)`."""
    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
