"""The languages of an advert's words, with the share of each.

Longer words go to CLD2, which sees several languages in one text; short ones to lingua, limited to
the languages that Dutch adverts are written in, in its mode of low memory.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES = ("bg", "de", "en", "es", "fr", "hu", "it", "nl", "pl", "pt", "ro")
"""ISO 639-1 codes that short texts are told apart in."""

_OTHER_CODES = "af cs da el et fi hr lt lv no sk sl sr sv sq tr uk ru zh ar th vi ja ko fa he"
_OTHERS = frozenset(_OTHER_CODES.split())
_SAME = {
    "af": "nl",
    "no": "no",
    "nb": "no",
    "iw": "he",
    "mk": "bg",
    "gl": "es",
    "ca": "es",
    "fy": "nl",
    "lb": "de",
}
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENOUGH_WORDS = 12
_SURELY_ENOUGH_SPACES = 30
_ENOUGH_LETTERS = 400
_FEWEST_LETTERS = 4
_LEAST_SHARE = 0.1
_LONGEST = 20_000


class Share(NamedTuple):
    """A language (ISO 639-1) and its share of the words, from 0 to 1."""

    language: str
    share: float


def languages(words: str) -> list[Share]:
    """The languages of the words, largest share first; empty where there is nothing to go by."""
    text = words[:_LONGEST]
    if text.count(" ") >= _SURELY_ENOUGH_SPACES:
        shares = _by_cld2(text)
        if shares:
            return shares
    found = _WORD.findall(text)
    if sum(map(len, found)) < _FEWEST_LETTERS:
        return []
    text = " ".join(found)
    if len(found) >= _ENOUGH_WORDS:
        shares = _by_cld2(text)
        if shares:
            return shares
    return _by_lingua(text[:_ENOUGH_LETTERS])


def _by_cld2(text: str) -> list[Share]:
    import pycld2

    try:
        _, _, details = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except pycld2.error:
        return []
    shares: dict[str, int] = {}
    for _, code, percent, _ in details:
        language = _SAME.get(code, code.split("-")[0])
        if language in LANGUAGES or language in _OTHERS:
            shares[language] = shares.get(language, 0) + percent
    total = sum(shares.values())
    kept = {language: percent for language, percent in shares.items() if percent >= total * _LEAST_SHARE}
    total = sum(kept.values())
    if not total:
        return []
    ordered = sorted(kept.items(), key=lambda one: (-one[1], one[0]))
    return [Share(language, round(percent / total, 3)) for language, percent in ordered]


def _by_lingua(text: str) -> list[Share]:
    best = _detector().detect_language_of(text)
    return [] if best is None else [Share(best.iso_code_639_1.name.lower(), 1.0)]


@cache
def _detector() -> "LanguageDetector":
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
