"""What the page of a capture shows: the words with facts marked and contacts cut out, the facts in words,
and what changed between two captures. Plain data; it asks the database nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from baken.adverts.capture_queries import ReadSighting
from baken.adverts.reading.differences import Piece, differences, is_cut
from baken.adverts.reading.fact_words import FIELD_WORDS, KIND_WORDS, fact_words, facts_marked
from baken.adverts.reading.facts import Fact, facts_of, marks_of
from baken.adverts.reading.segments import Contact, Segment, likely_contacts, names_of, segments
from baken.adverts.reading.versions import Token, tokens
from baken.vocabulary.advert_record import words

MOST_CHARACTERS = 20_000
"""Of the words of an advert that are shown; what comes after is told as a number."""


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact as the list tells it; `where` is the field it came from, if it stands in no word."""

    fact: Fact
    kind: str | Promise
    words: str
    where: str | Promise | None


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact as the list tells it, by its short name."""

    kind: str
    name: str
    obscured: bool
    shared_by: int | None
    in_words: bool


@dataclass(frozen=True, slots=True)
class ShownCapture:
    """The words of a sighting, ready for the page."""

    title: SafeString
    body: SafeString
    facts: tuple[ShownFact, ...]
    contacts: tuple[ShownContact, ...]
    characters_left: int
    unseen: bool
    unread: bool
    cut: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from an earlier to a later capture; `only_beginning` where they are too long."""

    pieces: tuple[Piece, ...]
    only_beginning: bool

    @property
    def none(self) -> bool:
        """Whether they say the same."""
        return not self.pieces


def show_capture(read: ReadSighting) -> ShownCapture:
    """The words of a sighting with its facts marked. No contact comes through."""
    whole = words(read.title, read.text)
    shown = whole[:MOST_CHARACTERS]
    names = names_of(one.pseudonym for one in read.mentions)
    facts = facts_of(read.facts or {})
    title_end = min(len(read.title or ""), len(shown))
    pieces = segments(shown, marks_of(facts), _cut(read, whole, names), breaks=(title_end, title_end + 1))
    title = [piece for piece in pieces if piece.end <= title_end]
    body = [piece for piece in pieces if piece.end > title_end + 1]
    return ShownCapture(
        title=facts_marked(title, facts),
        body=facts_marked(body, facts),
        facts=tuple(
            ShownFact(fact, KIND_WORDS[fact.kind], fact_words(fact), FIELD_WORDS.get(fact.field or ""))
            for fact in facts
        ),
        contacts=_contacts(read, names),
        characters_left=len(whole) - len(shown),
        unseen=_any(pieces, "‹U+"),
        unread=any(one.kind is None for piece in pieces for one in piece.contacts),
        cut=_any(pieces, "█"),
    )


def changes_between(before: ReadSighting, after: ReadSighting) -> Changes:
    """What came and what went from one capture to a later one."""
    names = names_of(one.pseudonym for one in (*before.mentions, *after.mentions))
    old, new = _tokens(before, names), _tokens(after, names)
    return Changes(tuple(differences(old, new)), is_cut(old, new))


def _tokens(read: ReadSighting, names: Mapping[str, str]) -> list[Token]:
    whole = words(read.title, read.text)
    return tokens(whole[:MOST_CHARACTERS], _cut(read, whole, names))


def _cut(read: ReadSighting, whole: str, names: Mapping[str, str]) -> list[Contact]:
    told = [
        Contact(one.start, one.end, one.kind, names[one.pseudonym], one.obscured, one.shared_by is not None)
        for one in read.mentions
        if one.start is not None and one.end is not None
    ]
    # a little further than what is shown, so that a number is not cut in two at the end of it
    return [*told, *likely_contacts(whole[: MOST_CHARACTERS + 200])]


def _contacts(read: ReadSighting, names: Mapping[str, str]) -> tuple[ShownContact, ...]:
    kept: dict[str, ShownContact] = {}
    for one in read.mentions:
        before = kept.get(one.pseudonym)
        kept[one.pseudonym] = ShownContact(
            one.kind,
            names[one.pseudonym],
            one.obscured or bool(before and before.obscured),
            one.shared_by,
            one.start is not None or bool(before and before.in_words),
        )
    return tuple(kept.values())


def _any(pieces: Sequence[Segment], sign: str) -> bool:
    return any(sign in piece.text for piece in pieces)
