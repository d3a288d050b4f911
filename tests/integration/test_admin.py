"""The administration: its front page, its navigation, and the jobs of one's own organisation alone."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.audit.models import Event
from baken.operations.attention import what_needs_attention
from baken.operations.exceptions import JobWaitsAlready, NoSuchJob
from baken.operations.jobs import STAGES, STATUSES, TASKS, failed_jobs, jobs_of, retry_job, road_of
from baken.operations.sections import SECTIONS
from baken.pipeline.queue import QUEUE, defer_once
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from tests.factories.bases import make_basis
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(organisation: Any) -> Actor:
    return make_person(organisation, "admin", purpose="accountability")


def _queued(organisation_id: uuid.UUID, task: str, status: str = "todo") -> int:
    defer_once(task, organisation_id)
    job = ProcrastinateJob.objects.filter(task_name=task, args__organisation_id=str(organisation_id)).latest(
        "id"
    )
    if status != "todo":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job.id])
            if status != "doing":
                cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job.id])
    return int(job.id)


# --- the front page -----------------------------------------------------------------------------


def test_front_page_says_what_needs_attention(actor: Actor, admin: Actor) -> None:
    _queued(actor.organisation.id, "link", "failed")
    make_basis(actor, valid_until=timezone.localdate() + timedelta(days=10))
    page = sign_in(Client(), admin.user).get("/beheer/").text
    assert "1 taak is mislukt" in page
    assert "De grondslag basis-1 loopt af op" in page


def test_front_page_leads_nobody_to_a_page_that_stays_closed(actor: Actor, admin: Actor) -> None:
    officer = make_person(actor.organisation, "data_protection_officer")
    page = sign_in(Client(), officer.user).get("/beheer/").text
    assert "tweede stap" in page
    assert "/beheer/gebruikers/" not in page


def test_front_page_is_quiet_when_all_is_well(actor: Actor) -> None:
    make_basis(actor)
    assert what_needs_attention(actor.organisation, timezone.now()) == []


def test_old_unsealed_events_need_attention(actor: Actor) -> None:
    make_basis(actor)
    later = timezone.now() + timedelta(days=3)
    (one,) = what_needs_attention(actor.organisation, later)
    assert "niet verzegeld" in one.words


def test_organisation_without_basis_is_told(actor: Actor) -> None:
    (one,) = what_needs_attention(actor.organisation, timezone.now())
    assert one.link == "/beheer/grondslagen/"


def test_basis_that_is_over_needs_attention(actor: Actor) -> None:
    make_basis(actor, valid_until=date(2020, 1, 1))
    words = " ".join(one.words for one in what_needs_attention(actor.organisation, timezone.now()))
    assert "is voorbij sinds 1 januari 2020" in words


@pytest.mark.parametrize("role", ["outreach_worker", "registrar", "researcher", "observer", "moderator"])
def test_front_page_is_not_for_everybody(organisation: Any, role: str) -> None:
    person = make_person(organisation, role)
    assert sign_in(Client(), person.user).get("/beheer/").status_code == 403


def test_navigation_shows_what_one_may_open(organisation: Any, admin: Actor) -> None:
    officer = make_person(organisation, "data_protection_officer")
    for person, there, not_there in (
        (admin, "/beheer/grondslagen/", "/beheer/logboek/"),
        (officer, "/beheer/logboek/", None),
    ):
        client = sign_in(Client(), person.user)
        page = client.get("/beheer/").text
        assert there in page
        assert not_there is None or not_there not in page
        for section in SECTIONS:
            assert str(section.label)


def test_every_section_that_is_shown_opens(organisation: Any, admin: Actor) -> None:
    from baken.operations.sections import open_sections

    officer = make_person(organisation, "data_protection_officer")
    for person in (admin, officer):
        client = sign_in(Client(), person.user)
        for one in open_sections(person.user):
            assert client.get(one.link).status_code == 200, one.link


# --- jobs ---------------------------------------------------------------------------------------


def test_every_task_of_the_queue_has_words() -> None:
    # of no organisation: they queue one job for each, or look at them all
    everybody = {
        "retention_every_night", "seal_every_hour", "crawls_by_clock", "urgent_by_clock", "door_by_clock",
        "calls_by_clock", "statements_every_hour", "mail_by_clock", "messages_by_clock", "closed_every_hour",
    }  # fmt: skip
    own = {name for name in app.tasks if not name.startswith(("builtin:", "procrastinate."))} - everybody
    assert own == set(TASKS)
    assert set(STAGES) <= own
    assert {status for status, *_ in _statuses()} == set(STATUSES)


def _statuses() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(enum_range(NULL::procrastinate_job_status))::text")
        return [*cursor.fetchall()]


def test_jobs_of_another_organisation_are_not_there(actor: Actor, admin: Actor) -> None:
    other = make_organisation()
    theirs = _queued(other.id, "extract", "failed")
    _queued(other.id, "link")
    _queued(actor.organisation.id, "indicate")
    assert [job.task for job in jobs_of(actor.organisation)] == ["indicate"]
    assert failed_jobs(actor.organisation) == 0
    with pytest.raises(NoSuchJob):
        retry_job(by=admin, job_id=theirs)
    client = sign_in(Client(), admin.user)
    assert client.post(f"/beheer/taken/{theirs}/opnieuw/").status_code == 404
    assert "advertenties lezen" not in client.get("/beheer/taken/").text


def test_failed_job_is_started_again_by_a_person(actor: Actor, admin: Actor) -> None:
    job = _queued(actor.organisation.id, "link", "failed")
    client = sign_in(Client(), admin.user)
    assert f"/beheer/taken/{job}/opnieuw/" in client.get("/beheer/taken/").text
    assert client.post(f"/beheer/taken/{job}/opnieuw/").status_code == 302
    assert ProcrastinateJob.objects.get(id=job).status == "todo"
    assert Event.objects.filter(action="operations.job_retried", user=admin.user).count() == 1
    with pytest.raises(NoSuchJob):
        retry_job(by=admin, job_id=job)


def test_failed_job_is_not_started_beside_one_that_waits(actor: Actor, admin: Actor) -> None:
    failed = _queued(actor.organisation.id, "link", "failed")
    _queued(actor.organisation.id, "link")
    with pytest.raises(JobWaitsAlready):
        retry_job(by=admin, job_id=failed)
    client = sign_in(Client(), admin.user)
    assert "wacht al" in client.post(f"/beheer/taken/{failed}/opnieuw/", follow=True).text


def test_analyst_sees_jobs_and_starts_none(actor: Actor) -> None:
    analyst = make_person(actor.organisation, "analyst")
    job = _queued(actor.organisation.id, "link", "failed")
    client = sign_in(Client(), analyst.user)
    assert "opnieuw/" not in client.get("/beheer/taken/").text
    assert client.post(f"/beheer/taken/{job}/opnieuw/").status_code == 403
    with pytest.raises(NotPermitted):
        retry_job(by=analyst, job_id=job)


def test_failure_that_was_made_good_is_no_longer_counted(actor: Actor) -> None:
    _queued(actor.organisation.id, "link", "failed")
    _queued(actor.organisation.id, "link", "succeeded")
    assert failed_jobs(actor.organisation) == 0


@pytest.mark.parametrize(
    ("queued", "done", "now"),
    [
        ([], 0, None),
        ([("extract", "doing")], 0, "extract"),
        ([("extract", "succeeded"), ("link", "doing"), ("extract", "todo")], 1, "link"),
        ([("extract", "succeeded"), ("link", "failed")], 1, "link"),
        ([(stage, "succeeded") for stage in STAGES], 4, None),
    ],
)
def test_road_tells_how_far_the_stages_are(
    actor: Actor, queued: list[tuple[str, str]], done: int, now: str | None
) -> None:
    for task, status in queued:
        _queued(actor.organisation.id, task, status)
    road = road_of(jobs_of(actor.organisation))
    assert (road.done, road.all, road.now.task if road.now else None) == (done, 4, now)


def test_page_looks_again_only_while_something_runs_and_not_for_ever(actor: Actor, admin: Actor) -> None:
    client = sign_in(Client(), admin.user)
    assert "hx-trigger" not in client.get("/beheer/taken/").text
    _queued(actor.organisation.id, "extract", "doing")
    first = client.get("/beheer/taken/").text
    assert "keer=1" in first
    assert "waarnemingen gelezen" in first
    late = client.get("/beheer/taken/?keer=60").text
    assert "hx-trigger" not in late
    assert "Ververs" in late


def test_queue_of_the_administration_is_that_of_the_stages() -> None:
    from baken.operations.verifying import QUEUE as OURS

    assert OURS == QUEUE
