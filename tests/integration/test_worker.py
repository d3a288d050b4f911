"""The queue: nothing that was put in it is lost, and one stage never waits twice."""

import asyncio
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job

from baken.adverts.actions.clear_synthetic_market import NotSynthetic, clear_synthetic_market
from baken.adverts.models import AdvertContact, Sighting
from baken.pipeline.collect import collect_stream
from baken.pipeline.queue import defer_once
from baken.pipeline.stages import extract_waiting
from baken.pipeline.worker import _Jobs
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
