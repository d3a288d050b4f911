"""The log cannot be changed, and a change made all the same is noticed."""

import pytest
from django.db import ProgrammingError, connection, transaction

from baken.audit import anchor
from baken.audit.actions import record_event, seal_events
from baken.audit.models import Event, Seal
from baken.audit.queries import verify_log
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
