"""The queue: nothing that was put in it is lost, and one stage never waits twice."""

import asyncio
from typing import Any

import pytest
from procrastinate import App
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job
from procrastinate.testing import InMemoryConnector

from baken.adverts.actions.clear_synthetic_market import NotSynthetic, clear_synthetic_market
from baken.adverts.models import AdvertContact, Sighting
from baken.api.webhooks.outbox import CALLS
from baken.pipeline.collect import collect_stream
from baken.pipeline.queue import QUEUE, defer_once
from baken.pipeline.stages import extract_waiting
from baken.pipeline.worker import _Jobs, _work_until_nothing_waits
from baken.tenancy.acting import Actor
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis

pytestmark = pytest.mark.django_db


def test_stage_waits_once_for_an_organisation(actor: Actor) -> None:
    defer_once("extract", actor.organisation.id)
    defer_once("extract", actor.organisation.id)
    assert ProcrastinateJob.objects.filter(lock=str(actor.organisation.id)).count() == 1


class _SameWaits:
    """A queue in which the same stage waits already."""

    def __init__(self) -> None:
        self.finished: list[Any] = []

    async def execute_query_async(self, query: str, **given: Any) -> None:
        if "retry_job" in query:
            raise UniqueViolation("waits", constraint_name=None, queueing_lock=None)
        self.finished.append((given["job_id"], given["status"]))


def test_stage_that_failed_while_the_same_waits_holds_up_no_other() -> None:
    queue: Any = _SameWaits()
    job = Job(id=7, queue="stages", lock="an organisation", queueing_lock="link", task_name="link")
    asyncio.run(_Jobs(queue).retry_job(job))
    assert queue.finished == [(7, "failed")]


def test_what_a_later_queue_puts_in_an_earlier_one_is_done_too() -> None:
    working, done = App(connector=InMemoryConnector()), []

    @working.task(name="stage", queue=QUEUE)
    def stage() -> None:
        done.append("stage")

    @working.task(name="call", queue=CALLS)
    async def call() -> None:
        await stage.defer_async()

    async def work() -> None:
        async with working.open_async():
            await call.defer_async()
            await _work_until_nothing_waits(working)

    asyncio.run(work())
    assert done == ["stage"]


def test_work_ends_when_what_waits_can_not_be_done() -> None:
    working = App(connector=InMemoryConnector())

    @working.task(name="stage", queue=QUEUE)
    def stage() -> None: ...

    async def work() -> list[str | None]:
        async with working.open_async():
            # what holds the lock never ends, as after a failure that could not be noted
            await stage.configure(lock="held").defer_async()
            killed = await working.job_manager.register_worker()
            await working.job_manager.fetch_job(queues=[QUEUE], worker_id=killed)
            await stage.configure(lock="held").defer_async()
            await _work_until_nothing_waits(working)
            return [job.status for job in await working.job_manager.list_jobs_async()]

    assert asyncio.run(work()) == ["doing", "todo"]


def test_job_holds_an_id_and_nothing_else(actor: Actor) -> None:
    make_basis(actor)
    collect_stream(json_lines(advert()), by=actor, basis="basis-1", format="jsonl", source="a.jsonl")
    job = ProcrastinateJob.objects.get(lock=str(actor.organisation.id))
    assert job.args == {"organisation_id": str(actor.organisation.id)}


def test_synthetic_market_can_be_emptied(actor: Actor) -> None:
    make_basis(actor)
    collect_stream(json_lines(advert()), by=actor, basis="basis-1", format="jsonl", source="a.jsonl")
    extract_waiting(by=actor)
    assert clear_synthetic_market(by=actor) == 1
    assert not Sighting.objects.exists()
    assert not AdvertContact.objects.exists()


def test_what_is_not_synthetic_cannot_be_emptied(actor: Actor) -> None:
    actor.organisation.synthetic = False
    actor.organisation.save()
    with pytest.raises(NotSynthetic):
        clear_synthetic_market(by=actor)
