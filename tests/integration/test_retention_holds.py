"""What somebody holds stays, is counted, and goes when it is let go."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from baken.adverts.models import AdvertContact, ContactMention, Sighting
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.register.models import ImportBatch, Registration
from baken.rights.actions.hold_things import end_hold, place_hold, review_hold
from baken.rights.actions.run_retention import run_retention
from baken.rights.exceptions import HoldNotAllowed, NothingToHold, WrongState
from baken.rights.models import HeldSighting, LegalHold
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.triage.models import Lead
from tests.factories.expiring import days_ago, make_lead, make_market
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(actor: Actor) -> Actor:
    return make_person(actor.organisation, "data_protection_officer", purpose="accountability")


def _soon() -> date:
    return timezone.now().date() + timedelta(days=30)


def test_held_lead_stays_with_its_adverts_and_contacts(actor: Actor, officer: Actor) -> None:
    old, other = make_market(actor, 400, 401)
    mail = [{"kind": "email", "value": "tuin@example.org"}]
    make_market(actor, 402, basis="basis-2", title="Tuinen", text="Over snoeien en gras.", contacts=mail)
    Lead.objects.all().delete()
    lead = make_lead(actor, old, 400)
    place_hold(by=officer, kind="lead", name=lead.case_number, until=_soon())
    run = run_retention(by=actor)
    assert {sighting.id for sighting in Sighting.objects.all()} == {old.id, other.id}
    assert Lead.objects.filter(id=lead.id).exists()
    assert ContactMention.objects.exists()
    assert AdvertContact.objects.exists()
    record = Sighting.objects.get(id=old.id).record
    assert "00 00 00 42" in Vault(actor.organisation.id).open(record, RECORD_COLUMN, old.id)
    assert run.held["adverts.sighting.advert"] == 2
    assert run.held["adverts.sighting.contact.cut"] == 2


def test_what_was_let_go_goes_the_next_time(actor: Actor, officer: Actor) -> None:
    (old,) = make_market(actor, 400)
    lead = make_lead(actor, old, 400, advertiser="another")
    lead.advertiser = old.link.advertiser
    Lead.objects.exclude(id=lead.id).delete()
    lead.save()
    hold = place_hold(by=officer, kind="lead", name=lead.case_number, until=_soon())
    run_retention(by=actor)
    end_hold(by=officer, hold_id=hold.id)
    run_retention(by=actor)
    assert not Sighting.objects.exists()
    assert not Lead.objects.exists()
    assert not HeldSighting.objects.exists()


def test_hold_ends_by_itself_after_its_last_day(actor: Actor, officer: Actor) -> None:
    make_market(actor, 400)
    hold = place_hold(by=officer, kind="basis", name="basis-1", until=_soon())
    run_retention(by=actor)
    assert Sighting.objects.exists()
    LegalHold.objects.filter(id=hold.id).update(until=days_ago(1).date())
    run_retention(by=actor)
    assert not Sighting.objects.exists()


def _registration(by: Actor, reference: str, batch: ImportBatch | None = None) -> Registration:
    return Registration.objects.create(
        organisation=by.organisation, reference=reference, registered_on=days_ago(2_000).date(),
        source_kind="other", form="sexual", scope="unknown", imported_in=batch,
    )  # fmt: skip


def test_registration_and_import_can_be_held(actor: Actor, officer: Actor) -> None:
    batch = ImportBatch.objects.create(
        organisation=actor.organisation, file_sha256="a" * 64, imported_at=days_ago(1), registrations=1,
        rejects=0,
    )  # fmt: skip
    for reference in ("held", "free"):
        _registration(actor, reference)
    _registration(actor, "imported", batch)
    place_hold(by=officer, kind="registration", name="held", until=_soon())
    place_hold(by=officer, kind="import", name="A" * 64, until=_soon())
    run = run_retention(by=actor)
    assert {one.reference for one in Registration.objects.all()} == {"held", "imported"}
    assert run.held["register.registration.registration"] == 2


@pytest.mark.parametrize("kind", ["lead", "registration", "import", "basis"])
def test_what_is_not_there_cannot_be_held(officer: Actor, kind: str) -> None:
    with pytest.raises(NothingToHold):
        place_hold(by=officer, kind=kind, name="nothing", until=_soon())


@pytest.mark.parametrize("days", [-1, 367])
def test_hold_lasts_a_year_at_most(actor: Actor, officer: Actor, days: int) -> None:
    make_market(actor, 1)
    with pytest.raises(HoldNotAllowed):
        place_hold(
            by=officer, kind="basis", name="basis-1", until=timezone.now().date() + timedelta(days=days)
        )


def test_review_moves_the_last_day_and_names_who_looked(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    hold = place_hold(by=officer, kind="basis", name="basis-1", until=timezone.now().date())
    review_hold(by=officer, hold_id=hold.id, until=_soon())
    hold.refresh_from_db()
    assert (hold.until, hold.reviewed_by) == (_soon(), officer.user)


def test_held_twice_is_one_hold(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    for _ in range(2):
        place_hold(by=officer, kind="basis", name="basis-1", until=_soon())
    assert LegalHold.objects.count() == 1


def test_what_was_let_go_is_not_reviewed(actor: Actor, officer: Actor) -> None:
    make_market(actor, 1)
    hold = place_hold(by=officer, kind="basis", name="basis-1", until=_soon())
    end_hold(by=officer, hold_id=hold.id)
    with pytest.raises(WrongState):
        end_hold(by=officer, hold_id=hold.id)
    with pytest.raises(WrongState):
        review_hold(by=officer, hold_id=hold.id, until=_soon())


def test_only_a_named_officer_holds(actor: Actor) -> None:
    make_market(actor, 1)
    for by in (actor, make_person(actor.organisation, "admin", purpose="accountability")):
        with pytest.raises(NotPermitted):
            place_hold(by=by, kind="basis", name="basis-1", until=_soon())
