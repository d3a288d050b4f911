"""Who works here, in which role: added and changed by an administrator."""

import re
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import IntegrityError, transaction

from baken.accounts.exceptions import (
    LastAdministrator,
    LoginTaken,
    LoginUnusable,
    NoRole,
    OnlySynthetic,
    RolesApart,
)
from baken.accounts.models import APART, Organisation, User
from baken.accounts.permissions import MANAGE_USERS
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.vocabulary.roles import Role

_LOGIN = re.compile(r"[a-z0-9][a-z0-9-]{1,59}")


def create_user(
    *,
    by: Actor,
    login: str,
    name: str,
    roles: Iterable[str],
    language: str = "nl",
    password: str | None = None,
    totp_secret: str | None = None,
) -> User:
    """Somebody new, who comes in with a start link (`give_start_link`).

    A demonstration gives a password, and the secret of an app in base32, so that its users can be
    shown; that is refused where data are real. Raises `OnlySynthetic`, `LoginUnusable`, `LoginTaken`,
    `NoRole`, `RolesApart`.
    """
    check_may(by, MANAGE_USERS)
    if (password or totp_secret) and not by.organisation.synthetic:
        raise OnlySynthetic
    if not _LOGIN.fullmatch(login):
        raise LoginUnusable
    user = User(
        organisation=by.organisation,
        login=login,
        name=name,
        roles=_checked(roles),
        language=language,
    )
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            if totp_secret:
                Authenticator.objects.create(
                    user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(totp_secret)}
                )
            record_event(
                by=by,
                action="accounts.user_created",
                subject=f"user:{user.id}",
                details={"roles": user.roles},
            )
    except IntegrityError as fault:
        if "user_login_once" in str(fault):
            raise LoginTaken from fault
        raise
    return user


@transaction.atomic
def change_user(*, by: Actor, user: User, name: str, roles: Iterable[str], language: str) -> None:
    """Another name, other roles, another language. Raises `NoRole`, `RolesApart`, `LastAdministrator`."""
    check_may(by, MANAGE_USERS)
    wanted = _checked(roles)
    if "admin" not in wanted:
        check_other_administrator(by, user)
    before, user.roles = user.roles, wanted
    user.name, user.language = name, language
    user.save(update_fields=["name", "roles", "language"])
    record_event(
        by=by,
        action="accounts.user_changed",
        subject=f"user:{user.id}",
        details={"roles_before": before, "roles": user.roles},
    )


def check_other_administrator(by: Actor, user: User) -> None:
    """Raises `LastAdministrator` when without this user nobody could let anybody in any more.

    The organisation is locked, so that two administrators can't take each other away at once.
    """
    Organisation.objects.select_for_update().get(pk=by.organisation.pk)
    active = User.objects.filter(roles__contains=["admin"], is_active=True, is_system=False)
    if active.filter(pk=user.pk).exists() and not active.exclude(pk=user.pk).exists():
        raise LastAdministrator


def _checked(roles: Iterable[str]) -> list[str]:
    given = set(roles)
    found = [code for code in Role.codes if code in given]
    if not found or len(found) != len(given):
        raise NoRole
    if given.issuperset(APART):
        raise RolesApart
    return found


@transaction.atomic
def choose_language(*, by: Actor, language: str) -> None:
    """The language somebody reads in, on every device."""
    if language != by.user.language:
        by.user.language = language
        by.user.save(update_fields=["language"])
        record_event(
            by=by,
            action="accounts.language_chosen",
            subject=f"user:{by.user.id}",
            details={"language": language},
        )


@transaction.atomic
def rename_organisation(*, by: Actor, name_nl: str, name_en: str) -> None:
    """What the organisation is called, in both languages."""
    check_may(by, MANAGE_USERS)
    organisation = by.organisation
    organisation.name_nl, organisation.name_en = name_nl, name_en
    organisation.save(update_fields=["name_nl", "name_en"])
    record_event(by=by, action="accounts.organisation_renamed", subject=f"organisation:{organisation.id}")
