"""Captures go with contact details, with their basis, and at request, unless a hold keeps them."""

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from baken.adverts.models import Sighting
from baken.collection.evidence.store import CaptureStore, StoredCapture
from baken.collection.models import Capture
from baken.pipeline.collect import collect_stream
from baken.pipeline.stages import extract_waiting
from baken.rights.actions.erase_contact import erase_contact
from baken.rights.actions.run_retention import run_retention
from baken.rights.capture_search import captures_showing
from baken.rights.holding import held
from baken.rights.models import HeldSighting, LegalHold
from baken.tenancy.acting import Actor
from tests.factories.bases import make_basis
from tests.factories.users import make_user
from tests.integration.test_captures_kept import a_page, keep
from tests.unit.collection.captures import Archive, page

PHONE = "+31600000042"


def collected(actor: Actor, *words: str, moment: Any = None) -> None:
    made = Archive()
    at = (moment or timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for number, text in enumerate(words):
        made.answer(page(text), url=f"https://markt.example/{number}", WARC_Date=at)
    make_basis(actor, code="b")
    stream = io.BytesIO(made.data)
    collect_stream(stream, by=actor, basis="b", format="warc", source="a.warc.gz")
    collect_stream(io.BytesIO(made.data), by=actor, basis="b", format="warc", source="a.warc.gz")


def test_pages_of_an_archive_are_kept_once_and_belong_to_their_sightings(actor: Actor) -> None:
    collected(actor, "rustig", "prettig")

    assert Capture.objects.count() == 2
    assert {one.capture_id for one in Sighting.objects.all()} == {one.id for one in Capture.objects.all()}
    assert {one.how for one in Capture.objects.all()} == {"file"}
    store = CaptureStore(actor.organisation.id)
    assert sum(len(store.frames(file)) for file in store.files()) == 2


def test_captures_go_when_contact_details_do_and_do_not_come_back(actor: Actor) -> None:
    old = timezone.now() - timedelta(days=200)
    collected(actor, "rustig", moment=old)

    run = run_retention(by=actor)
    assert run.erased["collection.capture"] == 1
    assert Sighting.objects.get().capture is None

    made = Archive().answer(
        page("rustig"), url="https://markt.example/0", WARC_Date=old.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    collect_stream(io.BytesIO(made.data), by=actor, basis="b", format="warc", source="a.warc.gz")
    assert Capture.objects.count() == 0


def test_capture_that_no_sighting_needs_goes_after_a_day(actor: Actor) -> None:
    [capture, young] = keep(actor, a_page(), a_page(url="https://example.org/2"))
    Capture.objects.filter(id=capture.id).update(stored_at=timezone.now() - timedelta(days=2))
    Capture.objects.update(at=timezone.now())

    run_retention(by=actor)

    assert [one.id for one in Capture.objects.all()] == [young.id]


def test_request_of_a_person_takes_every_page_that_shows_the_contact(actor: Actor) -> None:
    collected(
        actor,
        "bel 06 00 00 00 42",
        "rustig</p><div hidden><a href='tel:+31600000042'>ook</a></div><p>",
        "bel 06 00 00 00 43",
    )
    extract_waiting(by=actor)
    assert Capture.objects.count() == 3

    erase_contact(by=actor, kind="phone", value=PHONE)

    [left] = Capture.objects.all()
    assert b"43" in CaptureStore(actor.organisation.id).read(_place(left)).payload


def _place(capture: Capture) -> StoredCapture:
    return StoredCapture(capture.file, capture.offset, capture.length, capture.payload_sha256)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0600000042", True),
        ("+31 (0)6-00 00 00 42", True),
        ("06<b>0000</b>00<i>42</i>", True),
        ("0600000043", False),
        ("naam@EXAMPLE.org", True),
        ("andere@example.org", False),
        ("nul zes nul nul nul nul nul nul vier twee", True),
        ("nul zes nul nul nul nul nul nul vier drie", False),
        ("naam (at) example punt org", True),
    ],
)
def test_search_finds_a_contact_however_it_is_dialled(actor: Actor, text: str, shown: bool) -> None:
    [capture] = keep(actor, a_page(payload=f"<p>bel {text} vandaag".encode()))

    found = captures_showing(actor.organisation.id, [PHONE, "naam@example.org"])

    assert found == ([capture.id] if shown else [])


def test_held_sighting_keeps_its_capture(actor: Actor) -> None:
    collected(actor, "rustig", moment=timezone.now() - timedelta(days=200))
    hold = LegalHold.objects.create(
        organisation=actor.organisation,
        kind="lead",
        thing=uuid.uuid4(),
        name="K7-1",
        reason="a case",
        placed_by=make_user(actor.organisation, "data_protection_officer"),
        placed_at=timezone.now(),
        until=(timezone.now() + timedelta(days=30)).date(),
    )
    HeldSighting.objects.create(organisation=actor.organisation, hold=hold, sighting=Sighting.objects.get())

    assert Capture.objects.filter(held(Capture)).count() == 1
    run_retention(by=actor)
    assert Capture.objects.count() == 1
