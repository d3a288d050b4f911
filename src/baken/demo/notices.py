"""Invented notices at the demo organisation's own desk, in every state, made by the actions of all."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.notices.received.actions import (
    decide_notice,
    give_notice,
    lodge_complaint,
    set_desk,
    take_notice,
)
from baken.notices.received.actions.give_notice import Receipt
from baken.notices.received.models import ReceivedNotice
from baken.notices.received.reported import about_of
from baken.referrals.reports.actions.send_packet import leave_unsent
from baken.referrals.reports.queries import report_about
from baken.tenancy.acting import Actor

_ADVERT = "https://kleinmarkt.example/advertentie/{}"
_ASKED: tuple[tuple[int, str, str, str], ...] = (
    (301, "user", "without_consent", "Verzonnen: de tekst is van mij, en ik heb hem niet geplaatst."),
    (301, "person_concerned", "without_consent", "Verzonnen: mijn naam staat erbij, zonder dat ik dat wil."),
    (302, "user", "fraud", "Verzonnen: ik betaalde vooraf en er kwam nooit antwoord."),
    (303, "ngo", "exploitation", "Verzonnen: iemand vertelde ons dat een ander het geld houdt."),
    (304, "user", "other", "Verzonnen: ik vind dat zoiets hier niet hoort te staan."),
    (305, "trusted_flagger", "privacy", "Verzonnen: er staat een woonadres in de tekst."),
    (306, "user", "fraud", "Verzonnen: dezelfde tekst staat onder drie namen."),
)
_KEPT = "Ontspannende massage, privé ontvangst. Verzonnen tekst."


@transaction.atomic
def give_some_notices(*, by: Actor) -> None:
    """Opens the desk and fills it, unless that was done before."""
    if ReceivedNotice.objects.exists():
        return
    organisation = by.organisation
    admin = Actor(User.objects.get(login="tess"), organisation, purpose="accountability", reason="demo")
    sem = Actor(User.objects.get(login="sem"), organisation, purpose="moderation", reason="demo")
    set_desk(by=admin, open=True, decide_within=168, urgent_within=24, complaint_within=336)
    given = [_give(by, *one) for one in _ASKED]
    decide_notice(
        by=sem, notice_id=given[0].notice.id, seen=2, outcome="remove",
        answer="Verzonnen: wij hebben de advertentie verwijderd. De tekst was zonder toestemming geplaatst.",
        ground="Verzonnen: voorwaarde 4, plaatsen zonder toestemming", illegal=False,
        category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC", content_on=timezone.localdate() - timedelta(days=9),
        explanation="Verzonnen: wie in de tekst wordt genoemd, gaf geen toestemming.",
        facts="Verzonnen: de naam in de tekst is niet die van het account.", preserved=_KEPT,
    )  # fmt: skip
    decide_notice(
        by=sem, notice_id=given[3].notice.id, seen=1, outcome="disable", suspicion="exploitation",
        answer="Verzonnen: wij hebben de advertentie afgesloten en kijken verder.",
        ground="Verzonnen: voorwaarde 2, plaatsen voor een ander", illegal=False,
        category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        content_on=timezone.localdate() - timedelta(days=3),
        # the advertiser may be who holds somebody: these words tell neither a suspicion nor who spoke of it
        explanation="Verzonnen: wie adverteert, plaatst de tekst zelf.",
        facts="Verzonnen: de tekst van de advertentie, vergeleken met het account.", preserved=_KEPT,
    )  # fmt: skip
    flagged = decide_notice(
        by=sem, notice_id=given[5].notice.id, seen=1, outcome="restrict", suspicion="danger",
        answer="Verzonnen: de advertentie wordt minder getoond tot het adres eruit is.",
        ground="Verzonnen: artikel 6 AVG",
        category="STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        content_on=timezone.localdate() - timedelta(days=2),
        explanation="Verzonnen: er staat een woonadres in.", facts="Verzonnen: het adres in de tekst.",
        preserved=_KEPT,
    )  # fmt: skip
    report = report_about(about_of(flagged))
    assert report is not None
    leave_unsent(
        by=sem, packet_id=report.packets.get().id,
        words="Verzonnen: het was een kantooradres; na vragen bleek niemand in gevaar.",
    )  # fmt: skip
    decide_notice(
        by=sem, notice_id=given[4].notice.id, seen=1, outcome="no_action",
        answer="Verzonnen: adverteren is legaal. Wij zien niets dat niet mag.",
    )  # fmt: skip
    take_notice(by=sem, notice_id=given[2].notice.id)
    lodge_complaint(
        organisation=organisation, code=given[4].code, why="Verzonnen: ik vind nog steeds dat het weg moet."
    )
    # one is late, so that the queue shows what that looks like
    ReceivedNotice.objects.filter(id=given[6].notice.id).update(due_at=timezone.now() - timedelta(hours=5))


def _give(by: Actor, number: int, kind: str, subject: str, why: str) -> Receipt:
    named: dict[str, Any] = {
        "name": "Verzonnen Melder",
        "email": f"melder{number}{kind[0]}@voorbeeld.example",
    }
    return give_notice(
        organisation=by.organisation, kind=kind, subject=subject, location=_ADVERT.format(number), why=why,
        good_faith=True, **named,
    )  # fmt: skip
