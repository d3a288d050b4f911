"""What the log says of second factors: added, removed, recovery codes made anew."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.http import HttpRequest

from baken.accounts.middleware import SESSION_SECOND_FACTOR
from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor


def connect() -> None:
    """Listens to allauth."""
    for signal, listen in (
        (authenticator_added, _on_added),
        (authenticator_removed, _on_removed),
        (authenticator_reset, _on_reset),
    ):
        signal.connect(listen, dispatch_uid=f"baken.accounts.{listen.__name__}")


def _on_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        request.session[SESSION_SECOND_FACTOR] = True
    _note("accounts.second_factor_added", user, authenticator)


def _on_removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _note("accounts.second_factor_removed", user, authenticator)


def _on_reset(user: User, authenticator: Authenticator, **_: Any) -> None:
    _note("accounts.recovery_codes_made", user, authenticator)


def _note(action: str, user: User, authenticator: Authenticator) -> None:
    by = Actor(user, user.organisation, purpose="accountability", reason="own second factor")
    record_event(by=by, action=action, subject=f"user:{user.id}", details={"kind": authenticator.type})
