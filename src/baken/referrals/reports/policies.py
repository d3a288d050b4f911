"""What may be done with a report: each rule raises, or is asked as a yes or no."""

from datetime import datetime

from baken.privacy.data_uris import cut_data_uris
from baken.referrals.exceptions import ReceiverGone, SecondPersonNeeded, WordsMissing, WrongState
from baken.referrals.models import CrimePacket, CrimeReport
from baken.referrals.policies import plain_words
from baken.referrals.reports.clocks import state_at
from baken.referrals.reports.exceptions import ItemsMissing, NoMoment, NotReported, SentAlready
from baken.referrals.reports.packet import MAY_TELL_CONTACT, missing, published_words
from baken.referrals.reports.states import BEFORE, MOVES, SETTLED, Move

TWO_DECIDE_NOT_SENDING = ("minority",)
"""Suspicions of which nobody alone says that they are not passed on."""


def check_move(packet: CrimePacket, kind: str) -> Move:
    """The step, if it can be made. Raises `WrongState`."""
    move = MOVES[kind]
    if packet.state not in move.sources:
        raise WrongState
    return move


def state_now(packet: CrimePacket, now: datetime) -> str:
    """The state as the clock has it."""
    return state_at(packet.state, packet.due_at, now)


def item_words(item: str, text: str) -> str:
    """The words of an item as they are kept. Raises `ContactTold`, `NoMoment`, `WordsMissing`."""
    if item in MAY_TELL_CONTACT:
        words = cut_data_uris(text).strip()
        if not words:
            raise WordsMissing
        return words
    if item != "published":
        return plain_words(text)
    moment = published_words(text)
    if moment is None:
        raise NoMoment
    return moment


def check_items_open(report: CrimeReport) -> None:
    """Raises `SentAlready`: what a receiver has stays as it was."""
    if report.packets.exclude(state__in=BEFORE).exclude(state="not_sent").exists():
        raise SentAlready


def can_change_items(report: CrimeReport) -> bool:
    """Whether nothing of it was sent yet."""
    return not report.packets.exclude(state__in=BEFORE).exclude(state="not_sent").exists()


def check_complete(packet: CrimePacket) -> None:
    """Raises `ItemsMissing`."""
    there = set(packet.report.items.values_list("item", flat=True))
    if missing(packet.kind, there):
        raise ItemsMissing


def approved(packet: CrimePacket, about: str) -> bool:
    """Whether a second person approved this."""
    return packet.looks.filter(about=about, state="approved").exists()


def needs_second(packet: CrimePacket, about: str) -> bool:
    """Whether a second person is still to say yes first. In acute danger one person sends at once."""
    if about == "send":
        return packet.report.suspicion != "danger" and not approved(packet, "send")
    return packet.report.suspicion in TWO_DECIDE_NOT_SENDING


def check_send(packet: CrimePacket) -> Move:
    """Raises `WrongState`, `SecondPersonNeeded`, `ItemsMissing`, `ReceiverGone`."""
    move = check_move(packet, "send")
    check_complete(packet)
    if packet.receiver is None:
        raise WrongState
    if packet.receiver.gone:
        raise ReceiverGone
    if needs_second(packet, "send"):
        raise SecondPersonNeeded
    return move


def is_settled(report: CrimeReport) -> bool:
    """Whether it was sent to everybody to whom it must go, or a named person said why not."""
    return not report.packets.exclude(state__in=SETTLED).exists()


def can_close_removal(about: str) -> bool:
    """Whether what the suspicion came from may be closed: it was reported, or somebody said why not."""
    report = CrimeReport.objects.filter(about=about).first()
    return report is not None and is_settled(report)


def check_removal_closable(about: str) -> None:
    """What removes or refuses on a serious suspicion asks this before it closes. Raises `NotReported`."""
    if not can_close_removal(about):
        raise NotReported
