"""Statuses from before they had days: kept as first statuses, and the last one when that is undone."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from baken.register.models import AllegationDecision, Participation, RegisteredPerson, Registration
from baken.register.queries import stored_records
from baken.register.records import StatusRecord
from baken.tenancy.acting import Actor

pytestmark = pytest.mark.django_db

MOVE: Any = import_module("baken.register.migrations.0003_statuses_over_time")


def registration(actor: Actor, reference: str) -> Registration:
    return Registration.objects.create(
        organisation=actor.organisation, reference=reference, registered_on=date(2024, 1, 1),
        source_kind="outreach", form="sexual", scope="domestic",
    )  # fmt: skip


def test_status_of_before_becomes_a_first_status_and_back(actor: Actor) -> None:
    one, _ = registration(actor, "R-1"), registration(actor, "R-2")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET ROLE NONE")
        cursor.execute("ALTER TABLE register_registration ADD COLUMN allegation_status varchar(40)")
        cursor.execute(
            "UPDATE register_registration SET allegation_status = 'possible' WHERE id = %s", [one.id]
        )
        cursor.execute(MOVE.KEEP_AS_DECISIONS)
        assert [record.statuses for record in stored_records()] == [(StatusRecord("possible"),), ()]
        AllegationDecision.objects.create(
            organisation=actor.organisation, registration=one, allegation_status="not",
            decided_on=date(2024, 5, 1),
        )  # fmt: skip
        cursor.execute(MOVE.KEEP_THE_LATEST)
        cursor.execute("SELECT reference, allegation_status FROM register_registration ORDER BY reference")
        assert cursor.fetchall() == [("R-1", "not"), ("R-2", None)]
        cursor.execute("ALTER TABLE register_registration DROP COLUMN allegation_status")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relname = ANY(%s) ORDER BY 1",
            [["register_allegationdecision", "register_registration"]],
        )
        assert len(cursor.fetchall()) == 2
        cursor.execute("SET ROLE baken_app")


def refused(model: Any, **values: Any) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError:
        return True
    return False


def test_database_takes_no_second_status_of_a_day_and_no_unknown_code(actor: Actor) -> None:
    own = {"organisation": actor.organisation, "registration": registration(actor, "R-1")}
    assert not refused(AllegationDecision, allegation_status="possible", **own)
    assert refused(AllegationDecision, allegation_status="actual", **own)
    day = date(2024, 5, 1)
    assert not refused(AllegationDecision, allegation_status="actual", decided_on=day, **own)
    assert refused(AllegationDecision, allegation_status="not", decided_on=day, **own)
    assert refused(AllegationDecision, allegation_status="sure", decided_on=date(2024, 6, 1), **own)
    elsewhere = {"allegation_status": "not", "decided_on": date(2024, 6, 1), "decided_by": "neighbour"}
    assert refused(AllegationDecision, **elsewhere, **own)


def test_database_takes_a_country_or_a_group_and_circumstances_that_can_be(actor: Actor) -> None:
    own = {"organisation": actor.organisation, "sex": "female"}
    assert refused(RegisteredPerson, pseudonym="P-1", birth_country="MA", birth_group="africa", **own)
    assert refused(RegisteredPerson, pseudonym="P-1", birth_group="netherlands", **own)
    person = RegisteredPerson.objects.create(pseudonym="P-1", birth_group="africa", **own)
    there = {
        "organisation": actor.organisation, "registration": registration(actor, "R-1"),
        "person": person, "roles": ["victim"],
    }  # fmt: skip
    assert refused(Participation, vulnerabilities=["none_known", "debts"], **there)
    assert refused(Participation, vulnerabilities=["religion"], **there)
    assert not refused(Participation, vulnerabilities=["debts", "addiction"], **there)
