"""Beginning a referral, and writing down what goes with it."""

import secrets
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.cases.policies import of_reader
from baken.extraction.own_contacts import own_contacts
from baken.privacy.data_uris import cut_data_uris
from baken.privacy.pseudonyms import pseudonym
from baken.referrals.actions.steps import lapse_looks, locked, make_step, note
from baken.referrals.exceptions import ReceiverGone, WordsMissing, WrongState
from baken.referrals.models import HelpOrganisation, Referral, ReferralItem
from baken.referrals.package import NEEDS_SECOND
from baken.referrals.permissions import WORK
from baken.referrals.policies import check_ground, check_item, plain_words
from baken.referrals.sealing import opened, sealed
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.models import Lead
from baken.vocabulary.adverts import ContactKind
from baken.vocabulary.referrals import PackageItem, ReferralGround

_LETTERS = "23456789BCDFGHJKMNPQRTVWXYZ"
REGION = "NL"


def new_number() -> str:
    """A number by chance: no vowels, so no words, and nothing that reads as something else."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


@transaction.atomic
def prepare_referral(
    *, by: Actor, receiver_id: uuid.UUID, ground: str, why: str, lead_id: uuid.UUID | None = None,
    case_id: uuid.UUID | None = None,
) -> Referral:  # fmt: skip
    """A referral to one receiver, on a ground (a code of `ReferralGround`), and why in one's own words.

    It may be about a lead, and part of a case that whoever refers is on.

    Raises `ReceiverGone`, `GroundNotForReceiver`, `ContactTold`, `WordsMissing`, `NotPermitted`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    receiver = get_object_or_404(HelpOrganisation, id=receiver_id)
    if receiver.gone:
        raise ReceiverGone
    if ground not in ReferralGround:
        raise WrongState("no such ground")
    check_ground(receiver.receiver, ground)
    lead = get_object_or_404(Lead, id=lead_id) if lead_id else None
    case = get_object_or_404(of_reader(by), id=case_id) if case_id else None
    now = timezone.now()
    referral = Referral(
        organisation=by.organisation, number=new_number(), created_at=now, owner=by.user, receiver=receiver,
        lead=lead, case=case, ground=ground, state="prepared", step_count=1,
    )  # fmt: skip
    referral.why = sealed(referral, "why", plain_words(why))
    referral.save()
    step = {"organisation": by.organisation, "place": 1, "kind": "prepared", "at": now, "by": by.user}
    referral.steps.create(**step)
    note(by, referral, "referrals.prepared", receiver=receiver.receiver, ground=ground)
    return referral


@transaction.atomic
def write_items(
    *, by: Actor, referral_id: uuid.UUID, seen: int, words: Mapping[str, str], contact_kind: str = "phone"
) -> Referral:
    """Writes items of the package down, an item with no words goes away; what two people approved lapses, and
    the consent for what changed.

    `words` maps codes of `PackageItem` to words; `contact_kind` (a code of `ContactKind`) says what the item
    for contact holds. Raises `WrongState`, `NotForThisReceiver`, `ContactTold`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    if contact_kind not in ContactKind or any(item not in PackageItem for item in words):
        raise WrongState("no such item")
    referral = locked(referral_id, seen)
    if referral.state != "prepared":
        raise WrongState
    there = {one.item: opened(one, "words") for one in referral.items.all()}
    changed = 0
    for item, text in words.items():
        check_item(referral.receiver.receiver, item)
        is_contact = item == NEEDS_SECOND
        said = cut_data_uris(text).strip() if is_contact else plain_words(text, needed=False)
        kept = f"{contact_kind}: {said}" if is_contact and said else said
        if kept == there.get(item, ""):
            continue
        changed += 1
        referral.items.filter(item=item).delete()
        # who agreed, agreed to what stood there
        referral.consents.filter(item=item, withdrawn_at=None).delete()
        if kept:
            _store(by, referral, item, kept, _pseudonyms(by, contact_kind, said) if is_contact else [])
    if changed:
        lapse_looks(referral)
        referral.step_count += 1
        referral.save(update_fields=["step_count"])
        note(by, referral, "referrals.items_written", items=changed)
    return referral


def _store(by: Actor, referral: Referral, item: str, words: str, pseudonyms: list[str]) -> None:
    row = ReferralItem(organisation=by.organisation, referral=referral, item=item, pseudonyms=pseudonyms)
    row.words = sealed(row, "words", words)
    row.save()


def _pseudonyms(by: Actor, kind: str, value: str) -> list[str]:
    key = Vault(by.organisation.id).pseudonym_key
    found = own_contacts([{"kind": kind, "value": value}], REGION)
    return [pseudonym(one.kind, one.value, key) for one in found]


@transaction.atomic
def withdraw_referral(*, by: Actor, referral_id: uuid.UUID, seen: int, words: str) -> Referral:
    """Takes a referral back, with the reason; its address answers no more.

    Raises `WrongState`, `ContactTold`, `WordsMissing`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    said = plain_words(words)
    make_step(by, referral, "withdrawn", timezone.now(), said)
    referral.links.all().delete()
    referral.save()
    return referral


@transaction.atomic
def finish_referral(*, by: Actor, referral_id: uuid.UUID, seen: int, words: str = "") -> Referral:
    """Help has begun. Raises `WrongState`, `ContactTold`, `ChangedMeanwhile`, Http404."""
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    make_step(by, referral, "done", timezone.now(), plain_words(words, needed=False))
    referral.links.all().delete()
    referral.save()
    return referral


@transaction.atomic
def take_over(*, by: Actor, referral_id: uuid.UUID, seen: int, words: str) -> Referral:
    """Takes up the silence of a receiver: says what was done, and is the owner from now on.

    Raises `WrongState`, `WordsMissing`, `ContactTold`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    referral = locked(referral_id, seen)
    if not words.strip():
        raise WordsMissing
    make_step(by, referral, "taken_over", timezone.now(), plain_words(words))
    referral.owner = by.user
    referral.save()
    return referral
