"""The log cannot be changed, and a change made all the same is noticed."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from baken.audit import anchor
from baken.audit.actions import _note, record_event, seal_events
from baken.audit.models import Event, Seal
from baken.audit.queries import verify_log
from baken.privacy.keys import Keyring
from baken.tenancy.acting import Actor

pytestmark = pytest.mark.django_db


def _log(actor: Actor, count: int) -> None:
    """`count` events more; the first of every organisation is that it was made."""
    for number in range(count):
        record_event(by=actor, action="test.seen", subject=f"thing:{number}", details={"rows": number})


def test_log_is_whole_after_sealing(actor: Actor) -> None:
    _log(actor, 5)
    assert seal_events(by=actor) == 1 + 5
    _log(actor, 2)
    seal_events(by=actor)
    _log(actor, 1)
    found = verify_log(actor.organisation)
    assert (found.seals, found.sealed_events, found.unsealed_events, found.faults) == (2, 8, 1, ())


def test_sealing_nothing_makes_no_seal(actor: Actor) -> None:
    seal_events(by=actor)
    assert seal_events(by=actor) == 0
    assert Seal.objects.count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'another'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event",
        "UPDATE audit_event SET seal_id = NULL, position = NULL",
        "UPDATE audit_seal SET events = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_log_refuses_every_change(actor: Actor, statement: str) -> None:
    _log(actor, 2)
    seal_events(by=actor)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify_log(actor.organisation).faults == ()


def _as_owner(statement: str) -> None:
    """What somebody with all rights on the database could do, triggers switched off included."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "ALTER TABLE audit_event DISABLE TRIGGER USER; ALTER TABLE audit_seal DISABLE TRIGGER USER"
        )
        cursor.execute(statement)
        cursor.execute(
            "ALTER TABLE audit_event ENABLE TRIGGER USER; ALTER TABLE audit_seal ENABLE TRIGGER USER"
        )
        cursor.execute("SET ROLE baken_app")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit_event SET reason = 'another' WHERE position = 1", "an event in it was changed"),
        ("DELETE FROM audit_event WHERE position = 1", "closed 4 events, 3 are there"),
        ("UPDATE audit_event SET position = position + 10", "4 are there"),
        ("UPDATE audit_seal SET hash = previous_hash", "an event in it was changed"),
        ("DELETE FROM audit_event; DELETE FROM audit_seal", "its end is missing"),
    ],
)
def test_verification_notices_what_an_owner_changes(actor: Actor, statement: str, fault: str) -> None:
    _log(actor, 3)
    seal_events(by=actor)
    connection.check_constraints()
    _as_owner("SET CONSTRAINTS ALL IMMEDIATE")
    _as_owner(statement)
    assert any(fault in found for found in verify_log(actor.organisation).faults)


def test_anchor_stands_outside_the_database(actor: Actor) -> None:
    _log(actor, 1)
    seal_events(by=actor)
    number, digest = anchor.read(actor.organisation.id) or (0, b"")
    assert (number, digest) == (1, bytes(Seal.objects.get().hash))


def test_log_of_one_organisation_is_not_seen_by_another(actor: Actor) -> None:
    from baken.tenancy.acting import acting_for
    from tests.factories.organisations import make_organisation

    _log(actor, 1)
    other = make_organisation()
    with acting_for(other.id):
        assert set(Event.objects.values_list("organisation_id", flat=True)) == {other.id}


def _cut_off(actor: Actor) -> None:
    """Three seals, of which somebody with all rights takes the last away."""
    for _ in range(3):
        _log(actor, 1)
        seal_events(by=actor)
    connection.check_constraints()
    _as_owner("SET CONSTRAINTS ALL IMMEDIATE")
    newest = "(SELECT id FROM audit_seal WHERE number = 3)"
    _as_owner(f"DELETE FROM audit_event WHERE seal_id = {newest}; DELETE FROM audit_seal WHERE number = 3")


def test_missing_end_stays_noticed_however_many_seals_follow(actor: Actor) -> None:
    _cut_off(actor)
    for _ in range(3):
        assert verify_log(actor.organisation).faults
        _log(actor, 1)
        seal_events(by=actor)
    assert verify_log(actor.organisation).faults == (
        "seal 3 is not the one that was noted outside the database",
    )


def test_late_sealer_does_not_take_the_anchor_back(actor: Actor) -> None:
    _log(actor, 1)
    seal_events(by=actor)
    first = anchor.read(actor.organisation.id)
    _log(actor, 1)
    seal_events(by=actor)
    assert first is not None
    _note(actor, *first)
    assert (anchor.read(actor.organisation.id) or (0,))[0] == 2


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"number": 1}', b'{"number": 1, "hash": "x"}']
)
def test_damaged_anchor_is_named_and_stays_noticed(actor: Actor, content: bytes) -> None:
    seal_events(by=actor)
    anchor.path_of(actor.organisation.id).write_bytes(content)
    _log(actor, 1)
    seal_events(by=actor)
    (fault,) = verify_log(actor.organisation).faults
    assert "can't be read" in fault
    assert str(anchor.path_of(actor.organisation.id)) in fault


def test_missing_anchor_is_named(actor: Actor) -> None:
    for _ in range(2):
        _log(actor, 1)
        seal_events(by=actor)
    anchor.path_of(actor.organisation.id).unlink()
    (fault,) = verify_log(actor.organisation).faults
    assert "is missing" in fault


def test_death_between_seal_and_anchor_is_no_fault(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(anchor, "write", lambda *seal: None)
        seal_events(by=actor)
    assert verify_log(actor.organisation).faults == ()
    _log(actor, 1)
    seal_events(by=actor)
    assert (anchor.read(actor.organisation.id) or (0,))[0] == 2


def test_another_key_is_called_so(actor: Actor, settings: Any) -> None:
    for _ in range(2):
        _log(actor, 1)
        seal_events(by=actor)
    settings.BAKEN_KEYRING = Keyring(bytes(32))
    (fault,) = verify_log(actor.organisation).faults
    assert "was the key file replaced?" in fault


def test_moment_of_a_seal_cannot_be_changed_unnoticed(actor: Actor) -> None:
    seal_events(by=actor)
    connection.check_constraints()
    _as_owner("SET CONSTRAINTS ALL IMMEDIATE")
    _as_owner("UPDATE audit_seal SET at = at - interval '1 day'")
    assert verify_log(actor.organisation).faults


def test_log_cannot_be_emptied_even_by_its_owner(actor: Actor) -> None:
    connection.check_constraints()
    statement = "SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE NONE; TRUNCATE audit_event"
    with (
        pytest.raises(ProgrammingError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
