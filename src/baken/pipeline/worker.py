"""The job worker: one at a time on a database, under the same role as everything else."""

import asyncio
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from baken.api.webhooks.outbox import CALLS
from baken.pipeline.crawl import leaving
from baken.pipeline.queue import CRAWLS, QUEUE
from baken.tenancy.only_one import only_one

_LOCK = "baken worker"
MOST_CRAWLS = 4
"""Sites that are visited at the same time."""
MOST_CALLS = 4
"""Programs that are told something at the same time."""


class WorkerRunning(Exception):
    """A worker is running on this database already: let it finish, or stop it first."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class _Jobs(JobManager):
    """What fails while the same stage waits already is not put off: that one will do the work. It would stay
    "doing" else, and hold up all other stages of its organisation until the next worker."""

    async def retry_job(self, job: Job, *args: Any, **more: Any) -> None:
        """Puts a job off, or ends it as failed."""
        try:
            await super().retry_job(job, *args, **more)
        except UniqueViolation:
            await self.finish_job(job, status=Status.FAILED, delete_job=False)


def run_worker(*, once: bool) -> list[str]:
    """Works the queue; with `once` until nothing waits. One job at a time: a stage uses all cores.

    Returns the stages that failed on the way or are yet to be tried again. Raises `WorkerRunning`.
    """
    with only_one(_LOCK, WorkerRunning, waits=True):
        before = set(_jobs("failed"))
        # what was put off after a failure is tried now: somebody started a worker for it
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = NULL "
                "WHERE status = 'todo' AND queue_name = ANY(%s)",
                [[QUEUE, CRAWLS]],
            )
        asyncio.run(_work(once=once))
        return sorted({task for job, task in (set(_jobs("failed")) - before) | set(_jobs("todo", "doing"))})


def _jobs(*status: str) -> QuerySet[ProcrastinateJob, tuple[int, str]]:
    return ProcrastinateJob.objects.filter(queue_name__in=(QUEUE, CRAWLS), status__in=status).values_list(
        "id", "task_name"
    )


async def _work(*, once: bool) -> None:
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await _take_up_abandoned(working)
            working.job_manager = _Jobs(working.job_manager.connector)
            if once:
                await _work_until_nothing_waits(working)
            else:
                await _work_until_told(working)


async def _work_until_nothing_waits(working: App) -> None:
    """One queue after the other, so that the stages read what crawls brought in; and again for what the
    clock or a later queue put into an earlier one meanwhile. Ends as well when a round changed nothing."""
    waiting: set[int] = set()
    before: set[int] | None = None
    while waiting != before:
        for queue in (CRAWLS, QUEUE, CALLS):
            await working.run_worker_async(
                queues=[queue], wait=False, concurrency=1, install_signal_handlers=False
            )
        before, waiting = waiting, await _waiting(working)


async def _waiting(working: App) -> set[int]:
    """The jobs that may start now, by id: not those put off to a later moment."""
    now = timezone.now()
    return {
        job.id
        for queue in (CRAWLS, QUEUE, CALLS)
        for job in await working.job_manager.list_jobs_async(queue=queue, status=Status.TODO.value)
        if job.id is not None and (job.scheduled_at is None or job.scheduled_at <= now)
    }


async def _work_until_told(working: App) -> None:
    """The stages one at a time, crawls and messages to programs beside them; who is told to leave lets
    crawls break off."""
    leaving.clear()
    crawls = asyncio.create_task(
        working.run_worker_async(queues=[CRAWLS], concurrency=MOST_CRAWLS, install_signal_handlers=False)
    )
    calls = asyncio.create_task(
        working.run_worker_async(queues=[CALLS], concurrency=MOST_CALLS, install_signal_handlers=False)
    )
    stages = asyncio.create_task(
        working.run_worker_async(queues=[QUEUE], concurrency=1, install_signal_handlers=True)
    )
    try:
        await asyncio.wait([crawls, calls, stages], return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaving.set()
        for task in (crawls, calls, stages):
            task.cancel()
        ended = await asyncio.gather(crawls, calls, stages, return_exceptions=True)
    for fault in ended:
        if isinstance(fault, Exception):
            raise fault


async def _take_up_abandoned(working: App) -> None:
    """Queues again what a killed worker left halfway; the only worker knows that nobody else has it."""
    left = [
        job
        for queue in (QUEUE, CRAWLS, CALLS)
        for job in await working.job_manager.list_jobs_async(queue=queue, status=Status.DOING.value)
    ]
    for job in left:
        try:
            await working.job_manager.retry_job(job, retry_at=timezone.now())
        except ConnectorException:
            # the same stage waits already, for the same organisation: that one will do the work
            await working.job_manager.finish_job(job, status=Status.ABORTED, delete_job=False)
