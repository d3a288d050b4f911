"""What is allowed with a conversation now, as pairs. Whether a message may go is for `contact_policy`."""

import uuid
from datetime import datetime

from baken.conversations.exceptions import (
    ChangedMeanwhile,
    NotYours,
    WordsMissing,
    WrongState,
    YoungPersonNeedsTwo,
)
from baken.conversations.models import Conversation, Message
from baken.conversations.states import CONVERSATION_MOVES, Move
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor

LONGEST_MESSAGE = 2_000
LONGEST_NOTE = 5_000


def check_seen(conversation: Conversation, seen: int | None) -> None:
    """Raises `ChangedMeanwhile` when more happened than who decides saw."""
    if seen is not None and conversation.step_count != seen:
        raise ChangedMeanwhile


def check_owner(conversation: Conversation, by: Actor) -> None:
    """One person at a time answers. Raises `NotYours`."""
    if conversation.owner_id != by.user.id:
        raise NotYours


def can_answer(conversation: Conversation, by: Actor) -> bool:
    """Whether this person may write in it."""
    return conversation.owner_id == by.user.id and conversation.state != "closed"


def check_reads(conversation: Conversation, by: Actor) -> None:
    """Who it is about stands in clear for the owner alone. Raises `NotYours`."""
    check_owner(conversation, by)


def can_read(conversation: Conversation, by: Actor) -> bool:
    """Whether this person may read its words: who has it, or who came along as a supervisor. Everybody else
    takes it or joins first, and that stands in the log."""
    return by.user.id in (conversation.owner_id, conversation.supervisor_id)


def check_words_read(conversation: Conversation, by: Actor) -> None:
    """Raises `NotYours`."""
    if not can_read(conversation, by):
        raise NotYours


def can_take(conversation: Conversation, by: Actor) -> bool:
    """Whether it waits for whoever takes it, and this person may."""
    free = conversation.owner is None or not conversation.owner.is_active
    return free and conversation.supervisor_id != by.user.id


def check_take(conversation: Conversation, by: Actor) -> None:
    """Raises `NotYours`."""
    if not can_take(conversation, by):
        raise NotYours


def can_join(conversation: Conversation, user_id: uuid.UUID) -> bool:
    """Whether somebody else than who answers may join as a supervisor."""
    free = conversation.supervisor is None or not conversation.supervisor.is_active
    return conversation.state != "closed" and free and conversation.owner_id != user_id


def check_join(conversation: Conversation, by: Actor) -> None:
    """Raises `WrongState`."""
    if not can_join(conversation, by.user.id):
        raise WrongState


def check_move(conversation: Conversation, kind: str) -> Move:
    """The step, if it can be made in this state. Raises `WrongState`."""
    move = CONVERSATION_MOVES[kind]
    if conversation.state not in move.sources:
        raise WrongState
    return move


def can_move(conversation: Conversation, kind: str) -> bool:
    """Whether the step can be made."""
    return conversation.state in CONVERSATION_MOVES[kind].sources


def check_young(conversation: Conversation, by: Actor) -> None:
    """What a young person began is broken off by two: a supervisor is there, and somebody else than who does
    it wrote at the alarm what was done, to whom they were handed over, or why to nobody.

    Raises `YoungPersonNeedsTwo`.
    """
    if conversation.began != "them" or conversation.minority_since is None:
        return
    alarms = conversation.alarms.filter(kind="minority")
    newest = alarms.order_by("-at", "-id").first()
    settled = newest is not None and newest.answered_by_id not in (None, by.user.id)
    if conversation.supervisor_id is None or not settled:
        raise YoungPersonNeedsTwo


def can_break_off(conversation: Conversation, by: Actor) -> bool:
    """Whether it may be paused or closed as far as a young person is concerned."""
    try:
        check_young(conversation, by)
    except YoungPersonNeedsTwo:
        return False
    return True


def may_second(message: Message, by: Actor) -> bool:
    """Whether this person may decide on it as a second: not who approved it, nor who has the conversation."""
    return message.state == "second" and by.user.id not in (
        message.approved_by_id, message.conversation.owner_id
    )  # fmt: skip


def check_words(text: str, *, longest: int = LONGEST_NOTE) -> str:
    """The words as they are kept: no picture as text, and something to see. Raises `WordsMissing`."""
    words = cut_data_uris(text.replace("\x00", "")).strip()
    # signs that nobody sees are no words
    if not any(sign.isprintable() and not sign.isspace() for sign in words) or len(words) > longest:
        raise WordsMissing
    return words


def preferences_over(until: datetime | None, now: datetime) -> bool:
    """Whether what was agreed on safe contact has to be asked again."""
    return until is not None and until <= now
