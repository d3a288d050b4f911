"""Writes to collection: lawful bases, their documents, sources, and what came in."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.collection.documents import check_document, seal_document
from baken.collection.exceptions import (
    CodeTaken,
    OnlyInvented,
    SourceExists,
    SourceOutlivesBasis,
    WrongState,
)
from baken.collection.models import BasisDocument, Intake, LawfulBasis, Source
from baken.collection.permissions import DRAFT_BASIS, MANAGE_SOURCES
from baken.collection.policies import check_approval, check_step
from baken.collection.profile import read_profile
from baken.collection.states import APPROVE, END, FIRST, WITHDRAW, Transition
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.grounds import special_grounds_for

INVENTED = "synthetic"


@transaction.atomic
def record_basis(
    *,
    by: Actor,
    code: str,
    purpose: str,
    ground_nl: str,
    ground_en: str,
    dpia_reference: str,
    responsible: str,
    valid_from: date,
    valid_until: date,
) -> LawfulBasis:
    """Records a basis for invented data, in force at once.

    Raises `OnlyInvented` outside a practice organisation: there a basis is drafted by one person and
    brought into force by another.
    """
    if not by.organisation.synthetic:
        raise OnlyInvented
    basis = LawfulBasis.objects.create(
        organisation=by.organisation,
        code=code,
        purpose=purpose,
        ground=INVENTED,
        special_ground="none_held",
        ground_nl=ground_nl,
        ground_en=ground_en,
        dpia_reference=dpia_reference,
        responsible=responsible,
        valid_from=valid_from,
        valid_until=valid_until,
        state="in_force",
        approved_at=timezone.now(),
    )
    record_event(
        by=by, action="collection.basis_recorded", subject=f"basis:{code}", details={"purpose": purpose}
    )
    return basis


@transaction.atomic
def draft_basis(
    *,
    by: Actor,
    code: str,
    purpose: str,
    ground: str,
    special_ground: str,
    ground_nl: str,
    ground_en: str,
    dpia_reference: str,
    responsible: str,
    valid_from: date,
    valid_until: date,
) -> LawfulBasis:
    """A draft by a named person. Raises `CodeTaken`, `OnlyInvented`, and ValueError for an exception
    that can't go with the ground."""
    check_may(by, DRAFT_BASIS)
    check_person(by)
    if ground == INVENTED and not by.organisation.synthetic:
        raise OnlyInvented
    if special_ground not in special_grounds_for(ground):
        raise ValueError(f"{special_ground} does not go with {ground}")
    if LawfulBasis.objects.filter(code=code).exists():
        raise CodeTaken
    basis = LawfulBasis.objects.create(
        organisation=by.organisation,
        code=code,
        purpose=purpose,
        ground=ground,
        special_ground=special_ground,
        ground_nl=ground_nl,
        ground_en=ground_en,
        dpia_reference=dpia_reference,
        responsible=responsible,
        valid_from=valid_from,
        valid_until=valid_until,
        state=FIRST,
        drafted_by=by.user,
        drafted_at=timezone.now(),
    )
    record_event(
        by=by,
        action="collection.basis_drafted",
        subject=f"basis:{code}",
        details={"purpose": purpose, "ground": ground},
    )
    return basis


@transaction.atomic
def add_document(*, by: Actor, basis_id: uuid.UUID, kind: str, content: bytes) -> BasisDocument:
    """Lays a document with a draft; the same one twice is kept once.

    Raises `BadDocument`, and `WrongState` once the basis is decided on: what somebody agreed to on
    certain documents keeps those documents.
    """
    check_may(by, DRAFT_BASIS)
    check_person(by)
    basis = _locked(basis_id)
    if basis.state != FIRST:
        raise WrongState
    checked = check_document(content)
    known = BasisDocument.objects.filter(basis=basis, kind=kind, sha256=checked.sha256).first()
    if known is not None:
        return known
    row = uuid.uuid4()
    document = BasisDocument.objects.create(
        id=row,
        organisation=by.organisation,
        basis=basis,
        kind=kind,
        form=checked.form,
        size=len(checked.content),
        sha256=checked.sha256,
        content=seal_document(by.organisation.id, row, checked.content),
        added_by=by.user,
        added_at=timezone.now(),
    )
    record_event(
        by=by,
        action="collection.document_added",
        subject=f"document:{row}",
        details={"basis": basis.code, "kind": kind, "bytes": document.size},
    )
    return document


@transaction.atomic
def approve_basis(*, by: Actor, basis_id: uuid.UUID, today: date) -> LawfulBasis:
    """Brings a draft into force: a named person, not the one who drafted it, with all its documents.

    Raises `WrongState`, `NotByTheDrafter`, `BasisOver`, `DocumentsMissing`.
    """
    check_may(by, APPROVE.permission)
    check_person(by)
    basis = _locked(basis_id)
    check_approval(basis, APPROVE, by, today)
    basis.approved_by, basis.approved_at = by.user, timezone.now()
    return _moved(basis, APPROVE, by)


@transaction.atomic
def withdraw_basis(*, by: Actor, basis_id: uuid.UUID) -> LawfulBasis:
    """Takes a draft back; it stays to be seen. Raises `WrongState`."""
    check_may(by, WITHDRAW.permission)
    check_person(by)
    basis = _locked(basis_id)
    check_step(basis, WITHDRAW, by)
    return _moved(basis, WITHDRAW, by)


@transaction.atomic
def end_basis(*, by: Actor, basis_id: uuid.UUID, because: str) -> LawfulBasis:
    """Ends a basis before its last day; nothing more is collected under it. Raises `WrongState`."""
    check_may(by, END.permission)
    check_person(by)
    basis = _locked(basis_id)
    check_step(basis, END, by)
    basis.ended_by, basis.ended_at, basis.ended_because = by.user, timezone.now(), because
    return _moved(basis, END, by)


def _locked(basis_id: uuid.UUID) -> LawfulBasis:
    return LawfulBasis.objects.select_for_update().get(id=basis_id)


def _moved(basis: LawfulBasis, step: Transition, by: Actor) -> LawfulBasis:
    basis.state = step.target
    basis.save()
    record_event(by=by, action=step.event, subject=f"basis:{basis.code}")
    return basis


@transaction.atomic
def add_source(
    *,
    by: Actor,
    name: str,
    platform: str,
    kind: str,
    basis_id: uuid.UUID,
    active_until: date,
    today: date,
    profile: str = "",
) -> Source:
    """Adds a source under a basis in force.

    Raises `SourceExists`, `SourceOutlivesBasis`, and `baken.collection.profile.BadProfile`.
    """
    check_may(by, MANAGE_SOURCES)
    basis = LawfulBasis.objects.get(id=basis_id)
    if not basis.holds_on(today) or not today <= active_until <= basis.valid_until:
        raise SourceOutlivesBasis
    if Source.objects.filter(name=name).exists():
        raise SourceExists
    if profile.strip():
        read_profile(profile)
    source = Source.objects.create(
        organisation=by.organisation,
        name=name,
        platform=platform,
        kind=kind,
        basis=basis,
        profile=profile.strip(),
        active_until=active_until,
        added_by=by.user,
        added_at=timezone.now(),
    )
    record_event(
        by=by,
        action="collection.source_added",
        subject=f"source:{source.id}",
        details={"basis": basis.code, "kind": kind},
    )
    return source


@transaction.atomic
def end_source(*, by: Actor, source_id: uuid.UUID) -> Source:
    """Ends a source; one that was ended already stays as it is."""
    check_may(by, MANAGE_SOURCES)
    source = Source.objects.select_for_update().get(id=source_id)
    if source.ended_at is None:
        source.ended_at = timezone.now()
        source.save(update_fields=["ended_at"])
        record_event(by=by, action="collection.source_ended", subject=f"source:{source.id}")
    return source


@transaction.atomic
def record_intake(*, by: Actor, basis: LawfulBasis, seen: Mapping[str, int], rejected: int) -> None:
    """Notes what one file brought in: `seen` sightings of each platform, `rejected` records in all.

    Of a file that was read before there is nothing to note: it brought in nothing.
    """
    at = timezone.now()
    Intake.objects.bulk_create(
        Intake(
            organisation=by.organisation,
            basis=basis,
            platform=platform,
            at=at,
            seen=number,
            rejected=rejected,
        )
        for platform, number in sorted(seen.items())
    )
    record_event(
        by=by,
        action="collection.intake_recorded",
        subject=f"basis:{basis.code}",
        details={"platforms": len(seen), "seen": sum(seen.values()), "rejected": rejected},
    )
