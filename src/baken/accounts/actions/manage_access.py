"""Who may come in now: shut out, let in again, a second factor anew, sessions ended."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from baken.accounts.actions.manage_users import check_other_administrator
from baken.accounts.models import Session, StartLink, User
from baken.accounts.permissions import MANAGE_USERS
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def shut_out(*, by: Actor, user: User) -> None:
    """They can't come in any more and are out at once; what they did stays under their name.

    Raises `LastAdministrator`.
    """
    check_may(by, MANAGE_USERS)
    check_other_administrator(by, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    StartLink.objects.filter(user=user).delete()
    _end(user)
    record_event(by=by, action="accounts.user_shut_out", subject=f"user:{user.id}")


@transaction.atomic
def let_in(*, by: Actor, user: User) -> None:
    """They may come in again, with the password and second factor they had."""
    check_may(by, MANAGE_USERS)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record_event(by=by, action="accounts.user_let_in", subject=f"user:{user.id}")


@transaction.atomic
def reset_second_factor(*, by: Actor, user: User, reason: str) -> None:
    """All their second factors and recovery codes go; they choose a new one when they come in.

    Their password goes too, so that nobody who has only that can choose the new second factor: they
    need a start link (`give_start_link`).
    """
    check_may(by, MANAGE_USERS)
    count, _by_model = Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    _end(user)
    record_event(
        by=by,
        action="accounts.second_factor_reset",
        subject=f"user:{user.id}",
        reason=reason,
        details={"removed": count},
    )


@transaction.atomic
def end_session(*, by: Actor, session: Session) -> None:
    """Ends one session: one's own, or as an administrator anybody's."""
    if session.user_id != by.user.id:
        check_may(by, MANAGE_USERS)
    session.delete()
    record_event(
        by=by, action="accounts.session_ended", subject=f"user:{session.user_id}", details={"sessions": 1}
    )


@transaction.atomic
def end_sessions(*, by: Actor, user: User, but_for: bytes | None = None) -> int:
    """Ends all sessions of a user but for one (the hash of its key), and returns how many."""
    if user.id != by.user.id:
        check_may(by, MANAGE_USERS)
    count = _end(user, but_for)
    record_event(
        by=by, action="accounts.session_ended", subject=f"user:{user.id}", details={"sessions": count}
    )
    return count


def _end(user: User, but_for: bytes | None = None) -> int:
    ending = Session.objects.filter(user=user)
    if but_for is not None:
        ending = ending.exclude(key_hash=but_for)
    return ending.delete()[0]
