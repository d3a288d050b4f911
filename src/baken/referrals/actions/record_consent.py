"""Consent, per receiver and per item: recorded with how it was given, and taken back at any time."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from baken.referrals.actions.steps import lapse_looks, locked, make_step, note
from baken.referrals.exceptions import WrongState
from baken.referrals.models import Referral, ReferralConsent
from baken.referrals.permissions import WORK
from baken.referrals.policies import check_item, consented, goes_now, yes_ended_at
from baken.referrals.states import OPEN
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.referrals import ConsentWay


@transaction.atomic
def record_consent(
    *, by: Actor, referral_id: uuid.UUID, seen: int, items: Collection[str], way: str
) -> Referral:
    """The person agrees to these items for this receiver, in a way (a code of `ConsentWay`).

    Raises `WrongState`, `NotForThisReceiver`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    if referral.state != "prepared" or way not in ConsentWay:
        raise WrongState
    now = timezone.now()
    if (ended := yes_ended_at(referral)) is not None:
        # what was agreed to before the yes to the case was taken back is agreed to anew, and both stand
        old = referral.consents.filter(item__in=list(items), withdrawn_at=None, given_at__lte=ended)
        old.update(withdrawn_at=now, withdrawn_by=by.user)
    known = consented(referral)
    for item in items:
        check_item(referral.receiver.receiver, item)
        if item not in known:
            ReferralConsent.objects.create(
                organisation=by.organisation, referral=referral, item=item, way=way, given_at=now,
                recorded_by=by.user,
            )  # fmt: skip
    lapse_looks(referral)
    _count(referral)
    note(by, referral, "referrals.consent_recorded", items=len(items), way=way)
    return referral


@transaction.atomic
def withdraw_consent(*, by: Actor, referral_id: uuid.UUID, items: Collection[str]) -> Referral:
    """The person takes their consent back, in any open state and whoever was writing meanwhile: at once the
    receiver's page shows these items no more, and with no item left the whole referral is withdrawn.

    Raises `WrongState`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id)
    if referral.state not in OPEN:
        raise WrongState
    now = timezone.now()
    standing = referral.consents.filter(item__in=list(items), withdrawn_at=None)
    gone = standing.update(withdrawn_at=now, withdrawn_by=by.user)
    note(by, referral, "referrals.consent_withdrawn", items=gone)
    if referral.state == "prepared":
        lapse_looks(referral)
        _count(referral)
    elif referral.ground == "consent" and not goes_now(referral):
        make_step(by, referral, "withdrawn", now)
        referral.links.all().delete()
        referral.save()
    return referral


def _count(referral: Referral) -> None:
    referral.step_count += 1
    referral.save(update_fields=["step_count"])
