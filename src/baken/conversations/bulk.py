"""Conversations as rows of codes and days, for figures: never a word of them, a contact or a colleague."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, Min, OuterRef, Q
from django.utils.timezone import localdate

from baken.conversations.models import Conversation, ConversationStep, Message, SafetyAlarm
from baken.conversations.states import STATED
from baken.vocabulary.conversations import MessageKind

THREAT = "threat"
"""What a person or the reading of words called a threat; what is in doubt is not counted."""

Row = tuple[str, date, list[str]]
"""What it is of, the day that it began, and what came of it as codes."""


def coded_conversations() -> Iterator[Row]:
    """A row a conversation, of the organisation acted for, and one for each of which an opening went."""
    opening = Q(messages__kind="opening", messages__state__in=STATED)
    found = Conversation.objects.annotate(
        opened_at=Min("messages__sent_at", filter=opening),
        replied=Exists(
            Message.objects.filter(conversation=OuterRef("id"), kind__in=MessageKind.codes_in("theirs"))
        ),
        stopped=Exists(ConversationStep.objects.filter(conversation=OuterRef("id"), kind="stopped")),
        threat=Exists(SafetyAlarm.objects.filter(conversation=OuterRef("id"), kind=THREAT)),
    ).values_list("created_at", "opened_at", "began", "state", "replied", "stopped", "threat")
    for created_at, opened_at, began, state, *said in found:
        came = [code for code, so in zip(("replied", "stopped", THREAT), said, strict=True) if so]
        if began == "us" and opened_at is not None:
            yield "approached", localdate(opened_at), came
        began_by = "began_us" if began == "us" else "began_them"
        yield "conversation", localdate(created_at), [began_by, *(["closed"] if state == "closed" else [])]
