"""A file that is far larger than the register it goes into: each part costs what the first one did."""

import io
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from baken.register.actions import undo_import
from baken.register.actions.import_mapped import AT_ONCE, import_mapped
from baken.register.actions.keep_mapping import keep_mapping
from baken.register.mapped.mapping import ColumnMapping
from baken.register.mapped.table import open_table
from baken.register.models import ImportBatch, Mention, Registration
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.bulk import begin_part
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db

MAPPING = ColumnMapping(
    columns={"zaak": "reference", "dag": "registered_on", "platform": "platform"},
    fixed={"source_kind": "outreach", "form": "sexual", "scope": "domestic", "role": "unknown",
           "moment": "during", "certainty": "unknown"},
)  # fmt: skip
PARTS = 5
MOST_READ = AT_ONCE / 4
"""Rows of one table that may be looked at for each row that goes in or out: a handful, but that all of the
first part may be looked at for each of its rows."""


@pytest.fixture
def actor(db: None) -> Iterator[Actor]:
    """A registrar: mappings are made, and imports taken back, by a named person."""
    organisation = make_organisation()
    with acting_for(organisation.id):
        yield make_person(organisation, "registrar", purpose="registration")


def looked_at() -> dict[str, int]:
    """For each table how many of its rows this transaction has looked at so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) "
            "FROM pg_stat_xact_user_tables WHERE relname LIKE 'register!_%' ESCAPE '!'"
        )
        return dict(cursor.fetchall())


def most_looked_at(before: dict[str, int], count: int) -> dict[str, float]:
    """Of the tables of which more was looked at than is right, for each row: how much."""
    spent = {name: (read - before.get(name, 0)) / count for name, read in looked_at().items()}
    return {name: round(each, 1) for name, each in spent.items() if each > MOST_READ}


def test_parts_of_a_large_import_cost_the_same(actor: Actor) -> None:
    count = PARTS * AT_ONCE
    lines = [f"Z-{number};1-2-2021;Instagram\n" for number in range(count)]
    file = io.BytesIO(("Zaak;Dag;Platform\n" + "".join(lines)).encode())
    mapping = keep_mapping(by=actor, name="Kantoor Noord", content=MAPPING)
    before = looked_at()
    assert import_mapped(by=actor, table=open_table(file), mapping=mapping).new == count
    assert not most_looked_at(before, count)
    before = looked_at()
    assert undo_import(by=actor, batch=ImportBatch.objects.get()) == count
    assert not most_looked_at(before, count)


def test_references_are_checked_with_each_statement_of_a_part(actor: Actor) -> None:
    begin_part()
    nowhere = Registration(organisation=actor.organisation)
    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        Mention.objects.create(
            organisation=actor.organisation, registration=nowhere, number=1, naming="unnamed"
        )
