"""A large file is taken back by a worker: asked for, withdrawn, done once and whole, or said why not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.audit.models import Event
from baken.operations.jobs import TASKS
from baken.pipeline.tasks import StageBroke
from baken.register import rows
from baken.register.actions import correct_registration, undo_import
from baken.register.content import content_of
from baken.register.exceptions import (
    AlreadyUndone,
    ChangedSinceImport,
    HeldInRegister,
    UndoAsked,
    UndoBegun,
)
from baken.register.models import (
    AskedUndo,
    ImportBatch,
    Mention,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.register.queries import stored_records
from baken.register.taking_back import actions, carrying_out
from baken.register.taking_back.actions import TASK, ask_undo, dismiss_undo, withdraw_undo
from baken.rights.actions.hold_things import end_hold, place_hold
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.imports import AskedUndoState, UndoRefusal
from tests.factories import imports
from tests.factories.organisations import make_actor
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

TABLES = (ImportBatch, Registration, Mention, Participation, RegisteredPerson)
FILES = "/register/bestanden/"


def held() -> list[int]:
    return [table.objects.count() for table in TABLES]


def desk(by: Actor, **fields: Any) -> Client:
    return sign_in(Client(), make_user(by.organisation, "registrar", **fields))


def page(batch: ImportBatch) -> str:
    return f"{FILES}{batch.id}/terug/"


def correct(by: Actor, reference: str) -> None:
    registration = Registration.objects.get(reference=reference)
    (stored,) = stored_records([reference])
    correct_registration(
        by=imports.registrar(by),
        registration_id=registration.id,
        base_version=registration.version,
        content=content_of(replace(stored, scope="unknown")),
        why="mistake",
    )


def events(action: str) -> list[Event]:
    return list(Event.objects.filter(action=action).order_by("sequence"))


def test_file_is_taken_back_by_a_worker_in_the_name_of_who_asked(actor: Actor) -> None:
    kept = imports.imported(actor, 1, "K")
    asked = imports.asked_undo(actor, 3)
    assert Registration.objects.count() == 4
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, args__organisation_id=str(actor.organisation.id))
    assert jobs.count() == 1 and TASK in TASKS
    imports.work(actor)
    asked.refresh_from_db()
    assert (asked.state, asked.registrations, asked.batch) == ("done", 3, None)
    assert list(ImportBatch.objects.all()) == [kept]
    assert held() == [1, 1, 2, 1, 1]
    (ordered,), (undone,) = events("register.undo_asked"), events("register.import_undone")
    assert {ordered.user, undone.user} == {asked.asked_by}
    assert undone.details == {"registrations": 3, "asked": str(asked.id)}
    imports.work(actor)
    assert len(events("register.import_undone")) == 1


def test_asked_again_while_it_waits_it_stands_once_and_is_queued_again(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    asked = imports.asked_undo(actor)
    second = ask_undo(by=imports.registrar(actor), batch=ImportBatch.objects.get())
    assert second == asked and second.asked_by != imports.registrar(actor).user
    assert queued == [TASK, TASK]
    assert len(events("register.undo_asked")) == 1


def test_only_a_person_who_registers_asks_withdraws_and_dismisses(actor: Actor) -> None:
    asked, batch = imports.asked_undo(actor), ImportBatch.objects.get()
    for by in (actor, make_person(actor.organisation, "researcher", purpose="statistics")):
        for act in (
            lambda by=by: ask_undo(by=by, batch=batch),
            lambda by=by: withdraw_undo(by=by, asked=asked),
            lambda by=by: dismiss_undo(by=by, asked=asked),
        ):
            with pytest.raises(NotPermitted):
                act()
    assert AskedUndo.objects.get() == asked


def test_withdrawn_before_a_worker_began_nothing_goes(actor: Actor) -> None:
    asked = imports.asked_undo(actor)
    colleague = imports.registrar(actor)
    withdraw_undo(by=colleague, asked=asked)
    imports.work(actor)
    assert Registration.objects.count() == 3 and not AskedUndo.objects.exists()
    assert [one.user for one in events("register.undo_withdrawn")] == [colleague.user]


@pytest.mark.parametrize("state", ["running", "done", "refused", "failed"])
def test_once_a_worker_began_nobody_withdraws(actor: Actor, state: str) -> None:
    asked = imports.asked_undo(actor)
    AskedUndo.objects.update(state=state)
    with pytest.raises(UndoBegun):
        withdraw_undo(by=imports.registrar(actor), asked=asked)
    assert AskedUndo.objects.get().state == state


def test_correction_while_it_waits_refuses_it_and_the_list_says_so_until_it_is_read(actor: Actor) -> None:
    asked, batch = imports.asked_undo(actor), ImportBatch.objects.get()
    correct(actor, "R-2")
    before = held()
    imports.work(actor)
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.corrected) == ("refused", "corrected", 1)
    assert held() == before
    (refused,) = events("register.undo_refused")
    assert refused.details == {"asked": str(asked.id), "reason": "corrected", "corrected": 1}
    client = desk(actor)
    for _ in range(2):
        shown = client.get(FILES).text
        assert "1 registratie eruit is na het inlezen verbeterd. Er is niets veranderd." in shown
        assert "wordt teruggenomen" not in shown and page(batch) in shown
    client.post(f"{FILES}terugnemen/{asked.id}/gelezen/")
    assert "na het inlezen verbeterd" not in client.get(FILES).text
    assert len(events("register.undo_read")) == 1


def test_with_a_correction_it_cannot_be_asked_and_the_page_says_how_many(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baken.register.taking_back.views.AT_ONCE", 2)
    batch = imports.imported(actor)
    correct(actor, "R-1")
    correct(actor, "R-3")
    with pytest.raises(ChangedSinceImport):
        ask_undo(by=imports.registrar(actor), batch=batch)
    client = desk(actor)
    shown = client.get(page(batch)).text
    assert "2 registraties die ermee werden ingelezen, zijn daarna verbeterd." in shown
    assert "danger" not in shown.split("<main")[1]
    assert (
        "2 registraties uit dit bestand zijn daarna verbeterd" in client.post(page(batch), follow=True).text
    )
    assert not AskedUndo.objects.exists() and Registration.objects.count() == 3


@pytest.mark.parametrize("kind", ["registration", "import"])
def test_what_is_held_is_not_taken_back_with_its_file(actor: Actor, kind: str) -> None:
    asked, batch = imports.asked_undo(actor), ImportBatch.objects.get()
    count = 1 if kind == "registration" else 3
    officer = make_person(actor.organisation, "data_protection_officer", purpose="accountability")
    hold = place_hold(
        by=officer,
        kind=kind,
        name="R-2" if kind == "registration" else batch.file_sha256,
        until=timezone.now().date() + timedelta(days=30),
    )
    before = held()
    imports.work(actor)
    asked.refresh_from_db()
    assert (asked.state, asked.reason, held()) == ("refused", "held", before)
    assert "Er worden registraties uit vastgehouden" in desk(actor).get(FILES).text
    for refused in (ask_undo, undo_import):
        with pytest.raises(HeldInRegister) as fault:
            refused(by=imports.registrar(actor), batch=batch)
        assert fault.value.kept == count
    client = desk(actor)
    shown = client.get(page(batch)).text
    assert "mag nu niet worden gewist" in shown or "mogen nu niet worden gewist" in shown
    assert "danger" not in shown.split("<main")[1]
    assert "Daarom blijft alles staan" in client.post(page(batch), follow=True).text
    assert held() == before
    end_hold(by=officer, hold_id=hold.id)
    assert undo_import(by=imports.registrar(actor), batch=batch) == 3


def test_up_to_so_many_it_goes_at_once_and_above_by_the_queue(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("baken.register.taking_back.views.AT_ONCE", 3)
    client = desk(actor, name="Noor Voorbeeld")
    small = imports.imported(actor, 3, "S")
    assert "wachtrij" not in client.get(page(small)).text.split("<main")[1]
    assert "teruggenomen: 3 registraties" in client.post(page(small), follow=True).text
    large = imports.imported(actor, 4, "L")
    asks = client.get(page(large)).text
    assert "4 registraties die op" in asks and "Meer dan 3 registraties gaan via de wachtrij" in asks
    answer = client.post(page(large), follow=True).text
    assert (
        "Gevraagd." in answer and "door Noor Voorbeeld" in answer and "wordt teruggenomen, gevraagd" in answer
    )
    assert Registration.objects.count() == 4
    other = desk(actor)
    assert "Dit bestand wordt teruggenomen" in other.get(page(large)).text
    assert "al gevraagd door Noor Voorbeeld" in other.post(page(large), follow=True).text
    assert AskedUndo.objects.count() == 1
    imports.work(actor)
    told = client.get(FILES).text
    assert "4 registraties gingen op" in told and "Er is nog geen bestand ingelezen." in told
    assert client.get(page(large)).status_code == client.post(page(large)).status_code == 404


def test_desk_withdraws_what_waits_and_says_when_that_is_too_late(actor: Actor) -> None:
    asked = imports.asked_undo(actor)
    client, withdraw = desk(actor), f"{FILES}terugnemen/{asked.id}/intrekken/"
    AskedUndo.objects.update(state="running")
    assert withdraw not in client.get(FILES).text
    assert "al begonnen" in client.post(withdraw, follow=True).text
    AskedUndo.objects.update(state="waiting")
    assert withdraw in client.get(FILES).text
    assert client.get(withdraw).status_code == 405
    assert "Ingetrokken." in client.post(withdraw, follow=True).text
    assert client.post(withdraw).status_code == 404 and Registration.objects.count() == 3


def test_order_of_another_organisation_is_out_of_reach(actor: Actor) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        asked, batch = imports.asked_undo(other), ImportBatch.objects.get()
    client = desk(actor)
    assert asked.file_sha256[:12] not in client.get(FILES).text
    for path in (
        page(batch),
        f"{FILES}terugnemen/{asked.id}/intrekken/",
        f"{FILES}terugnemen/{asked.id}/gelezen/",
    ):
        assert client.post(path).status_code == 404
    imports.work(actor)
    with acting_for(other.organisation.id):
        assert AskedUndo.objects.get().state == "waiting" and Registration.objects.count() == 3


def test_nobody_takes_it_back_at_once_while_a_worker_is_asked_to(actor: Actor) -> None:
    imports.asked_undo(actor)
    with pytest.raises(UndoAsked):
        undo_import(by=imports.registrar(actor), batch=ImportBatch.objects.get())
    assert Registration.objects.count() == 3


def test_what_was_taken_back_already_is_not_taken_back_twice(actor: Actor) -> None:
    by, batch = imports.registrar(actor), imports.imported(actor)
    same = ImportBatch.objects.get()
    undo_import(by=by, batch=batch)
    for again in (lambda: undo_import(by=by, batch=same), lambda: ask_undo(by=by, batch=same)):
        with pytest.raises(AlreadyUndone):
            again()
    assert len(events("register.import_undone")) == 1


def test_after_a_refusal_it_can_be_asked_again(actor: Actor) -> None:
    asked, batch = imports.asked_undo(actor), ImportBatch.objects.get()
    AskedUndo.objects.update(state="failed")
    again = ask_undo(by=imports.registrar(actor), batch=batch)
    assert AskedUndo.objects.get() == again != asked
    imports.work(actor)
    assert not Registration.objects.exists()


def test_file_read_in_again_while_it_waits_goes_whole(actor: Actor) -> None:
    asked, batch = imports.asked_undo(actor), ImportBatch.objects.get()
    Registration.objects.filter(reference="R-3").update(imported_in=None)
    Registration.objects.filter(imported_in=None).update(imported_in=batch)
    imports.imported(actor)
    imports.work(actor)
    asked.refresh_from_db()
    assert (asked.state, asked.registrations) == ("done", 3) and held() == [0] * len(TABLES)


def test_who_left_takes_nothing_back_any_more(actor: Actor) -> None:
    asked = imports.asked_undo(actor)
    asked.asked_by.is_active = False
    asked.asked_by.save()
    imports.work(actor)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "no_longer_may") and Registration.objects.count() == 3
    assert "Wie het vroeg, mag niet meer registreren. Er is niets veranderd." in desk(actor).get(FILES).text


def test_file_that_is_gone_meanwhile_is_said_to_be(actor: Actor) -> None:
    asked, batch = imports.asked_undo(actor), ImportBatch.objects.get()
    rows.take_out(batch)
    batch.delete()
    imports.work(actor)
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "gone")


def test_one_file_a_job_so_that_others_have_their_turn(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = imports.asked_undo(actor, 2, "A"), imports.asked_undo(actor, 2, "B")
    queued: list[str] = []
    monkeypatch.setattr("baken.tenancy.waiting._defer", [lambda task, _organisation: queued.append(task)])
    imports.work(actor)
    for one in (first, second):
        one.refresh_from_db()
    assert (first.state, second.state, queued) == ("done", "waiting", [TASK])
    imports.work(actor)
    assert queued == [TASK] and not Registration.objects.exists()


def test_fault_of_the_program_is_said_in_plain_words_and_nothing_went(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**given: Any) -> int:
        undo_import(**given)
        raise ArithmeticError("a fault")

    asked, before = imports.asked_undo(actor), held()
    monkeypatch.setattr(carrying_out, "undo_import", broken)
    with pytest.raises(StageBroke, match="ArithmeticError"):
        imports.work(actor)
    asked.refresh_from_db()
    assert asked.state == "failed" and held() == before
    told = desk(actor).get(FILES).text
    assert "er is niets veranderd. Vraag het opnieuw." in told and "ArithmeticError" not in told
    assert len(events("register.undo_failed")) == 1


def test_lost_connection_is_tried_again(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(**given: Any) -> int:
        undo_import(**given)
        raise OperationalError("connection lost")

    asked, before = imports.asked_undo(actor), held()
    with monkeypatch.context() as patched:
        patched.setattr(carrying_out, "undo_import", lost)
        with pytest.raises(StageBroke):
            imports.work(actor)
    asked.refresh_from_db()
    assert asked.state == "running" and held() == before
    imports.work(actor)
    assert held() == [0] * len(TABLES)


@contextmanager
def killed_at(number: int) -> Iterator[Callable[[], int]]:
    """Dies before the statement with this number, once (0: never); gives how many there were."""
    seen = 0

    def kill(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == number:
            raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill):
        yield lambda: seen


def test_killed_at_any_statement_and_run_again_it_ends_the_same(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "CHUNK", 2)
    asked, before = imports.asked_undo(actor, 5), held()

    def tried(number: int) -> int:
        with transaction.atomic(), killed_at(number) as statements:
            if number:
                with pytest.raises(KeyboardInterrupt):
                    carrying_out.carry_out_next(by=imports.registrar(actor))
                state = AskedUndo.objects.get().state
                assert held() == (before if state in ("waiting", "running") else [0] * len(TABLES))
            carrying_out.carry_out_next(by=actor)
            taken = statements()
            assert held() == [0] * len(TABLES)
            assert AskedUndo.objects.values_list("id", "state").get() == (asked.id, "done")
            assert len(events("register.import_undone")) == 1
            transaction.set_rollback(True)
        return taken

    statements = tried(0)
    assert statements > 40
    for number in range(4, statements + 1, 3):
        tried(number)


def test_statements_grow_with_parts_and_not_with_registrations(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def statements(count: int, name: str) -> int:
        monkeypatch.setattr(rows, "CHUNK", 1_000)
        imports.asked_undo(actor, count, name)
        monkeypatch.setattr(rows, "CHUNK", 4)
        with CaptureQueriesContext(connection) as captured:
            imports.work(actor)
        return len(captured)

    less_than_a_part, nearly_a_part = statements(1, "A"), statements(3, "B")
    assert less_than_a_part == nearly_a_part
    two, three, four = (statements(4 * parts + 1, f"C{parts}") for parts in (2, 3, 4))
    assert three - two == four - three < 20


def test_database_keeps_one_order_a_file(actor: Actor) -> None:
    asked = imports.asked_undo(actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedUndo.objects.create(
            organisation=actor.organisation,
            batch=asked.batch,
            file_sha256=asked.file_sha256,
            imported_at=asked.imported_at,
            registrations=1,
            waiting=0,
            asked_by=asked.asked_by,
            asked_at=asked.asked_at,
        )


def test_every_state_and_reason_is_reached_by_a_test_here() -> None:
    assert set(AskedUndoState.codes) == {"waiting", "running", "done", "refused", "failed"}
    assert set(UndoRefusal.codes) == {"corrected", "no_longer_may", "held", "gone"}
    assert actions.AT_ONCE == 2_000
