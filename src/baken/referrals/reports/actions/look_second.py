"""What one person alone may not do with a report: asked of a second, who decides."""

import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from baken.referrals.exceptions import AskedAlready, WrongState
from baken.referrals.models import CrimeLook
from baken.referrals.permissions import REPORT_CRIME
from baken.referrals.reports.actions.send_packet import ask, left
from baken.referrals.reports.actions.steps import held, locked, note
from baken.referrals.reports.policies import check_complete, check_move, needs_second
from baken.referrals.sealing import opened
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may
from baken.tenancy.second_person import decide_as_second


@transaction.atomic
def ask_to_send(*, by: Actor, packet_id: uuid.UUID) -> CrimeLook:
    """Asks a colleague whether this packet goes to this receiver. Raises `AskedAlready`, `WrongState`,
    `ItemsMissing`, Http404."""
    packet = locked(by, packet_id)
    check_move(packet, "send")
    check_complete(packet)
    if not needs_second(packet, "send"):
        raise WrongState
    if packet.looks.filter(about="send", state="asked").exists():
        raise AskedAlready
    return ask(by, packet, "send")


@transaction.atomic
def decide_report_look(*, by: Actor, look_id: uuid.UUID, approve: bool) -> CrimeLook:
    """The decision of a second person: neither who asked nor who built the packet. What they both say is not
    sent, is not sent. Raises `DecidedAlready`, `NotPermitted`, `WrongState`, Http404."""
    check_may(by, REPORT_CRIME)
    known = get_object_or_404(CrimeLook, id=look_id)
    packet = held(known.packet_id)
    if known.about == "send" and packet.built_by_id == by.user.id:
        raise NotPermitted("somebody else than who built a packet decides on it")
    if known.about == "not_sent":
        check_move(packet, "leave")
    rows: QuerySet[CrimeLook] = CrimeLook.objects.all()
    look = decide_as_second(rows, by=by, request_id=look_id, approve=approve, what="a report")
    note(by, packet, "referrals.report_look_decided", about=look.about, approved=approve)
    if look.about == "not_sent" and approve:
        left(by, packet, opened(look, "words"))
    return look
