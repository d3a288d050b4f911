"""Ages as an advert states them, apart from durations and from the ages of others."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from baken.extraction.digit_words import DIGIT_WORDS, SPLIT_TENS, UNITS_AFTER_TENS
from baken.extraction.disguises import ClearText

YOUNGEST = 10
_OLDEST_IN_ONE_LETTER = 69
_SPOKEN = frozenset(word for word, digits in DIGIT_WORDS.items() if len(digits) == 2) | UNITS_AFTER_TENS


class StatedAge(NamedTuple):
    """An age in years; `span` is [start, end) in the clear text, with the word for years."""

    age: int
    span: tuple[int, int]


_YEARS = (
    r"jaar(?:tjes)?|jarige?|jr|j|(?<=\d)y|years?[ -](?:old|young|of age)|years|yrs?(?:[ .-]{0,2}old)?|"
    r"y\.?/?o\.?|jahre?|jährige?|"
    r"jaehrige?|ans|años?|anos|anni|ani(?:şori|șori|sori)?|éves|eves|lat(?:ka|ek)?|roków|"
    r"лет|година|години|годишна|\u0433"
)
_AGE_WORDS = (
    r"leeftijd|lft\.?|age|aged|alter|edad|âge|vârst[aă]|varsta|életkor(?:om)?|wiek|възраст|idade|età|возраст"
)
_I_AM = r"ik ben(?: net| nog)?|i['\u2019]?m|i am|ich bin|j['\u2019]ai|tengo|tenho|ho|am|mam|аз съм на|на"
_OTHER_UNIT = (
    r"(?:\s?(?:€|euro|min|uur|u\b|cm|kg|km|m\b|%|/|x\b|:\d|[.,-]\d|keer|dagen|weken|maanden|days|weeks|months|"
    r"personen|hours?|h\b|jaar ervaring|years of exp|stunden|tage))"
)

_YEARS_BEHIND = re.compile(rf"(?:\s{{0,2}}[-\u2013]?\s?|\sde\s)(?P<word>{_YEARS})(?![^\W_])")
_AGE_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?P<after>{_AGE_WORDS})(?![^\W_])\s{{0,2}}(?:is|van|of|[:=\-])?\s{{0,2}}|(?:{_I_AM})\s{{1,2}})$"
)
_SAYING = frozenset(
    re.findall(r"[^\W\d_]+", f"{_AGE_WORDS} {_I_AM} edad varsta vârsta vârstă életkorom m ai")
)
_ANOTHER_UNIT = re.compile(_OTHER_UNIT)
_LED_IN = re.compile(r"[\d.,€$£]$|\d[-/]$")
_YEARS_SPOKEN = re.compile(
    r"[ -]?(?:jaar|jarige?|years? (?:old|young)|year[- ]old|jahre alt|ans|años|(?:de )?ani|anni)(?![^\W_])"
)
_TENS_BETWEEN = r"(?:\d{2}\s?(?:-|\u2013|/|tot|t/m|en|to|and|till|bis|und|à|et|y)\s?)?"
_DURATION_BEFORE = re.compile(
    r"(?<![^\W_])(?:al|sinds|ruim|meer dan|bijna|over|for|seit|depuis|na|afgelopen|laatste|binnen|"
    r"elke|elk|per|ieder|"
    r"vanaf|v\.?a\.?|boven|onder|tot|minimaal|minimum|min\.?|minstens|tussen|ouder dan|jonger dan|"
    r"at least|minimum age|"
    r"above|under|older than|younger than|last|past|between|from|since|within|zwischen|ab|über|unter|"
    r"seit über|mindestens|"
    r"plus de|moins de|más de|mas de|menos de|mayores de|hace|desde|peste|sub|de peste|minim|powyżej|"
    r"poniżej|od|от|над|под|"
    rf"minimumleeftijd|met)\s{{1,2}}{_TENS_BETWEEN}$"
    r"|(?<!\d)\d{2}\s?(?:-|\u2013|tot|t/m|to|till|bis)\s?$"
)
_DURATION_AFTER = re.compile(
    r"(?:\s{0,2}(?:of|an|aan|de|d['\u2019]|jaren|lange?)?\s{0,2})(?:lang(?:e|er)?|"
    r"\w{0,12}[ -]?ervaring|ervaren|experience|erfahrung|exp[ée]rien\w{0,4}|"
    r"esperienza|geleden|ago|garantie|warranty|actief|active|bezig|werkzaam|getrouwd|samen|bestaan|"
    r"in (?:het|de|this|the) (?:vak|branche|business|industry|job|trade)|in business|en (?:ouder|"
    r"hoger|jonger|boven)|and (?:older|over|up|above)|"
    r"or (?:older|over)|of (?:ouder|hoger)|und älter|et plus|doświadczenia|tapasztalat\w{0,3}|опит|"
    r"стаж|contract|abo)(?![^\W_])"
    r"|\s?\+"
)
_ANOTHER_BEFORE = re.compile(r"(?<![\d.,])(\d{2})(?:\s?jaar)?\s?(?:en|/|&|and|und|et|,|y|și)\s?$")
_CLIENTS = re.compile(r"(?:tussen|between|zwischen|entre|mannen|heren|klanten|clients|men)\s[^.\n]{0,12}$")
_LEGAL_MINIMUM = re.compile(r"(?:min(?:imum|imale|imum-|\.)?|legal|maximum|max\.?)\s?$")
_LOOK_BACK = 36
_TEN_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(?:[ -]|\s(?:y|și|и)\s)$")
_LONGEST_TEN = 18
_YEAR_WORDS = frozenset(("jaar", "jarig", "jarige", "year", "years", "jahre", "ans", "años", "ani", "anni"))


def stated_ages(clear: ClearText) -> list[StatedAge]:
    """The ages stated in the words, in their order."""
    low = clear.low
    found: list[StatedAge] = []
    may_be_said = not _SAYING.isdisjoint(clear.kinds)
    for start, end in clear.numbers:
        if end - start == 2:
            found.extend(_in_digits(low, start, may_be_said))
    if not _SPOKEN.isdisjoint(clear.kinds) and not _YEAR_WORDS.isdisjoint(clear.kinds):
        for start, word in clear.standing(_SPOKEN & clear.kinds):
            spoken = _spoken(low, start, word)
            if spoken is not None:
                found.append(spoken)
        found.sort(key=lambda one: one.span)
    return found


def _in_digits(low: str, start: int, may_be_said: bool) -> Iterator[StatedAge]:
    age, end = int(low[start : start + 2]), start + 2
    if age < YOUNGEST:
        return
    before = low[max(0, start - _LOOK_BACK) : start]
    years = _YEARS_BEHIND.match(low, end)
    if years is not None and not _LED_IN.search(before):
        if _is_duration(low, before, years.end()) or (years["word"] == "j" and age > _OLDEST_IN_ONE_LETTER):
            return
        another = _ANOTHER_BEFORE.search(before)
        if another and int(another[1]) >= YOUNGEST and not _CLIENTS.search(before[: another.start()]):
            at = start - len(before) + another.start(1)
            yield StatedAge(int(another[1]), (at, at + 2))
        yield StatedAge(age, (start, years.end()))
        return
    said = _AGE_BEFORE.search(before) if may_be_said else None
    if said is None or _ANOTHER_UNIT.match(low, end):
        return
    begin = start - len(before) + said.start()
    if said["after"] and _LEGAL_MINIMUM.search(low[max(0, begin - _LOOK_BACK) : begin]):
        return
    yield StatedAge(age, (begin, end))


def _is_duration(low: str, before: str, end: int) -> bool:
    return bool(_DURATION_BEFORE.search(before) or _DURATION_AFTER.match(low, end))


def _spoken(low: str, start: int, word: str) -> StatedAge | None:
    """An age in words: "vijfendertig jaar", "thirty five years old"."""
    years = _YEARS_SPOKEN.match(low, start + len(word))
    if years is None:
        return None
    digits = DIGIT_WORDS[word]
    if len(digits) == 1:
        ten = _TEN_BEFORE.search(low, max(0, start - _LONGEST_TEN), start)
        if ten is None or ten[1] not in SPLIT_TENS:
            return None
        digits, start = DIGIT_WORDS[ten[1]][0] + digits, ten.start(1)
    before = low[max(0, start - _LOOK_BACK) : start]
    if _is_duration(low, before, years.end()):
        return None
    return StatedAge(int(digits), (start, years.end()))
