"""People who sign in."""

import uuid
from typing import Any

from django.test import Client

from baken.accounts.middleware import SESSION_ORGANISATION
from baken.accounts.models import Organisation, User
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
        client.force_login(user)
    session = client.session
    session[SESSION_ORGANISATION] = str(user.organisation_id)
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client
