"""Twenty people take leads at the same moment, and two decide on the same one: real connections."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connection

from baken.tenancy.acting import Actor, acting_for
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.exceptions import DecidedMeanwhile, HeldByAnother, TriageError
from baken.triage.models import Assessment, Lead
from tests.factories.databases import connected_to
from tests.factories.leads import WORDS, make_leads
from tests.factories.organisations import make_actor
from tests.factories.users import make_person
from tests.faults.demo_databases import database

WORKERS = 20
T = TypeVar("T")


@pytest.fixture(scope="module")
def apart(server_url: str, migrated: str, django_db_blocker: Any) -> Iterator[None]:
    """A database without a test's transaction around it, so that others see what one does."""
    from baken.config.schema import bring_up_to_date

    with database(server_url, migrated) as url, django_db_blocker.unblock(), connected_to(url):
        bring_up_to_date()
        yield


@pytest.fixture
def team(apart: None) -> Iterator[list[Actor]]:
    by = make_actor()
    with acting_for(by.organisation.id):
        make_leads(by, WORKERS + 5)
        yield [make_person(by.organisation, "outreach_worker") for _ in range(WORKERS)]


def at_once(team: list[Actor], do: Callable[[Actor], T]) -> list[T]:
    """Everybody does it at the same moment, each on a connection of their own."""
    start = Barrier(len(team))

    def one(by: Actor) -> T:
        try:
            with acting_for(by.organisation.id):
                connection.ensure_connection()
                start.wait(30)
                return do(by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(team)) as pool:
        return list(pool.map(one, team))


def attempt(do: Callable[[], object]) -> object:
    try:
        return do()
    except TriageError as fault:
        return fault


def test_twenty_who_take_the_next_get_twenty_leads(team: list[Actor]) -> None:
    for _ in range(3):
        taken = at_once(team, lambda by: claim_next(by=by))
        assert len({lead.id for lead in taken if lead}) == WORKERS
    held = Counter(Lead.objects.exclude(holder=None).values_list("holder", flat=True))
    assert len(held) == WORKERS
    assert set(held.values()) == {1}


def test_going_on_to_the_next_all_at_once_never_shares_a_lead(team: list[Actor]) -> None:
    now = dict(zip((by.user.id for by in team), at_once(team, lambda by: claim_next(by=by)), strict=True))
    for _ in range(10):
        left = {user: lead.id for user, lead in now.items()}
        after = at_once(team, lambda by, left=left: claim_next(by=by, after=left[by.user.id]))
        ids = [lead.id for lead in after if lead]
        assert len(ids) == len(set(ids))
        now = {by.user.id: lead or now[by.user.id] for by, lead in zip(team, after, strict=True)}
    held = Lead.objects.exclude(holder=None)
    assert held.count() == held.values("holder").distinct().count()


def test_one_of_many_gets_the_same_lead(team: list[Actor]) -> None:
    lead = Lead.objects.order_by("rank")[0]
    tried = at_once(team, lambda by: attempt(lambda: claim_lead(by=by, lead_id=lead.id)))
    assert sum(isinstance(one, Lead) for one in tried) == 1
    assert sum(isinstance(one, HeldByAnother) for one in tried) == WORKERS - 1


def test_two_who_decide_at_the_same_moment_make_one_decision(team: list[Actor]) -> None:
    lead = Lead.objects.order_by("rank")[0]

    def decide(by: Actor) -> object:
        return attempt(lambda: assess_lead(by=by, lead_id=lead.id, version=0, outcome="no_concern", **WORDS))

    decided = at_once(team[:2], decide)
    (won,) = [one for one in decided if isinstance(one, Assessment)]
    (told,) = [one for one in decided if isinstance(one, DecidedMeanwhile)]
    assert told.who == won.user.name
    assert Assessment.objects.filter(lead=lead).count() == 1
