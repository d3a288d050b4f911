"""Building a packet for one receiver, sending it, and what came of that."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.referrals.clocks import LINK_HOLDS, REVIEW_WITHIN
from baken.referrals.exceptions import ReceiverGone, SecondPersonNeeded
from baken.referrals.links import code_hash, new_code, new_token, token_hash
from baken.referrals.models import CrimeLook, CrimePacket, HelpOrganisation
from baken.referrals.policies import plain_receipt, plain_words
from baken.referrals.reports.actions.steps import locked, move
from baken.referrals.reports.clocks import SEND_WITHIN, answer_within, retry_wait
from baken.referrals.reports.exceptions import OtherReceiver
from baken.referrals.reports.policies import check_complete, check_move, check_send, needs_second
from baken.referrals.sealing import sealed
from baken.tenancy.acting import Actor


@dataclass(frozen=True, slots=True)
class Sent:
    """A packet that was sent, with what is shown once and never kept: the token of its address, the code."""

    packet: CrimePacket
    token: str
    code: str


def _due(packet: CrimePacket) -> datetime:
    """The clock of sending runs from the suspicion, or from a try that failed: building gives no delay."""
    by_suspicion: datetime = packet.report.opened_at + SEND_WITHIN[packet.report.suspicion]
    kept = packet.due_at if packet.state in ("suspected", "built", "failed") else None
    return kept or by_suspicion


@transaction.atomic
def build_packet(*, by: Actor, packet_id: uuid.UUID, receiver_id: uuid.UUID) -> CrimePacket:
    """The packet for one organisation of the directory, of what is written down. What a second person
    approved for another receiver lapses. Raises `ItemsMissing`, `OtherReceiver`, `ReceiverGone`,
    `WrongState`, Http404."""
    packet = locked(by, packet_id)
    check_move(packet, "build")
    check_complete(packet)
    receiver = get_object_or_404(HelpOrganisation, id=receiver_id)
    if receiver.gone:
        raise ReceiverGone
    if receiver.receiver != packet.kind:
        raise OtherReceiver
    if packet.receiver_id != receiver.id:
        packet.looks.filter(about="send").delete()
    packet.receiver, packet.built_by, packet.built_at = receiver, by.user, timezone.now()
    move(by, packet, "build", due_at=_due(packet))
    return packet


@transaction.atomic
def send_packet(*, by: Actor, packet_id: uuid.UUID) -> Sent:
    """Makes the receiver's address and code, shown once: who sends gives them along, different ways. In acute
    danger one person does, and a second is asked to review within a day.

    Raises `WrongState`, `SecondPersonNeeded`, `ItemsMissing`, `ReceiverGone`, Http404.
    """
    packet = locked(by, packet_id)
    check_send(packet)
    now = timezone.now()
    token, code = new_token(by.organisation.id), new_code()
    packet.token_hash, packet.code_hash = token_hash(token), code_hash(by.organisation.id, token, code)
    packet.link_until, packet.opened_at = now + LINK_HOLDS, None
    packet.tries += 1
    packet.words = b""
    due = now + answer_within(packet.kind, packet.report.suspicion)
    # whether not to send it is asked no longer: left over, it could never be decided, or settle a later try
    packet.looks.filter(about="not_sent", state="asked").delete()
    move(by, packet, "send", due_at=due, tries=packet.tries)
    if packet.report.suspicion == "danger" and not packet.looks.filter(about="acute_danger").exists():
        CrimeLook.objects.create(
            organisation=by.organisation, packet=packet, about="acute_danger", asked_by=by.user,
            asked_at=now, due_at=now + REVIEW_WITHIN,
        )  # fmt: skip
    return Sent(packet, token, code)


@transaction.atomic
def record_failure(*, by: Actor, packet_id: uuid.UUID, words: str) -> CrimePacket:
    """Sending failed: the address answers no more, and the next try is due soon. Raises `WordsMissing`,
    `ContactTold`, `WrongState`, Http404."""
    packet = locked(by, packet_id)
    check_move(packet, "fail")
    packet.words = sealed(packet, "words", plain_words(words))
    packet.token_hash, packet.code_hash, packet.link_until = None, "", None
    if packet.state != "sent":
        packet.tries += 1
    due = timezone.now() + retry_wait(packet.tries, packet.report.suspicion)
    move(by, packet, "fail", due_at=due, tries=packet.tries)
    return packet


@transaction.atomic
def record_receipt(*, by: Actor, packet_id: uuid.UUID, receipt: str) -> CrimePacket:
    """The receiver confirmed by telephone or letter, with its own number. Raises `WordsMissing`,
    `ContactTold`, `WrongState`, Http404."""
    return confirm(by, locked(by, packet_id), receipt)


def confirm(by: Actor, packet: CrimePacket, receipt: str) -> CrimePacket:
    """That the receiver has it, whoever notes it. Raises `WordsMissing`, `ContactTold`, `WrongState`."""
    check_move(packet, "acknowledge")
    packet.receipt = plain_receipt(receipt)[:60]
    packet.confirmed_at = timezone.now()
    move(by, packet, "acknowledge", due_at=None)
    return packet


@transaction.atomic
def leave_unsent(*, by: Actor, packet_id: uuid.UUID, words: str) -> CrimePacket:
    """A named person says why it is not sent. Where the suspicion is of a minor a second person is asked,
    and the clock runs on until they agree. Raises `WordsMissing`, `ContactTold`, `SecondPersonNeeded` where
    it was asked already, `WrongState`, Http404."""
    packet = locked(by, packet_id)
    check_move(packet, "leave")
    said = plain_words(words)
    if needs_second(packet, "not_sent"):
        if packet.looks.filter(about="not_sent", state="asked").exists():
            raise SecondPersonNeeded
        ask(by, packet, "not_sent", said)
        return packet
    left(by, packet, said)
    return packet


def left(by: Actor, packet: CrimePacket, words: str) -> None:
    """It is not sent. Within a transaction."""
    packet.words = sealed(packet, "words", words)
    packet.token_hash, packet.code_hash, packet.link_until = None, "", None
    # nobody approves any more what does not go
    packet.looks.filter(about="send", state="asked").delete()
    move(by, packet, "leave", due_at=None)


def ask(by: Actor, packet: CrimePacket, about: str, words: str = "") -> CrimeLook:
    """Asks a second person. Within a transaction."""
    from baken.referrals.reports.actions.steps import note

    look = CrimeLook(
        organisation=by.organisation, packet=packet, about=about, asked_by=by.user, asked_at=timezone.now()
    )
    look.words = sealed(look, "words", words)
    look.save()
    note(by, packet, "referrals.report_look_asked", about=about)
    return look
