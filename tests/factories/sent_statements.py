"""Statements of reasons as kept, and a database on this machine to send them to."""

from typing import Any

import httpx

from baken.demo.loopback import HungUp
from baken.demo.transparency_database import TOKEN, SimulatedDatabase
from baken.notices.sending.database import TransparencyDatabase
from baken.notices.sending.service import Service
from baken.notices.statements.models import StatementOfReasons
from baken.notices.statements.writing import release_statements, write_statement
from baken.tenancy.acting import Actor
from tests.factories.statements import statement
from tests.factories.users import make_person

ADDRESS = "http://127.0.0.1:8901"


class InProcess(httpx.WSGITransport):
    """Asks the simulated database without a server; what it keeps silent about is a time-out."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return super().handle_request(request)
        except HungUp as fault:
            raise httpx.ReadTimeout("no answer", request=request) from fault


def connected(app: SimulatedDatabase, *, token: str = TOKEN, transport: Any = None) -> TransparencyDatabase:
    return TransparencyDatabase(Service(ADDRESS, token), transport=transport or InProcess(app=app))


def make_moderator(by: Actor) -> Actor:
    return make_person(by.organisation, "moderator", purpose="moderation")


def write_some(by: Actor, count: int, *, release: bool = True, **changes: Any) -> list[StatementOfReasons]:
    """Statements that a moderator wrote, and let go unless told otherwise."""
    made = [
        write_statement(by=by, fields=statement(**changes), about=f"notice:{one}") for one in range(count)
    ]
    if release:
        release_statements(by=by, statement_ids=[one.id for one in made])
        for one in made:
            one.refresh_from_db()
    return made
