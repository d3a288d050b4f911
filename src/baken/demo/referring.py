"""Hands invented people over to invented help, in every state, by the actions that everybody uses."""

from datetime import timedelta

from django.db import transaction

from baken.accounts.models import User
from baken.cases.policies import of_reader
from baken.demo.conversing import USUAL
from baken.demo.moments import some_time_ago
from baken.demo.referral_stories import HELP, NUMBER, REFERRALS, ReferralStory
from baken.referrals.actions.look_second import ask_look
from baken.referrals.actions.offer_referral import offer_referral, record_answer
from baken.referrals.actions.prepare_referral import (
    finish_referral,
    prepare_referral,
    withdraw_referral,
    write_items,
)
from baken.referrals.actions.record_consent import record_consent
from baken.referrals.directory.actions import keep_help, load_shipped
from baken.referrals.models import HelpOrganisation, Referral
from baken.tenancy.acting import Actor

ITEMS = {
    "situation": "Verzonnen: zoekt rust en iemand om mee te praten.",
    "language": "Verzonnen: Nederlands, liefst langzaam.",
    "needs": "Verzonnen: een gesprek, overdag.",
}


@transaction.atomic
def refer_some(*, by: Actor, scale: float = USUAL) -> None:
    """Fills the directory and makes them, unless that was done before; in a small market fewer."""
    if Referral.objects.exists():
        return
    people = {
        one.login: Actor(one, by.organisation, purpose="outreach", reason="demo")
        for one in User.objects.filter(login__in=("noor", "daan", "yara"))
    }
    load_shipped(by=people["noor"])
    for facts in HELP:
        keep_help(by=people["noor"], facts=facts)
    known = {one.name: one for one in HelpOrganisation.objects.filter(name__startswith="Verzonnen")}
    for story in REFERRALS:
        if story.small or scale >= USUAL:
            _refer(people[story.login], known[story.to], story)


def _refer(who: Actor, to: HelpOrganisation, story: ReferralStory) -> None:
    with some_time_ago(timedelta(days=story.offered)):
        made = _prepare(who, to, story)
        if story.ends in ("prepared", "look", "agreed"):
            return
        offer_referral(by=who, referral_id=made.id, seen=_seen(made))
    with some_time_ago(timedelta(days=story.answered)):
        _answer(who, made, story)


def _prepare(who: Actor, to: HelpOrganisation, story: ReferralStory) -> Referral:
    """With its items, consent, and what a second person is asked."""
    case = of_reader(who).filter(state="open").order_by("created_at").first() if story.of_case else None
    danger = story.ends == "danger"
    made = prepare_referral(
        by=who, receiver_id=to.id, ground="acute_danger" if danger else "consent", why=story.words,
        case_id=case.id if case else None,
    )  # fmt: skip
    words = {"situation": ITEMS["situation"]} if danger else ITEMS
    if story.ends == "look":
        words = ITEMS | {"contact": NUMBER}
    write_items(by=who, referral_id=made.id, seen=_seen(made), words=words)
    if story.ends != "prepared" and not danger:
        record_consent(by=who, referral_id=made.id, seen=_seen(made), items=list(words), way="spoken")
    if story.ends == "look":
        ask_look(by=who, referral_id=made.id, about="contact_details")
    return made


def _answer(who: Actor, made: Referral, story: ReferralStory) -> None:
    if story.ends in ("accepted", "done"):
        record_answer(
            by=who,
            referral_id=made.id,
            seen=_seen(made),
            kind="accepted",
            words="Verzonnen: wij bellen terug.",
        )
    if story.ends == "done":
        finish_referral(by=who, referral_id=made.id, seen=_seen(made), words="Verzonnen: het gaat goed.")
    if story.ends == "refused":
        record_answer(
            by=who, referral_id=made.id, seen=_seen(made), kind="refused", refusal=story.refusal,
            words="Verzonnen: nu niet, over zes weken wel.",
        )  # fmt: skip
    if story.ends == "withdrawn":
        withdraw_referral(
            by=who, referral_id=made.id, seen=_seen(made), words="Verzonnen: heeft het zelf geregeld."
        )


def _seen(made: Referral) -> int:
    return Referral.objects.only("step_count").get(id=made.id).step_count
