"""Sends approved messages in processes that die by SIGKILL on the way.

    python -m tests.faults.killed_messenger SEED KILLS

Each dies at a statement to PostgreSQL, or just before or after a provider took a message, as the seed
chooses; the providers time out in between as well. One of them can be asked what it took, the other can't. At
the end a line says how often each message was taken, before and after a person said what became of the
unknown ones.
"""

import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg

from baken.conversations.channels.protocol import NobodyKnows, NotSent, Outgoing, Sent

EACH = 12
MOMENTS = 90
"""About as many statements as two messages take, so that most runs die before they are done."""


class Provider:
    """What it took stands in a file that outlives every process: a line for each message."""

    def __init__(self, code: str, taken: Path, faults: random.Random | None) -> None:
        self.code, self._taken, self._faults = code, taken, faults

    def send(self, message: Outgoing) -> Sent:
        """Takes it, or does and says nothing, or takes nothing."""
        way = self._faults.choice(("", "", "", "silent", "busy", "lost")) if self._faults else ""
        if way == "busy":
            raise NotSent(retry=True, after_seconds=0, reason="busy")
        if way != "lost":
            line = os.open(self._taken, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(line, f"{message.key}\n".encode())
            os.close(line)
        if way:
            raise NobodyKnows("no_answer")
        return Sent(f"id-{message.key}")

    def read(self, headers: object, body: bytes) -> tuple[()]:
        """Nothing comes in."""
        return ()


class KnowingProvider(Provider):
    """The same, and it can be asked."""

    def find(self, key: str) -> Sent | None:
        """What it took under this key."""
        return Sent(f"id-{key}") if key in taken_in(self._taken) else None


def taken_in(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def main(seed: int, kills: int) -> None:
    from baken.config.command import database

    chance, taken = random.Random(seed), Path(os.environ["BAKEN_STATE"]) / "taken.txt"
    with database():
        from django.db import connection

        from baken.config.schema import bring_up_to_date
        from baken.conversations import sending
        from baken.demo.road import demo_organisation
        from baken.tenancy.acting import acting_for

        bring_up_to_date()
        sending.BACKOFF = (timedelta(0),) * 200
        sending.MOST_TRIES = 200
        organisation = demo_organisation()
        with acting_for(organisation.id):
            by = _write()
        killed = 0
        for _ in range(kills):
            killed += _child(connection, organisation.id, taken, chance)
        _child(connection, organisation.id, taken, None)
        with acting_for(organisation.id):
            before = _states()
            doubled_before = sum(times > 1 for times in Counter(taken_in(taken)).values())
            arrived = _settle(by, set(taken_in(taken)))
        _child(connection, organisation.id, taken, None)
        with acting_for(organisation.id):
            _say(killed, before, doubled_before, arrived, taken)


def _child(connection: Any, organisation: Any, taken: Path, chance: random.Random | None) -> bool:
    """A run of its own; whether it was killed."""
    deadly = (chance.randint(1, MOMENTS), chance.choice(("before", "after"))) if chance else None
    faults = random.Random(chance.random()) if chance else None
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            _run(organisation, taken, faults, deadly)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _run(
    organisation: Any, taken: Path, faults: random.Random | None, deadly: tuple[int, str] | None
) -> None:
    from baken.accounts.models import Organisation
    from baken.accounts.queries import system_user
    from baken.conversations.sending import send_due
    from baken.tenancy.acting import Actor, acting_for

    channels = {
        "sms": KnowingProvider("sms", taken, faults),
        "email": Provider("email", taken, faults),
    }
    with acting_for(organisation):
        whose = Organisation.objects.get()
        by = Actor(system_user(whose), whose, purpose="outreach", reason="a test")
        if deadly:
            _arm(*deadly)
        send_due(by=by, channels=channels)


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

    for owner, name in ((Provider, "send"), (psycopg.Cursor, "execute"), (psycopg.Connection, "commit")):
        setattr(owner, name, counted(getattr(owner, name)))


def _write() -> Any:
    from baken.accounts.models import Organisation
    from baken.conversations.actions.hold_conversation import take_conversation
    from baken.conversations.actions.write_message import approve_message
    from baken.conversations.models import ContactRules, Conversation
    from tests.factories.conversations import written_by_them
    from tests.factories.users import make_person

    by = make_person(Organisation.objects.get(), "outreach_worker")
    # at whichever hour this runs
    ContactRules.objects.create(organisation=by.organisation, quiet_from=3, quiet_until=3)
    for number in range(EACH):
        for channel, sender in (
            ("sms", f"+316000001{number:02d}"),
            ("email", f"a{number}@voorbeeld.example"),
        ):
            written = written_by_them(by, "Hallo, ik heb een vraag.", channel=channel, number=sender)
            assert written is not None
            take_conversation(by=by, conversation_id=written.conversation_id)
            seen = Conversation.objects.get(id=written.conversation_id).step_count
            approve_message(
                by=by, conversation_id=written.conversation_id, seen=seen, kind="reply", words="Dag."
            )
    return by


def _states() -> dict[str, int]:
    from baken.conversations.models import Message

    return dict(Counter(Message.objects.exclude(state="received").values_list("state", flat=True)))


def _settle(by: Any, taken: set[str]) -> int:
    """A person says of every unknown one what became of it; returns how many had gone."""
    from baken.conversations.actions.write_message import settle_unknown
    from baken.conversations.models import Message

    arrived = 0
    for message in Message.objects.filter(state="unknown"):
        went = str(message.key) in taken
        arrived += went
        settle_unknown(by=by, message_id=message.id, went=went)
    return arrived


def _say(killed: int, before: dict[str, int], doubled: int, arrived: int, taken: Path) -> None:
    print(
        json.dumps(
            {
                "killed": killed,
                "messages": 2 * EACH,
                "before": before,
                "doubled_before": doubled,
                "unknown_that_had_gone": arrived,
                "taken": len(taken_in(taken)),
                "doubled": sum(times > 1 for times in Counter(taken_in(taken)).values()),
                "states": _states(),
            }
        ),
        flush=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
