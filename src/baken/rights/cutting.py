"""Cutting contacts out of an advert record, so that its other words can stay their own period.

What is cut becomes as many marks as it had characters: every span of what else was found in the
words keeps its meaning. Pure: records in, records out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from baken.extraction.advert import facts
from baken.extraction.digit_words import AMBIGUOUS, digits_of
from baken.extraction.disguises import ClearText
from baken.extraction.own_contacts import own_contacts
from baken.privacy.pseudonyms import pseudonym
from baken.vocabulary.advert_record import words

MARK = "█"
REGION = "NL"

_IDENTIFYING = ("url", "platform_advert_id", "contacts", "account", "image_hashes", "capture")
"""Fields that lead to somebody by themselves; nothing of them is left."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S*[@/\\_]\S*|\w+(?:\.\w+)+")
_TOUCHED = re.compile(rf"[^\s{MARK}]*{MARK}\S*")
_ROUNDS = 5
_SHORTEST_NUMBER = 6
_OWN_FIGURES = 9

Span = tuple[int, int]
Record = dict[str, Any]


def without_contacts(record: Record, row: str) -> Record:
    """The record without anything that somebody could be reached by, named by its row.

    The fields that lead to somebody go. Out of title, text and place goes what extraction finds, and
    then, since it can't find everything: every figure in any script or disguise, every spoken number,
    every address, and the whole of a word that any of these touched.
    """
    title, text = record.get("title"), record.get("text") or ""
    said = words(title, text)
    for _ in range(_ROUNDS):
        spans = _found(said, title)
        if not spans:
            break
        said = _marked(said, spans)
    else:
        said = _marked(said, [(0, len(said))])
    place = record.get("place")
    return _bare(record, row, _swept(said), None if place is None else _swept(place))


def without_contact(
    record: Record, row: str, *, key: bytes, unwanted: frozenset[str], values: Iterable[str]
) -> Record:
    """The record without one contact: all its mentions, by pseudonym; `values` are its clear forms.

    Fields that lead to the same person go whole; other contacts that the page shows stay.
    """
    title, text = record.get("title"), record.get("text") or ""
    said = words(title, text)
    place = record.get("place")
    for _ in range(_ROUNDS):
        spans = [
            contact.span
            for contact in facts(*_parted(said, title), None, REGION).contacts
            if contact.span and pseudonym(contact.kind, contact.value, key) in unwanted
        ]
        if not spans:
            break
        said = _marked(said, spans)
    for value in values:
        said = _marked(said, _written(said, value))
        place = _marked(place, _written(place, value)) if place else place
    bare = _bare(record, row, said, place)
    bare["contacts"] = [
        given
        for given in record.get("contacts") or ()
        if not any(pseudonym(one.kind, one.value, key) in unwanted for one in own_contacts([given], REGION))
    ] or None
    return bare


def _bare(record: Record, row: str, said: str, place: str | None) -> Record:
    title, text = _parted(said, record.get("title"))
    kept = record | dict.fromkeys(_IDENTIFYING)
    return kept | {"sighting_id": row, "title": title, "text": text, "place": place}


def _parted(said: str, title: str | None) -> tuple[str | None, str]:
    """Title and text again; the newline between them stands where it stood."""
    length = len(title or "")
    return (None if title is None else said[:length]), said[length + 1 :]


def _marked(said: str, spans: Iterable[Span]) -> str:
    characters = list(said)
    for start, end in spans:
        for place in range(start, min(end, len(characters))):
            if characters[place] != "\n":
                characters[place] = MARK
    return "".join(characters)


def _found(said: str, title: str | None) -> list[Span]:
    read = facts(*_parted(said, title), None, REGION)
    return [contact.span for contact in read.contacts if contact.span and _readable(said, contact.span)]


def _readable(said: str, span: Span) -> bool:
    return any(character not in (MARK, "\n") for character in said[slice(*span)])


def _swept(said: str) -> str:
    """The words without figures, spoken numbers and addresses, or the words these stand in."""
    clear = ClearText(said)
    spans = [clear.span(*span) for span in (*_figures(clear.text), *_spoken(clear.low))]
    spans += [match.span() for match in _ADDRESS.finditer(said)]
    spans += _figures(said)
    said = _marked(said, spans)
    return _marked(said, (match.span() for match in _TOUCHED.finditer(said)))


def _figures(said: str) -> list[Span]:
    return [
        (place, place + 1)
        for place, character in enumerate(said)
        if character.isdigit() or unicodedata.category(character).startswith("N")
    ]


def _spoken(low: str) -> Iterator[Span]:
    """Number words; one that is more often something else counts only beside another."""
    found = [(match.span(), match.group()) for match in _WORD.finditer(low)]
    spoken = [digits_of(word) is not None for _, word in found]
    for place, (span, word) in enumerate(found):
        beside = spoken[max(0, place - 1) : place] + spoken[place + 1 : place + 2]
        if spoken[place] and (word not in AMBIGUOUS or any(beside)):
            yield span


def _written(said: str, value: str) -> Iterator[Span]:
    """Where a contact stands in its clear form, disguised or not, with or without its country code."""
    figures = "".join(filter(str.isdecimal, value))
    if value.startswith("+") and len(figures) > _SHORTEST_NUMBER:
        # the last nine figures are the number itself in the plans we know; dialled any way, they stand so
        own = r"\W{0,3}".join(figures[-_OWN_FIGURES:])
        pattern = rf"(?:\+?\d{{1,4}}\W{{0,4}})?{own}"
    elif value:
        pattern = re.escape(value)
    else:
        return
    clear = ClearText(said)
    for match in re.finditer(pattern, clear.low):
        yield clear.span(*match.span())
