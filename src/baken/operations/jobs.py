"""The jobs of one organisation: what waits, runs, is done or went wrong.

The queue itself knows no wall between organisations, so nothing here reads it without the filter of
`_of`; a job holds ids only.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from baken.accounts.models import Organisation
from baken.audit.actions import record_event
from baken.operations.exceptions import JobWaitsAlready, NoSuchJob
from baken.operations.permissions import MANAGE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.vocabulary.code_list import Label

STAGES = ("extract", "link", "indicate", "seal")
"""The road of what was collected, in its order."""

TASKS: dict[str, Label] = {
    "extract": Label("advertenties lezen", "reading adverts"),
    "link": Label("samenhang zoeken", "finding what belongs together"),
    "count_words": Label("woorden tellen die meer gebruikt worden", "counting words that are used more"),
    "count_market": Label("de markt per week tellen", "counting the market per week"),
    "indicate": Label("aanwijzingen zoeken", "finding leads"),
    "weigh_fairness": Label("regels wegen op eerlijkheid", "weighing the rules for fairness"),
    "try_rules": Label(
        "nagaan wat voorgestelde regels veranderen", "seeing what proposed rules would change"
    ),
    "run_hindsight": Label("bewezen zaken opnieuw draaien", "running proven cases again"),
    "make_editions": Label("gevraagde uitgaven maken", "making the editions that were asked for"),
    "make_publications": Label(
        "voorgestelde publicaties maken", "making the publications that were proposed"
    ),
    "undo_imports": Label("ingelezen bestanden terugnemen", "taking back imported files"),
    "seal": Label("logboek verzegelen", "sealing the log"),
    "retention": Label("wissen wat verlopen is", "erasing what has expired"),
    "retention_by_clock": Label(
        "wissen wat verlopen is, elke nacht", "erasing what has expired, every night"
    ),
    "erase_requested": Label("verzoeken om te wissen uitvoeren", "carrying out requests to erase"),
    "crawl": Label("een site ophalen", "crawling a site"),
    "send_webhook": Label("een programma iets laten weten", "telling a program something"),
    "read_mail": Label("de postbus lezen", "reading the mailbox"),
    "send_messages": Label("berichten versturen", "sending messages"),
    "send_statements": Label("motiveringen versturen", "sending statements of reasons"),
    "verify_log": Label("nagaan of het logboek heel is", "checking that the log is whole"),
}
"""What each task does, in words."""

STATUSES: dict[str, Label] = {
    "todo": Label("wacht", "waiting"),
    "doing": Label("bezig", "running"),
    "succeeded": Label("klaar", "done"),
    "failed": Label("mislukt", "failed"),
    "cancelled": Label("geschrapt", "cancelled"),
    "aborting": Label("wordt gestopt", "being stopped"),
    "aborted": Label("overgeslagen", "skipped"),
}
ACTIVE = ("doing", "todo")
FINISHED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Job:
    """One job as its organisation sees it; moments where they are known."""

    id: int
    task: str
    status: str
    tries: int
    queued_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    again_at: datetime | None

    @property
    def words(self) -> Label:
        """What it does."""
        return TASKS.get(self.task, Label(self.task, self.task))

    @property
    def status_words(self) -> Label:
        """How it stands."""
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True)
class Road:
    """How far the stages are: `done` of `all`, and the stage that stands next, if any."""

    done: int
    all: int
    now: Job | None


def _of(organisation: Organisation) -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(args__organisation_id=str(organisation.id))


def jobs_of(organisation: Organisation) -> list[Job]:
    """What runs and waits, then what failed, then the newest that ended."""
    own = _of(organisation)
    rows = [
        *sorted(own.filter(status__in=ACTIVE), key=lambda row: (ACTIVE.index(row.status), row.id)),
        *own.filter(status="failed").order_by("-id")[:FINISHED_SHOWN],
        *own.exclude(status__in=(*ACTIVE, "failed")).order_by("-id")[:FINISHED_SHOWN],
    ]
    moments: dict[int, dict[str, datetime]] = defaultdict(dict)
    for job, kind, at in (
        ProcrastinateEvent.objects.filter(job_id__in=[row.id for row in rows])
        .order_by("id")
        .values_list("job_id", "type", "at")
    ):
        moments[job][kind] = at
    return [_job(row, moments[row.id]) for row in rows]


def _job(row: ProcrastinateJob, moments: dict[str, datetime]) -> Job:
    ended = [moments[kind] for kind in ("succeeded", "failed", "aborted", "cancelled") if kind in moments]
    return Job(
        id=row.id,
        task=row.task_name,
        status=row.status,
        tries=row.attempts,
        queued_at=moments.get("deferred"),
        started_at=moments.get("started"),
        ended_at=max(ended) if ended and row.status not in ACTIVE else None,
        again_at=row.scheduled_at if row.status == "todo" and row.attempts else None,
    )


def failed_jobs(organisation: Organisation) -> int:
    """How many jobs failed and were not done since by a newer job of the same kind."""
    newest_done: dict[str, int] = {}
    for task, job in _of(organisation).filter(status="succeeded").values_list("task_name", "id"):
        newest_done[task] = max(job, newest_done.get(task, 0))
    failed = _of(organisation).filter(status="failed").values_list("task_name", "id")
    return sum(job > newest_done.get(task, 0) for task, job in failed)


def road_of(jobs: list[Job]) -> Road:
    """How far the stages are, out of the jobs of one organisation."""
    stages = [job for job in jobs if job.task in STAGES]
    active = [job for job in stages if job.status in ACTIVE]
    if active:
        now = min(active, key=lambda job: (ACTIVE.index(job.status), STAGES.index(job.task)))
        return Road(STAGES.index(now.task), len(STAGES), now)
    newest = max(stages, key=lambda job: job.id, default=None)
    if newest is None:
        return Road(0, len(STAGES), None)
    done = STAGES.index(newest.task) + (newest.status == "succeeded")
    return Road(done, len(STAGES), None if newest.status == "succeeded" else newest)


@transaction.atomic
def retry_job(*, by: Actor, job_id: int) -> None:
    """Puts a job that failed back in the queue.

    Raises `NoSuchJob` for a job of another organisation or one that did not fail, `JobWaitsAlready`
    where the same task waits already.
    """
    check_may(by, MANAGE)
    if not _of(by.organisation).filter(id=job_id, status="failed").exists():
        raise NoSuchJob
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job_id, retry_at=timezone.now())
    except (AlreadyEnqueued, ConnectorException) as fault:
        raise JobWaitsAlready from fault
    record_event(by=by, action="operations.job_retried", subject=f"job:{job_id}")
