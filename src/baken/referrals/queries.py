"""Reads of referrals: the list with its clocks, one with everything of it, what goes to the receiver."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.referrals.clocks import escalated
from baken.referrals.models import Referral, ReferralConsent, ReferralLook, ReferralStep
from baken.referrals.package import ITEMS_FOR, NEEDS_SECOND, Package, packed
from baken.referrals.policies import consented, goes_now, looks_needed, state_now
from baken.referrals.sealing import opened
from baken.referrals.states import STATES
from baken.tenancy.acting import Actor
from baken.vocabulary.adverts import ContactKind
from baken.vocabulary.referrals import ReferralState

_FIRST = ("overdue", "refused", "prepared", "offered", "accepted", "done", "withdrawn")
assert set(_FIRST) == set(ReferralState.codes)


def referrals(now: datetime) -> QuerySet[Any]:
    """All of them, each with `standing` (the state as the clock has it) and `urgency` (what is overdue
    first)."""
    late = Q(state="offered", answer_due_at__lte=now)
    standing = Case(When(late, then=Value("overdue")), default=F("state"), output_field=CharField())
    return (
        Referral.objects.select_related("receiver", "owner")
        .annotate(standing=standing)
        .annotate(
            urgency=Case(
                *(When(standing=code, then=Value(place)) for place, code in enumerate(_FIRST)),
                output_field=IntegerField(),
            )
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What the list says above itself: overdue ones, those whose silence escalated, looks asked for, and
    reviews of acute danger that wait, with their clocks."""

    overdue: int
    escalated: int
    looks: list[ReferralLook]
    reviews: list[ReferralLook]


def standing(now: datetime) -> Standing:
    """Counts over everything, and the second looks that wait."""
    asked = ReferralLook.objects.filter(state="asked").select_related("referral__receiver", "asked_by")
    waiting = list(asked.order_by("asked_at"))
    offered = Referral.objects.filter(state="offered")
    return Standing(
        overdue=offered.filter(answer_due_at__lte=now).count(),
        escalated=offered.filter(escalates_at__lte=now).count(),
        looks=[one for one in waiting if one.about != "acute_danger"],
        reviews=[one for one in waiting if one.about == "acute_danger"],
    )


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as the page shows it: its words (of contact details to the owner alone), whether it is there,
    who recorded which consent, and whether it goes."""

    item: str
    words: str
    there: bool
    consent: ReferralConsent | None
    goes: bool


@dataclass(frozen=True, slots=True)
class OpenedReferral:
    """A referral with everything of it in clear, for whoever works on it."""

    referral: Referral
    state: str
    why: str
    lines: list[ItemLine]
    steps: list[tuple[ReferralStep, str]]
    looks: list[ReferralLook]
    needed: tuple[str, ...]
    escalated: bool

    @property
    def goes(self) -> list[ItemLine]:
        """The lines that go."""
        return [line for line in self.lines if line.goes]

    @property
    def open(self) -> bool:
        """Whether somebody is still to do something."""
        return STATES[self.state].open


def open_referral(*, by: Actor, referral_id: uuid.UUID) -> OpenedReferral:
    """Everything of one referral; that it was read stands in the log. Raises Http404."""
    now = timezone.now()
    referral = get_object_or_404(Referral.objects.select_related("receiver", "owner", "lead"), id=referral_id)
    record_event(by=by, action="referrals.read", subject=f"referral:{referral.id}")
    words = {one.item: opened(one, "words") for one in referral.items.all()}
    hidden = NEEDS_SECOND in words and referral.owner_id != by.user.id
    if hidden:
        words[NEEDS_SECOND] = ""
    standing_consents = {
        one.item: one for one in referral.consents.filter(withdrawn_at=None).select_related("recorded_by")
    }
    goes = goes_now(referral)
    steps = referral.steps.select_related("by").order_by("place")
    return OpenedReferral(
        referral=referral,
        state=state_now(referral, now),
        why=opened(referral, "why"),
        lines=[
            ItemLine(item, words.get(item, ""), item in words, standing_consents.get(item), item in goes)
            for item in ITEMS_FOR[referral.receiver.receiver]
        ],
        steps=[(step, opened(step, "words")) for step in steps],
        looks=list(referral.looks.select_related("asked_by", "decided_by").order_by("asked_at")),
        needed=looks_needed(referral),
        escalated=escalated(referral.state, referral.escalates_at, now),
    )


def package_of(*, by: Actor, referral: Referral) -> Package:
    """What goes to the receiver now; that it was read stands in the log."""
    goes = goes_now(referral)
    words = {one.item: opened(one, "words") for one in referral.items.filter(item__in=goes)}
    if NEEDS_SECOND in words:
        kind, _, value = words[NEEDS_SECOND].partition(": ")
        words[NEEDS_SECOND] = f"{ContactKind[kind].label.nl}: {value}"
    record_event(
        by=by,
        action="referrals.package_read",
        subject=f"referral:{referral.id}",
        details={"items": len(goes), "agreed": len(consented(referral))},
    )
    return packed(referral.number, referral.receiver.receiver, referral.ground, goes, words)
