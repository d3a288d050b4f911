"""The languages of an advert's words, with the share of each.

Most words settle it themselves: the frequent ones of one language stand in them and those of no
other. Words of several languages are counted apart. What is short or doubtful is weighed together
with lingua, which goes by the letters; languages whose frequent words are not known go to CLD2.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from baken.extraction.disguises import ClearText
from baken.extraction.frequent_words import frequent_words
from baken.extraction.gazetteer import not_ascii

if TYPE_CHECKING:
    from lingua import LanguageDetector

_CODES = "bg cs de el en es fr hr hu it nl pl pt ro ru sk sq sr tr uk"
LANGUAGES = tuple(_CODES.split())
"""ISO 639-1 codes that short texts are told apart in."""

_SAME = {"af": "nl", "iw": "he", "mk": "bg", "gl": "es", "ca": "es", "fy": "nl", "lb": "de", "bs": "hr"}
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(
    r"\S{0,64}[@/]\S{0,64}|(?<!\S)www\S{0,64}|[^\W_]{1,63}(?:\.[^\W_]{2,63}){1,3}(?![^\W_])"
)
_DOT_INSIDE = re.compile(r"\.[^\W_]")
_DIGITS = "0123456789"
_LONGEST_LABEL = 63
_DISGUISED = re.compile(
    "[\u00ad\u200b-\u200f\u2060-\u206f\ufe0f\uff00-\uffef\U0001d400-\U0001d7ff\u2460-\u24ff]"
)
_SURE = 6
_STRAY = 3
_STRAY_SHARE = 0.08
_LEAST_SHARE = 0.1
_KNOWN_ENOUGH = 0.25
_ENOUGH_WORDS = 12
_ENOUGH_LETTERS = 400
_FEWEST_LETTERS = 4
_MARGIN = 6.0
_LEAST_CONFIDENCE = 1e-6
_LONGEST = 20_000


class Share(NamedTuple):
    """A language (ISO 639-1) and its share of the words, from 0 to 1."""

    language: str
    share: float


def languages(clear: ClearText) -> list[Share]:
    """The languages of the words, largest share first; empty where there is nothing to go by."""
    low = _plain(clear)
    tokens = _WORD.findall(low)
    return _settled(tokens) or _weighed(low)


def languages_of(cleared: Sequence[ClearText]) -> list[list[Share]]:
    """The languages of the words of many adverts, each as `languages` gives them."""
    from baken.extraction.word_votes import shared_out, word_votes

    codes = frequent_words().languages
    known = [[Share(code, 1.0)] for code in codes]
    lows = list(map(_plain, cleared))
    found: list[list[Share]] = []
    for votes in word_votes(lows):
        counts = votes.counts
        first = counts.argmax(axis=1)
        ranked = np.partition(counts, -2, axis=1)
        most, stray = ranked[:, -1], ranked[:, -2]
        settled = (most >= _SURE) & ((stray < _STRAY) | (stray <= most * _STRAY_SHARE))
        several = shared_out(votes, ~settled, _STRAY, _LEAST_SHARE).tolist()
        for best, sure, shares in zip(first.tolist(), settled.tolist(), several, strict=True):
            if sure:
                found.append(known[best])
                continue
            low = lows[len(found)]
            spoken = {code: count for code, count in zip(codes, shares, strict=True) if count}
            found.append(_shares(spoken) if spoken and not _may_be_address(low) else _weighed(low))
    return found


def _plain(clear: ClearText) -> str:
    """The words in lower case; without their disguise where they are in one.

    Marks above and below letters belong to words, though a number may hide among them.
    """
    words = clear.words
    if clear.text is words or _DISGUISED.search(not_ascii(words)):
        return clear.low[:_LONGEST]
    return words[:_LONGEST].lower()


def _settled(tokens: Sequence[str]) -> list[Share]:
    """The language, where the words of one are many and those of others only strays."""
    typical = frequent_words().typical
    ranked = Counter(filter(None, map(typical.get, tokens))).most_common(2)
    if not ranked or ranked[0][1] < _SURE:
        return []
    stray = ranked[1][1] if len(ranked) > 1 else 0
    if stray < _STRAY or stray <= ranked[0][1] * _STRAY_SHARE:
        return [Share(ranked[0][0], 1.0)]
    return []


def _weighed(low: str) -> list[Share]:
    tokens = _WORD.findall(_without_addresses(low))
    words = frequent_words()
    several = _several(list(map(words.typical.get, tokens)))
    if several:
        return several
    letters = [token for token in tokens if len(token) > 1]
    if sum(map(len, letters)) < _FEWEST_LETTERS:
        return []
    at = [row for row in map(words.row.get, tokens) if row is not None]
    if len(at) < len(tokens) * _KNOWN_ENOUGH and len(letters) >= _ENOUGH_WORDS:
        shares = _by_cld2(" ".join(letters))
        if shares:
            return shares
    scores = dict(zip(words.languages, words.rows[at].sum(axis=0).tolist(), strict=True))
    best, second = sorted(scores.values(), reverse=True)[:2]
    if len(at) * 2 < len(tokens) or best - second < _MARGIN:
        worst = min(scores.values())
        heard = _by_letters(" ".join(letters)[:_ENOUGH_LETTERS])
        if not heard:
            return _by_cld2(" ".join(letters))
        scores = {code: scores.get(code, worst) + weight for code, weight in heard}
    return [Share(max(scores, key=scores.__getitem__), 1.0)]


def _without_addresses(low: str) -> str:
    """The words without addresses, which are in no language; none of them holds white space."""
    if not _may_be_address(low):
        return low
    return " ".join([_ADDRESS.sub(" ", part) if _may_be_address(part) else part for part in low.split()])


def _may_be_address(low: str) -> bool:
    if "@" in low or "/" in low or "www" in low:
        return True
    return "." in low and any(_is_in_name(low, match.start()) for match in _DOT_INSIDE.finditer(low))


def _is_in_name(low: str, dot: int) -> bool:
    """Whether letters stand beside the dot: "example.org", but not "1.50" or "01.03.2025"."""
    before = low[max(0, dot - _LONGEST_LABEL) : dot].rstrip(_DIGITS)
    behind = low[dot + 1 : dot + 1 + _LONGEST_LABEL].lstrip(_DIGITS)
    return before[-1:].isalnum() or behind[:1].isalnum()


def _several(said: list[str | None]) -> list[Share]:
    """Shares where at least two languages each have words side by side; nothing where they have not."""
    spoken = [code for code in said if code is not None]
    counts = Counter(spoken)
    beside = Counter(one for one, other in pairwise(spoken) if one == other)
    least = len(spoken) * _LEAST_SHARE
    kept = {code for code, count in counts.items() if count >= max(_STRAY, least) and beside[code] > 1}
    if not kept:
        return []
    shares: Counter[str] = Counter()
    waiting, now = 0, ""
    for code in said:
        waiting += 1
        if code is not None and code in kept:
            shares[code] += waiting
            waiting, now = 0, code
    shares[now] += waiting
    if len(kept) == 1 and counts[now] * 2 < len(spoken):
        return []
    return _shares(shares)


def _shares(counts: dict[str, int]) -> list[Share]:
    total = sum(counts.values())
    kept = {language: count for language, count in counts.items() if count >= total * _LEAST_SHARE}
    total = sum(kept.values())
    ordered = sorted(kept.items(), key=lambda one: (-one[1], one[0]))
    return [Share(language, round(count / total, 3)) for language, count in ordered]


def _by_cld2(text: str) -> list[Share]:
    import pycld2

    try:
        _, _, details = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except pycld2.error:
        return []
    shares: Counter[str] = Counter()
    for _, code, percent, _ in details:
        if code != "un":
            shares[_SAME.get(code, code.split("-")[0])] += percent
    return _shares(shares)


def _by_letters(text: str) -> list[tuple[str, float]]:
    """Log-likelihoods by the letters, of the languages that are possible by them."""
    found = _detector().compute_language_confidence_values(text)
    heard = {one.language.iso_code_639_1.name.lower(): one.value for one in found if one.value > 0}
    if "hr" in heard:
        # Serbian in Latin letters is not known to lingua: by the letters it is Croatian.
        heard["sr"] = max(heard["hr"], heard.get("sr", 0.0))
    return [(code, float(np.log(max(value, _LEAST_CONFIDENCE)))) for code, value in heard.items()]


@cache
def _detector() -> "LanguageDetector":
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()
