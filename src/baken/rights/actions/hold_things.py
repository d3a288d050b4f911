"""Holds: a named person keeps named things from being erased, and lets them go again."""

import uuid
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from baken.adverts.models import Link
from baken.audit.actions import record_event
from baken.collection.models import LawfulBasis
from baken.register.models import ImportBatch, Registration
from baken.rights.exceptions import HoldNotAllowed, NothingToHold, WrongState
from baken.rights.models import HeldSighting, LegalHold
from baken.rights.permissions import MANAGE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.follow_leads import touch
from baken.triage.models import Lead

LONGEST_HOLD = timedelta(days=366)
"""Until the next time somebody must look whether it is still needed."""


@transaction.atomic
def place_hold(*, by: Actor, kind: str, name: str, until: date) -> LegalHold:
    """Holds a lead (by its case number), a registration (its reference), an import (its file's
    SHA-256) or a lawful basis (its code) until a date; why is the reason of `by`.

    Something held already keeps its hold, with the new date and reason. Raises `NothingToHold`,
    `HoldNotAllowed`.
    """
    check_may(by, MANAGE)
    check_person(by)
    _check_date(until)
    thing, shown, advertiser = _find(kind, name.strip())
    now = timezone.now()
    hold = LegalHold.objects.select_for_update().filter(kind=kind, thing=thing, ended_at=None).first()
    if hold is None:
        hold = LegalHold(
            organisation=by.organisation, kind=kind, thing=thing, placed_by=by.user, placed_at=now
        )
    hold.name, hold.advertiser, hold.reason, hold.until = shown, advertiser, by.reason, until
    hold.save()
    _hold_sightings(hold)
    record_event(by=by, action="rights.hold_placed", subject=f"hold:{hold.id}", details=_told(hold))
    return hold


@transaction.atomic
def review_hold(*, by: Actor, hold_id: uuid.UUID, until: date) -> LegalHold:
    """Somebody looked: it is still needed, until another date. Raises `WrongState`, `HoldNotAllowed`."""
    check_may(by, MANAGE)
    check_person(by)
    _check_date(until)
    hold = _open_hold(hold_id)
    hold.until, hold.reviewed_by, hold.reviewed_at = until, by.user, timezone.now()
    hold.save()
    _hold_sightings(hold)
    record_event(by=by, action="rights.hold_reviewed", subject=f"hold:{hold.id}", details=_told(hold))
    return hold


@transaction.atomic
def end_hold(*, by: Actor, hold_id: uuid.UUID) -> LegalHold:
    """Lets go of what was held: the next run erases what has expired. Raises `WrongState`."""
    check_may(by, MANAGE)
    check_person(by)
    hold = _open_hold(hold_id)
    hold.ended_by, hold.ended_at = by.user, timezone.now()
    hold.save()
    hold.sightings.all().delete()
    record_event(by=by, action="rights.hold_ended", subject=f"hold:{hold.id}", details=_told(hold))
    return hold


def _told(hold: LegalHold) -> dict[str, str]:
    return {"kind": hold.kind, "until": hold.until.isoformat()}


def _check_date(until: date) -> None:
    today = timezone.now().date()
    if not today <= until <= today + LONGEST_HOLD:
        raise HoldNotAllowed


def _open_hold(hold_id: uuid.UUID) -> LegalHold:
    hold = LegalHold.objects.select_for_update().get(id=hold_id)
    if hold.ended_at is not None:
        raise WrongState
    return hold


def _find(kind: str, name: str) -> tuple[uuid.UUID, str, str]:
    """The row of what somebody named exactly, the name it has, and its advertiser if it is a lead."""
    if kind == "lead":
        lead = Lead.objects.filter(case_number=name.upper()).first()
        if lead is not None:
            return lead.id, lead.case_number, lead.advertiser
    elif kind == "registration":
        registration = Registration.objects.filter(reference=name).first()
        if registration is not None:
            return registration.id, registration.reference, ""
    elif kind == "import":
        batch = ImportBatch.objects.filter(file_sha256=name.lower()).first()
        if batch is not None:
            return batch.id, batch.file_sha256[:12], ""
    elif kind == "basis":
        basis = LawfulBasis.objects.filter(code=name).first()
        if basis is not None:
            return basis.id, basis.code, ""
    raise NothingToHold


def _hold_sightings(hold: LegalHold) -> None:
    if hold.kind != "lead":
        return
    lead = Lead.objects.select_for_update(of=("self",)).filter(id=hold.thing).first()
    if lead is not None:
        # from here on no run removes it, whether or not it still comes out
        touch(lead)
        lead.save(update_fields=["touched", "known_sightings"])
        hold.advertiser = lead.advertiser
        hold.save(update_fields=["advertiser"])
    sightings = Link.objects.filter(advertiser=hold.advertiser).values_list("sighting_id", flat=True)
    HeldSighting.objects.bulk_create(
        (
            HeldSighting(organisation_id=hold.organisation_id, hold=hold, sighting_id=sighting)
            for sighting in sightings
        ),
        ignore_conflicts=True,
        batch_size=5_000,
    )
