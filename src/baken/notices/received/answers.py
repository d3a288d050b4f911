"""What stands in a row in words, as pages and public answers show it."""

from dataclasses import dataclass

from baken.notices.received.models import NoticeDecision, ReceivedNotice
from baken.notices.received.sealing import unseal


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A notice as somebody reads it."""

    notice: ReceivedNotice
    location: str
    why: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """What was decided, in the words that go to each side."""

    decision: NoticeDecision
    explanation: str
    facts: str
    answer: str


def notice_words(notice: ReceivedNotice) -> NoticeWords:
    """Opens what is sealed of a notice."""
    contact = getattr(notice, "contact", None)
    return NoticeWords(
        notice,
        unseal(notice.thing, "location"),
        unseal(notice, "why"),
        unseal(contact, "name") if contact else "",
        unseal(contact, "email") if contact else "",
    )


def decision_words(decision: NoticeDecision) -> DecisionWords:
    """Opens what is sealed of a decision."""
    return DecisionWords(
        decision, unseal(decision, "explanation"), unseal(decision, "facts"), unseal(decision, "answer")
    )
