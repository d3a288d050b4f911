"""Places in the words of an advert and in its field for the place."""

import re
from functools import cache, lru_cache
from itertools import filterfalse
from typing import NamedTuple

from baken.extraction.disguises import ClearText
from baken.extraction.gazetteer import (
    ABBREVIATIONS,
    CAPITAL,
    NO_SIGN,
    PLACE,
    PLACE_SIGN,
    PROVINCES,
    Name,
    folded,
    names,
)


class Place(NamedTuple):
    """A place or region. `province` is ISO 3166-2 (NL-xx), or None with `candidates` where a name
    means several places and nothing says which. `span` is in the clear text, None for a field."""

    name: str
    province: str | None
    candidates: tuple[str, ...] | None
    span: tuple[int, int] | None


class _Mention(NamedTuple):
    name: Name
    start: int
    end: int


_BETWEEN = r"[\s\-'\u2019`\u00b4\u02bc./\u2010\u2011\u2013]{0,3}"
_STRONG_SIGN = re.compile(
    r"(?<![^\W_])(?:regio|region|omgeving(?: van)?|omg\.?|omstreken|gemeente|plaats|woonplaats|"
    r"locatie|location|stad|dorp|"
    r"near|city of|town of|centrum|centrum van|hartje|postcode|\d{4}\s?[a-z]{2})[\s:,]{1,3}$"
)
_WEAK_SIGN = re.compile(
    r"(?<![^\W_])(?:in|te|bij|nabij|uit|naar|vanuit|rond|rondom|tussen|around|im|bei|aus|nach|w|în|din|à|"
    r"près de|cerca de|массаж в|в)\s{1,2}$"
)
_ALSO = re.compile(r"\s{0,2}(?:,|/|&|\+|\||en|and|of|or|und|et|of in|en in|-|\u2013|•)\s{1,2}$|\s?[,/]\s?$")
_BEHIND = re.compile(
    r"\s?(?:e\.?o\.?(?![^\W_])|en omgeving|en omstreken|and surroundings|\((?:\w{1,3}|\w+-\w+)\)|"
    r",\s?(?:nb|nh|zh|ov|gld|li|ut|fr|gr|dr|ze|fl)(?![^\W_])|centrum|-centrum|noord|zuid|oost|west)"
)
_PROVINCE_BEHIND = re.compile(
    r"\s{0,2}[(,\-/]?\s{0,2}\(?(?P<code>[a-z]{1,4}|[nz][.\-]\s?[bh])\.?(?:\)|(?![^\W_]))"
)
_ABBREVIATED = re.compile(
    r"(?<![^\W_])(?:regio|provincie|prov\.?|province)\s{0,2}:?\s{0,2}(?P<code>[A-Z]{2,4}|[NZ][.\-]\s?[BH])\.?(?![^\W_])"
)
_CODES_ONLY = re.compile(r"(?<![^\W_])(?P<code>[A-Z][A-Za-z]{1,3}|[NZ][.\-]\s?[BH])\.?(?![^\W_])")
_CERTAIN_ABBREVIATIONS = frozenset(
    [
        "nb",
        "nh",
        "zh",
        "gld",
        "ov",
        "fl",
        "flev",
        "utr",
        "zld",
        "nbr",
        "n-b",
        "n-h",
        "z-h",
        "li",
        "dr",
        "ut",
        "ge",
        "gr",
        "fr",
        "ze",
    ]
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•|\n\-\u2013*(\"“]\s{0,3})$")
_SET_APART = re.compile(r"\s?(?:[,:(/|]|\s[\-\u2013]|\s*(?:\n|$))")
_NEXT_NAME = re.compile(r"\s?[,(/]\s{0,2}([^\W\d_]+)")
_SIGN_LOOK_BACK = 24
_LONGEST_NAME = 40
_WORD_BEFORE = 3


def places(clear: ClearText, taken: list[tuple[int, int]], field: str | None) -> list[Place]:
    """The places in the words, in their order, and then those of the field `place`.

    A name that several provinces have is settled by a province beside it, or else by the only one
    of them that is named anywhere in the words or the field.
    """
    mentions = [one for one in _mentions(clear, strict=True) if not _overlaps(one, taken)]
    shown, in_field = _shown(field) if field else (None, ())
    named = {
        province
        for one in (*mentions, *in_field)
        if one.name.kind != PLACE and len(one.name.provinces) == 1
        for province in one.name.provinces
    }
    for one, words in (*((one, clear) for one in mentions), *((one, shown) for one in in_field if shown)):
        if len(one.name.provinces) > 1 and one.name.kind == PLACE:
            beside = _province_beside(words, one.end)
            if beside in one.name.provinces:
                named.add(beside)
    found = [one for mention in mentions for one in _settled(mention, clear, named, with_span=True)]
    if "regio" in clear.low or "prov" in clear.low:
        found += _abbreviated(clear, _ABBREVIATED)
    found.sort(key=lambda one: one.span or (0, 0))
    if shown:
        from_field = [one for mention in in_field for one in _settled(mention, shown, named, with_span=False)]
        if not from_field:
            from_field = [one._replace(span=None) for one in _abbreviated(shown, _CODES_ONLY)]
        found += dict.fromkeys(from_field)
    return found


@lru_cache(maxsize=16384)
def _shown(field: str) -> tuple[ClearText, tuple[_Mention, ...]]:
    """The places in a field: the same few stand in many records."""
    clear = ClearText(field)
    return clear, tuple(_mentions(clear, strict=False))


def _mentions(clear: ClearText, *, strict: bool) -> list[_Mention]:
    table = names()
    spelled = {folded(word): word for word in filterfalse(str.isascii, clear.kinds)}
    anchors = table.keys() & clear.kinds | table.keys() & spelled.keys()
    if not anchors:
        return []
    low = folded(clear.low)
    found: list[_Mention] = []
    for at, token in clear.standing(anchors | {spelled[one] for one in anchors if one in spelled}):
        for offset, name in table.get(folded(token), ()):
            placed = _placed(low, name, at, offset)
            if placed is None:
                continue
            start, end = placed
            if found and start < found[-1].end:
                if len(name.tokens) <= len(found[-1].name.tokens):
                    break
                found.pop()
            start = _with_apostrophe(low, start, name)
            if strict and not _is_meant(clear, low, name, start, end, found):
                continue
            found.append(_Mention(name, start, end))
            break
    return found


def _placed(low: str, name: Name, at: int, offset: int) -> tuple[int, int] | None:
    """Where a name stands whose token number `offset` begins at `at`; None where it does not."""
    if len(name.tokens) == 1:
        return at, at + len(name.tokens[0])
    before, behind = _around(name.tokens, offset)
    end = behind.match(low, at)
    if end is None:
        return None
    if before is None:
        return at, end.end()
    start = before.search(low, max(0, at - _LONGEST_NAME), at)
    return (start.start(), end.end()) if start is not None else None


@cache
def _around(tokens: tuple[str, ...], offset: int) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Patterns for the tokens of a name before number `offset`, and from it on."""
    before = _BETWEEN.join(tokens[:offset])
    behind = re.compile(_BETWEEN.join(tokens[offset:]) + r"(?![^\W\d_])")
    return re.compile(rf"(?<![^\W\d_]){before}{_BETWEEN}$") if offset else None, behind


def _with_apostrophe(low: str, start: int, name: Name) -> int:
    return (
        start - 1
        if name.name.startswith("'") and low[start - 1 : start] in ("'", "\u2019", "`", "\u00b4")
        else start
    )


def _is_meant(clear: ClearText, low: str, name: Name, start: int, end: int, before: list[_Mention]) -> bool:
    """Whether a name that is also an ordinary word is meant as a place here."""
    text = clear.text
    if name.tokens in (("a", "dam"), ("r", "dam"), ("n", "bosch"), ("e", "hoven")):
        return low[start + len(name.tokens[0])] in "'\u2019`\u00b4" or text[start : start + 2] in ("A-", "R-")
    if name.sign == NO_SIGN:
        return True
    lead = low[max(0, start - _SIGN_LOOK_BACK) : start]
    if _STRONG_SIGN.search(lead):
        return True
    letter = text[start + 1 : start + 2] if text[start] in "'\u2019" else text[start]
    if not letter.isupper():
        return False
    # In words that are all capitals a capital says nothing: "GOED IN BEST MASSAGE".
    shouted = text[start:end].isupper() and text[max(0, start - _WORD_BEFORE) : start].isupper()
    if _WEAK_SIGN.search(lead) and not (shouted and name.sign == PLACE_SIGN):
        return True
    if before and before[-1].end <= start and _ALSO.fullmatch(low, before[-1].end, start):
        return True
    if _BEHIND.match(low, end) or _a_place_follows(low, end):
        return True
    if len(name.provinces) > 1 and _province_beside(clear, end) in name.provinces:
        return True
    begins = _SENTENCE_START.search(text[max(0, start - 4) : start])
    if name.sign != CAPITAL:
        return False
    return not (begins or text[start:end].isupper()) or _SET_APART.match(low, end) is not None


def _a_place_follows(low: str, end: int) -> bool:
    """Whether a comma or bracket and an unmistakable name stand behind: "Goes, Zeeland"."""
    match = _NEXT_NAME.match(low, end)
    if match is None:
        return False
    return any(
        one.sign == NO_SIGN and one.tokens[0] == match[1]
        for _, one in names().get(match[1], ())
        if len(one.tokens) == 1
    ) or match[1] in ("noord", "zuid", "north", "south")


def _overlaps(mention: _Mention, taken: list[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in taken)


def _settled(mention: _Mention, clear: ClearText, named: set[str], *, with_span: bool) -> list[Place]:
    name = mention.name
    span = (mention.start, mention.end) if with_span else None
    codes = name.provinces
    if len(codes) == 1 or name.kind != PLACE:
        return [Place(name.name, code, None, span) for code in codes]
    beside = _province_beside(clear, mention.end)
    if beside in codes:
        return [Place(name.name, beside, None, span)]
    possible = named.intersection(codes)
    if len(possible) == 1:
        return [Place(name.name, possible.pop(), None, span)]
    return [Place(name.name, None, codes, span)]


def _province_beside(clear: ClearText, end: int) -> str | None:
    """The province that an abbreviation just behind a place names: "Bergen (NH)", "Hengelo Ov."."""
    match = _PROVINCE_BEHIND.match(clear.low, end)
    if match is None:
        return None
    code = match["code"].replace(".", "-").replace(" ", "")
    written = clear.text[match.start("code") : match.end("code")]
    marked = any(sign in match.group() for sign in "(,") or written[0].isupper()
    return PROVINCES.get(ABBREVIATIONS.get(code, "")) if marked else None


def _abbreviated(clear: ClearText, pattern: re.Pattern[str]) -> list[Place]:
    """Provinces that stand as an abbreviation: "regio NB"; in a field for the place also alone."""
    found = []
    for match in pattern.finditer(clear.text):
        code = match["code"].lower().replace(".", "-").replace(" ", "")
        if code in _CERTAIN_ABBREVIATIONS:
            name = ABBREVIATIONS[code]
            found.append(Place(name, PROVINCES[name], None, match.span("code")))
    return found
