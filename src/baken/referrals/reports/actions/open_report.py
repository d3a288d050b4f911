"""A named person suspects a serious crime: a report opens, in the transaction of what they decided."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.extraction.advert import facts
from baken.privacy.pseudonyms import pseudonym
from baken.referrals.actions.prepare_referral import new_number
from baken.referrals.exceptions import WrongState
from baken.referrals.models import CrimeLook, CrimePacket, CrimeReport, CrimeReportItem
from baken.referrals.permissions import REPORT_CRIME
from baken.referrals.reports.actions.steps import PURPOSE, locked_report, touch
from baken.referrals.reports.clocks import SEND_WITHIN
from baken.referrals.reports.exceptions import AddedAlready
from baken.referrals.reports.packet import MAY_TELL_CONTACT, REQUIRED
from baken.referrals.reports.policies import check_items_open, item_words
from baken.referrals.reports.states import MOVES
from baken.referrals.reports.telling import tell
from baken.referrals.sealing import opened, sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.crime_reports import ReportItem
from baken.vocabulary.referrals import ReceiverKind

REGION = "NL"


@transaction.atomic
def open_report(*, by: Actor, about: str, suspicion: str, items: Mapping[str, str]) -> CrimeReport:
    """A report about one thing, with a packet for each receiver to whom this suspicion must go.

    `about` is a kind and a key (`notice-decision:…`), `suspicion` a code of `SeriousSuspicion` that is
    serious, `items` what is known already: codes of `ReportItem` and words; the rest is written down later.
    Opened again it stands once. Raises `NotPermitted`, `WrongState`.
    """
    check_may(by, REPORT_CRIME)
    check_person(by)
    if suspicion not in REQUIRED:
        raise WrongState("no serious suspicion")
    known = CrimeReport.objects.filter(about=about).first()
    if known is not None:
        return known
    now = timezone.now()
    report = CrimeReport.objects.create(
        organisation=by.organisation, number=new_number(), about=about, suspicion=suspicion, opened_at=now,
        opened_by=by.user, last_at=now,
    )  # fmt: skip
    for item, text in items.items():
        if text.strip():
            _store(by, report, item, item_words(item, text))
    for kind in REQUIRED[suspicion]:
        _packet(by, report, kind)
    record_event(
        by=by, action=MOVES["open"].event, subject=f"crime_report:{report.id}", purpose=PURPOSE,
        details={"suspicion": suspicion, "receivers": len(REQUIRED[suspicion])},
    )  # fmt: skip
    return report


@transaction.atomic
def add_receiver(*, by: Actor, report_id: uuid.UUID, kind: str) -> CrimePacket:
    """The report goes to one kind of receiver more. Raises `AddedAlready`, `WrongState`, Http404."""
    check_may(by, REPORT_CRIME)
    check_person(by)
    report = locked_report(report_id)
    if kind not in ReceiverKind:
        raise WrongState("no such receiver")
    if report.packets.filter(kind=kind).exists():
        raise AddedAlready
    made = _packet(by, report, kind)
    record_event(
        by=by, action="referrals.report_receiver_added", subject=f"crime_packet:{made.id}", purpose=PURPOSE,
        details={"receiver": kind},
    )  # fmt: skip
    touch(report, timezone.now())
    tell(by, report)
    return made


def _packet(by: Actor, report: CrimeReport, kind: str) -> CrimePacket:
    due = timezone.now() + SEND_WITHIN[report.suspicion]
    return CrimePacket.objects.create(
        organisation=by.organisation, report=report, kind=kind, state="suspected", due_at=due
    )


@transaction.atomic
def write_report_items(*, by: Actor, report_id: uuid.UUID, words: Mapping[str, str]) -> CrimeReport:
    """Writes items down; one without words goes away. What a second person approved of lapses, and a packet
    that was built is built anew. Raises `SentAlready`, `ContactTold`, `NoMoment`, `WrongState`, Http404."""
    check_may(by, REPORT_CRIME)
    check_person(by)
    report = locked_report(report_id)
    check_items_open(report)
    there = {one.item: opened(one, "words") for one in report.items.all()}
    changed = 0
    for item, text in words.items():
        if item not in ReportItem:
            raise WrongState("no such item")
        said = item_words(item, text) if text.strip() else ""
        if said == there.get(item, ""):
            continue
        changed += 1
        report.items.filter(item=item).delete()
        if said:
            _store(by, report, item, said)
    if changed:
        # what somebody approved, they approved as it stood; a built packet stays, and is looked at again
        CrimeLook.objects.filter(packet__report=report, about="send").delete()
        touch(report, timezone.now())
        record_event(
            by=by, action="referrals.report_items_written", subject=f"crime_report:{report.id}",
            purpose=PURPOSE, details={"items": changed},
        )  # fmt: skip
    return report


def _store(by: Actor, report: CrimeReport, item: str, words: str) -> None:
    found = facts(None, words, None, REGION).contacts if item in MAY_TELL_CONTACT else ()
    key = Vault(by.organisation.id).pseudonym_key
    named = sorted({pseudonym(one.kind, one.value, key) for one in found})
    row = CrimeReportItem(organisation=by.organisation, report=report, item=item, pseudonyms=named)
    row.words = sealed(row, "words", words)
    row.save()
