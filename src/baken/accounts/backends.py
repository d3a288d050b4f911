"""Who is this, within the organisation that is acted for?"""

import uuid
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from baken.accounts.models import User


class SignInBackend(BaseBackend):
    """Login and password, looked up behind the wall: whoever acts for no organisation finds nobody.

    An unknown login costs the same hashing as a known one, so that the time says nothing.
    """

    def authenticate(
        self, request: HttpRequest | None, login: str = "", password: str = "", **rest: Any
    ) -> User | None:
        """The user, or None: unknown, wrong password, shut out, of an organisation that closed, or not a
        person."""
        if not password:
            return None
        user = User.objects.select_related("organisation").filter(login=login, is_system=False).first()
        if user is None:
            User().set_password(password)
            return None
        right = user.check_password(password)
        return user if right and user.is_active and user.organisation.closed_at is None else None

    def get_user(self, user_id: uuid.UUID) -> User | None:
        """The user of a session with their organisation; None once they are shut out, or it closed."""
        return (
            User.objects.select_related("organisation")
            .filter(pk=user_id, is_active=True, is_system=False, organisation__closed_at=None)
            .first()
        )
