"""The jobs of retention, and what the other stages do with what was erased or can't be opened."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.models import Extraction, Link, Sighting, Signal
from baken.audit.models import Event
from baken.collection.evidence.rewriting import Rewritten
from baken.pipeline import tasks
from baken.pipeline.stages import extract_waiting, indicate_all, link_all
from baken.privacy.encryption import NotDecryptable
from baken.rights.models import RetentionRun
from baken.rights.scrub import Scrubbed
from baken.tenancy.acting import Actor
from baken.triage.models import Lead
from tests.factories.expiring import make_market

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tables_are_not_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """That can't be done inside the transaction of a test; the proof of erasure does it for real."""
    for place in ("baken.rights.actions.scrub_files.scrub", "baken.pipeline.tasks.scrub"):
        monkeypatch.setattr(place, lambda: Scrubbed((), (), True, Rewritten()))


def _real(actor: Actor) -> None:
    actor.organisation.synthetic = False
    actor.organisation.save()


def _waiting(actor: Actor) -> list[str]:
    jobs = ProcrastinateJob.objects.filter(lock=str(actor.organisation.id), status="todo")
    return [name for name in jobs.values_list("task_name", flat=True) if name.startswith("retention")]


def test_night_queues_a_run_for_real_data(actor: Actor) -> None:
    _real(actor)
    tasks.retention_every_night(timestamp=0)
    assert _waiting(actor) == ["retention_by_clock"]


def test_night_passes_over_invented_data(actor: Actor) -> None:
    tasks.retention_every_night(timestamp=0)
    assert _waiting(actor) == []


def test_job_erases_and_notes_the_run(actor: Actor) -> None:
    make_market(actor, 366, 1)
    tasks.retention_by_clock(organisation_id=str(actor.organisation.id))
    assert Sighting.objects.count() == 1
    run = RetentionRun.objects.get()
    assert run.scheduled
    assert run.scrubbed_at is not None
    assert Event.objects.get(action="rights.run_finished").purpose == "accountability"


def test_job_of_requests_carries_them_out(actor: Actor) -> None:
    from baken.adverts.models import AdvertContact
    from baken.rights.actions.erase_contact import ask_erasure

    make_market(actor, 1)
    ask_erasure(by=actor, kind="phone", value="06 00 00 00 42")
    tasks.erase_what_was_requested(organisation_id=str(actor.organisation.id))
    assert not AdvertContact.objects.exists()


def test_stages_do_not_bring_back_what_expired(actor: Actor) -> None:
    make_market(actor, 1)
    hidden = "Snoeien en gras. Bel nul zes nul nul nul nul nul nul negen negen."
    mail = [{"kind": "email", "value": "tuin@example.org"}]
    make_market(actor, 200, basis="basis-2", title="Tuin", text=hidden, contacts=mail)
    old = Link.objects.get(sighting__basis__code="basis-2")
    indicate_all(by=actor)
    assert Signal.objects.filter(advertiser=old.advertiser).exists()
    _real(actor)
    indicate_all(by=actor)
    assert not Signal.objects.filter(advertiser=old.advertiser).exists()
    assert not Lead.objects.filter(advertiser=old.advertiser).exists()


def test_damaged_record_does_not_stop_the_stages(actor: Actor) -> None:
    make_market(actor, *range(1, 4))
    damaged = Sighting.objects.order_by("sequence")[1]
    Sighting.objects.filter(id=damaged.id).update(record=b"\x01" + bytes(60))
    Extraction.objects.all().delete()
    assert extract_waiting(by=actor) == 2
    assert Extraction.objects.get(sighting=damaged).failed
    link_all(by=actor)
    indicate_all(by=actor)
    assert not Link.objects.filter(sighting=damaged).exists()
    assert Event.objects.filter(action="adverts.records_unreadable", details={"sightings": 1}).exists()


def test_another_key_stops_the_stages(actor: Actor) -> None:
    make_market(actor, *range(1, 4))
    Sighting.objects.update(record=b"\x01" + bytes(60))
    with pytest.raises(NotDecryptable):
        link_all(by=actor)
    assert Link.objects.count() == 3
