"""Statements of reasons go out once each, whatever breaks on the way."""

import random
from typing import Any

import httpx
import pytest

from baken.audit.models import Event
from baken.demo.transparency_database import FAULTS, SimulatedDatabase
from baken.notices.sending.exceptions import Away, NotTheDatabase, SendingError, TokenRefused
from baken.notices.sending.send import send_ready
from baken.notices.statements.models import StatementOfReasons, StatementWords
from baken.tenancy.acting import Actor
from tests.factories.sent_statements import InProcess, connected, make_moderator, write_some

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(actor: Actor) -> Actor:
    return make_moderator(actor)


@pytest.fixture
def app() -> SimulatedDatabase:
    return SimulatedDatabase()


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in StatementOfReasons.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def run(actor: Actor, app: SimulatedDatabase, **given: Any) -> Any:
    with connected(app, **given) as database:
        return send_ready(by=actor, database=database)


def run_until_done(actor: Actor, app: SimulatedDatabase, most: int = 30, **given: Any) -> int:
    """Runs until nothing waits; how many runs that took."""
    for turn in range(1, most + 1):
        try:
            run(actor, app, **given)
            return turn
        except SendingError:
            continue
    raise AssertionError("never done")


def spoil(row: StatementOfReasons, **texts: str) -> None:
    """What can't be written, as if the rules of the database had changed since."""
    StatementWords.objects.filter(statement=row).update(texts={**row.words.texts, **texts})


def test_released_statements_go_in_batches_of_a_hundred(
    actor: Actor, moderator: Actor, app: SimulatedDatabase
) -> None:
    made = write_some(moderator, 102)
    done = run(actor, app)
    assert (done.sent, done.found, done.refused, done.calls, app.calls) == (102, 0, 0, 2, 2)
    assert set(app.stored) == {one.puid for one in made}
    assert states() == {"sent": 102}
    assert Event.objects.filter(action="notices.statement_sent").count() == 102


def test_nothing_goes_that_nobody_released(actor: Actor, moderator: Actor, app: SimulatedDatabase) -> None:
    write_some(moderator, 2, release=False)
    assert run(actor, app).sent == 0
    assert not app.stored and app.calls == 0


def test_second_run_sends_nothing_again(actor: Actor, moderator: Actor, app: SimulatedDatabase) -> None:
    write_some(moderator, 3)
    run(actor, app)
    assert run(actor, app).calls == 0
    assert set(app.stored.values()) == {1}


def test_one_bad_statement_holds_nobody_up(
    actor: Actor, moderator: Actor, app: SimulatedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write_some(moderator, 7)
    spoil(made[3], illegal_content_explanation="x" * 2001)
    monkeypatch.setattr("baken.notices.sending.send.faults_in", lambda fields: ())
    done = run(actor, app)
    assert (done.sent, done.refused) == (6, 1)
    made[3].refresh_from_db()
    assert made[3].state == "refused"
    assert [field for field, _ in made[3].words.faults] == ["illegal_content_explanation"]
    (event,) = Event.objects.filter(action="notices.statement_refused")
    assert event.details == {"fields": ["illegal_content_explanation"]}


def test_bad_statement_is_found_where_the_database_does_not_say_which(
    actor: Actor, moderator: Actor, app: SimulatedDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = write_some(moderator, 9)
    spoil(made[5], illegal_content_explanation="x" * 2001)
    monkeypatch.setattr("baken.notices.sending.send.faults_in", lambda fields: ())
    app.faults.extend(["vague"] * 20)
    done = run(actor, app)
    assert (done.sent, done.refused) == (8, 1)
    made[5].refresh_from_db()
    assert made[5].state == "refused" and made[5].words.faults


def test_what_is_wrong_by_todays_rules_stays_here(
    actor: Actor, moderator: Actor, app: SimulatedDatabase
) -> None:
    made = write_some(moderator, 2)
    spoil(made[0], decision_facts="Bel 06 12 34 56 78 voor de feiten.")
    done = run(actor, app)
    assert (done.sent, done.refused) == (1, 1)
    assert made[0].puid not in app.stored


def test_time_out_after_storing_sends_nothing_twice(
    actor: Actor, moderator: Actor, app: SimulatedDatabase
) -> None:
    write_some(moderator, 4)
    app.faults.append("silent")
    with pytest.raises(Away):
        run(actor, app)
    assert states() == {"ready": 4} and len(app.stored) == 4
    done = run(actor, app)
    assert (done.found, done.sent, app.calls) == (4, 0, 1)
    assert states() == {"sent": 4} and set(app.stored.values()) == {1}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "vague"])
def test_every_fault_ends_with_each_stored_once(
    actor: Actor, moderator: Actor, app: SimulatedDatabase, fault: str
) -> None:
    write_some(moderator, 3)
    app.faults.append(fault)
    with pytest.raises(Away):
        run(actor, app)
    assert run_until_done(actor, app) == 1
    assert states() == {"sent": 3} and sorted(app.stored.values()) == [1, 1, 1]


def test_taken_identifiers_are_asked_for_and_never_stored_again(
    actor: Actor, moderator: Actor, app: SimulatedDatabase
) -> None:
    made = write_some(moderator, 5)
    run(actor, app)
    # as after a lost update: ready here, stored there
    StatementOfReasons.objects.filter(id__in=[made[0].id, made[1].id]).update(state="ready", sent_at=None)
    write_some(moderator, 2)
    done = run(actor, app)
    assert (done.found, done.sent) == (2, 2)
    assert len(app.stored) == 7 and set(app.stored.values()) == {1}


def test_wrong_token_refuses_nothing_and_leaves_all_ready(
    actor: Actor, moderator: Actor, app: SimulatedDatabase
) -> None:
    write_some(moderator, 2)
    with pytest.raises(TokenRefused):
        run(actor, app, token="een-ander")
    assert states() == {"ready": 2}
    assert not StatementOfReasons.objects.filter(asked_at__isnull=False).exists()


def test_login_page_is_no_answer_to_the_check(actor: Actor, moderator: Actor, app: SimulatedDatabase) -> None:
    write_some(moderator, 1)
    app.faults.append("lost")
    with pytest.raises(Away):
        run(actor, app)
    login = httpx.MockTransport(lambda request: httpx.Response(302, headers={"Location": "/login"}))
    with pytest.raises(NotTheDatabase):
        run(actor, app, transport=login)
    assert states() == {"ready": 1}


class Killed(BaseException):
    """The process is gone at this moment."""


class KilledAt(InProcess):
    """Dies at one moment: just before or just after the database hears of the n-th request."""

    def __init__(self, app: Any, moment: int) -> None:
        super().__init__(app=app)
        self.left = moment

    def _pass(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._pass()
        answer = super().handle_request(request)
        self._pass()
        return answer


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_request_and_resumed_each_is_stored_once(
    actor: Actor, moderator: Actor, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    app = SimulatedDatabase()
    monkeypatch.setattr("baken.notices.sending.outbox.BATCH", 4)
    made = write_some(moderator, 14)
    kills = 0
    for _ in range(12):
        app.faults.extend(chance.choices(("", *FAULTS[:5]), k=1))
        try:
            run(actor, app, transport=KilledAt(app, chance.randint(1, 8)))
            break
        except Killed:
            kills += 1
        except Away:
            continue
    app.faults.clear()
    run_until_done(actor, app)
    assert kills
    assert set(app.stored) == {one.puid for one in made}
    assert set(app.stored.values()) == {1}
    assert states() == {"sent": 14}
