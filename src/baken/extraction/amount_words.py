"""Amounts that are written in words: "honderdvijftig euro", "ciento veinte euros"."""

import re
from functools import cache

from baken.extraction.digit_words import DIGIT_WORDS
from baken.extraction.marks import without_diacritics

_HUNDREDS = {
    100: "honderd hundred hundert einhundert cent cien ciento suta száz egyszáz сто sto cento",
    200: "tweehonderd zweihundert doscientos kétszáz двеста dwieście duecento",
    300: "driehonderd dreihundert trescientos háromszáz триста trzysta trecento",
    400: "vierhonderd vierhundert cuatrocientos négyszáz четиристотин czterysta",
    500: "vijfhonderd fünfhundert quinientos ötszáz петстотин pięćset",
    1000: "duizend thousand tausend eintausend mille mil mie ezer хиляда tysiąc",
}
_MULTIPLIED = frozenset(("hundred", "cents", "cent", "sute", "sută", "suta"))
_JOINTS = frozenset(("en", "and", "und", "et", "y", "și", "si", "și", "и", "i", "de", "o", "one", "a"))
_UNITS = {
    word: value
    for value, words in enumerate(
        (
            "one a een één ein eine un une o una",
            "two twee zwei deux dos două doua",
            "three drie drei trois tres trei",
            "four vier quatre cuatro patru",
            "five vijf fünf cinq cinco cinci",
        ),
        1,
    )
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 5
_LOOK_BACK = 60
_SMALLEST = 10
_HUNDRED = 100


def amount_before(low: str, end: int) -> tuple[int, int] | None:
    """The amount in words that ends at `end`, and where it begins; None where there is none."""
    first = max(0, end - _LOOK_BACK)
    words = [(match.group(), match.start() + first) for match in _WORD.finditer(low[first:end])][
        -_MOST_WORDS:
    ]
    total, scale, start, edge = 0, 0, end, end
    for at in range(len(words) - 1, -1, -1):
        word, place = words[at]
        if low[place + len(word) : edge].strip(" -\u00a0"):
            break
        edge = place
        value = _value(word)
        if word in _MULTIPLIED and scale < _HUNDRED and at and words[at - 1][0] in _UNITS:
            return total + _UNITS[words[at - 1][0]] * _HUNDRED, words[at - 1][1]
        if value is None or value < _SMALLEST <= scale:
            if word not in _JOINTS:
                break
        elif not scale or scale < _SMALLEST <= value or scale < _HUNDRED <= value:
            total, scale, start = total + value, value, place
        else:
            break
    return (total, start) if total >= _SMALLEST else None


@cache
def _value(word: str) -> int | None:
    bare = without_diacritics(word)
    whole = _hundreds().get(bare)
    if whole is not None:
        return whole
    digits = DIGIT_WORDS.get(word) or DIGIT_WORDS.get(bare)
    if digits is not None and len(digits) <= 2:
        return int(digits)
    for prefix, hundred in _hundreds().items():
        if len(prefix) > 3 and bare.startswith(prefix):
            rest = DIGIT_WORDS.get(bare[len(prefix) :].removeprefix("en").removeprefix("und"))
            if rest is not None and len(rest) <= 2:
                return hundred + int(rest)
    return None


@cache
def _hundreds() -> dict[str, int]:
    return {without_diacritics(word): value for value, words in _HUNDREDS.items() for word in words.split()}
