"""How a hand-over or a report stands, in codes, for who asks by its number or id."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from baken.audit.actions import record_event
from baken.referrals.actions.steps import PURPOSES
from baken.referrals.clocks import state_at
from baken.referrals.models import CrimePacket, CrimeReport, Referral
from baken.referrals.permissions import ASK_STATE
from baken.referrals.reports.actions.steps import PURPOSE
from baken.referrals.reports.clocks import state_at as packet_state_at
from baken.referrals.reports.states import SETTLED
from baken.referrals.states import STATES
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

ASKED = "referrals.state_asked"


@dataclass(frozen=True, slots=True)
class Part:
    """What goes to one kind of receiver, a code of `ReceiverKind`; `state` as the clock has it."""

    id: uuid.UUID
    receiver: str
    state: str
    due_at: datetime | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A hand-over (`referral`, with one part) or a report of a suspected crime (`report`)."""

    kind: str
    number: str
    receivers: tuple[Part, ...]


def standing_by_number(*, by: Actor, number: str) -> Standing | None:
    """None where nothing of this organisation has the number; both are noted alike."""
    check_may(by, ASK_STATE)
    said = number.strip().upper()
    referral = Referral.objects.select_related("receiver").filter(number=said).first()
    report = None if referral else CrimeReport.objects.filter(number=said).first()
    return _noted(by, referral, report)


def standing_by_id(*, by: Actor, found_id: uuid.UUID) -> Standing | None:
    """By the id of a hand-over, or of a packet of a report: as signed messages name it."""
    check_may(by, ASK_STATE)
    referral = Referral.objects.select_related("receiver").filter(id=found_id).first()
    packet = None if referral else CrimePacket.objects.select_related("report").filter(id=found_id).first()
    return _noted(by, referral, packet.report if packet else None)


def _noted(by: Actor, referral: Referral | None, report: CrimeReport | None) -> Standing | None:
    subject = f"referral:{referral.id}" if referral else f"crime_report:{report.id}" if report else "number"
    record_event(
        by=by,
        action=ASKED,
        subject=subject,
        purpose=PURPOSES[referral.receiver.receiver] if referral else PURPOSE if report else by.purpose,
        details={"found": subject != "number"},
    )
    now = timezone.now()
    if referral is not None:
        return Standing("referral", referral.number, (_of_referral(referral, now),))
    if report is not None:
        packets = CrimePacket.objects.filter(report=report).order_by("kind")
        return Standing("report", report.number, tuple(_of_packet(one, now) for one in packets))
    return None


def _of_referral(one: Referral, now: datetime) -> Part:
    state = state_at(one.state, one.answer_due_at, now)
    due = one.answer_due_at if one.state == "offered" else None
    return Part(one.id, one.receiver.receiver, state, due, not STATES[state].open)


def _of_packet(one: CrimePacket, now: datetime) -> Part:
    state = packet_state_at(one.state, one.due_at, now)
    return Part(one.id, one.kind, state, one.due_at, one.state in SETTLED)
