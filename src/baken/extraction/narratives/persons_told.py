"""Persons of whom a narrative tells an age, or a role in the report."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from baken.extraction.ages import stated_ages
from baken.extraction.digit_words import DIGIT_WORDS
from baken.extraction.disguises import ClearText
from baken.extraction.narratives.told import Span, ToldPerson

_ROLE_WORDS = {
    "aangeefster": ("reporter", "female"),
    "aangever": ("reporter", None),
    "getuige": ("witness", None),
    "witness": ("witness", None),
    "melder": ("notifier", None),
    "meldster": ("notifier", "female"),
    "benadeelde": ("injured_party", None),
    "slachtoffer": ("victim", None),
    "victim": ("victim", None),
    "betrokkene": ("person_involved", None),
    "person involved": ("person_involved", None),
    "injured party": ("injured_party", None),
    "reporter": ("reporter", None),
    "notifier": ("notifier", None),
    "complainant": ("reporter", None),
}
_SEX_WORDS = {
    "vrouw": "female", "dame": "female", "woman": "female", "female": "female", "meisje": "female",
    "girl": "female", "lady": "female", "man": "male", "heer": "male", "male": "male", "jongen": "male",
    "boy": "male",
}  # fmt: skip
_OTHER_PERSONS = (
    "zij", "hij", "she", "he", "hen", "them", "bezoeker", "bezoekster", "visitor", "cliënt", "cliënte",
    "client", "dochter", "zoon", "daughter", "son", "zus", "broer", "sister", "brother", "nicht", "neef",
    "cousin", "collega", "colleague", "medewerker", "werknemer", "worker", "employee", "chauffeur", "driver",
)  # fmt: skip
_PERSON = re.compile(r"(?<![^\W_])(" + "|".join((*_ROLE_WORDS, *_SEX_WORDS)) + r")(?![^\W_])", re.IGNORECASE)
_AGE = re.compile(
    r"(?<![^\W_])(?P<who>"
    + "|".join((*_ROLE_WORDS, *_SEX_WORDS, *_OTHER_PERSONS))
    + r")(?: is| was|,)?(?: \(|, | van | of | aged | )(?P<age>[1-9]\d)"
    r"(?: jaar(?: oud)?| years? old)?(?=[),.;]|\s(?:is|was|who|die|uit|from|met|werd)(?![^\W_])|$)",
    re.IGNORECASE,
)
_IN_ONE_WORD = re.compile(r"(?<![^\W_])([^\W\d_]{3,20})jarige?(?![^\W_])", re.IGNORECASE)
"""Dutch writes "negentienjarige" as one word."""
_LONGEST_GAP = 14


class _Age(NamedTuple):
    age: int
    span: Span


def persons_in(text: str, clear: ClearText) -> list[ToldPerson]:
    """The persons in their order: ages with the words beside them, and each role once."""
    ages = _ages(text, clear)
    words = [(found.start(), found.end(), found[1].casefold()) for found in _PERSON.finditer(text)]
    ends = [end for _, end, _ in words]
    found: list[ToldPerson] = []
    used: set[int] = set()
    for age, (start, end) in ages:
        who = _beside(text, words, ends, start, end)
        for number in who:
            used.add(number)
        first = min([start, *(words[number][0] for number in who)])
        last = max([end, *(words[number][1] for number in who)])
        sex, role = _known(words[number][2] for number in who)
        _add(found, ToldPerson(((first, last),), age, sex, role))
    told = {person.role for person in found}
    for number, (start, end, word) in enumerate(words):
        if number in used or word not in _ROLE_WORDS:
            continue
        role, sex = _ROLE_WORDS[word]
        if role not in told:
            told.add(role)
            found.append(ToldPerson(((start, end),), None, sex, role))
    return sorted(found, key=lambda person: person.spans)


def _add(found: list[ToldPerson], one: ToldPerson) -> None:
    """Adds a person; one of the same age of whom nothing else is told differently is told again."""
    for at, other in enumerate(found):
        if other.age != one.age or not _agree(other.sex, one.sex) or not _agree(other.role, one.role):
            continue
        found[at] = replace(
            other, spans=(*other.spans, *one.spans), sex=other.sex or one.sex, role=other.role or one.role
        )
        return
    found.append(one)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _known(words: Iterable[str]) -> tuple[str | None, str | None]:
    sex = role = None
    for word in words:
        if word in _ROLE_WORDS:
            role, own = _ROLE_WORDS[word]
            sex = sex or own
        else:
            sex = sex or _SEX_WORDS[word]
    return sex, role


def _ages(text: str, clear: ClearText) -> list[_Age]:
    found = [_Age(one.age, clear.span(*one.span)) for one in stated_ages(clear)]
    for one in _IN_ONE_WORD.finditer(text):
        digits = DIGIT_WORDS.get(one[1].casefold(), "")
        if len(digits) == 2:
            found.append(_Age(int(digits), one.span()))
    taken = {place for _, (start, end) in found for place in range(start, end)}
    for one in _AGE.finditer(text):
        span = (one.start("age"), one.end("age"))
        if span[0] not in taken:
            found.append(_Age(int(one["age"]), span))
    return sorted(found, key=lambda one: one.span)


def _beside(text: str, words: list[tuple[int, int, str]], ends: list[int], start: int, end: int) -> list[int]:
    """The words for a person that the age goes with: inside it, or right before it."""
    first, last = bisect_right(ends, start), bisect_right(ends, end)
    inside = [number for number in range(first, last) if words[number][0] >= start]
    at = start
    for number in range(first - 1, max(-1, first - 3), -1):
        gap = text[words[number][1] : at]
        if len(gap) > _LONGEST_GAP or re.search(r"[.!?;\n]", gap):
            break
        inside.append(number)
        at = words[number][0]
    return inside
