"""Sending what was let go: first what may be there already is asked for, then batch after batch."""

from collections.abc import Sequence
from dataclasses import dataclass

from baken.notices.permissions import SEND_STATEMENTS
from baken.notices.sending import outbox
from baken.notices.sending.database import Refused, TransparencyDatabase, Unstored
from baken.notices.sending.exceptions import Away, SendingAlready, TokenRefused
from baken.notices.statements.models import StatementOfReasons, whole_fields
from baken.notices.statements.screening import faults_in
from baken.tenancy.acting import Actor
from baken.tenancy.only_one import only_one
from baken.tenancy.permission import check_may


@dataclass(slots=True)
class Sent:
    """What a run did, in statements: `sent` now, `found` stored by an earlier run, `refused`. `calls` counts
    batches."""

    sent: int = 0
    found: int = 0
    refused: int = 0
    calls: int = 0


def send_ready(*, by: Actor, database: TransparencyDatabase) -> Sent:
    """Sends every statement that was let go, and returns when none is left.

    Every statement is stored once, however often a run breaks off: what may have been stored is asked for
    before it is sent again. Raises `Away` (what is not stored stays ready), `TokenRefused`,
    `NotTheDatabase`, `SendingAlready`.
    """
    check_may(by, SEND_STATEMENTS)
    done = Sent()
    with only_one(f"statements {by.organisation.id}", SendingAlready, waits=True):
        _settle(by, database, outbox.unanswered(), done)
        while rows := outbox.take_batch():
            _send(by, database, _checked(by, rows, done), done)
    return done


def _settle(
    by: Actor, database: TransparencyDatabase, rows: Sequence[StatementOfReasons], done: Sent
) -> None:
    """Asks the database which of these it has: those are sent, the others wait."""
    for row in rows:
        if database.has(row.puid):
            outbox.mark_sent(by, [row])
            done.found += 1
        else:
            outbox.put_back([row])


def _checked(by: Actor, rows: Sequence[StatementOfReasons], done: Sent) -> list[StatementOfReasons]:
    """Those that may go as the rules stand today; a person corrects the others."""
    faults = {row.puid: [[one.field, one.message] for one in faults_in(whole_fields(row))] for row in rows}
    wrong = [row for row in rows if faults[row.puid]]
    if wrong:
        outbox.mark_refused(by, wrong, faults)
        done.refused += len(wrong)
    return [row for row in rows if not faults[row.puid]]


def _send(by: Actor, database: TransparencyDatabase, rows: Sequence[StatementOfReasons], done: Sent) -> None:
    if not rows:
        return
    try:
        refused = database.store([whole_fields(row) for row in rows])
    except (Unstored, TokenRefused):
        outbox.put_back(rows)
        raise
    done.calls += 1
    if refused is None:
        outbox.mark_sent(by, rows)
        done.sent += len(rows)
    else:
        _split(by, database, rows, refused, done)


def _split(
    by: Actor,
    database: TransparencyDatabase,
    rows: Sequence[StatementOfReasons],
    refused: Refused,
    done: Sent,
) -> None:
    """Nothing of the batch was stored: the wrong ones are named, the others go on without them."""
    taken = [row for row in rows if row.puid in refused.existing]
    if taken:
        # an earlier run stored them after all, or another call holds them at this moment: the check knows
        others = [row for row in rows if row.puid not in refused.existing]
        outbox.put_back(others)
        for row in taken:
            if not database.has(row.puid):
                raise Away("The database holds one of these statements for another call at this moment.")
            outbox.mark_sent(by, [row])
            done.found += 1
    elif refused.faults:
        wrong = [rows[place] for place in refused.faults]
        outbox.mark_refused(by, wrong, {rows[place].puid: told for place, told in refused.faults.items()})
        done.refused += len(wrong)
        outbox.put_back([row for place, row in enumerate(rows) if place not in refused.faults])
    elif len(rows) == 1:
        outbox.mark_refused(by, rows, {rows[0].puid: [["statements", refused.message]]})
        done.refused += 1
    else:
        # it does not say which one: half of them at a time
        middle = len(rows) // 2
        for half in (rows[:middle], rows[middle:]):
            _send(by, database, half, done)
