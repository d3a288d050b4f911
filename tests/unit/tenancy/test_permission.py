"""Permissions that would do harm are refused when the program starts."""

from types import SimpleNamespace
from typing import Any

import pytest

from baken.tenancy.acting import Actor
from baken.tenancy.permission import ALL_PERMISSIONS, NotPermitted, check_may, check_person, may, permission
from baken.vocabulary.roles import ROLE_PURPOSES, Role


def a_permission(code: str, **changes: Any) -> Any:
    facts = {"roles": ["analyst"], "purpose": "outreach"} | changes
    try:
        return permission(code, "iets doen", "do something", **facts)
    finally:
        ALL_PERMISSIONS.pop(code, None)


def somebody(*roles: str, active: bool = True, system: bool = False) -> Any:
    return SimpleNamespace(is_authenticated=True, is_active=active, is_system=system, roles=list(roles))


def test_permission_for_a_purpose_that_is_not_the_roles_is_refused() -> None:
    with pytest.raises(ValueError, match="does not act for"):
        a_permission("test.one", roles=["registrar"], purpose="outreach")


def test_observer_gets_no_permission_about_persons() -> None:
    with pytest.raises(ValueError, match="observer"):
        a_permission("test.two", roles=["observer"], purpose="statistics")
    assert a_permission("test.two", roles=["observer"], purpose="statistics", about_persons=False)


def test_purpose_outside_the_closed_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no such purpose"):
        a_permission("test.three", purpose="immigration")


@pytest.mark.parametrize("role", Role.codes)
def test_only_the_named_roles_may(role: str) -> None:
    asked = a_permission("test.four", roles=["analyst"])
    assert may(somebody(role), asked) is (role == "analyst")


def test_nobody_and_whoever_was_shut_out_may_nothing() -> None:
    asked = a_permission("test.five")
    assert not may(SimpleNamespace(is_authenticated=False), asked)
    assert not may(None, asked)
    assert not may(somebody("analyst", active=False), asked)


def test_the_system_does_what_jobs_do_and_decides_nothing_on_people() -> None:
    system: Any = Actor(somebody(system=True), SimpleNamespace(), "outreach", "a job")  # type: ignore[arg-type]
    check_may(system, a_permission("test.six"))
    with pytest.raises(NotPermitted):
        check_person(system)


def test_action_refuses_the_wrong_role() -> None:
    by: Any = Actor(somebody("registrar"), SimpleNamespace(), "outreach", "a test")  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        check_may(by, a_permission("test.seven"))


def test_every_role_has_its_purposes() -> None:
    assert set(ROLE_PURPOSES) == set(Role.codes)
    assert all(ROLE_PURPOSES.values())
