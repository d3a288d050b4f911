"""What one person alone may not do: asked of a second person, who decides."""

import uuid

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.referrals.actions.steps import locked, note
from baken.referrals.exceptions import AskedAlready, WrongState
from baken.referrals.models import Referral, ReferralLook
from baken.referrals.permissions import SECOND, WORK
from baken.referrals.policies import looks_needed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.tenancy.second_person import decide_as_second


@transaction.atomic
def ask_look(*, by: Actor, referral_id: uuid.UUID, about: str) -> ReferralLook:
    """Asks a second person to decide (a code of `SecondLook`). Raises `AskedAlready`, `WrongState`,
    Http404."""
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id)
    if referral.looks.filter(about=about, state="asked").exists():
        raise AskedAlready
    if referral.state != "prepared" or about not in looks_needed(referral):
        raise WrongState
    look = ReferralLook.objects.create(
        organisation=by.organisation, referral=referral, about=about, asked_by=by.user,
        asked_at=timezone.now(),
    )  # fmt: skip
    note(by, referral, "referrals.look_asked", about=about)
    return look


def prepared_by(referral: Referral) -> set[uuid.UUID]:
    """Who began it, and who sees to it now: neither is the second person."""
    began = referral.steps.filter(kind="prepared").values_list("by_id", flat=True)
    return {referral.owner_id, *filter(None, began)}


@transaction.atomic
def decide_look(*, by: Actor, look_id: uuid.UUID, approve: bool) -> ReferralLook:
    """The decision of a second person, who is neither who asked nor who prepared it.

    Raises `DecidedAlready`, `NotPermitted`, Http404.
    """
    check_may(by, SECOND)
    known = get_object_or_404(ReferralLook, id=look_id)
    # first the referral, as whoever writes to it does: nothing changes under who decides
    referral = locked(known.referral_id)
    if known.about != "acute_danger" and by.user.id in prepared_by(referral):
        raise NotPermitted("somebody else than who prepares a referral decides on it")
    rows: QuerySet[ReferralLook] = ReferralLook.objects.all()
    look = decide_as_second(rows, by=by, request_id=look_id, approve=approve, what="a referral")
    note(by, referral, "referrals.look_decided", about=look.about, approved=approve)
    return look
