"""Reads of reports: the list with its clocks, one with everything of it, what goes to a receiver."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.referrals.models import CrimeLook, CrimePacket, CrimeReport
from baken.referrals.reports.actions.steps import PURPOSE
from baken.referrals.reports.packet import Packet, missing, packed
from baken.referrals.reports.policies import (
    can_change_items,
    is_settled,
    needs_second,
    state_now,
)
from baken.referrals.reports.states import BEFORE, OPEN
from baken.referrals.sealing import opened
from baken.tenancy.acting import Actor
from baken.vocabulary.crime_reports import ReportItem


def packets() -> QuerySet[CrimePacket]:
    """Every packet; what is due first on top, what is over last."""
    rows = CrimePacket.objects.select_related("report", "receiver", "settled_by")
    return rows.order_by(F("due_at").asc(nulls_last=True), "-settled_at", "id")


def report_about(about: str) -> CrimeReport | None:
    """The report about one thing, if somebody suspected anything."""
    return CrimeReport.objects.filter(about=about).first()


@dataclass(frozen=True, slots=True)
class Loud:
    """What must be seen everywhere: what is late, what failed, and what waits for a second person."""

    late: int
    failed: int
    looks: list[CrimeLook]

    @property
    def any(self) -> bool:
        """Whether there is something to say."""
        return bool(self.late or self.failed or self.looks)


def loud(now: datetime) -> Loud:
    """Over all packets that somebody is still to do something with."""
    waiting = CrimePacket.objects.filter(state__in=OPEN)
    asked = CrimeLook.objects.filter(state="asked").select_related("packet__report", "asked_by")
    return Loud(
        late=waiting.filter(due_at__lte=now).count(),
        failed=waiting.filter(state="failed").count(),
        looks=list(asked.order_by("asked_at")),
    )


@dataclass(frozen=True, slots=True)
class PacketLine:
    """A packet as the page shows it, with what can be done with it now."""

    packet: CrimePacket
    state: str
    reason: str
    lacks: tuple[str, ...]
    second: bool
    asked: tuple[str, ...]

    @property
    def before(self) -> bool:
        """Whether it can be built, or left."""
        return self.packet.state in BEFORE

    @property
    def can_ask(self) -> bool:
        """Whether a second person is to be asked before it goes."""
        return self.packet.state in ("built", "failed") and self.second and "send" not in self.asked

    @property
    def can_send(self) -> bool:
        """Whether it can go now."""
        return self.packet.state in ("built", "failed") and not self.second and not self.lacks


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """A report with everything of it in clear."""

    report: CrimeReport
    items: list[tuple[str, str]]
    lines: list[PacketLine]
    looks: list[CrimeLook]
    settled: bool
    changeable: bool


def open_report_page(*, by: Actor, report_id: uuid.UUID) -> OpenedReport:
    """Everything of one report; that it was read stands in the log. Raises Http404."""
    now = timezone.now()
    report = get_object_or_404(CrimeReport.objects.select_related("opened_by"), id=report_id)
    record_event(by=by, action="referrals.report_read", subject=f"crime_report:{report.id}", purpose=PURPOSE)
    words = {one.item: opened(one, "words") for one in report.items.all()}
    rows = packets().filter(report=report).order_by("kind").select_related("built_by")
    looks = CrimeLook.objects.filter(packet__report=report).select_related("packet", "asked_by", "decided_by")
    every = list(looks.order_by("asked_at"))
    return OpenedReport(
        report=report,
        items=[(item, words.get(item, "")) for item in ReportItem.codes],
        lines=[
            PacketLine(
                packet=one,
                state=state_now(one, now),
                reason=opened(one, "words"),
                lacks=missing(one.kind, words),
                second=needs_second(one, "send"),
                asked=tuple(
                    look.about for look in every if look.packet_id == one.id and look.state == "asked"
                ),
            )
            for one in rows
        ],
        looks=every,
        settled=is_settled(report),
        changeable=can_change_items(report),
    )


def packet_of(*, by: Actor, packet: CrimePacket) -> Packet:
    """What goes to this receiver; that it was read stands in the log."""
    words = {one.item: opened(one, "words") for one in packet.report.items.all()}
    made = packed(packet.report.number, packet.kind, packet.report.suspicion, words)
    record_event(
        by=by, action="referrals.report_packet_read", subject=f"crime_packet:{packet.id}", purpose=PURPOSE,
        details={"items": len(made.items), "receiver": packet.kind},
    )  # fmt: skip
    return made
