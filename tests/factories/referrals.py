"""Referrals in each state, and organisations that help. Everything is invented and bland."""

from typing import Any

from baken.referrals.actions.look_second import ask_look, decide_look
from baken.referrals.actions.offer_referral import Offered, offer_referral
from baken.referrals.actions.prepare_referral import prepare_referral, write_items
from baken.referrals.actions.record_consent import record_consent
from baken.referrals.directory.actions import keep_help
from baken.referrals.models import HelpOrganisation, Referral
from baken.tenancy.acting import Actor

WISH = "Wil praten over ander werk en een rustige kamer."
LANGUAGE = "Spaans, liefst zonder tolk."
NUMBER = "+31 6 00000042"
WHY = "Vroeg zelf om iemand om mee te praten."
FACTS: dict[str, Any] = {
    "role_nl": "Verzonnen: begeleidt mensen naar ander werk.", "role_en": "", "receiver": "help",
    "kinds": ["guidance", "leaving"], "provinces": ["NL-NB"], "municipalities": [], "languages": ["nl", "es"],
    "hours": "office_hours", "intake": "both", "capacity": "room", "reached": "", "valid_until": None,
    "fallback": False, "gone": False,
}  # fmt: skip


def make_help(by: Actor, name: str = "Stichting Rustig Begin", **given: Any) -> HelpOrganisation:
    """An organisation that helps, checked today."""
    known = HelpOrganisation.objects.filter(name=name).first()
    return known or keep_help(by=by, facts={"name": name} | FACTS | given)


def make_referral(by: Actor, *, ground: str = "consent", receiver: str = "help", **given: Any) -> Referral:
    """One that was just begun."""
    to = make_help(by, f"Verzonnen {receiver}", receiver=receiver)
    return prepare_referral(by=by, receiver_id=to.id, ground=ground, why=WHY, **given)


def written(by: Actor, referral: Referral, words: dict[str, str] | None = None) -> Referral:
    """With items: those of `words`, else two."""
    said = words or {"situation": WISH, "language": LANGUAGE}
    referral.refresh_from_db()
    return write_items(by=by, referral_id=referral.id, seen=referral.step_count, words=said)


def agreed(by: Actor, referral: Referral, *items: str) -> Referral:
    """With consent for these items, or for all that stand."""
    referral.refresh_from_db()
    chosen = items or tuple(referral.items.values_list("item", flat=True))
    return record_consent(
        by=by, referral_id=referral.id, seen=referral.step_count, items=chosen, way="spoken"
    )


def looked(by: Actor, second: Actor, referral: Referral, about: str, *, approve: bool = True) -> None:
    """Asked by one, decided by another."""
    asked = ask_look(by=by, referral_id=referral.id, about=about)
    decide_look(by=second, look_id=asked.id, approve=approve)


def offered(by: Actor, referral: Referral | None = None, **given: Any) -> Offered:
    """Offered, with its address and code."""
    one = referral or agreed(by, written(by, make_referral(by, **given)))
    one.refresh_from_db()
    return offer_referral(by=by, referral_id=one.id, seen=one.step_count)
