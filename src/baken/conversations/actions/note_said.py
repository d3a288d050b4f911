"""What the person said of our contact with them, taken back where it was written by mistake, and harm talked
over with a colleague. Codes and days alone; the log tells that it was written, never what was said."""

import uuid
from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.conversations.actions.hold_conversation import stop_waiting
from baken.conversations.actions.steps import locked, note
from baken.conversations.exceptions import NotSaid, NotYours, WrongState
from baken.conversations.models import ConversationSaid
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import check_words_read
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.said_by_person import UNWELCOME, can_be_said, can_see_harm, can_take_back


@transaction.atomic
def note_said(*, by: Actor, conversation_id: uuid.UUID, answer: str, said_on: date) -> ConversationSaid:
    """Writes their answer down; that of the latest day stands. Where the contact did harm or was not wanted,
    what was to go is taken back. It is no stop: that they want no more is said with the stop button.

    Raises `NotYours` for who may not read the conversation, `NotSaid`, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    conversation = locked(conversation_id)
    check_words_read(conversation, by)
    if not can_be_said(answer, said_on, timezone.localdate(conversation.created_at)):
        raise NotSaid
    conversation.step_count += 1
    row = ConversationSaid.objects.create(
        organisation=by.organisation, conversation=conversation, answer=answer, said_on=said_on,
        place=conversation.step_count, at=timezone.now(), by=by.user,
    )  # fmt: skip
    if answer in UNWELCOME:
        stop_waiting(conversation)
    conversation.save()
    note(by, conversation, "conversations.said_noted")
    return row


@transaction.atomic
def take_back_said(*, by: Actor, conversation_answer_id: uuid.UUID) -> ConversationSaid:
    """It was written by mistake, says who wrote it: what stood before it stands again.

    Raises `NotYours`, `WrongState` where it was taken back before, Http404.
    """
    check_may(by, TALK)
    check_person(by)
    known = get_object_or_404(ConversationSaid, id=conversation_answer_id)
    conversation = locked(known.conversation_id)
    check_words_read(conversation, by)
    row = ConversationSaid.objects.select_for_update(of=("self",)).get(id=known.id)
    if row.by_id != by.user.id:
        raise NotYours
    if not can_take_back(row, by):
        raise WrongState
    row.back_at, row.back_by = timezone.now(), by.user
    row.save()
    conversation.step_count += 1
    conversation.save()
    note(by, conversation, "conversations.said_taken_back")
    return row


@transaction.atomic
def talk_harm_over(*, by: Actor, conversation_answer_id: uuid.UUID) -> ConversationSaid:
    """Somebody else than who wrote it or has the conversation talked over with them that it did harm.

    Raises `WrongState` for anybody else and where that was done before, Http404.
    """
    check_may(by, SECOND)
    check_person(by)
    known = get_object_or_404(ConversationSaid, id=conversation_answer_id)
    conversation = locked(known.conversation_id)
    row = ConversationSaid.objects.select_for_update(of=("self",)).get(id=known.id)
    if not can_see_harm(row, by, conversation.owner_id):
        raise WrongState
    row.seen_at, row.seen_by = timezone.now(), by.user
    row.save()
    conversation.step_count += 1
    conversation.save()
    note(by, conversation, "conversations.said_talked_over")
    return row
