"""Somebody gives notice (article 16)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.notices.permissions import GIVE
from baken.notices.received.codes import code_hash, new_code
from baken.notices.received.exceptions import ContactNeeded, NotInGoodFaith, TooManyNotices
from baken.notices.received.models import NoticedThing, NotifierContact, ReceivedNotice
from baken.notices.received.policies import (
    URGENT,
    check_contact,
    comes_first,
    is_set_aside,
    may_be_anonymous,
    plain_words,
)
from baken.notices.received.queries import desk_actor, open_desk_of, suspended_until
from baken.notices.received.sealing import notifier_key, place_key, seal
from baken.notices.received.states import NOTICE_MOVES
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import check_may

MOST_AN_HOUR = 300
"""Notices that one organisation takes in an hour, of everybody together: nobody is told apart for it. Those
about somebody who may be in danger are counted by themselves, so that others never keep them out."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What who gives notice gets at once: the notice, and the code that is shown only now."""

    notice: ReceivedNotice
    code: str


def give_notice(
    *,
    organisation: Organisation,
    kind: str,
    subject: str,
    location: str,
    why: str,
    good_faith: bool,
    name: str = "",
    email: str = "",
    language: str = "nl",
    through: Actor | None = None,
) -> Receipt:
    """Takes a notice in. `kind` is a code of `NotifierKind`, `subject` one of `NoticeSubject`.

    Notices about the same place are tied together. `through` is a program that brings it for somebody;
    without one it is the public form. Raises `NotPermitted`, `DeskClosed`, `TooManyNotices`, `WhyMissing`,
    `ContactNeeded`, `NotInGoodFaith`.
    """
    if through is not None:
        check_may(through, GIVE)
    with acting_for(organisation.id), transaction.atomic():
        desk = open_desk_of()
        if not good_faith:
            raise NotInGoodFaith
        where, told = plain_words(location), plain_words(why)
        if kind == "anonymous":
            if not may_be_anonymous(subject):
                raise ContactNeeded
            name = email = ""
        check_contact(subject, name, email)
        # one number after the other, and of two about one new place the second finds the first
        Organisation.objects.select_for_update(no_key=True).get(id=organisation.id)
        now = timezone.now()
        urgent = Q(subject__in=URGENT)
        alike = ReceivedNotice.objects.filter(urgent if subject in URGENT else ~urgent)
        if alike.filter(received_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
            raise TooManyNotices
        vault = Vault(organisation.id)
        thing = _thing(organisation, vault, where)
        notifier = notifier_key(vault, email) if email.strip() else ""
        suspended = bool(notifier) and suspended_until(notifier) is not None
        aside = is_set_aside(subject=subject, suspended=suspended)
        move = NOTICE_MOVES["give_suspended" if aside else "give"]
        hours = desk.urgent_within if comes_first(kind, subject) else desk.decide_within
        code = new_code()
        newest = ReceivedNotice.objects.aggregate(Max("number"))["number__max"] or 0
        notice = ReceivedNotice(
            organisation=organisation,
            thing=thing,
            number=newest + 1,
            code_hash=code_hash(organisation.id, code),
            kind=kind,
            subject=subject,
            state=move.target,
            received_at=now,
            due_at=now + timedelta(hours=hours),
            language=language,
        )
        seal(vault, notice, "why", told)
        notice.save()
        if name.strip() or email.strip():
            contact = NotifierContact(organisation=organisation, notice=notice, notifier=notifier, at=now)
            seal(vault, contact, "name", name.strip())
            seal(vault, contact, "email", email.strip())
            contact.save()
        touched(thing)
        record_event(
            by=through or desk_actor(organisation),
            action=move.event,
            subject=f"notice:{notice.id}",
            details={"subject": subject, "kind": kind},
        )
        return Receipt(notice, code)


def _thing(organisation: Organisation, vault: Vault, where: str) -> NoticedThing:
    key = place_key(vault, where)
    found = NoticedThing.objects.filter(key=key).first()
    if found is not None:
        return found
    thing = NoticedThing(organisation=organisation, key=key, last_at=timezone.now())
    seal(vault, thing, "location", where)
    thing.save()
    return thing


def touched(thing: NoticedThing) -> None:
    """Something happened: from now its period counts."""
    thing.last_at = timezone.now()
    thing.save(update_fields=["last_at"])
