"""Offering a referral: by one person, of what may go, with an address at which the receiver answers."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from baken.referrals.actions.steps import locked, make_step, note
from baken.referrals.clocks import LINK_HOLDS, REVIEW_WITHIN, clock_for
from baken.referrals.exceptions import WrongState
from baken.referrals.links import code_hash, new_code, new_token, token_hash
from baken.referrals.models import Referral, ReferralLink, ReferralLook
from baken.referrals.permissions import WORK
from baken.referrals.policies import (
    check_offer,
    check_sees_contact,
    check_yes,
    goes_now,
    plain_receipt,
    plain_words,
)
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.referrals import RefusalReason


@dataclass(frozen=True, slots=True)
class Offered:
    """An offered referral with what is shown once and never kept: the token of the address, and the code."""

    referral: Referral
    token: str
    code: str


@transaction.atomic
def offer_referral(
    *, by: Actor, referral_id: uuid.UUID, seen: int, receipt: str = "", evidence: str = ""
) -> Offered:
    """Offers what may go. In acute danger one person does, and a second is asked to review within a day.

    `receipt` is the receiver's own number, `evidence` the number of an evidence package, both where there is
    one. Raises `WrongState`, `SecondPersonNeeded`, `NothingToHandOver`, `ChangedMeanwhile`,
    `NotPermitted`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    now = timezone.now()
    check_offer(referral, now)
    goes = goes_now(referral)
    clock = clock_for(referral.receiver.receiver, referral.ground)
    make_step(by, referral, "offered", now, items=len(goes), ground=referral.ground)
    referral.refusal = ""
    referral.receipt = plain_receipt(receipt, needed=False) or referral.receipt
    referral.evidence = plain_words(evidence, needed=False) or referral.evidence
    referral.offered_at = now
    referral.answer_due_at, referral.escalates_at = now + clock.answer, now + clock.escalate
    referral.save()
    if referral.ground == "acute_danger" and not referral.looks.filter(about="acute_danger").exists():
        ReferralLook.objects.create(
            organisation=by.organisation, referral=referral, about="acute_danger", asked_by=by.user,
            asked_at=now, due_at=now + REVIEW_WITHIN,
        )  # fmt: skip
    return _link(by, referral)


@transaction.atomic
def renew_link(*, by: Actor, referral_id: uuid.UUID, seen: int) -> Offered:
    """Another address and code; the earlier ones answer no more. As little given as an offer on a yes that
    was taken back since. Raises `WrongState`, `YesEnded`, `ChangedMeanwhile`, `NotPermitted`, Http404."""
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    if referral.state != "offered":
        raise WrongState
    check_yes(referral)
    referral.step_count += 1
    referral.save(update_fields=["step_count"])
    note(by, referral, "referrals.link_renewed")
    return _link(by, referral)


def _link(by: Actor, referral: Referral) -> Offered:
    check_sees_contact(referral, by.user.id)
    referral.links.all().delete()
    token, code = new_token(by.organisation.id), new_code()
    ReferralLink.objects.create(
        organisation=by.organisation, referral=referral, token_hash=token_hash(token),
        code_hash=code_hash(by.organisation.id, token, code), expires_at=timezone.now() + LINK_HOLDS,
    )  # fmt: skip
    return Offered(referral, token, code)


@transaction.atomic
def record_answer(
    *, by: Actor, referral_id: uuid.UUID, seen: int, kind: str, refusal: str = "", words: str = "",
    receipt: str = "",
) -> Referral:  # fmt: skip
    """What the receiver said by telephone or letter: accepted or refused (with a code of `RefusalReason`).

    Raises `WrongState`, `ContactTold`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    give_answer(by, referral, kind, refusal, words)
    if receipt:
        referral.receipt = plain_receipt(receipt)
        referral.save(update_fields=["receipt"])
    return referral


def give_answer(by: Actor, referral: Referral, kind: str, refusal: str, words: str) -> None:
    """The answer of the receiver, whoever writes it down. Raises `WrongState`, `ContactTold`."""
    if kind not in ("accepted", "refused") or (kind == "refused") != (refusal in RefusalReason):
        raise WrongState("no such answer")
    now = timezone.now()
    make_step(by, referral, kind, now, plain_words(words, needed=False), answer=kind, refusal=refusal)
    referral.refusal = refusal
    referral.answer_due_at = referral.escalates_at = None
    referral.save()
