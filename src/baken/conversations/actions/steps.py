"""How a conversation is kept in step with its history: locked, a step added, the log told."""

import secrets
import uuid
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404

from baken.audit.actions import record_event
from baken.conversations.models import Contact, Conversation, ConversationStep
from baken.conversations.policies import check_move, check_seen
from baken.conversations.sealing import sealed
from baken.conversations.states import CONVERSATION_MOVES
from baken.tenancy.acting import Actor

_LETTERS = "23456789BCDFGHJKMNPQRTVWXYZ"


def new_number() -> str:
    """A number by chance: about nobody, and no word."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def locked(conversation_id: uuid.UUID, seen: int | None = None) -> Conversation:
    """The conversation with its contact, for this transaction alone. Raises `ChangedMeanwhile`, Http404."""
    # the contact first: who receives takes it before there is a conversation
    contact = get_object_or_404(
        Contact.objects.select_for_update(of=("self",)), conversation__id=conversation_id
    )
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("lead", "owner", "supervisor")
    conversation = get_object_or_404(rows, id=conversation_id)
    conversation.contact = contact
    check_seen(conversation, seen)
    return conversation


def store_step(
    by: Actor, conversation: Conversation, kind: str, now: datetime, words: str = "", to: Any = None,
    by_them: bool = False,
) -> ConversationStep:  # fmt: skip
    """Adds a step, and counts it. The caller saves the conversation."""
    conversation.step_count += 1
    step = ConversationStep(
        organisation_id=conversation.organisation_id, conversation=conversation, kind=kind, at=now,
        by=None if by_them or by.user.is_system else by.user, to=to,
    )  # fmt: skip
    step.words = sealed(step, "words", words)
    step.save()
    return step


def move(
    by: Actor, conversation: Conversation, kind: str, now: datetime, words: str = "", by_them: bool = False
) -> None:
    """Makes a step between states, with its event. The caller saves. Raises `WrongState`."""
    made = check_move(conversation, kind)
    conversation.state = made.target
    store_step(by, conversation, kind, now, words, by_them=by_them)
    note(by, conversation, CONVERSATION_MOVES[kind].event)


def happened(conversation: Conversation, now: datetime) -> None:
    """The contact is kept from the moment anything last happened."""
    if conversation.contact.last_at < now:
        conversation.contact.last_at = now
        conversation.contact.save(update_fields=["last_at"])


def note(by: Actor, conversation: Conversation, event: str, **details: Any) -> None:
    """Writes to the log what was done, in codes and counts."""
    record_event(by=by, action=event, subject=f"conversation:{conversation.id}", details=details)
