"""A contact goes everywhere at its owner's request, and nobody can tell whether it was there."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.adverts.models import AdvertContact, ContactHub, ContactMention, Link, LinkEdge, Sighting, Signal
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.models import Event
from baken.rights.actions.erase_contact import ask_erasure, erase_contact, erase_requested
from baken.rights.actions.hold_things import place_hold
from baken.rights.exceptions import NoSuchContact
from baken.rights.models import ErasureRequest
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.models import Lead
from tests.factories.expiring import make_lead, make_market
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db

MAIL = "rust@example.org"


@pytest.fixture
def officer(actor: Actor) -> Actor:
    return make_person(actor.organisation, "data_protection_officer", purpose="accountability")


def _records(actor: Actor) -> str:
    vault = Vault(actor.organisation.id)
    return " ".join(
        vault.open(record, RECORD_COLUMN, row) for row, record in Sighting.objects.values_list("id", "record")
    )


@pytest.mark.parametrize("value", ["06 00 00 00 42", "+31600000042", "0031 6 00000042", "06-00000042"])
def test_contact_goes_from_everywhere(actor: Actor, officer: Actor, value: str) -> None:
    make_market(actor, 1, 2, text=f"Rustige praktijk. Bel 06 00 00 00 42 of schrijf naar {MAIL}.")
    erase_contact(by=officer, kind="phone", value=value)
    left = _records(actor)
    assert "00 00 00 42" not in left
    assert "0600000042" not in left
    assert "+31600000042" not in left
    assert MAIL in left
    assert {contact.kind for contact in AdvertContact.objects.all()} == {"email"}
    assert {mention.contact.kind for mention in ContactMention.objects.all()} == {"email"}
    assert not LinkEdge.objects.exclude(kind="text").exists()
    assert not Link.objects.exists()
    assert not ContactHub.objects.filter(kind="phone").exists()
    assert not Signal.objects.exists()


def test_other_contacts_and_adverts_stay(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    make_market(
        actor, 1, basis="basis-2", text=f"Een andere praktijk: {MAIL}.",
        contacts=[{"kind": "email", "value": MAIL}],
    )  # fmt: skip
    erase_contact(by=officer, kind="email", value=MAIL)
    assert {contact.kind for contact in AdvertContact.objects.all()} == {"phone"}
    assert "00 00 00 42" in _records(actor)
    assert MAIL not in _records(actor)


def test_answer_and_trace_are_the_same_for_what_was_never_there(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    traces = []
    for value in ("06 00 00 00 42", "06 00 00 00 99"):
        seen = set(Event.objects.values_list("id", flat=True))
        assert ask_erasure(by=officer, kind="phone", value=value) is None
        erase_requested(by=actor)
        new = Event.objects.exclude(id__in=seen).order_by("sequence")
        traces.append([(event.action, event.details) for event in new])
    assert traces[0] == traces[1]


def test_request_forgets_whom_when_it_is_done(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    ask_erasure(by=officer, kind="phone", value="06 00 00 00 42")
    assert ErasureRequest.objects.get().pseudonym
    erase_requested(by=actor)
    request = ErasureRequest.objects.get()
    assert request.pseudonym == ""
    assert request.done_at is not None


def test_asking_only_puts_it_in_the_queue(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    before = _records(actor)
    ask_erasure(by=officer, kind="phone", value="06 00 00 00 42")
    assert _records(actor) == before
    lock = f"erase_requested {actor.organisation.id}"
    job = ProcrastinateJob.objects.get(queueing_lock=lock)
    assert job.args == {"organisation_id": str(actor.organisation.id)}


def test_urgent_lead_stays_without_the_contact(actor: Actor, officer: Actor) -> None:
    (sighting,) = make_market(actor, 1)
    Lead.objects.all().delete()
    lead = make_lead(
        actor, sighting, urgent_kind="minority", urgent_since=timezone.now(), outreach_stopped=True
    )
    erase_contact(by=officer, kind="phone", value="06 00 00 00 42")
    assert Lead.objects.filter(id=lead.id).exists()
    assert not AdvertContact.objects.exists()


def test_ordinary_lead_goes(actor: Actor, officer: Actor) -> None:
    (sighting,) = make_market(actor, 1)
    Lead.objects.all().delete()
    make_lead(actor, sighting)
    erase_contact(by=officer, kind="phone", value="06 00 00 00 42")
    assert not Lead.objects.exists()


def test_held_adverts_keep_the_contact(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    place_hold(by=officer, kind="basis", name="basis-1", until=timezone.now().date() + timedelta(days=1))
    erase_contact(by=officer, kind="phone", value="06 00 00 00 42")
    assert "00 00 00 42" in _records(actor)
    assert AdvertContact.objects.exists()


@pytest.mark.parametrize(("kind", "value"), [("phone", ""), ("phone", "x" * 400), ("nothing", "0600000042")])
def test_what_is_no_contact_is_refused(officer: Actor, kind: str, value: str) -> None:
    with pytest.raises(NoSuchContact):
        ask_erasure(by=officer, kind=kind, value=value)


def test_only_the_officer_asks(actor: Actor) -> None:
    worker = make_person(actor.organisation, "outreach_worker")
    with pytest.raises(NotPermitted):
        ask_erasure(by=worker, kind="phone", value="06 00 00 00 42")


def test_nothing_of_a_request_is_in_the_log(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    erase_contact(by=officer, kind="phone", value="06 00 00 00 42")
    for event in Event.objects.filter(action__startswith="rights."):
        assert event.details == {}
        assert event.subject.startswith("request:")
