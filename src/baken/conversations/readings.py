"""Whether words are a stop or a threat, in the nine languages of adverts: yes, maybe or no.

A machine never decides on a person by this: a yes makes us silent, a maybe makes us wait until somebody
looked, and what is read as neither is read by a human all the same. Every language is looked for in every
text, for people mix them. Pure: no clock, no settings, no memory of what was read.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from baken.conversations.word_forms import MOST_READ, Vocabulary, tokens

Reading = Literal["yes", "maybe", "no"]
SHORT = 6
"""In so few words a word that alone is a stop is in doubt; among more it says something else."""
_GAP = r"(?:\S+ ){0,2}"
_LETTERS = re.compile(r"[0-9a-z\u00df-\u024f\u0400-\u04ff]")
"""Of the alphabets that are read, as `tokens` leaves them."""

_BROKEN = frozenset("\ufffd\ufffc")
"""What a program writes in the place of bytes that are no letter, and of what is no text."""
_SPACES = frozenset("\t\n\r\v\f")


@dataclass(frozen=True)
class _Language:
    alone: frozenset[str]
    polite: frozenset[str]
    phrases: re.Pattern[str] | None
    limits: re.Pattern[str] | None
    doubt: re.Pattern[str] | None
    refusals: re.Pattern[str] | None
    innocent: re.Pattern[str] | None


@dataclass(frozen=True)
class _Book:
    languages: tuple[_Language, ...]
    vocabulary: Vocabulary
    alone: frozenset[str]
    polite: frozenset[str]


def reads_as_stop(text: str) -> Reading:
    """Whether somebody wants no more messages.

    yes: they say so plainly. maybe: it may be one, or one for a time, a place or somebody else ("don't write
    at night", "no"). no: neither.
    """
    book = _book("stop")
    said = tokens(text, book.vocabulary)
    if not said:
        return "no"
    if set(said) <= book.alone | book.polite and set(said) & book.alone and len(said) <= 8:
        return "yes"
    line = _line(said)
    for language in book.languages:
        line = language.innocent.sub(" ", line) if language.innocent else line
    found: Reading = "no"
    for language in book.languages:
        if language.phrases and language.phrases.search(line):
            if not (language.limits and language.limits.search(line)):
                return "yes"
            found = "maybe"
        elif (
            (language.doubt and language.doubt.search(line))
            or _is_refusal(line, language)
            # such a word says it alone, first of all, or among few others
            or any(word in language.alone for word in line.split()[: None if len(said) <= SHORT else 1])
        ):
            found = "maybe"
    # words in letters that none of these languages has may be a no: a person looks
    return found if any(_LETTERS.search(word) for word in said) else "maybe"


def reads_as_threat(text: str) -> Reading:
    """Whether somebody threatens whoever wrote to them.

    yes: words that threaten. maybe: somebody else may be writing, or somebody tells of danger: no threat to
    us, and a person looks at once. no: neither.
    """
    book = _book("threat")
    line = _line(tokens(text, book.vocabulary))
    if any(one.phrases and one.phrases.search(line) for one in book.languages):
        return "yes"
    return "maybe" if any(one.doubt and one.doubt.search(line) for one in book.languages) else "no"


def says_words(text: str) -> bool:
    """Whether somebody can read words in it, in whichever script: letters, and no sign that stands for bytes
    that nobody could read. A picture of a hand, or half a sentence, is no word of anybody."""
    found = [one for one in text[:MOST_READ] if one not in _SPACES]
    if any(one in _BROKEN or unicodedata.category(one) in ("Cc", "Cn", "Co", "Cs") for one in found):
        return False
    return any(unicodedata.category(one).startswith("L") for one in found)


def _line(said: Sequence[str]) -> str:
    return f" {' '.join(said)} "


def _is_refusal(line: str, language: _Language) -> bool:
    """Whether it is all that somebody writes, with or without what is polite."""
    if language.refusals is None:
        return False
    without = _line([word for word in line.split() if word not in language.polite])
    return any(language.refusals.fullmatch(one) for one in (_line(line.split()), without))


@cache
def _book(name: str) -> _Book:
    stored = (files("baken.conversations") / "words" / f"{name}.yaml").read_text("utf-8")
    # the plainest loader: "no" and "on" are words here
    held = yaml.load(stored, Loader=yaml.BaseLoader)  # noqa: S506
    ways = [
        way
        for language in held.values()
        for lines in language.values()
        for line in lines
        for way in line.replace("/", " ").split()
    ]
    vocabulary = Vocabulary.of(
        (word for way in ways if not way.endswith("*") for word in _words(way)),
        (word for way in ways if way.endswith("*") for word in _words(way.rstrip("*"))),
    )
    languages = tuple(_language(language) for language in held.values())
    return _Book(
        languages,
        vocabulary,
        frozenset().union(*(one.alone for one in languages)),
        frozenset().union(*(one.polite for one in languages)),
    )


def _language(held: Mapping[str, Any]) -> _Language:
    def single(name: str) -> frozenset[str]:
        return frozenset(word for line in held.get(name, ()) for word in _words(line))

    def pattern(name: str) -> re.Pattern[str] | None:
        lines = held.get(name, ())
        return re.compile("|".join(f" {_pattern(line)}" for line in lines)) if lines else None

    return _Language(
        single("alone"), single("polite"), pattern("phrases"), pattern("limits"), pattern("doubt"),
        pattern("refusals"), pattern("innocent"),
    )  # fmt: skip


def _pattern(line: str) -> str:
    """A line of a word list as a pattern over words that each end in a space."""
    parts = []
    for part in line.split():
        if part == "..":
            parts.append(_GAP)
            continue
        ways = []
        for way in part.split("/"):
            ending = way.endswith("*")
            words = _words(way.rstrip("*"))
            ways.append(" ".join(re.escape(word) for word in words) + (r"\S*" if ending else ""))
        parts.append(f"(?:{'|'.join(way for way in ways if way)}) ")
    return "".join(parts)


def _words(line: str) -> Iterable[str]:
    return tokens(line, _NOTHING)


_NOTHING = Vocabulary.of(())
