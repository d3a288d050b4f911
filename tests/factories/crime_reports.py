"""Reports of a suspected crime in each state. Everything is invented and bland."""

from typing import Any

from baken.referrals.models import CrimePacket, CrimeReport, HelpOrganisation
from baken.referrals.reports.actions.look_second import ask_to_send, decide_report_look
from baken.referrals.reports.actions.open_report import open_report, write_report_items
from baken.referrals.reports.actions.send_packet import Sent, build_packet, send_packet
from baken.referrals.sealing import opened
from baken.tenancy.acting import Actor
from tests.factories.referrals import FACTS

NUMBER = "+31 6 00000042"
ITEMS = {
    "content": f"Ontspannende massage, privé ontvangst. Bel {NUMBER}.",
    "published": "2026-06-01T14:05+02:00",
    "where": "kleinmarkt.example, advertentie 4711",
    "recipient": f"account: account-1\nphone: {NUMBER}",
    "why": "Verzonnen: iemand anders spreekt voor deze persoon en houdt het geld.",
    "area": "Verzonnen gemeente",
}


def make_report(
    by: Actor, suspicion: str = "exploitation", about: str = "test:1", **items: str
) -> CrimeReport:
    """A report with every item written down."""
    return open_report(by=by, about=about, suspicion=suspicion, items=ITEMS | items)


def receiver(by: Actor, kind: str) -> HelpOrganisation:
    """An organisation of this kind in the directory."""
    name = f"Verzonnen {kind}"
    known = HelpOrganisation.objects.filter(name=name).first()
    facts: dict[str, Any] = {
        name: value for name, value in FACTS.items() if name not in ("reached", "valid_until")
    }
    return known or HelpOrganisation.objects.create(
        organisation=by.organisation, name=name, **facts | {"receiver": kind}
    )


def built(by: Actor, packet: CrimePacket) -> CrimePacket:
    """A packet with its receiver; what is missing is written down first."""
    report = packet.report
    there = {one.item: opened(one, "words") for one in report.items.all()}
    if not report.packets.filter(state__in=("sent", "acknowledged")).exists():
        write_report_items(by=by, report_id=report.id, words=ITEMS | there)
    return build_packet(by=by, packet_id=packet.id, receiver_id=receiver(by, packet.kind).id)


def send(by: Actor, second: Actor, packet: CrimePacket) -> Sent:
    """Built by one, approved by another where that is asked, and sent."""
    built(by, packet)
    if packet.report.suspicion != "danger":
        look = ask_to_send(by=by, packet_id=packet.id)
        decide_report_look(by=second, look_id=look.id, approve=True)
    return send_packet(by=by, packet_id=packet.id)
