"""Sends statements of reasons to a database on this machine in processes that die by SIGKILL on the way.

    python -m tests.faults.killed_sender SEED KILLS

Each dies at a statement to PostgreSQL, or just before or after a request, as the seed chooses; the database
of the Commission goes wrong in between as well. At the end a line says how often each was stored.
"""

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import psycopg

STATEMENTS, BATCH = 30, 7
MOMENTS = 30
"""A quarter of what sending them all takes, so that most runs die before they are done."""


def main(seed: int, kills: int) -> None:
    from baken.config.command import database

    chance = random.Random(seed)
    with database():
        from django.db import connection

        from baken.config.schema import bring_up_to_date
        from baken.demo.loopback import LoopbackSite
        from baken.demo.road import demo_organisation
        from baken.demo.transparency_database import FAULTS, SimulatedDatabase
        from baken.notices.sending import outbox
        from baken.tenancy.acting import acting_for

        bring_up_to_date()
        outbox.BATCH = BATCH
        organisation = demo_organisation()
        with acting_for(organisation.id):
            _write()
        app = SimulatedDatabase()
        with LoopbackSite(app) as site:
            killed = 0
            for _ in range(kills):
                app.faults.extend(chance.choices(("", *FAULTS[:5]), (4, 1, 1, 1, 1, 1)))
                killed += _child(connection, organisation.id, site.address, chance)
            app.faults.clear()
            for _ in range(3):
                _child(connection, organisation.id, site.address, None)
        with acting_for(organisation.id):
            _say(app, killed)


def _child(connection: Any, organisation: Any, address: str, chance: random.Random | None) -> bool:
    """A run of its own; whether it was killed."""
    deadly = (chance.randint(1, MOMENTS), chance.choice(("before", "after"))) if chance else None
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            _run(organisation, address, deadly)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _run(organisation: Any, address: str, deadly: tuple[int, str] | None) -> None:
    from baken.accounts.models import Organisation
    from baken.accounts.queries import system_user
    from baken.demo.transparency_database import TOKEN
    from baken.notices.sending.database import TransparencyDatabase
    from baken.notices.sending.exceptions import Away
    from baken.notices.sending.send import send_ready
    from baken.notices.sending.service import Service
    from baken.tenancy.acting import Actor, acting_for

    with acting_for(organisation):
        whose = Organisation.objects.get()
        by = Actor(system_user(whose), whose, purpose="moderation", reason="a test")
        if deadly:
            _arm(*deadly)
        with TransparencyDatabase(Service(address, TOKEN), timeout=5) as database:
            try:
                send_ready(by=by, database=database)
            except Away:
                return


def _arm(deadly: int, moment: str) -> None:
    passed = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*given: Any, **named: Any) -> Any:
            nonlocal passed
            passed += 1
            now = passed == deadly
            if now and moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            done = call(*given, **named)
            if now:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return counting

    for owner, name in (
        (httpx.Client, "request"),
        (psycopg.Cursor, "execute"),
        (psycopg.Connection, "commit"),
    ):
        setattr(owner, name, counted(getattr(owner, name)))


def _write() -> None:
    from baken.accounts.models import Organisation
    from tests.factories.sent_statements import write_some
    from tests.factories.users import make_person

    write_some(make_person(Organisation.objects.get(), "moderator", purpose="moderation"), STATEMENTS)


def _say(app: Any, killed: int) -> None:
    from baken.notices.statements.models import StatementOfReasons

    states = Counter(StatementOfReasons.objects.values_list("state", flat=True))
    print(
        json.dumps(
            {
                "killed": killed,
                "stored": len(app.stored),
                "doubled": sum(times > 1 for times in app.stored.values()),
                "calls": app.calls,
                "states": states,
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
