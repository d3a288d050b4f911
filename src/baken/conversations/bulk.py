"""Conversations as rows of codes and days, for figures: never a word of them, a contact or a colleague."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, F, Min, OuterRef, Q, Subquery
from django.utils.timezone import localdate

from baken.conversations.models import (
    Conversation,
    ConversationSaid,
    ConversationStep,
    Message,
    SafetyAlarm,
)
from baken.conversations.states import STATED
from baken.tenancy.said_by_person import in_order
from baken.triage.bulk import Row, newest_provinces, one_province
from baken.vocabulary.conversations import MessageKind

THREAT = "threat"
"""What a person or the reading of words called a threat; what is in doubt is not counted."""
STEPS = {"stopped": "stopped", "complained": "complained"}
"""Steps that are told of a contact, and as what."""


def coded_conversations() -> Iterator[Row]:
    """A row a conversation, of the organisation acted for, and one for each of which an opening went. Its
    province is that of the newest advert of its lead when it began."""
    opening = Q(messages__kind="opening", messages__state__in=STATED)
    theirs = Message.objects.filter(conversation=OuterRef("id"), kind__in=MessageKind.codes_in("theirs"))
    happened = {
        f"did_{code}": Exists(ConversationStep.objects.filter(conversation=OuterRef("id"), kind=kind))
        for code, kind in STEPS.items()
    }
    answers = in_order(ConversationSaid.objects.filter(conversation=OuterRef("id")))
    found = Conversation.objects.annotate(
        opened_at=Min("messages__sent_at", filter=opening),
        replied_at=Subquery(theirs.order_by("created_at").values("created_at")[:1]),
        where=newest_provinces("lead__advertiser", "created_at", "lead__provinces"),
        threat=Exists(SafetyAlarm.objects.filter(conversation=OuterRef("id"), kind=THREAT)),
        raised_at=F("lead__created_at"),
        answer=Subquery(answers.values("answer")[:1]),
        **happened,
    ).values_list(
        "created_at",
        "opened_at",
        "began",
        "state",
        "where",
        "raised_at",
        "replied_at",
        "answer",
        *happened,
        "threat",
    )
    for created_at, opened_at, began, state, provinces, raised_at, replied_at, answer, *did in found:
        where = one_province(provinces)
        told = (replied_at is not None, *did)
        came = [code for code, so in zip(("replied", *STEPS, THREAT), told, strict=True) if so]
        said = [f"said_{answer}"] if answer else []
        if began == "us" and opened_at is not None:
            waits = _days("to_opening", raised_at, opened_at) | _days("to_reply", opened_at, replied_at)
            yield "approached", localdate(opened_at), where, [*came, *said], waits
        began_by = "began_us" if began == "us" else "began_them"
        closed = ["closed"] if state == "closed" else []
        complained = ["complained"] if "complained" in came else []
        yield "conversation", localdate(created_at), where, [began_by, *closed, *complained, *said], {}


def _days(waited_for: str, first: datetime | None, then: datetime | None) -> dict[str, int]:
    """Days from one to the other; none where either is not known, or the order is another."""
    if first is None or then is None or then < first:
        return {}
    return {waited_for: (localdate(then) - localdate(first)).days}
