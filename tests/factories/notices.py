"""Notices in each state: given, decided on, complained about."""

from typing import Any

from django.utils import timezone

from baken.accounts.models import Organisation
from baken.notices.received import actions
from baken.notices.received.actions.give_notice import Receipt
from baken.notices.received.models import NoticeDecision, NoticeDesk, ReceivedNotice
from baken.tenancy.acting import Actor
from tests.factories.users import make_person

PLACE = "https://kleinmarkt.example/advertentie/4711"
WHY = "De foto's en de tekst zijn van mij, en ik heb ze niet geplaatst."
EMAIL = "melder@voorbeeld.example"


def open_desk(organisation: Organisation) -> NoticeDesk:
    """A desk that is open, with its usual time limits."""
    admin = make_person(organisation, "admin", purpose="accountability")
    return actions.set_desk(by=admin, open=True, decide_within=168, urgent_within=24, complaint_within=336)


def moderator(organisation: Organisation) -> Actor:
    """Somebody who handles notices."""
    return make_person(organisation, "moderator", purpose="moderation")


def give(organisation: Organisation, **given: Any) -> Receipt:
    """A notice by a user."""
    if not NoticeDesk.objects.exists():
        open_desk(organisation)
    facts: dict[str, Any] = {
        "kind": "user", "subject": "without_consent", "location": PLACE, "why": WHY, "good_faith": True,
        "name": "Een Melder", "email": EMAIL,
    }  # fmt: skip
    return actions.give_notice(organisation=organisation, **(facts | given))


REMOVAL: dict[str, Any] = {
    "outcome": "remove",
    "answer": "Wij hebben de advertentie verwijderd.",
    "ground": "Artikel 6:162 BW",
    "category": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    "explanation": "De tekst en de beelden zijn zonder toestemming geplaatst.",
    "facts": "De advertentie noemt beelden die van een ander zijn.",
    "preserved": "Ontspannende massage, privé ontvangst.",
}
NOTHING_DONE = {"outcome": "no_action", "answer": "Wij zien niets dat in strijd is met de wet."}


def decide(by: Actor, notice: ReceivedNotice, **given: Any) -> NoticeDecision:
    """A removal of what the notice is about."""
    facts = {"seen": len(notice.thing.notices.exclude(state="decided")), "content_on": timezone.localdate()}
    return actions.decide_notice(by=by, notice_id=notice.id, **(facts | REMOVAL | given))
