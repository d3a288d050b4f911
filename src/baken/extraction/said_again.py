"""Digits that are said so many times at once: "dubbel zes", "drie keer nul", "four zeros".

Three orders: a word that says how often before the digit, a count and a word for "times" before it,
or a count and the digit as a noun.
"""

import re
from typing import NamedTuple

from baken.extraction.digit_words import LOOK_ALIKES, digits_of
from baken.extraction.marks import without_diacritics

_OFTEN = {
    2: "dubbel dubbele dubbeltje double doppel doppelt doppelte doble doppio doppia dublu dublă dupla duplán "
    "duplo podwójne podwójny podwójna podwójnie двойно двойна двоен двойка tweemaal twice zweimal zweifach "
    "kétszer dwukrotnie двукратно",
    3: "tripel trippel triple treble driemaal driedubbel driedubbele drievoudig dreimal dreifach thrice "
    "triplo tripla triplu triplă háromszor potrójne potrójny potrójna тройно тройна трикратно trzykrotnie",
    4: "viermaal vierdubbel viervoudig quadruple quad viermal vierfach cuádruple cvadruplu négyszer "
    "czterokrotnie poczwórne четворно четирикратно",
    5: "vijfmaal fünfmal fuenfmal fünffach quintuple ötször pięciokrotnie",
    6: "zesmaal sechsmal sechsfach hatszor",
}
REPEATS = {
    spelled: times
    for times, words in _OFTEN.items()
    for word in words.split()
    for spelled in (word, without_diacritics(word))
}
"""Words that say the next digit so many times."""

_TIMES_WORDS = "keer maal times mal fois veces vezes volte ori razy пъти x × darab db stuks stück szt броя"
TIMES = frozenset(_TIMES_WORDS.split()) | {"stuck"}
"""Behind a count they do the same: "twee keer nul"."""

# 0 to 9 as things that are counted; a bar parts forms, a tilde stands for a word that is too often another.
_NOUNS = {
    "nl": "nullen|nulletjes enen|eentjes tweeën|tweeen|tweetjes drieën|drieen|drietjes vieren|viertjes "
    "vijven|vijfjes zessen|zesjes zevens|zeventjes achten|achtjes|achtten negens|negentjes",
    "en": "zeros|zeroes|ohs|noughts|naughts ones twos threes fours fives sixes sevens eights nines",
    "de": "nullen|nuller einsen|einser zweien|zweier dreien|dreier vieren|vierer fünfen|fünfer|fuenfen "
    "sechsen|sechser siebenen|siebener achten neunen|neuner",
    "fr": "zéros",
    "es": "ceros ~ doses treses cuatros cincos seises sietes ochos nueves",
    "ro": "zerouri unuri doiuri treiuri patruri cinciuri",
    "hu": "nullás|nullas egyes kettes hármas négyes ötös hatos hetes nyolcas kilences",
    "bg": "нули|нулички единици|единица двойки|двойка тройки|тройка четворки|четворка петици|петица "
    "шестици|шестица седмици|седмица|седморки осмици|осмица деветки|деветка",
    "pl": "zera|zer jedynki|jedynka|jedynek dwójki|dwójka|dwójek trójki|trójka|trójek czwórki|czwórka "
    "piątki|piątka szóstki|szóstka|szóstek siódemki|siódemka|siódemek ósemki|ósemka|ósemek "
    "dziewiątki|dziewiątka|dziewiątek",
}
NOUNS = {
    spelled: str(digit)
    for said in _NOUNS.values()
    for digit, words in enumerate(said.split())
    for word in words.split("|")
    for spelled in (word, without_diacritics(word))
    if spelled not in REPEATS and spelled != "~"
}
"""Digits as things that are counted, which say nothing without a count: "drie nullen"."""

COUNTS = {"2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
"""How often a digit may be said to stand."""

_PARTITIVE = " de "
_COUNTS = "doi două doua trei patru cinci șase şase sase"
_COUNTS_OF_PARTITIVE = frozenset(_COUNTS.split())

_ARTICLES = "de|het|die|der|das|the|le|la|el|il|lo|по|po|a|az"
_UNIT = re.compile(
    rf"[\s\-:\u2010-\u2013]{{0,2}}(?:(?<=\s)(?:{_ARTICLES})\s)?(?P<unit>[0-9](?![0-9])|[^\W\d_]+)"
)


class Again(NamedTuple):
    """Digits said at once, to `end`; `ambiguous`: a noun that is more often something else."""

    digits: str
    end: int
    ambiguous: bool = False


def again(low: str, word: str, end: int, count: str) -> Again | None:
    """The digits that a word of this module says, which ends at `end`, behind the digits `count`.

    None where it says none there.
    """
    times = REPEATS.get(word) or COUNTS.get(count, 0)
    if not times:
        return None
    if word in NOUNS:
        return Again(NOUNS[word] * times, end, NOUNS[word] != "0")
    unit = _UNIT.match(low, end)
    digit = _one_digit(unit["unit"]) if unit is not None else None
    # "4x5" is rather a sum
    if unit is None or digit is None or (word in TIMES and unit["unit"].isdecimal() and digit != "0"):
        return None
    return Again(digit * times, unit.end())


def counts_next(low: str, count: tuple[int, int], start: int) -> bool:
    """Whether the word at `count` counts the digit that begins at `start`: "trei de zero"."""
    first, end = count
    return low[end:start] == _PARTITIVE and low[first:end] in _COUNTS_OF_PARTITIVE


def again_at(low: str, at: int) -> Again | None:
    """The same where it begins at `at`: "vier nullen", "dubbel zes"."""
    first = _UNIT.match(low, at)
    if first is None:
        return None
    word, end = first["unit"], first.end()
    if word in REPEATS:
        return again(low, word, end, "")
    behind = _UNIT.match(low, end)
    if behind is None or not (behind["unit"] in TIMES or behind["unit"] in NOUNS):
        return None
    return again(low, behind["unit"], behind.end(), _one_digit(word) or "")


def _one_digit(word: str) -> str | None:
    """The digit that a word says, as a noun too, or a letter that looks like nought."""
    if word.isdecimal():
        return word
    digits = NOUNS.get(word) or digits_of(word) or LOOK_ALIKES.get(word)
    return digits if digits is not None and len(digits) == 1 and (len(word) > 1 or digits == "0") else None
