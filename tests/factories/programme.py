"""Some hundreds of conversations and what came of them, written straight into their tables: invented, without
a word of anybody."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from baken.cases.models import Case, CaseSaid, CaseYes
from baken.conversations.models import (
    Contact,
    Conversation,
    ConversationSaid,
    ConversationStep,
    Message,
    SafetyAlarm,
)
from baken.referrals.models import Referral, ReferralStep
from baken.tenancy.acting import Actor
from baken.triage.models import Lead
from baken.vocabulary.cases import CaseClosure
from baken.vocabulary.said import SaidOfContact
from tests.factories.leads import see
from tests.factories.referrals import make_help

PROVINCES = ("NL-NB", "NL-NB", "NL-LI", "NL-ZH")
OUTCOMES = ("no_concern", "no_concern", "unsure", "worth_contacting", "worth_contacting", "waiting")


def carry_out(by: Actor, *, leads: int = 240, seed: int = 1, at: datetime | None = None) -> None:
    """Leads of the last half year; half of them were approached, by whom and with what the seed says."""
    drawn, now = random.Random(seed), at or timezone.now()
    seen = [see(by, f"p{number:04d}", province=PROVINCES[number % 4]) for number in range(20)]
    assert seen
    made = [
        Lead(
            organisation=by.organisation, advertiser=f"p{number:04d}", case_number=f"P{number:04d}",
            band="look_first", log_odds=1.0, low=0.5, high=1.5, hard_stop=False, reasons=[], rank=number,
            state=drawn.choice(OUTCOMES), touched=True, provinces=[PROVINCES[number % 4]] * (number % 5 > 0),
            created_at=now - timedelta(days=drawn.randrange(20, 180)),
        )
        for number in range(leads)
    ]  # fmt: skip
    Lead.objects.bulk_create(made)
    for number, lead in enumerate(made[: leads // 2]):
        _conversation(by, lead, number, drawn, now)


def _conversation(by: Actor, lead: Lead, number: int, drawn: random.Random, now: datetime) -> None:
    own, began = by.organisation, lead.created_at + timedelta(days=drawn.randrange(1, 9))
    contact = Contact.objects.create(
        organisation=own, channel="whatsapp", pseudonym=f"phone-{number:08d}", value=b"-", last_at=began
    )
    closed = drawn.random() < 0.5
    conversation = Conversation.objects.create(
        organisation=own, contact=contact, number=f"P{number:08d}", began="us", lead=lead, created_at=began,
        state="closed" if closed else "open",
    )  # fmt: skip
    Message.objects.create(
        organisation=own, conversation=conversation, place=1, kind="opening", state="delivered",
        created_at=began, approved_by=by.user, approved_at=began, key=uuid.uuid4(), sent_at=began,
    )  # fmt: skip
    if drawn.random() < 0.6:
        replied = began + timedelta(days=drawn.randrange(5))
        Message.objects.create(
            organisation=own, conversation=conversation, place=2, kind="text", state="received",
            created_at=replied,
        )  # fmt: skip
        if drawn.random() < 0.6:
            _case(by, lead, number, drawn, replied)
    for kind, share in (("stopped", 0.15), ("complained", 0.08)):
        if drawn.random() < share:
            ConversationStep.objects.create(organisation=own, conversation=conversation, kind=kind, at=began)
    if number % 3 == 0:
        ConversationSaid.objects.create(conversation=conversation, **_says(by, number // 3, began))
    if drawn.random() < 0.05:
        SafetyAlarm.objects.create(organisation=own, conversation=conversation, kind="threat", at=began)


def _says(by: Actor, number: int, began: datetime) -> dict[str, Any]:
    """What they said of it, by the number: most nothing."""
    answers = ("helped", "helped", *SaidOfContact.codes)
    return {
        "organisation": by.organisation, "answer": answers[number % len(answers)], "said_on": began.date(),
        "place": 1, "at": began, "by": by.user,
    }  # fmt: skip


def _case(by: Actor, lead: Lead, number: int, drawn: random.Random, began: datetime) -> None:
    own, closed = by.organisation, drawn.random() < 0.4
    case = Case.objects.create(
        organisation=own, number=f"B{number:08d}", created_at=began, last_at=began, owner=by.user, lead=lead,
        ground="yes", state="closed" if closed else "open",
        closure=drawn.choice(CaseClosure.codes) if closed else "",
    )  # fmt: skip
    CaseYes.objects.create(
        organisation=own, case=case, said_on=began.date(), way="spoken", told_to=by.user, recorded_at=began,
        recorded_by=by.user,
    )  # fmt: skip
    if number % 2 == 0:
        CaseSaid.objects.create(case=case, **_says(by, number // 2, began))
    if drawn.random() < 0.8:
        _referral(by, case, number, drawn, began)


def _referral(by: Actor, case: Case, number: int, drawn: random.Random, began: datetime) -> None:
    steps = drawn.choice((("accepted", "done"), ("accepted",), ("refused",), ()))
    answered = began + timedelta(days=drawn.randrange(1, 12))
    referral = Referral.objects.create(
        organisation=by.organisation, number=f"D{number:08d}", created_at=began, owner=by.user,
        receiver=make_help(by), case=case, ground="consent", state=steps[-1] if steps else "offered",
        offered_at=began, answer_due_at=began + timedelta(days=5), escalates_at=began + timedelta(days=7),
    )  # fmt: skip
    for place, kind in enumerate(("offered", *steps), start=1):
        ReferralStep.objects.create(
            organisation=by.organisation, referral=referral, place=place, kind=kind,
            at=began if kind == "offered" else answered,
        )  # fmt: skip
