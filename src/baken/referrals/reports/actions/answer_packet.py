"""The receiver opens a packet and confirms its receipt, without an account: address and spoken code."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.referrals.exceptions import AnsweredAlready, NoSuchLink, WrongCode
from baken.referrals.links import code_hash, organisation_of, token_hash
from baken.referrals.models import CrimePacket
from baken.referrals.reports.actions.send_packet import confirm
from baken.referrals.reports.actions.steps import held, note
from baken.referrals.reports.packet import Packet
from baken.referrals.reports.queries import packet_of
from baken.tenancy.acting import Actor, acting_for


@contextmanager
def packet_at(token: str) -> Iterator[CrimePacket]:
    """The packet of a token, acting for its organisation inside. Raises `NoSuchLink`."""
    with acting_for(organisation_of(token)):
        found = CrimePacket.objects.filter(token_hash=token_hash(token), link_until__gt=timezone.now())
        packet = found.select_related("report").first()
        if packet is None:
            raise NoSuchLink
        yield packet


def _receiver(packet: CrimePacket) -> Actor:
    organisation = Organisation.objects.get(id=packet.organisation_id)
    return Actor(
        system_user(organisation), organisation, purpose="moderation", reason="the receiver's answer"
    )


def _checked(packet: CrimePacket, token: str, code: str) -> CrimePacket:
    found = held(packet.id)
    if found.token_hash != token_hash(token) or found.state not in ("sent", "acknowledged"):
        raise NoSuchLink
    if not hmac.compare_digest(found.code_hash, code_hash(found.organisation_id, token, code)):
        raise WrongCode
    return found


@transaction.atomic
def open_packet(*, packet: CrimePacket, token: str, code: str) -> Packet:
    """What goes to this receiver, to who has the code; the first time is noted. Raises `WrongCode`,
    `NoSuchLink`."""
    found = _checked(packet, token, code)
    by = _receiver(found)
    if found.opened_at is None:
        found.opened_at = timezone.now()
        found.save(update_fields=["opened_at"])
        note(by, found, "referrals.report_opened_by_receiver")
    return packet_of(by=by, packet=found)


@transaction.atomic
def confirm_packet(*, packet: CrimePacket, token: str, code: str, receipt: str) -> CrimePacket:
    """The receiver has it, and gives its own number; once. Raises `WrongCode`, `NoSuchLink`,
    `AnsweredAlready`, `ContactTold`, `WordsMissing`."""
    found = _checked(packet, token, code)
    if found.state == "acknowledged":
        raise AnsweredAlready
    return confirm(_receiver(found), found, receipt)
