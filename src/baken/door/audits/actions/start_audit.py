"""An audit that somebody records by hand begins."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.actions import record_event
from baken.door.audits.models import DoorAudit
from baken.door.audits.policies import check_by_hand, check_day, plain_words
from baken.door.audits.states import START
from baken.door.permissions import WRITE_AUDITS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def start_audit(*, by: Actor, way: str, reference: str, held_on: date | None) -> DoorAudit:
    """Opens an audit of what people did elsewhere: `reference` is the document that allowed it, or the study.

    Raises `OnlyByHand`, `NothingSaid`, `ContactTold`, `NoDay`, `DayToCome`.
    """
    check_may(by, WRITE_AUDITS)
    check_by_hand(way)
    check_day(way, held_on)
    audit = DoorAudit.objects.create(
        organisation=by.organisation,
        number=next_number(by),
        way=way,
        state=START.target,
        held_on=held_on,
        reference=plain_words(reference),
        at=timezone.now(),
        by=by.user,
    )
    record_event(by=by, action=START.event, subject=f"door_audit:{audit.id}", details={"way": way})
    return audit


def next_number(by: Actor) -> int:
    """The number of the next audit, for this transaction alone."""
    Organisation.objects.select_for_update(no_key=True).get(id=by.organisation.id)
    return (DoorAudit.objects.aggregate(Max("number"))["number__max"] or 0) + 1
