"""Has a worker take a file back in processes that die by SIGKILL on the way.

    python -m tests.faults.killed_undo SEED KILLS

Each dies at a statement that the seed chooses. After each death a line says what stands, in numbers; the last
one comes after a worker that was left alone.
"""

import json
import os
import random
import sys
from contextlib import suppress

import psycopg

REGISTRATIONS = 30
STATEMENTS = 240
"""About as many as a worker takes to do this; a later one leaves it alone."""


def main(seed: int, kills: int) -> None:
    from baken.config.command import database
    from tests.faults import killed_demo

    chance = random.Random(seed)
    with database():
        from django.db import connection

        from baken.config.schema import bring_up_to_date
        from baken.pipeline.worker import run_worker
        from baken.register import rows
        from baken.tenancy.acting import acting_for
        from tests.factories.imports import asked_undo
        from tests.factories.organisations import make_actor

        bring_up_to_date()
        by = make_actor()
        with acting_for(by.organisation.id):
            asked_undo(by, REGISTRATIONS)
        rows.CHUNK = 4
        # later and later, so that some die after it was done and before the queue knows
        for deadly in sorted(chance.sample(range(1, STATEMENTS), kills)):
            connection.close()
            moment = chance.choice(("before", "after"))
            child = os.fork()
            if child == 0:
                for cursor in (psycopg.Cursor, psycopg.AsyncCursor):
                    cursor.execute = killed_demo.counting(cursor.execute, deadly, moment)  # type: ignore[method-assign]
                with suppress(BaseException):
                    run_worker(once=True)
                os._exit(0)
            status = os.waitpid(child, 0)[1]
            with acting_for(by.organisation.id):
                say(os.WIFSIGNALED(status))
        run_worker(once=True)
        with acting_for(by.organisation.id):
            say(False)


def say(killed: bool) -> None:
    from baken.audit.models import Event
    from baken.register.models import AskedUndo, Participation, RegisteredPerson, Registration

    said = {
        "killed": killed,
        "rows": [table.objects.count() for table in (Registration, Participation, RegisteredPerson)],
        "state": AskedUndo.objects.get().state,
        "undone": Event.objects.filter(action="register.import_undone").count(),
    }
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
