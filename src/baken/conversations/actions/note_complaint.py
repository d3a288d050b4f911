"""That somebody complained about how we approached or spoke with them."""

import uuid

from django.db import transaction
from django.utils import timezone

from baken.conversations.actions.hold_conversation import stop_waiting
from baken.conversations.actions.steps import locked, note, store_step
from baken.conversations.models import Conversation
from baken.conversations.permissions import TALK
from baken.conversations.policies import check_words, check_words_read
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def note_complaint(*, by: Actor, conversation_id: uuid.UUID, words: str) -> Conversation:
    """Writes a complaint down, over whichever way it came. What was to go is taken back: who complained gets
    no words that were approved before. It is no stop: that they want no more is said with the stop button.

    Raises `NotYours` for who may not read the conversation, `WordsMissing`, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    check_words_read(conversation, by)
    stop_waiting(conversation)
    store_step(by, conversation, "complained", timezone.now(), check_words(words))
    conversation.save()
    note(by, conversation, "conversations.complaint_noted")
    return conversation
