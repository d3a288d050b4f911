"""The queue: nothing that was put in it is lost, and one stage never waits twice."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.actions.clear_synthetic_market import NotSynthetic, clear_synthetic_market
from baken.adverts.models import AdvertContact, Sighting
from baken.pipeline.collect import collect_stream
from baken.pipeline.queue import defer_once
from baken.pipeline.stages import extract_waiting
from baken.tenancy.acting import Actor
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis

pytestmark = pytest.mark.django_db


def test_stage_waits_once_for_an_organisation(actor: Actor) -> None:
    defer_once("extract", actor.organisation.id)
    defer_once("extract", actor.organisation.id)
    assert ProcrastinateJob.objects.filter(lock=str(actor.organisation.id)).count() == 1


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
