"""How a packet is kept in step: locked, moved, told to the log, to programs and to the room it came from."""

import uuid
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.api.webhooks.outbox import queue_webhook
from baken.audit.actions import record_event
from baken.referrals.models import CrimePacket, CrimeReport
from baken.referrals.permissions import REPORT_CRIME
from baken.referrals.reports.policies import check_move
from baken.referrals.reports.states import SETTLED
from baken.referrals.reports.telling import tell
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person

PURPOSE = "crime_report"


def locked_report(report_id: uuid.UUID) -> CrimeReport:
    """The report, for this transaction alone. Raises Http404."""
    return get_object_or_404(CrimeReport.objects.select_for_update(of=("self",)), id=report_id)


def locked(by: Actor, packet_id: uuid.UUID) -> CrimePacket:
    """The packet for this transaction alone, its report first, for a person who may. Raises Http404,
    `NotPermitted`."""
    check_may(by, REPORT_CRIME)
    check_person(by)
    return held(packet_id)


def held(packet_id: uuid.UUID) -> CrimePacket:
    """The same, whoever asks. Raises Http404."""
    known = get_object_or_404(CrimePacket, id=packet_id)
    report = locked_report(known.report_id)
    packet = CrimePacket.objects.select_for_update(of=("self",)).select_related("receiver").get(id=packet_id)
    packet.report = report
    return packet


def note(by: Actor, packet: CrimePacket, event: str, **details: Any) -> None:
    """Writes to the log what was done, in codes and counts."""
    record_event(
        by=by, action=event, subject=f"crime_packet:{packet.id}", purpose=PURPOSE,
        details={"receiver": packet.kind, **details},
    )  # fmt: skip


def move(by: Actor, packet: CrimePacket, kind: str, *, due_at: datetime | None, **details: Any) -> None:
    """Makes a step and keeps the packet; whoever waits for the report hears it. Raises `WrongState`."""
    made = check_move(packet, kind)
    was, packet.state, packet.due_at = packet.state, made.target, due_at
    now = timezone.now()
    if packet.state in SETTLED:
        if was not in SETTLED:
            packet.settled_by, packet.settled_at = by.user, now
    else:
        packet.settled_by = packet.settled_at = None
    packet.save()
    touch(packet.report, now)
    if was != packet.state:
        queue_webhook(
            organisation=by.organisation, kind="referral.state_changed",
            payload={"referral": packet.id, "state": packet.state},
        )  # fmt: skip
    note(by, packet, made.event, **details)
    tell(by, packet.report)


def touch(report: CrimeReport, now: datetime) -> None:
    """Something happened: from now its period counts."""
    report.last_at = now
    report.save(update_fields=["last_at"])
