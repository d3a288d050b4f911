"""An audit of a platform's test entrance begins: a named person says which document allows it, and where."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.door.audits.actions.start_audit import next_number
from baken.door.audits.entrances.address import read_address
from baken.door.audits.models import DoorAudit
from baken.door.audits.policies import ENTRANCE, plain_words
from baken.door.audits.states import START
from baken.door.permissions import WRITE_AUDITS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def start_entrance(*, by: Actor, reference: str, address: str) -> DoorAudit:
    """Opens the audit that `baken door audit run --at` fills: `reference` is the document that allows it,
    `address` the test entrance that stands in it. It is for today.

    Raises `NothingSaid`, `ContactTold`, `BadAddress`, `NotPermitted`.
    """
    check_may(by, WRITE_AUDITS)
    check_person(by)
    now = timezone.now()
    audit = DoorAudit.objects.create(
        organisation=by.organisation,
        number=next_number(by),
        way=ENTRANCE,
        state=START.target,
        held_on=timezone.localdate(now),
        reference=plain_words(reference),
        address=read_address(address),
        at=now,
        by=by.user,
    )
    record_event(by=by, action=START.event, subject=f"door_audit:{audit.id}", details={"way": ENTRANCE})
    return audit
