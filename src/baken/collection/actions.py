"""Writes to collection: the recorded lawful basis."""

from datetime import date

from django.db import transaction

from baken.audit.actions import record_event
from baken.collection.models import LawfulBasis
from baken.tenancy.acting import Actor


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
    """Records why this organisation may collect, until when, and who answers for it."""
    basis = LawfulBasis.objects.create(
        organisation=by.organisation,
        code=code,
        purpose=purpose,
        ground_nl=ground_nl,
        ground_en=ground_en,
        dpia_reference=dpia_reference,
        responsible=responsible,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record_event(
        by=by, action="collection.basis_recorded", subject=f"basis:{code}", details={"purpose": purpose}
    )
    return basis
