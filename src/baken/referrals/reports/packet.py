"""What of a report goes to which kind of receiver: minimised for each. No database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from baken.vocabulary.crime_reports import ReportItem

ITEMS_FOR: dict[str, tuple[str, ...]] = {
    # recital 56: the content, when it was published, why, and what locates the recipient
    "police": ReportItem.codes,
    # who protects a child looks for the child, not for what else an account did
    "child_protection": ("content", "published", "recipient", "why", "area"),
    # help hears that something happens somewhere; who, it hears from the person alone
    "help": ("why", "area"),
}
"""Which items each kind of receiver can ever get."""
NEEDED_FOR: dict[str, tuple[str, ...]] = {
    "police": ("content", "published", "why"),
    "child_protection": ("content", "published", "why"),
    "help": ("why", "area"),
}
"""Without which no packet is built."""
REQUIRED: dict[str, tuple[str, ...]] = {
    "minority": ("police", "child_protection"),
    "exploitation": ("police",),
    "danger": ("police",),
}
"""To whom each suspicion goes, or somebody says why not; help can be added, and never stands for these."""
MAY_TELL_CONTACT = ("content", "where", "recipient")
"""The items that may hold a number, address or account: they say where, or who."""
UNKNOWN = "onbekend (unknown)"
AT_LATEST = "onbekend, uiterlijk (unknown, at the latest) "
"""What is said of a moment that nobody knows: nothing, or by when it had happened."""
_NOT_KNOWN = ("onbekend", "unknown", UNKNOWN)
assert all(set(NEEDED_FOR[kind]) <= set(items) for kind, items in ITEMS_FOR.items())
assert "help" not in {kind for kinds in REQUIRED.values() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Packet:
    """What goes: the number of the report and its items, each a code of `ReportItem` and words."""

    number: str
    receiver: str
    suspicion: str
    items: tuple[tuple[str, str], ...]


def packed(number: str, receiver: str, suspicion: str, words: Mapping[str, str]) -> Packet:
    """The packet for this kind of receiver, in the order of the list: nothing outside its own items."""
    goes = tuple(
        (item, words[item]) for item in ReportItem.codes if item in ITEMS_FOR[receiver] and words.get(item)
    )
    return Packet(number, receiver, suspicion, goes)


def missing(receiver: str, there: Collection[str]) -> tuple[str, ...]:
    """The items without which no packet is built for this kind of receiver."""
    return tuple(item for item in NEEDED_FOR[receiver] if item not in there)


def published_words(text: str) -> str | None:
    """When something was published, as it is kept: a moment, or that it is not known; else None."""
    words = text.strip()
    if words.casefold() in _NOT_KNOWN:
        return UNKNOWN
    return words if is_moment(words.removeprefix(AT_LATEST)) else None


def is_moment(text: str) -> bool:
    """Whether a text is a moment with its offset from UTC, as ISO 8601 writes it."""
    try:
        return datetime.fromisoformat(text.strip()).utcoffset() is not None
    except ValueError:
        return False
