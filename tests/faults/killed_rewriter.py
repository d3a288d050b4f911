"""Keeps captures, erases some, and rewrites their files in processes that die by SIGKILL on the way.

    python -m tests.faults.killed_rewriter SEED KILLS

Each of these dies at a statement, an fsync, a rename or a removal that the seed chooses. After each death a
line says what can still be read; the last one comes after a run that was left alone.
"""

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

CAPTURES = 36
MOMENTS = 40
"""About as many as rewriting these takes; a later one leaves the run alone."""


def main(seed: int, kills: int) -> None:
    from baken.config.command import database

    chance = random.Random(seed)
    with database():
        from django.db import connection

        from baken.collection.evidence.store import CaptureStore
        from baken.config.schema import bring_up_to_date
        from baken.demo.road import demo_organisation

        bring_up_to_date()
        organisation = demo_organisation().id
        # so that there are several files
        (CaptureStore.__init__.__kwdefaults__ or {})["largest_file"] = 4_000
        _acting(organisation, _keep)
        for _ in range(kills):
            _acting(organisation, lambda: _erase(chance))
            connection.close()
            moment = chance.randint(1, MOMENTS), chance.choice(("before", "after"))
            child = os.fork()
            if child == 0:
                _acting(organisation, lambda moment=moment: _rewrite(organisation, *moment))
                os._exit(0)
            status = os.waitpid(child, 0)[1]
            _acting(organisation, lambda status=status: _say(organisation, os.WIFSIGNALED(status)))
        _acting(organisation, lambda: _rewrite(organisation, 0, ""))
        _acting(organisation, lambda: _say(organisation, False))


def _acting(organisation: UUID, act: Callable[[], Any]) -> None:
    from baken.tenancy.acting import acting_for

    with acting_for(organisation):
        act()


def _keep() -> None:
    from baken.accounts.models import Organisation
    from baken.accounts.queries import system_user
    from baken.tenancy.acting import Actor
    from tests.integration.test_captures_kept import a_page, keep

    organisation = Organisation.objects.get()
    by = Actor(system_user(organisation), organisation, purpose="outreach", reason="a test")
    for first in range(0, CAPTURES, 6):
        pages = [
            a_page(url=f"https://example.org/{one}", payload=f"<p>{one} {os.urandom(200).hex()}".encode())
            for one in range(first, first + 6)
        ]
        keep(by, *pages, **({"basis": _basis()} if first else {}))


def _basis() -> Any:
    from baken.collection.models import LawfulBasis

    return LawfulBasis.objects.first()


def _erase(chance: random.Random) -> None:
    from baken.collection.models import Capture

    rows = list(Capture.objects.order_by("id").values_list("id", flat=True))
    Capture.objects.filter(id__in=chance.sample(rows, 3)).delete()


def _rewrite(organisation: UUID, deadly: int, moment: str) -> None:
    from baken.collection.evidence.rewriting import rewrite_files

    if deadly:
        _arm(deadly, moment)
    rewrite_files(organisation)


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

    os.fsync = counted(os.fsync)
    for owner, name in ((Path, "rename"), (Path, "unlink"), (psycopg.Cursor, "execute")):
        setattr(owner, name, counted(getattr(owner, name)))


def _say(organisation: UUID, killed: bool) -> None:
    from baken.collection.evidence.queries import open_capture
    from baken.collection.evidence.store import CaptureStore
    from baken.collection.models import Capture

    store = CaptureStore(organisation)
    rows = list(Capture.objects.all())
    readable = sum(open_capture(store, one).url.startswith("https://example.org/") for one in rows)
    frames = sum(len(store.frames(file)) for file in store.files())
    parts = len(list(store.directory.glob("*.part")))
    said = {"killed": killed, "rows": len(rows), "readable": readable, "frames": frames, "parts": parts}
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
