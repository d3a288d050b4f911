"""Telling the database for whom we act costs one statement, and a transaction that breaks takes it back."""

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext

from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_organisation


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('baken.organisation')")
        (setting,) = cursor.fetchone()
    return str(setting)


def test_entering_and_leaving_ask_the_database_one_statement_each(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> bool:
        raise AssertionError("a round trip that tells nothing")

    with monkeypatch.context() as patch, CaptureQueriesContext(connection) as statements:
        patch.setattr(connection, "is_usable", asked)
        with acting_for(actor.organisation.id):
            pass
    assert len(statements) == 2


def test_broken_transaction_leaves_whom_we_acted_for_before(actor: Actor) -> None:
    other = make_organisation()
    with acting_for(actor.organisation.id):
        with (
            pytest.raises(DataError),
            transaction.atomic(),
            acting_for(other.id),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT 1/0")
        assert told() == str(actor.organisation.id)
    assert told() != str(other.id)
