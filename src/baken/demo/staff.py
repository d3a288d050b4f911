"""Invented people who work at the demo organisation, and what they sign in with.

Passwords and secrets of one-time codes are derived from the key of the installation, so every
installation has its own, they need no place to be kept, and who has the key alone can have them.
"""

import base64
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import DatabaseError

from baken.accounts.actions import create_user
from baken.accounts.exceptions import AccountsError
from baken.accounts.models import User
from baken.accounts.queries import find_organisation
from baken.demo.organisation import ORGANISATION
from baken.tenancy.acting import Actor, acting_for
from baken.vocabulary.code_list import Label
from baken.vocabulary.roles import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody invented, with the one role that they have."""

    login: str
    name: str
    role: str

    @property
    def sign_in_name(self) -> str:
        """What they type to sign in."""
        return f"{self.login}@{ORGANISATION.slug}"

    @property
    def role_label(self) -> Label:
        """The name of the role."""
        return Role[self.role].label


STAFF = (
    Colleague("noor", "Noor", "outreach_worker"),
    Colleague("daan", "Daan", "outreach_worker"),
    Colleague("yara", "Yara", "outreach_worker"),
    Colleague("bram", "Bram", "analyst"),
    Colleague("lotte", "Lotte", "registrar"),
    Colleague("sem", "Sem", "moderator"),
    Colleague("mila", "Mila", "moderator"),
    Colleague("inge", "Inge", "researcher"),
    Colleague("wout", "Wout", "data_protection_officer"),
    Colleague("tess", "Tess", "admin"),
    Colleague("joost", "Joost", "observer"),
)
"""One for each role, and outreach workers and moderators enough to show what takes two people."""

HALF_MINUTE = 30
"""Seconds that a one-time code holds."""


def password() -> str:
    """The password of all of them on this installation."""
    letters = base64.b32encode(_key("password"))[:12].decode().lower()
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def secret(colleague: Colleague) -> str:
    """The secret of their one-time codes, as an app on a phone takes it."""
    return base64.b32encode(_seed(colleague)).decode()


def code_at(colleague: Colleague, moment: float) -> str:
    """The one-time code at a moment, in seconds since 1970; it holds for that half minute."""
    # one-time codes of apps on phones are SHA-1 by their standard (RFC 6238)
    return TOTP(_seed(colleague), 6, SHA1(), HALF_MINUTE).generate(int(moment)).decode()  # noqa: S303


def hire(*, by: Actor) -> None:
    """Makes whoever of them is not there yet."""
    there = set(User.objects.filter(login__in=[one.login for one in STAFF]).values_list("login", flat=True))
    for colleague in STAFF:
        if colleague.login not in there:
            create_user(
                by=by,
                login=colleague.login,
                name=colleague.name,
                roles=[colleague.role],
                password=password(),
                totp_secret=secret(colleague),
            )


def staff_is_there() -> bool:
    """Whether this installation has the demo and its people."""
    try:
        organisation = find_organisation(ORGANISATION.slug)
    except (AccountsError, DatabaseError):
        return False
    with acting_for(organisation.id):
        return User.objects.filter(login=STAFF[-1].login).exists()


def _seed(colleague: Colleague) -> bytes:
    return _key(f"one-time codes of {colleague.login}")[:20]


def _key(what: str) -> bytes:
    derived: bytes = settings.BAKEN_KEYRING.key(ORGANISATION.slug, what)
    return derived
