"""Who has a conversation: begun, taken, handed over with a note, joined by a supervisor, paused, closed."""

import uuid
from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import User
from baken.conversations.actions.steps import happened, locked, move, new_number, note, store_step
from baken.conversations.exceptions import NoSuchContact, ThereAlready, WordsMissing, WrongState
from baken.conversations.models import Contact, Conversation
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import check_join, check_owner, check_take, check_words, check_young
from baken.conversations.sealing import contact_pseudonym, sealed
from baken.conversations.suppression.marks import identity
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.models import Lead
from baken.vocabulary.conversations import MessageChannel
from baken.vocabulary.languages import ADVERT_LANGUAGES


@transaction.atomic
def begin_conversation(
    *, by: Actor, channel: str, value: str, language: str, lead: Lead, advert_seen_at: datetime | None
) -> Conversation:
    """A conversation that we begin, with its owner; nothing is sent. Raises `ThereAlready`,
    `NoSuchContact`, `WrongState` for an unknown language."""
    check_may(by, TALK)
    check_person(by)
    if language not in ADVERT_LANGUAGES:
        raise WrongState("no such language")
    contact = contact_for(by, channel, value, timezone.now())
    if Conversation.objects.filter(contact=contact).exists():
        raise ThereAlready
    contact.advert_seen_at = advert_seen_at
    contact.save(update_fields=["advert_seen_at"])
    return new_conversation(by, contact, "us", language, timezone.now(), lead)


def contact_for(by: Actor, channel: str, value: str, now: datetime) -> Contact:
    """The contact, locked for this transaction; made where it is not there. Raises `NoSuchContact`."""
    if channel not in MessageChannel or not value.strip():
        raise NoSuchContact
    kind, normal = identity(channel, value)
    name = contact_pseudonym(by.organisation.id, kind, normal)
    contact = Contact(organisation=by.organisation, channel=channel, pseudonym=name, last_at=now, value=b"")
    contact.value = sealed(contact, "value", normal)
    # two that come in at once make one
    Contact.objects.bulk_create([contact], ignore_conflicts=True)
    return Contact.objects.select_for_update().get(channel=channel, pseudonym=name)


def new_conversation(
    by: Actor, contact: Contact, began: str, language: str, now: datetime, lead: Lead | None = None
) -> Conversation:
    """A conversation with a contact that has none, while the contact is locked."""
    conversation = Conversation(
        organisation=by.organisation, contact=contact, number=new_number(), began=began, language=language,
        owner=None if by.user.is_system else by.user, lead=lead, created_at=now,
    )  # fmt: skip
    conversation.save()
    store_step(by, conversation, "begun", now, by_them=began == "them")
    conversation.save()
    note(by, conversation, "conversations.begun", began=began, channel=contact.channel)
    return conversation


@transaction.atomic
def take_conversation(*, by: Actor, conversation_id: uuid.UUID) -> Conversation:
    """Takes a conversation that nobody has. Raises `NotYours` where somebody has it, Http404."""
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    check_take(conversation, by)
    conversation.owner = by.user
    store_step(by, conversation, "taken", timezone.now())
    conversation.save()
    note(by, conversation, "conversations.taken")
    return conversation


@transaction.atomic
def hand_conversation(
    *, by: Actor, conversation_id: uuid.UUID, seen: int, to_id: uuid.UUID | None, words: str
) -> Conversation:
    """Gives it to a colleague, or (`to_id` None) back to the team, with a note; what waited to be sent was
    approved by another, and is taken back. Raises `NotYours`, `ChangedMeanwhile`, `WordsMissing`,
    `WrongState` for who may not hold conversations, Http404."""
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id, seen)
    check_owner(conversation, by)
    said = check_words(words)
    to = get_object_or_404(User, id=to_id, is_system=False, is_active=True) if to_id else None
    if to is not None and (to.id == by.user.id or not set(to.roles) & TALK.roles):
        raise WrongState("this colleague can't have it")
    if to is not None and to.id == conversation.supervisor_id:
        conversation.supervisor = None
    conversation.owner = to
    store_step(by, conversation, "handed", timezone.now(), said, to=to)
    stop_waiting(conversation)
    conversation.save()
    note(by, conversation, "conversations.handed", to_team=to is None)
    return conversation


@transaction.atomic
def join_conversation(*, by: Actor, conversation_id: uuid.UUID) -> Conversation:
    """Comes along as a supervisor: reads all of it, decides as a second person, and answers nobody.

    Raises `WrongState`, Http404.
    """
    check_may(by, SECOND)
    check_person(by)
    conversation = locked(conversation_id)
    check_join(conversation, by)
    conversation.supervisor = by.user
    store_step(by, conversation, "joined", timezone.now())
    conversation.save()
    note(by, conversation, "conversations.joined")
    return conversation


@transaction.atomic
def leave_conversation(*, by: Actor, conversation_id: uuid.UUID) -> Conversation:
    """The supervisor leaves again. Raises `WrongState`, Http404."""
    check_may(by, SECOND)
    check_person(by)
    conversation = locked(conversation_id)
    if conversation.supervisor_id != by.user.id:
        raise WrongState
    conversation.supervisor = None
    store_step(by, conversation, "left", timezone.now())
    conversation.save()
    note(by, conversation, "conversations.left")
    return conversation


@transaction.atomic
def move_conversation(
    *, by: Actor, conversation_id: uuid.UUID, seen: int, kind: str, words: str
) -> Conversation:
    """Pauses it, goes on, closes it or opens it again, with why. A conversation that a young person began is
    neither paused nor closed by one person alone. Raises `NotYours`, `WrongState`, `ChangedMeanwhile`,
    `WordsMissing`, `YoungPersonNeedsTwo`, Http404."""
    check_may(by, TALK)
    check_person(by)
    if kind not in ("paused", "resumed", "closed", "reopened"):
        raise WrongState("no such step")
    conversation = locked(conversation_id, seen)
    if conversation.owner_id is not None or kind != "reopened":
        check_owner(conversation, by)
    if not words.strip():
        raise WordsMissing
    if kind in ("paused", "closed"):
        check_young(conversation, by)
    now = timezone.now()
    move(by, conversation, kind, now, check_words(words))
    if kind in ("paused", "closed"):
        stop_waiting(conversation)
    conversation.save()
    happened(conversation, now)
    return conversation


def stop_waiting(conversation: Conversation) -> int:
    """Takes back what did not go yet; returns how many."""
    waiting = conversation.messages.filter(state__in=("second", "waiting"))
    return waiting.update(state="dropped", next_try_at=None)
