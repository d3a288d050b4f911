"""Erasure at somebody's own request: one contact, everywhere it stands."""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from baken.adverts.models import (
    AdvertContact,
    ContactMention,
    JudgedSighting,
    Link,
    LinkEdge,
    Sighting,
    Signal,
)
from baken.adverts.vault import CONTACT_COLUMN, Vault
from baken.audit.actions import record_event
from baken.collection.models import Capture
from baken.conversations.actions.forget_contact import forget_conversations
from baken.door.standing import forget_contact
from baken.extraction.own_contacts import own_contacts
from baken.privacy.encryption import NotDecryptable
from baken.privacy.pseudonyms import pseudonym
from baken.referrals.actions.forget_contact import forget_contact_items
from baken.rights.capture_search import captures_showing
from baken.rights.cutting import REGION, without_contact
from baken.rights.exceptions import NoSuchContact
from baken.rights.holding import held
from baken.rights.market_steps import CUT, forget_pseudonyms, replace_records, rewrite, signals_of
from baken.rights.models import ErasureRequest
from baken.rights.permissions import MANAGE
from baken.rights.steps import BATCH, Gone
from baken.rights.waiting import LINK, REQUESTS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.tenancy.waiting import put_in_queue
from baken.triage.actions.keep_stops import keep_stops
from baken.triage.hindsight.models import HindsightReview, HindsightSighting
from baken.triage.models import Lead
from baken.vocabulary.adverts import ContactKind

_LONGEST = 320


@transaction.atomic
def ask_erasure(*, by: Actor, kind: str, value: str) -> None:
    """Notes that a person asked for a contact to be erased, to be carried out at once by a worker.

    What is noted is the contact's pseudonym, until it is done. Whether anything is known of it changes
    nothing here: not the answer, and not the time it takes. Raises `NoSuchContact`.
    """
    check_may(by, MANAGE)
    value = value.strip()
    if kind not in ContactKind or not value or len(value) > _LONGEST:
        raise NoSuchContact
    key = Vault(by.organisation.id).pseudonym_key
    for contact in own_contacts([{"kind": kind, "value": value}], REGION):
        request = ErasureRequest.objects.create(
            organisation=by.organisation,
            pseudonym=pseudonym(contact.kind, contact.value, key),
            asked_at=timezone.now(),
            asked_by=by.user,
        )
        record_event(by=by, action="rights.erasure_asked", subject=f"request:{request.id}")
    put_in_queue(REQUESTS, by.organisation.id)


def erase_contact(*, by: Actor, kind: str, value: str) -> None:
    """The same, carried out now: for a named person or a command. Raises `NoSuchContact`."""
    ask_erasure(by=by, kind=kind, value=value)
    erase_requested(by=by)


def erase_requested(*, by: Actor) -> int:
    """Carries out the requests that wait, each in a transaction of its own; returns how many."""
    check_may(by, MANAGE)
    done = 0
    for request_id in list(ErasureRequest.objects.filter(done_at=None).values_list("id", flat=True)):
        with transaction.atomic():
            request = ErasureRequest.objects.select_for_update().filter(id=request_id, done_at=None).first()
            if request is None:
                continue
            _erase(by, request.pseudonym)
            request.pseudonym, request.done_at = "", timezone.now()
            request.save()
            # counts would say whether it was known: the log says only that it was done
            record_event(by=by, action="rights.erasure_done", subject=f"request:{request.id}")
        done += 1
    return done


def _erase(by: Actor, unwanted: str) -> Gone:
    vault = Vault(by.organisation.id)

    def at_door(row: dict[str, Any]) -> dict[str, Any]:
        return without_contact(
            row, row["sighting_id"], key=vault.pseudonym_key, unwanted=frozenset((unwanted,)), values=()
        )

    forget_contact(unwanted, vault, at_door)
    # what is handed over of a contact goes, whether an advert holds it or not
    forget_contact_items(by=by, unwanted=unwanted)
    forget_conversations(by=by, unwanted=unwanted)
    contact = AdvertContact.objects.filter(pseudonym=unwanted).first()
    if contact is None:
        # a search campaign, or a hub, may know it though no sighting holds it any more
        return forget_pseudonyms([unwanted])
    # what was stopped for good stays so, as a keyed hash, also after this contact has gone
    keep_stops(by=by)
    mentions = ContactMention.objects.filter(contact=contact).exclude(held(ContactMention))
    sightings = list(mentions.values_list("sighting_id", flat=True).distinct())
    try:
        values = [vault.open(contact.value, CONTACT_COLUMN, contact.id)]
    except NotDecryptable:
        values = []
    gone: Counter[str] = Counter()
    for start in range(0, len(sightings), BATCH):
        gone.update(_cut(vault, sightings[start : start + BATCH], unwanted, values))
    gone.update(_unlink(sightings))
    _count(gone, _captures(by, sightings, values).delete())
    gone.update(forget_pseudonyms([unwanted]))
    _count(gone, mentions.delete())
    if not ContactMention.objects.filter(contact=contact).exists():
        _count(gone, contact.delete())
    put_in_queue(LINK, by.organisation.id)
    return dict(gone)


def _captures(by: Actor, sightings: list[Any], values: list[str]) -> QuerySet[Capture]:
    """The pages of these sightings, and every other page that shows the contact: among the adverts
    beside another one, say."""
    shown = captures_showing(by.organisation.id, values)
    found = Capture.objects.filter(Q(id__in=shown) | Q(sightings__in=sightings)).values("id")
    return Capture.objects.filter(id__in=found).exclude(held(Capture))


def _cut(vault: Vault, sightings: list[Any], unwanted: str, values: list[str]) -> Gone:
    sealed, unreadable = {}, []
    stored = Sighting.objects.filter(id__in=sightings).order_by("id").select_for_update()
    for row, record in stored.values_list("id", "record"):

        def cut(one: dict[str, Any], row: Any = row) -> dict[str, Any]:
            return without_contact(
                one, str(row), key=vault.pseudonym_key, unwanted=frozenset((unwanted,)), values=values
            )

        try:
            sealed[row] = rewrite(vault, row, record, cut)
        except NotDecryptable:
            unreadable.append(row)
    replace_records(sealed, cut=False)
    gone: Counter[str] = Counter({CUT: len(sealed)})
    _count(gone, Sighting.objects.filter(id__in=unreadable).only("pk").delete())
    return dict(gone)


def _unlink(sightings: list[Any]) -> Gone:
    """What was concluded from the contact: edges through contacts, and the signals and leads of
    advertisers that it may have made, whatever lead they go on under now. What still holds without it, the
    next run finds again. What a person joined goes apart again too; what they set apart stays so, as that
    shields.

    A lead that somebody called urgent stays, without the contact: whoever asks need not be the person
    behind the advert, and a child or a life may depend on it.
    """
    gone: Counter[str] = Counter()
    through = Q(left__in=sightings) | Q(right__in=sightings)
    _count(gone, LinkEdge.objects.filter(through).exclude(kind="text").delete())
    joined = JudgedSighting.objects.filter(judgement__kind="join", sighting__in=sightings)
    _count(gone, joined.exclude(held(JudgedSighting)).delete())
    advertisers = list(
        Link.objects.filter(sighting__in=sightings).values_list("advertiser", flat=True).distinct()
    )
    _count(gone, _reviews_of(sightings).delete())
    about = signals_of(sightings) | Q(advertiser__in=advertisers)
    _count(gone, Signal.objects.filter(about).exclude(held(Signal)).delete())
    # one that rests since a join has no advertiser, but holds on to its sightings
    theirs = Q(advertiser__in=advertisers) | Q(known_sightings__overlap=sightings)
    leads = Lead.objects.filter(theirs, urgent_kind=None, outreach_stopped=False)
    leads = leads.exclude(held(Lead))
    _count(gone, leads.delete())
    _count(gone, Link.objects.filter(sighting__in=sightings).delete())
    return dict(gone)


def _reviews_of(sightings: list[Any]) -> QuerySet[HindsightReview]:
    """The proven cases in which one of these sightings was run again: what rules said of it rests on the
    contact too. One with a sighting that a hold keeps stays."""
    named = HindsightSighting.objects.filter(sighting__in=sightings).values("review")
    kept = HindsightSighting.objects.filter(held(HindsightSighting)).values("review")
    return HindsightReview.objects.filter(id__in=named).exclude(id__in=kept)


def _count(gone: Counter[str], deleted: tuple[int, dict[str, int]]) -> None:
    gone.update({label.lower(): count for label, count in deleted[1].items()})
