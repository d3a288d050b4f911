"""What a person lawfully saw becomes a sighting like any other, once, and can be taken back for a while."""

import datetime
import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from baken.adverts import by_hand
from baken.adverts.actions.record_by_hand import record_by_hand
from baken.adverts.actions.undo_by_hand import undo_by_hand
from baken.adverts.exceptions import (
    BadEntry,
    HoldsImage,
    NoBasisToday,
    NotSeenYet,
    SeenTooEarly,
    TooLateToUndo,
)
from baken.adverts.models import AdvertContact, ByHand, ContactMention, Sighting
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.models import Event
from baken.collection.evidence.queries import read_capture
from baken.collection.models import Capture
from baken.platforms.actions import load_catalogue
from baken.tenancy.permission import NotPermitted
from tests.factories.adverts import PHONE, SECRET_WORDS
from tests.factories.bases import make_basis
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
TEXT = f"{SECRET_WORDS} Bel 06 00 00 00 42."


@pytest.fixture
def worker(organisation: Any) -> Any:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def basis(actor: Any) -> Any:
    load_catalogue(by=actor)
    return make_basis(actor)


def record(worker: Any, basis: Any, **fields: Any) -> Sighting:
    given = {"platform": "insta", "seen_at": timezone.now(), "text": TEXT}
    return record_by_hand(by=worker, basis_id=basis.id, **(given | fields))


def record_of(sighting: Sighting) -> dict[str, Any]:
    opened = Vault(sighting.organisation_id).open(sighting.record, RECORD_COLUMN, sighting.id)
    found: dict[str, Any] = json.loads(opened)
    return found


def test_sighting_by_hand_is_a_sighting_with_a_capture(worker: Any, basis: Any) -> None:
    sighting = record(
        worker, basis, title="Ontspannende massage", place="Tilburg", advertised_gender="women",
        url="https://voorbeeld.example/7", contacts=[{"kind": "phone", "value": f" {PHONE} "}],
    )  # fmt: skip
    told = record_of(sighting)
    assert (sighting.platform, sighting.basis_id) == ("instagram", basis.id)
    assert (told["text"], told["place"], told["contacts"][0]["value"]) == (TEXT, "Tilburg", PHONE)
    kept = read_capture(by=worker, capture=sighting.capture)
    assert json.loads(kept.payload)["text"] == TEXT
    assert (sighting.capture.how, sighting.capture.kind) == ("by_hand", "resource")
    assert sighting.evidence_sha256 == sighting.capture.payload_sha256


def test_sighting_by_hand_tells_the_log_no_content(worker: Any, basis: Any) -> None:
    record(worker, basis)
    told = str(list(Event.objects.values("action", "subject", "details", "reason")))
    assert "adverts.recorded_by_hand" in told
    assert "massage" not in told
    assert "00 42" not in told


def test_same_entry_twice_stands_once(worker: Any, basis: Any) -> None:
    first = record(worker, basis)
    again = record(worker, basis, seen_at=timezone.now() + timedelta(seconds=20))
    assert again == first
    assert (Sighting.objects.count(), Capture.objects.count()) == (1, 1)


def test_same_words_of_another_person_stand_beside_it(worker: Any, basis: Any, organisation: Any) -> None:
    first = record(worker, basis)
    other = record(make_person(organisation, "analyst"), basis)
    assert other != first


def test_same_words_seen_later_are_another_sighting(worker: Any, basis: Any) -> None:
    first = record(worker, basis, seen_at=timezone.now() - timedelta(hours=3))
    assert record(worker, basis) != first


def test_platform_outside_the_catalogue_keeps_its_name(worker: Any, basis: Any) -> None:
    sighting = record(worker, basis, platform="  Nieuwe   app ")
    assert sighting.platform == "Nieuwe app"
    assert sighting.by_hand.new_platform


@pytest.mark.parametrize("platform", ["06 00 00 00 42", "iemand@example.org", "", "x" * 81])
def test_name_that_is_no_platform_is_refused(worker: Any, basis: Any, platform: str) -> None:
    with pytest.raises(BadEntry):
        record(worker, basis, platform=platform)


@pytest.mark.parametrize("field", ["text", "title", "place"])
def test_picture_written_as_text_is_refused(worker: Any, basis: Any, field: str) -> None:
    with pytest.raises(HoldsImage):
        record(worker, basis, **{field: "kijk data:image/png;base64,iVBORw0KGgo= hier"})
    assert (Sighting.objects.count(), Capture.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": " "},
        {"text": "a\x00b"},
        {"text": "a" * 100_001},
        {"text": "half \ud800"},
        {"url": "javascript:alert(1)"},
        {"advertised_gender": "robots"},
        {"contacts": [{"kind": "pigeon", "value": "x"}]},
        {"contacts": [{"kind": "phone", "value": PHONE}] * 51},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_entry_that_can_not_be_stored_is_refused(worker: Any, basis: Any, fields: Any) -> None:
    with pytest.raises(BadEntry) as fault:
        record(worker, basis, **fields)
    assert PHONE not in str(fault.value)
    assert Capture.objects.count() == 0


def test_moment_to_come_is_refused(worker: Any, basis: Any) -> None:
    with pytest.raises(NotSeenYet):
        record(worker, basis, seen_at=timezone.now() + timedelta(hours=1))


def test_moment_before_the_basis_is_refused(worker: Any, actor: Any, basis: Any) -> None:
    today = timezone.localdate()
    young = make_basis(actor, code="young", valid_from=today)
    with pytest.raises(SeenTooEarly):
        record(worker, young, seen_at=timezone.now() - timedelta(days=2))


def test_basis_that_is_over_is_refused(worker: Any, actor: Any, basis: Any) -> None:
    over = make_basis(actor, code="over", valid_until=datetime.date(2001, 1, 1))
    with pytest.raises(NoBasisToday):
        record(worker, over)


def test_basis_for_a_purpose_of_others_is_refused(worker: Any, actor: Any, basis: Any) -> None:
    with pytest.raises(NoBasisToday):
        record(worker, make_basis(actor, code="figures", purpose="statistics"))


@pytest.mark.parametrize("role", ["registrar", "moderator", "researcher", "admin", "observer"])
def test_other_roles_record_nothing(basis: Any, organisation: Any, role: str) -> None:
    with pytest.raises(NotPermitted):
        record(make_person(organisation, role), basis)


def test_machine_saw_nothing(actor: Any, basis: Any) -> None:
    with pytest.raises(NotPermitted):
        record(actor, basis)


def test_what_was_recorded_is_taken_back_whole(worker: Any, basis: Any, actor: Any) -> None:
    from baken.pipeline.stages import extract_waiting

    sighting = record(worker, basis)
    extract_waiting(by=actor)
    assert AdvertContact.objects.exists()
    undo_by_hand(by=worker, sighting_id=sighting.id)
    for model in (Sighting, ByHand, Capture, ContactMention, AdvertContact):
        assert not model.objects.exists(), model
    assert record(worker, basis) != sighting


def test_contact_that_others_show_outlives_the_undoing(worker: Any, basis: Any, actor: Any) -> None:
    from baken.pipeline.stages import extract_waiting

    record(worker, basis, seen_at=timezone.now() - timedelta(hours=1))
    sighting = record(worker, basis)
    extract_waiting(by=actor)
    undo_by_hand(by=worker, sighting_id=sighting.id)
    assert AdvertContact.objects.count() == 1


def test_after_half_an_hour_nothing_is_taken_back(worker: Any, basis: Any) -> None:
    sighting = record(worker, basis)
    ByHand.objects.update(recorded_at=timezone.now() - by_hand.UNDO_WITHIN)
    with pytest.raises(TooLateToUndo):
        undo_by_hand(by=worker, sighting_id=sighting.id)
    assert Sighting.objects.count() == 1


def test_nobody_takes_back_what_another_saw(worker: Any, basis: Any, organisation: Any) -> None:
    from django.http import Http404

    sighting = record(worker, basis)
    with pytest.raises(Http404):
        undo_by_hand(by=make_person(organisation, "outreach_worker"), sighting_id=sighting.id)


def test_what_somebody_works_with_is_not_taken_back(worker: Any, basis: Any) -> None:
    from baken.triage.models import StoppedSighting

    sighting = record(worker, basis)
    StoppedSighting.objects.create(organisation=worker.organisation, sighting=sighting)
    with pytest.raises(TooLateToUndo):
        undo_by_hand(by=worker, sighting_id=sighting.id)
