"""The receiver opens a package and answers, without an account: with the address and the spoken code."""

import hmac
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.accounts.queries import system_user
from baken.referrals.actions.offer_referral import give_answer
from baken.referrals.actions.steps import locked, make_step
from baken.referrals.exceptions import AnsweredAlready, NoSuchLink, WrongCode
from baken.referrals.links import code_hash, organisation_of, token_hash
from baken.referrals.models import Referral, ReferralLink
from baken.referrals.package import Package
from baken.referrals.policies import check_move
from baken.referrals.queries import package_of
from baken.tenancy.acting import Actor, acting_for


@contextmanager
def link_of(token: str) -> Iterator[ReferralLink]:
    """The link of a token, acting for its organisation inside. Raises `NoSuchLink`, also for one whose time
    is over."""
    with acting_for(organisation_of(token)):
        found = ReferralLink.objects.filter(token_hash=token_hash(token), expires_at__gt=timezone.now())
        link = found.select_related("referral__receiver").first()
        if link is None:
            raise NoSuchLink
        yield link


def _receiver(link: ReferralLink) -> Actor:
    organisation = Organisation.objects.get(id=link.organisation_id)
    return Actor(system_user(organisation), organisation, purpose="outreach", reason="the receiver's answer")


def _checked(link_id: uuid.UUID, token: str, code: str) -> tuple[ReferralLink, Referral]:
    """The link and its referral, locked in the order in which everybody locks them."""
    known = ReferralLink.objects.filter(id=link_id).first()
    if known is None:
        raise NoSuchLink
    if not hmac.compare_digest(known.code_hash, code_hash(known.organisation_id, token, code)):
        raise WrongCode
    referral = locked(known.referral_id)
    link = ReferralLink.objects.select_for_update().filter(id=link_id).first()
    if link is None:
        raise NoSuchLink
    return link, referral


@transaction.atomic
def open_package(*, link: ReferralLink, token: str, code: str) -> Package:
    """What may go now, to who has the code; the first time is a step. Raises `WrongCode`, `NoSuchLink`,
    `WrongState`."""
    held, referral = _checked(link.id, token, code)
    by = _receiver(held)
    check_move(referral, "opened", timezone.now())
    if held.opened_at is None:
        held.opened_at = timezone.now()
        held.save(update_fields=["opened_at"])
        make_step(by, referral, "opened", held.opened_at)
        referral.save()
    return package_of(by=by, referral=referral)


@transaction.atomic
def answer_link(
    *, link: ReferralLink, token: str, code: str, kind: str, refusal: str = "", words: str = ""
) -> Referral:
    """The answer, once. Raises `WrongCode`, `NoSuchLink`, `AnsweredAlready`, `WrongState`, `ContactTold`."""
    held, referral = _checked(link.id, token, code)
    if held.used_at is not None:
        raise AnsweredAlready
    give_answer(_receiver(held), referral, kind, refusal, words)
    held.used_at = timezone.now()
    held.save(update_fields=["used_at"])
    return referral
