"""Every way in which figures or registrations leave the installation: a role without it is refused."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from baken.audit.models import Event
from baken.register.actions import export_htcds, export_registrations
from baken.register.permissions import REGISTER_EXPORT
from baken.statistics import permissions
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.actions import make_edition
from baken.statistics.models import Export
from baken.statistics.period import Period
from baken.statistics.queries import columns_for, frames_for
from baken.tenancy.permission import NotPermitted, Permission
from baken.triage.permissions import TAKE_HINDSIGHT
from baken.vocabulary.roles import Role
from tests.factories.desk_addresses import every_address
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

EXPORTS: dict[str, tuple[str, Permission]] = {
    "register:take_out": ("/register/uitwisselen/ophalen/", REGISTER_EXPORT),
    "statistics:export": ("/cijfers/emm-table-1/uitvoer/", permissions.EXPORT),
    "statistics:programme_file": ("/cijfers/programma/uitvoer/", permissions.EXPORT),
    "statistics:workbench_file": ("/cijfers/werkbank/uitvoer/", permissions.WORKBENCH_EXPORT),
    "statistics:team_export": ("/cijfers/team/inflow/uitvoer/", permissions.EXPORT_TEAM),
    "statistics:transparency_file": ("/cijfers/transparantie/notices/", permissions.EXPORT_TRANSPARENCY),
    "statistics:take_provision": (
        "/cijfers/uitgaven/partner/00000000-0000-0000-0000-000000000001/bestand/",
        permissions.PROVIDE_EDITION,
    ),
    "statistics:publication_file": (
        "/cijfers/publicaties/00000000-0000-0000-0000-000000000001/bestand/pdf/",
        permissions.PUBLICATIONS,
    ),
    "hindsight:take_out": ("/cijfers/terugblik/bestand/", TAKE_HINDSIGHT),
    "fairness:take_out": ("/regels/eerlijkheid/bestand/", permissions.FAIRNESS_EXPORT),
}
"""Every page of these rooms that gives a file, an address of it, and who may."""
GIVES = ("export_response(", "taken_out(", "Content-Disposition")
ROOMS = ("baken.register.", "baken.statistics.")


def gives_files() -> set[str]:
    """The addresses of the rooms whose view makes a file, by their text; public ones are for everybody."""
    return {
        one.name
        for one in every_address()
        if one.view.__module__.startswith(ROOMS)
        and not getattr(one.view, "public", False)
        and any(call in inspect.getsource(inspect.unwrap(one.view)) for call in GIVES)
    }


def test_table_holds_every_address_that_gives_a_file() -> None:
    assert gives_files() == set(EXPORTS)


@pytest.mark.parametrize("name", EXPORTS)
def test_address_asks_that_permission_and_a_confirmation(name: str) -> None:
    address = next(one for one in every_address() if one.name == name)
    assert address.view.permission == EXPORTS[name][1]  # type: ignore[attr-defined]
    assert "confirm=True" in inspect.getsource(inspect.unwrap(address.view))


@pytest.mark.parametrize("name", EXPORTS)
def test_role_that_may_not_gets_no_file_and_stands_in_the_log(client: Client, actor: Any, name: str) -> None:
    path, asked = EXPORTS[name]
    without = sorted(set(Role.codes) - asked.roles)
    assert without
    for role in without:
        user = make_user(actor.organisation, role)
        confirm(sign_in(client, user), user)
        assert client.get(path).status_code == 403, role
        assert client.post(path, {"form": "csv"}).status_code == 403, role
    assert Export.objects.count() == 0
    refused = Event.objects.filter(action="desk.refused", subject=f"page:{asked.code}")
    assert refused.count() == 2 * len(without)


def _register(by: Any) -> Any:
    return export_registrations(by=by, format="csv")


def _htcds(by: Any) -> Any:
    return export_htcds(by=by, format="csv")


def _columns(by: Any) -> Any:
    return columns_for(TABLES["per-province"], by=by)


def _frames(by: Any) -> Any:
    return frames_for(TABLES["market"], by=by)


def _edition(by: Any) -> Any:
    return make_edition(by=by, table="per-province", period=Period())


BEHIND: dict[str, tuple[Callable[[Any], Any], Permission]] = {
    "baken register export": (_register, REGISTER_EXPORT),
    "baken register export --standard htcds": (_htcds, REGISTER_EXPORT),
    "baken statistics": (_columns, permissions.READ),
    "baken statistics, the market": (_frames, permissions.READ),
    "baken statistics --public": (_edition, permissions.MAKE_EDITION),
}
"""What the commands call. Whoever may start a command on the machine acts as the system; somebody with a name
is asked for their role here too, whatever way they came in."""


@pytest.mark.parametrize("name", BEHIND)
def test_what_a_command_calls_refuses_a_person_whose_role_may_not(actor: Any, name: str) -> None:
    call, asked = BEHIND[name]
    for role in sorted(set(Role.codes) - asked.roles):
        with pytest.raises(NotPermitted):
            call(make_person(actor.organisation, role))
    with pytest.raises(NotPermitted):
        call(make_person(actor.organisation))
