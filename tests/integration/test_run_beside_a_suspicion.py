"""A run places an advertiser in the instant in which somebody suspects a minor there: real connections."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from baken.tenancy.acting import Actor, acting_for
from baken.triage.actions.tell_minority import tell_minority
from baken.triage.models import Lead
from tests.factories.databases import connected_to
from tests.factories.leads import place, run_row, see
from tests.factories.organisations import make_actor
from tests.factories.users import make_person
from tests.faults.demo_databases import database

NAMES = ("a0000", "a0001", "a0002")


@pytest.fixture(scope="module")
def apart(server_url: str, migrated: str, django_db_blocker: Any) -> Iterator[None]:
    """A database without a test's transaction around it, so that others see what one does."""
    from baken.config.schema import bring_up_to_date

    with database(server_url, migrated) as url, django_db_blocker.unblock(), connected_to(url):
        bring_up_to_date()
        yield


@pytest.fixture
def worker(apart: None) -> Iterator[Actor]:
    by = make_actor()
    with acting_for(by.organisation.id):
        person = make_person(by.organisation, "outreach_worker")
        for name in NAMES:
            see(person, name, count=1)
        yield person


@pytest.mark.parametrize("first", ["suspicion", "run"])
def test_run_beside_a_suspicion_loses_neither(worker: Actor, first: str) -> None:
    made, placed = threading.Event(), threading.Event()

    def suspects() -> None:
        tell_minority(by=worker, advertisers=[NAMES[1]], told="G-1")

    def runs() -> None:
        place(worker, *(run_row(name) for name in NAMES))

    one, other = (suspects, runs) if first == "suspicion" else (runs, suspects)

    def holds() -> None:
        with acting_for(worker.organisation.id), transaction.atomic():
            one()
            made.set()
            # the other one stands before the row of this one, or is done
            placed.wait(2)
        connection.close()

    def comes() -> None:
        made.wait(60)
        with acting_for(worker.organisation.id):
            other()
        placed.set()
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for told in [pool.submit(holds), pool.submit(comes)]:
            told.result(120)
    assert Lead.objects.count() == len(NAMES)
    lead = Lead.objects.get(advertiser=NAMES[1])
    assert (lead.state, lead.outreach_stopped, lead.band) == ("urgent_first", True, "look_first")
    assert set(Lead.objects.exclude(id=lead.id).values_list("outreach_stopped", flat=True)) == {False}
