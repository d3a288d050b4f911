"""Places in the words of an advert and in its field for the place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

from baken.extraction.disguises import ClearText
from baken.extraction.gazetteer import (
    ABBREVIATIONS,
    ABROAD,
    CAPITAL,
    NO_SIGN,
    PLACE,
    PLACE_SIGN,
    PROVINCES,
    Name,
    folded,
    names,
)
from baken.extraction.marks import ask, without_diacritics
from baken.extraction.postcodes import Postcode, postcodes, provinces_of
from baken.extraction.row_signs import REGION_SIGN

_NAMES = ask("places", names())


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
    r"(?<![^\W_])(?:regio|region|omgeving(?: van)?|omg\.?|omstreken(?: van)?|gemeente|plaats|woonplaats|"
    r"locatie|location|stad|dorp|"
    r"near|city of|town of|centrum|centrum van|hartje|postcode|\d{4}\s?[a-z]{2}|"
    r"(?:woon|wonen|woonachtig|werk|gevestigd|gelegen|based|located|living|wohne|wohnhaft) (?:in|te)|"
    r"(?:prive)?ontvangst (?:in|te)|kom(?:end)? uit|afkomstig uit|station|"
    r"raum|umgebung|nahe|zona(?: de)?|ubicada en|situee? a|okolice|kornyeken?|район|област|град|miasto|"
    r"orasul|ville de|ciudad de)[\s:,]{1,3}$"
)
_WEAK_SIGN = re.compile(
    r"(?<![^\W_])(?:in|te|bij|nabij|uit|naar|vanuit|rond|rondom|tussen|at|around|from|outside|im|bei|aus|"
    r"nach|"
    r"w|we|kolo|do|din|la|langa|pres de|vers|en|desde|cerca de|em|perto de|a|di|vicino a|"
    r"в|във|от|до|край|близо до)\s{1,2}$"
)
_STAY = re.compile(r"(?<![^\W_])(?:in|te|bij|nabij|vanuit|omgeving|regio|from|near|around)\s{1,2}$")
_ALSO = re.compile(
    r"\s{0,2}(?:,|/|&|\+|\||en|and|of|or|und|oder|et|ou|y|si|es|i|и|of in|en in|-|\u2013|•)\s{1,2}$|"
    r"\s?[,/]\s?$"
)
_BEHIND = re.compile(
    r"\s?(?:e\.?o\.?(?![^\W_])|en omgeving|en omstreken|and surroundings|\((?:\w{1,3}|\w+-\w+)\)|"
    r",\s?(?:nb|nh|zh|ov|gld|li|ut|fr|gr|dr|ze|fl)(?![^\W_])|centrum|-centrum|noord|zuid|oost|west)"
)
_ENDS = re.compile(
    r"\s?(?:[.,;:!?)(|/\n]|$|\s(?:e\.?o\.?|en omgeving|en omstreken|of|op|bij|voor)(?![^\W_]))"
)
_SURNAME = re.compile(
    r"(?<![^\W\d_])(?P<before>[^\W\d_]+)[.]?\s(?:[A-Z]\.\s?){0,3}[Vv]an(?:\s(?:de[nr]?|het|'t))?\s$"
)
_NO_FIRST_NAME_WORDS = (
    "centrum regio omgeving omstreken hartje hart stad provincie gemeente noorden zuiden oosten westen "
    "rand buiten "
    "midden hoek kop kern richting buitenwijk wijk buurt rondom vlakbij nabij dichtbij binnenstad noordkant "
    "zuidkant oostkant westkant deel gebied station universiteit luchthaven vliegveld haven massage salon "
    "studio ontvangst dame dames vrouw man masseuse masseur escort beste leukste nummer"
)
_NO_FIRST_NAME = frozenset(_NO_FIRST_NAME_WORDS.split())
_TITLES_WORDS = "mevrouw mevr mw meneer dhr heer familie fam dr drs ir mr mrs ms miss frau herr"
_TITLES = frozenset(_TITLES_WORDS.split())
_CALLED = re.compile(
    r"(?<![^\W_])(?:ik ben|ben ik|naam is|mijn naam|naam:|ik heet|heet ik|heet|genaamd|my name is|i am|"
    r"i['\u2019]?m|call me|"
    r"ich bin|ich hei(?:ß|ss)e|hei(?:ß|ss)e|je suis|je m['\u2019]appelle|me llamo|soy|ma numesc|sunt|"
    r"jestem|mam na imie|a nevem|казвам се|аз съм|name|naam|groetjes|liefs|kusjes|xx|x)\s{1,2}$"
)
_ENDS_CALLED_WORDS = (
    "ben ik is naam naam: heet genaamd am 'm \u2019m im me bin heiße heisse suis appelle llamo soy numesc "
    "sunt jestem imie nevem се съм name groetjes liefs kusjes x"
)
_ENDS_CALLED = tuple(_ENDS_CALLED_WORDS.split())
_CLEAR_LEADS = (
    " in ",
    " te ",
    " uit ",
    " bij ",
    " nabij ",
    " naar ",
    " regio ",
    " near ",
    ", ",
    " en ",
    "\n",
)
"""Behind these neither a person nor a street or a place abroad is named."""
_ELSEWHERE_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?:nieuw|new|vlaams|waals|belgisch|belgische|belgian|flemish|walloon|nova|nueva|neu|"
    r"noua|nowa|uj|"
    r"nouvelle|nuova|нова|новая|fc|vv|sc)[\s\-]"
    r"|(?:laan|plein|straat|singel|kade|rue|calle|avenue|avenida)\s(?:van|de|der|of|d[eu])?\s?)$"
)
_ENDS_ELSEWHERE_WORDS = (
    "nieuw new vlaams waals belgisch belgische belgian flemish walloon nova nueva neu noua nowa uj nouvelle "
    "nuova нова новая fc vv sc laan plein straat singel kade rue calle avenue avenida van de der of du"
)
_ENDS_ELSEWHERE = tuple(_ENDS_ELSEWHERE_WORDS.split())
_STREET_BEHIND = re.compile(
    r"[\s\-]?(?:se|sche)?[\s\-]?(?:straat|laan|weg|plein|kade|gracht|singel|dijk|steeg|dreef|allee|boulevard|"
    r"avenue|street|road|straatweg)(?![^\W_])"
)
_ABROAD_BEHIND = re.compile(
    r"\s?[,(/\-]?\s?(?:belgi[equk]\w{0,2}|belgique|be(?=\))|b(?=\))|vlaanderen(?! )|duitsland|germany|"
    r"deutschland|"
    r"an der lahn|usa|new york|suriname|zuid-afrika|south africa|norway|noorwegen|frankrijk|france)(?![^\W_])"
)
_NEAR = re.compile(r"\s?\(?(?:vlak|dicht)?\s?(?:na)?(?:bij|near|close to|next to|bei)\s$")
_JOINED = re.compile(r"[\s,(/\-\u2013:|]{1,3}$")
_PROVINCE_BEHIND = re.compile(
    r"\s{0,2}[(,\-/]?\s{0,2}\(?(?P<code>[a-z]{1,4}|[nz][.\-]\s?[bh])\.?(?:\)|(?![^\W_]))"
)
_ABBREVIATED = re.compile(
    r"(?<![^\W_])(?:regio|provincie|prov\.?|province)\s{0,2}:?\s{0,2}(?P<code>[A-Z]{2,4}|"
    r"[NZ][.\-]\s?[BH])\.?(?![^\W_])"
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
_NEXT_NAME = re.compile(
    r"(?:\s?[,(/|&+]\s{0,2}|\s(?:en|and|of|or|und|et|y|-|\u2013)\s{1,2})"
    r"(?P<first>[^\W\d_]+)(?:[ '\u2019-](?P<second>[^\W\d_]+))?"
)
_SIGN_LOOK_BACK = 24
_LONGEST_NAME = 40
_AROUND = 100
_WORD_BEFORE = 3
_SURNAME_LOOK_BACK = 40
_BESIDE = 3
_end_of = attrgetter("end")
_LONGEST_JOINT = 16
_ONLY_DIGITS = re.compile(r"\s*([1-9]\d{3})\s*")


def places(clear: ClearText, taken: list[tuple[int, int]], field: str | None) -> list[Place]:
    """The places in the words, in their order, and then those of the field `place`.

    A name that several provinces have is settled by a province or postcode beside it, or else by the
    only one of them that is named anywhere in the words or the field.
    """
    mentions = _mentions(clear, strict=True)
    if taken:
        mentions = _outside(mentions, sorted(taken))
    codes = postcodes(clear)
    shown = _shown(field) if field else _NOTHING
    named = shown.named
    if shown.open or any(map(_is_open, mentions)):
        named |= _named(clear, mentions, codes)
    found = _settled(clear, mentions, codes, named)
    settled = _of_field(shown, named) if shown.open else list(shown.places)
    if clear.may_show(REGION_SIGN) and ("regio" in clear.low or "prov" in clear.low):
        found += _abbreviated(clear, _ABBREVIATED)
        found.sort(key=lambda one: one.span or (0, 0))
    return found + settled


class _Shown(NamedTuple):
    """What a field for the place says; `open` where a name in it has several provinces."""

    clear: ClearText
    mentions: list[_Mention]
    codes: list[Postcode]
    named: frozenset[str]
    places: tuple[Place, ...]
    open: bool


_NOTHING = _Shown(ClearText(""), [], [], frozenset(), (), False)


@lru_cache(maxsize=16384)
def _shown(field: str) -> _Shown:
    """The places in a field: the same few stand in many records."""
    clear = ClearText(field)
    mentions = _mentions(clear, strict=False)
    codes = postcodes(clear)
    bare = _ONLY_DIGITS.fullmatch(field)
    if bare and provinces_of(bare[1]):
        codes = [Postcode(bare[1], provinces_of(bare[1]), *bare.span(1))]
    named = frozenset(_named(clear, mentions, codes))
    shown = _Shown(clear, mentions, codes, named, (), any(map(_is_open, mentions)))
    return shown._replace(places=tuple(_of_field(shown, named)))


def _of_field(shown: _Shown, named: Set[str]) -> list[Place]:
    found = _settled(shown.clear, shown.mentions, shown.codes, named) or _abbreviated(
        shown.clear, _CODES_ONLY
    )
    return list(dict.fromkeys(one._replace(span=None) for one in found))


def _is_open(mention: _Mention) -> bool:
    """Whether the name alone does not tell the province."""
    name = mention.name
    return name.kind == PLACE and (len(name.provinces) > 1 or name.sign == ABROAD)


def _named(clear: ClearText, mentions: list[_Mention], codes: list[Postcode]) -> frozenset[str]:
    """The provinces that are named without doubt."""
    named = {one.provinces[0] for one in codes if len(one.provinces) == 1}
    for one in mentions:
        if one.name.kind != PLACE:
            if len(one.name.provinces) == 1:
                named.add(one.name.provinces[0])
        elif _is_open(one):
            beside = _province_beside(clear, one.end)
            if beside in one.name.provinces:
                named.add(beside)
    return frozenset(named)


def _settled(
    clear: ClearText, mentions: list[_Mention], codes: list[Postcode], named: Set[str]
) -> list[Place]:
    found: list[Place] = []
    for at, one in enumerate(mentions):
        name, span = one.name, (one.start, one.end)
        if _is_open(one):
            province = _province_of(clear, mentions, at, codes, named)
            if province is not None:
                found.append(Place(name.name, province, None, span))
            elif name.sign != ABROAD:
                found.append(Place(name.name, None, name.provinces, span))
        else:
            found += [Place(name.name, code, None, span) for code in name.provinces]
    told = {one.province for one in found if one.province}
    for code in codes:
        if told.isdisjoint(code.provinces):
            single = len(code.provinces) == 1
            province, candidates = (code.provinces[0], None) if single else (None, code.provinces)
            found.append(Place(code.digits, province, candidates, (code.start, code.end)))
            told.update(code.provinces)
    return sorted(found, key=lambda one: one.span or (0, 0)) if codes else found


def _province_of(
    clear: ClearText, mentions: list[_Mention], at: int, codes: list[Postcode], named: Set[str]
) -> str | None:
    """Which of the provinces that have the name is meant; None where nothing says it."""
    one = mentions[at]
    possible = one.name.provinces
    beside = _province_beside(clear, one.end)
    if beside in possible:
        return beside
    nearest = bisect_right(codes, one.start, key=_end_of) - 1
    if nearest >= 0 and one.start - codes[nearest].end <= _BESIDE:
        lies_in = codes[nearest].provinces
        if len(lies_in) == 1 and lies_in[0] in possible:
            return lies_in[0]
    if at + 1 < len(mentions):
        following = mentions[at + 1]
        between = clear.low[one.end : following.start]
        joint = _JOINED if following.name.kind != PLACE else _NEAR
        if len(between) <= _LONGEST_JOINT and joint.match(between):
            both = set(following.name.provinces).intersection(possible)
            if len(both) == 1:
                return both.pop()
    both = set(named).intersection(possible)
    return both.pop() if len(both) == 1 else None


def _mentions(clear: ClearText, *, strict: bool) -> list[_Mention]:
    standing = clear.marked(_NAMES)
    if not standing:
        return []
    low = _folded_around(clear.low, standing[0][0], standing[-1][0])
    found: list[_Mention] = []
    for at, token in standing:
        for offset, name in _names_of(token):
            placed = _placed(low, name, at, offset)
            if placed is None:
                continue
            start, end = placed
            if found and start < found[-1].end:
                if len(name.tokens) <= len(found[-1].name.tokens):
                    break
                found.pop()
            start = _with_apostrophe(low, start, name)
            if _is_elsewhere(low, name, start, end):
                break
            if strict and not _is_meant(clear, low, name, start, end, found):
                continue
            found.append(_Mention(name, start, end))
            break
    return found


def _folded_around(low: str, first: int, last: int) -> str:
    """The words without diacritics from some way before `first` to some way behind `last`."""
    if low.isascii():
        return low
    begin, end = max(0, first - _AROUND), last + _AROUND
    return low[:begin] + folded(low[begin:end]) + low[end:]


@lru_cache(maxsize=16384)
def _names_of(token: str) -> list[tuple[int, Name]]:
    """The names that the token stands for, with where it stands in them."""
    return names().get(without_diacritics(token), [])


def _placed(low: str, name: Name, at: int, offset: int) -> tuple[int, int] | None:
    """Where a name stands whose token number `offset` begins at `at`; None where it does not."""
    if len(name.tokens) == 1:
        return at, at + len(name.tokens[0])
    if offset and low.rfind(name.tokens[0], max(0, at - _LONGEST_NAME), at) < 0:
        return None
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
    if _is_person(text, low, start):
        return False
    if name.sign == NO_SIGN or name.sign == ABROAD:
        return True
    lead = low[max(0, start - _SIGN_LOOK_BACK) : start]
    if _STRONG_SIGN.search(lead):
        return True
    letter = text[start + 1 : start + 2] if text[start] in "'\u2019" else text[start]
    if not letter.isupper():
        return _STAY.search(lead) is not None and _ENDS.match(low, end) is not None
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
    """Whether an unmistakable name stands behind: "Goes, Zeeland", "Goes en Bergen op Zoom"."""
    match = _NEXT_NAME.match(low, end)
    if match is None:
        return False
    if match["first"] in ("noord", "zuid", "north", "south"):
        return True
    table = names()
    return any(
        name.sign == NO_SIGN and offset == at and _placed(low, name, match.start(group), offset)
        for at, group in enumerate(("first", "second"))
        if match[group]
        for offset, name in table.get(match[group], ())
    )


def _is_elsewhere(low: str, name: Name, start: int, end: int) -> bool:
    """Whether a place abroad, a street or a club is meant."""
    if _STREET_BEHIND.match(low, end):
        return True
    one_of_several = name.kind != PLACE or name.sign != NO_SIGN or len(name.provinces) > 1
    if one_of_several and _ABROAD_BEHIND.match(low, end):
        return True
    lead = low[max(0, start - _SIGN_LOOK_BACK) : start]
    if lead.endswith(_CLEAR_LEADS):
        return False
    return lead.rstrip().rstrip("-").endswith(_ENDS_ELSEWHERE) and bool(_ELSEWHERE_BEFORE.search(lead))


def _is_person(text: str, low: str, start: int) -> bool:
    """Whether it is somebody's name: "Jan van Leiden", "ik heet Heino"."""
    lead = low[max(0, start - _SIGN_LOOK_BACK) : start]
    if lead.endswith(_CLEAR_LEADS):
        return False
    if lead.rstrip().endswith(_ENDS_CALLED) and _CALLED.search(lead):
        return True
    if "van" not in lead:
        return False
    surname = _SURNAME.search(text, max(0, start - _SURNAME_LOOK_BACK), start)
    if surname is None:
        return False
    before = surname["before"]
    if before.lower() in _TITLES:
        return True
    return before[0].isupper() and not before.isupper() and before.lower() not in _NO_FIRST_NAME


def _outside(mentions: list[_Mention], taken: list[tuple[int, int]]) -> list[_Mention]:
    """The mentions that stand in none of the spans, which are in order and do not overlap."""
    starts = [start for start, _ in taken]
    free = []
    for one in mentions:
        before = bisect_left(starts, one.end) - 1
        if before < 0 or taken[before][1] <= one.start:
            free.append(one)
    return free


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
