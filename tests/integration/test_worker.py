"""The queue: nothing that was put in it is lost, and one stage never waits twice."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.actions.clear_synthetic_market import NotSynthetic, clear_synthetic_market
from baken.adverts.models import AdvertContact, Sighting
from baken.pipeline.collect import collect_stream
from baken.pipeline.queue import defer_once, newest_job, not_done
from baken.pipeline.stages import extract_waiting
from baken.tenancy.acting import Actor
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis

pytestmark = pytest.mark.django_db


def test_stage_waits_once_for_an_organisation(actor: Actor) -> None:
    before = newest_job()
    defer_once("extract", actor.organisation.id)
    defer_once("extract", actor.organisation.id)
    assert ProcrastinateJob.objects.filter(id__gt=before).count() == 1
    assert not_done(actor.organisation.id) == ["extract"]


def test_failed_stage_counts_as_not_done_until_a_later_run(actor: Actor) -> None:
    defer_once("extract", actor.organisation.id)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE lock = %s", [str(actor.organisation.id)]
        )
    assert not_done(actor.organisation.id) == ["extract"]
    assert not_done(actor.organisation.id, after=newest_job()) == []


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
