"""Writing: a draft; a human's approval of exactly these words, and with it the message in the outbox; that of
a second person; taking back; and saying whether a message went of which nobody knows."""

import uuid
from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.conversations.actions.steps import happened, locked, note, store_step
from baken.conversations.contact_policy import ASKS_SECOND, COLD, WAITS, refusals
from baken.conversations.exceptions import MayNotGo, WordsMissing, WrongState
from baken.conversations.facts import facts_now
from baken.conversations.models import Conversation, Message, MessageDraft, MessageTemplate
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import LONGEST_MESSAGE, check_owner, check_words, may_second
from baken.conversations.sealing import sealed, text_mark
from baken.conversations.states import message_move
from baken.conversations.suppression.actions import forget_approach
from baken.conversations.waiting import SEND_MESSAGES
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.tenancy.waiting import put_in_queue
from baken.vocabulary.conversations import MessageKind


@transaction.atomic
def save_draft(*, by: Actor, conversation_id: uuid.UUID, words: str) -> None:
    """Keeps what somebody is writing; nothing takes it away. Raises `NotYours`, Http404."""
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    check_owner(conversation, by)
    store_draft(by, conversation, words)


def store_draft(by: Actor, conversation: Conversation, words: str) -> None:
    """The same, in a transaction that holds the conversation."""
    mine = MessageDraft.objects.filter(conversation=conversation, user=by.user)
    if not words.strip():
        mine.delete()
        return
    draft = mine.first() or MessageDraft(
        organisation=by.organisation, conversation=conversation, user=by.user
    )
    draft.words, draft.saved_at = sealed(draft, "words", words[:LONGEST_MESSAGE]), timezone.now()
    draft.save()


@transaction.atomic
def approve_message(
    *,
    by: Actor,
    conversation_id: uuid.UUID,
    seen: int,
    kind: str = "reply",
    words: str = "",
    template_id: uuid.UUID | None = None,
) -> Message:
    """A named person approves exactly these words (or a template's): they stand in the outbox when this is
    committed. It is asked again whether they may go at the moment that they would. What a second person must
    decide on waits for one.

    Raises `MayNotGo` with the reasons where it may not go and waiting does not help, `NotYours`,
    `ChangedMeanwhile`, `WordsMissing`, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    if kind not in MessageKind.codes_in("ours"):
        raise WrongState("no such kind of message")
    conversation = locked(conversation_id, seen)
    check_owner(conversation, by)
    template = get_object_or_404(MessageTemplate, id=template_id) if template_id else None
    said = template.text if template else check_words(words, longest=LONGEST_MESSAGE)
    if kind in COLD and _is_under_way(conversation):
        raise WrongState("a message to this contact is on its way already")
    now = timezone.now()
    message = Message(
        organisation=by.organisation, conversation=conversation, place=next_place(conversation), kind=kind,
        state="waiting", template=template, created_at=now, approved_by=by.user, approved_at=now,
        approved_text=text_mark(by.organisation.id, conversation.id, said), key=uuid.uuid4(),
        next_try_at=now,
    )  # fmt: skip
    message.words = sealed(message, "words", said)
    found = set(refusals(facts_now(conversation, message, now)))
    if found - WAITS - ASKS_SECOND:
        raise MayNotGo(tuple(sorted(found)))
    if found & ASKS_SECOND:
        message.state, message.next_try_at = "second", None
    message.save()
    MessageDraft.objects.filter(conversation=conversation, user=by.user).delete()
    conversation.step_count += 1
    conversation.waits_since = None
    conversation.save()
    happened(conversation, now)
    note(by, conversation, "conversations.message_approved", kind=kind, second=message.state == "second")
    put_in_queue(SEND_MESSAGES, by.organisation.id)
    return message


@transaction.atomic
def decide_second(*, by: Actor, message_id: uuid.UUID, approve: bool) -> Message:
    """A second person approves or declines exactly these words. Raises `WrongState`, `NotPermitted` for who
    approved it first or has the conversation, Http404."""
    check_may(by, SECOND)
    check_person(by)
    message, conversation = locked_message(message_id)
    if message.state != "second":
        raise WrongState
    if not may_second(message, by):
        raise NotPermitted("somebody else than who approves a message decides on it as a second person")
    now = timezone.now()
    if approve:
        message.second_by, message.second_at = by.user, now
        _to(message, "second_approved")
        message.next_try_at = now
    else:
        _to(message, "second_declined")
    message.save()
    _counted(conversation)
    note(by, conversation, "conversations.message_second", approved=approve)
    put_in_queue(SEND_MESSAGES, by.organisation.id)
    return message


@transaction.atomic
def drop_message(*, by: Actor, message_id: uuid.UUID) -> Message:
    """Takes back what did not go yet. Raises `NotYours`, `WrongState` where it is going or went, Http404."""
    check_may(by, TALK)
    check_person(by)
    message, conversation = locked_message(message_id)
    check_owner(conversation, by)
    _to(message, "dropped")
    message.next_try_at = None
    message.save()
    _counted(conversation)
    note(by, conversation, "conversations.message_dropped")
    return message


@transaction.atomic
def settle_unknown(*, by: Actor, message_id: uuid.UUID, went: bool) -> Message:
    """A person says of a message, of which nobody knows whether it went, that it did or did not. What did not
    goes again by their approval of now, if the policy lets it. Raises `NotYours`, `WrongState`, Http404."""
    check_may(by, TALK)
    check_person(by)
    message, conversation = locked_message(message_id)
    check_owner(conversation, by)
    now = timezone.now()
    if went:
        _to(message, "said_sent")
        message.sent_at = message.asked_at
    else:
        _to(message, "said_not_sent")
        if message.second_by_id == by.user.id:
            message.second_by = message.second_at = None
        message.approved_by, message.approved_at = by.user, now
        # under a name of its own: should the first one turn up after all, it is known apart
        message.key, message.asked_at, message.next_try_at = uuid.uuid4(), None, now
        if message.kind in COLD:
            forget_approach(conversation.organisation_id, conversation.contact.pseudonym)
    message.save()
    _counted(conversation)
    note(by, conversation, "conversations.message_settled", went=went)
    put_in_queue(SEND_MESSAGES, by.organisation.id)
    return message


@transaction.atomic
def write_note(*, by: Actor, conversation_id: uuid.UUID, words: str) -> None:
    """A note for colleagues; it never goes out. Raises `WordsMissing`, Http404."""
    check_may(by, TALK)
    check_person(by)
    if not words.strip():
        raise WordsMissing
    conversation = locked(conversation_id)
    store_step(by, conversation, "note", timezone.now(), check_words(words))
    conversation.save()
    note(by, conversation, "conversations.note_written")


def locked_message(message_id: uuid.UUID) -> tuple[Message, Conversation]:
    """A message and its conversation, for this transaction alone. Raises Http404."""
    known = get_object_or_404(Message, id=message_id)
    conversation = locked(known.conversation_id)
    message = get_object_or_404(Message.objects.select_for_update(of=("self",)), id=message_id)
    message.conversation = conversation
    return message, conversation


def next_place(conversation: Conversation) -> int:
    """The next place in it, from 1; while it is locked."""
    last = conversation.messages.order_by("-place").values_list("place", flat=True).first()
    return (last or 0) + 1


def _is_under_way(conversation: Conversation) -> bool:
    going = ("second", "waiting", "sending", "unknown")
    return conversation.messages.filter(state__in=going, kind__in=COLD).exists()


def _to(message: Message, kind: str) -> None:
    made = message_move(kind, message.state)
    if made is None:
        raise WrongState
    message.state = made.target


def _counted(conversation: Conversation, now: datetime | None = None) -> None:
    conversation.step_count += 1
    conversation.save(update_fields=["step_count"])
    happened(conversation, now or timezone.now())
