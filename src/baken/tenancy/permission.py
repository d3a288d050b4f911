"""Who may: a permission names the roles that have it and the purpose it is used for.

Each room lists its own in `permissions.py`. A page asks before it opens, an action asks again before
it writes, so that no way in goes round it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.tenancy.acting import Actor
from baken.vocabulary.code_list import Label
from baken.vocabulary.purposes import Purpose
from baken.vocabulary.roles import ROLE_PURPOSES

ALL_PERMISSIONS: dict[str, "Permission"] = {}
"""Every permission of every room that was loaded, by code."""

SEES_NO_PERSON = "observer"
"""The role that never gets a permission that shows anything about persons."""


class NotPermitted(Exception):
    """Your role may not do this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


@dataclass(frozen=True, slots=True)
class Permission:
    """What somebody may do, the roles that may, and the purpose that stands in the log.

    `about_persons` says whether it shows or touches anything about persons, pseudonyms included.
    Raises ValueError at load for a role that would touch persons for a purpose that is not its own, and
    for an observer who would see persons.
    """

    code: str
    label: Label
    roles: frozenset[str]
    purpose: str
    about_persons: bool = True

    def __post_init__(self) -> None:
        if self.purpose not in Purpose:
            raise ValueError(f"{self.code}: no such purpose: {self.purpose}")
        for role in self.roles:
            if self.about_persons and self.purpose not in ROLE_PURPOSES[role]:
                raise ValueError(f"{self.code}: {role} does not act for {self.purpose}")
        if self.about_persons and SEES_NO_PERSON in self.roles:
            raise ValueError(f"{self.code}: an observer sees no persons")
        if ALL_PERMISSIONS.setdefault(self.code, self) != self:
            raise ValueError(f"{self.code} stands twice")


def permission(
    code: str, nl: str, en: str, *, roles: Iterable[str], purpose: str, about_persons: bool = True
) -> Permission:
    """A permission written on one line: room.code, Dutch, English, roles, purpose."""
    return Permission(code, Label(nl, en), frozenset(roles), purpose, about_persons)


def may(user: object, asked: Permission) -> bool:
    """Whether this user has one of the roles; nobody and a user that was shut out have none."""
    active = getattr(user, "is_authenticated", False) and getattr(user, "is_active", False)
    return bool(active and asked.roles & set(getattr(user, "roles", ())))


def check_may(by: Actor, asked: Permission) -> None:
    """Raises `NotPermitted`. The system itself may do what commands and jobs do, a program of somebody
    else only what it was let in for; where a named person must decide, ask `check_person` too."""
    if by.allowed is not None:
        if asked.code not in by.allowed:
            raise NotPermitted
    elif not by.user.is_system and not may(by.user, asked):
        raise NotPermitted


def check_person(by: Actor) -> None:
    """A decision on people is made by a named person, never by the system. Raises `NotPermitted`."""
    if by.user.is_system:
        raise NotPermitted("only a named person decides this")
