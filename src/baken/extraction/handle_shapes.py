"""The shape of a handle in an advert: written as one, letter by letter, or with its signs said in words."""

import re
from typing import NamedTuple

from baken.extraction.clauses import ends_clause
from baken.extraction.emails import TOP_DOMAINS
from baken.extraction.no_handles import NO_HANDLES, is_ordinary
from baken.extraction.said_again import again_at
from baken.extraction.said_signs import DOT_WORDS, HYPHEN_WORDS, LOW_LINE_WORDS, as_latin

_HANDLE = r"_{0,2}[^\W_][\w.\-]{1,31}+"
_OPEN, _CLOSE = r"[(\[{<*~\-\"'\u201c]", r"[)\]}>*~\-\"'\u201d]"
_JOINT = (
    rf"(?:\s?{_OPEN}\s?|\s)(?:(?P<low>{LOW_LINE_WORDS}|_)|(?P<hyphen>{HYPHEN_WORDS})|(?P<dot>{DOT_WORDS}|\.))"
    rf"(?:\s?{_CLOSE}\s?|\s)(?:(?:en|and|und|et|y|și|és|и|i)\s)?(?:(?:dan|then|dann|puis|luego|apoi|aztán|potem|после)\s)?"
    # parted at its sign over two lines
    r"|\s?\n(?P<next>[_.])(?=\w)"
)
_SAID = re.compile(rf"(?:{_JOINT})(?P<more>[^\W_][\w.\-]{{0,31}}|_)")
_WRITTEN = re.compile(_HANDLE)
_UNNAMED_JOINT = re.sub(r"\?P<\w+>", "?:", _JOINT)
_APART = r"[^\W_](?:[^\S\n][^\W_]|[^\S\n][_.\-](?=[^\S\n][^\W_])){3,31}(?:[^\S\n]?\d{1,4})?(?!\w)"
_PARTED = r"[^\W_](?P<by>[.\-*|~+])[^\W_](?:(?P=by)[^\W_]){2,30}(?:(?P=by)?\d{1,4})?(?!\w)"
_BEHIND = re.compile(rf"(?P<at>@\s?)?(?:(?P<apart>{_APART})|(?P<parted>{_PARTED})|(?P<handle>{_HANDLE}))")
_ENDING = (
    rf"(?P<at>@\s?)?(?P<handle>{_APART}|{_HANDLE}(?:(?:{_UNNAMED_JOINT})[^\W_][\w.\-]{{0,31}}+){{0,3}}+)"
)
BEFORE = rf"(?<![\w.@/\-])(?<!@\s){_ENDING}"
"""Ends where a handle ends; it begins at the group `handle`."""
_GLUED_LOW_LINE = re.compile(r"[.\-_]?underscore[.\-_]?|[.\-](?:laag|lage|onder)[.\-]?streep(?:je)?[.\-]")
_TELLS = re.compile(r"_|\w\.\w|[^\W\d_]\d|\d[^\W\d_]")
# "24u", "18plus", "nr2", "v18", "ma.t"
_UNITS = (
    "u uur h hr hrs hour hours std stunden min mins minuten plus eur euro e jaar jr jahre ans yo lei lv ft "
    "zl km m x st nd rd th de ste am pm cm kg k dagen days per"
)
_MEASURE = re.compile(
    rf"\d{{1,4}}[.\-]?(?:{'|'.join(_UNITS.split())})|\d{{1,4}}[.\-]?\d{{0,4}}[^\W\d_]|"
    # letters for words: "n.v.t"
    r"[^\W\d_](?:\.[^\W\d_]){1,4}|"
    r"(?:nr|no|kl|v|x|jaar|kamer|room|etage|min|max)\.?\d{1,4}|\d{1,2}[.\-]\d{1,2}[^\W\d_]{0,4}"
)
_DAYS = (
    "ma di wo do vr za zo mo mi fr sa so mon tue wed thu fri sat sun lu mar mer jeu ven sam dim lun mie joi "
    "vin sam dum mié jue vie sáb dom pon wt śr czw pt sob ndz вт ср чт пт сб нд пн t m a"
)
_WEEKDAYS = frozenset(_DAYS.split())
_AS_ONE = (
    r"aan elkaar|aaneen|aan één stuk|zonder spaties?|[eé][eé]n woord|no spaces?|without (?:any )?spaces?|"
    r"(?:as )?one word|zusammen|ohne leerzeichen|ein wort|in einem wort|(?:tout )?attach[ée]|sans espaces?|"
    r"en un (?:seul )?mot|(?:todo )?junto|sin espacios?|una palabra|f[aă]r[aă] spa[tțţ]i[iu]|legat|"
    r"într-un cuvânt|egybe(?:írva)?|szóköz nélkül|слято|без интервали?|една дума|razem|bez spacji|"
    r"łącznie|jednym słowem"
)
_TOGETHER = re.compile(
    rf"(?P<at>@\s?)?(?P<words>[^\W_]{{1,20}}(?:[^\S\n][^\W_]{{1,20}}){{1,4}}?)\s?[,(\[\-\u2013]?\s?"
    rf"(?:(?:alles|all|tout|todo|wszystko|всичко|tot)\s)?(?:{_AS_ONE})(?!\w)"
    # "wir finden zusammen auch" is no name
    r"(?=(?:\s(?:ge)?(?:schreven|schrieben|written|écrit|escrito|scris|írva|pisane|написано))?\s?(?:$|[^\w\s]|\n))"
)
_MOST_IN_SENTENCES = 2
_MOST_PIECES = 6
_SHORTEST = 3
_FEWEST_LETTERS = 2


class Handle(NamedTuple):
    """A handle as it may stand at [start, end) in the clear text.

    `said`: letter by letter, or with signs in words; `with_at`: behind an at-sign.
    """

    value: str
    start: int
    end: int
    with_at: bool
    apart: bool = False
    said: bool = False


def handle_at(low: str, at: int) -> Handle | None:
    """The handle that begins here, if one may."""
    match = _BEHIND.match(low, at)
    if match is None:
        return None
    with_at = match["at"] is not None
    for name in ("apart", "parted"):
        if match[name]:
            kept = "_.-" if name == "apart" else ""
            letters = "".join(one for one in match[name] if one.isalnum() or one in kept)
            if not letters.isdigit():
                return Handle(letters, match.start(name), match.end(name), with_at, True, True)
    return _written(low, match.start("handle"), with_at) if match["handle"] else None


def _written(low: str, start: int, with_at: bool) -> Handle | None:
    """A handle in pieces that said signs hold together."""
    match = _WRITTEN.match(low, start)
    if match is None:
        return None
    value, said = match.group().rstrip(".-"), False
    end = start + len(value)
    for _ in range(_MOST_PIECES):
        more = _SAID.match(low, end)
        if more is None or not _holds_together(low, value, more):
            break
        piece, behind = _piece(low, more)
        value += (more["next"] or ("_" if more["low"] else "-" if more["hyphen"] else ".")) + piece
        end, said = behind, True
    spelled = _GLUED_LOW_LINE.sub("_", value) if "-" in value or "underscore" in value else value
    latin = as_latin(spelled if spelled.strip("_") else value)
    return Handle(latin, start, end, with_at, False, said or latin != value)


def _piece(low: str, more: re.Match[str]) -> tuple[str, int]:
    """What stands behind a said sign, and where it ends: letters and digits, or "vier nullen"."""
    start = more.start("more")
    counted = again_at(low, start)
    if counted is not None:
        return counted.digits, counted.end
    piece = more["more"] if more["more"] == "_" else more["more"].rstrip(".-")
    return piece, start + len(piece)


def _holds_together(low: str, handle: str, more: re.Match[str]) -> bool:
    if handle in NO_HANDLES:
        return False
    if more["more"] in NO_HANDLES and _SAID.match(low, more.end()) is None:
        return False
    if more["next"]:
        return True
    bare = more.group()[: more.start("more") - more.start()].strip()
    if bare == ".":
        # "lente . bloem" holds together at the end of a clause alone: else it parts two sentences
        return ends_clause(low, more.end()) and not is_ordinary(handle) and not is_ordinary(more["more"])
    return True


def together_at(low: str, at: int) -> Handle | None:
    """A handle in several words of which is said that they are one: "linde olie 7 (aan elkaar)"."""
    match = _TOGETHER.match(low, at)
    if match is None:
        return None
    value = "".join(match["words"].split())
    return Handle(value, match.start("words"), match.end("words"), match["at"] is not None, True, True)


def is_joined(handle: str) -> bool:
    """Whether signs or digits inside make it a handle, wherever it stands."""
    if is_measure(handle):
        return False
    if "_" in handle.strip("_"):
        return True
    if any(map(str.isdigit, handle)):
        return sum(map(str.isalpha, handle)) > _FEWEST_LETTERS
    parts = handle.split(".")
    # "a.s.a.p." has no part that is a word.
    if len(parts) < _FEWEST_LETTERS or not all(parts) or parts[-1] in TOP_DOMAINS:
        return False
    if max(map(len, parts)) < _SHORTEST:
        return False
    # Two words with a dot may be the end of a sentence and the begin of the next.
    return len(parts) > _MOST_IN_SENTENCES or not is_ordinary(parts[-1])


def is_unmistakable(handle: str) -> bool:
    """Whether it can be nothing but a handle: with a low line inside, or three words with dots."""
    if "_" in handle.strip("_"):
        return tells(handle)
    return handle.count(".") >= _MOST_IN_SENTENCES and is_joined(handle)


def tells(handle: str) -> bool:
    """Whether it looks like a handle: letters with a digit, a low line or a dot."""
    return (
        _TELLS.search(handle) is not None
        and sum(map(str.isalpha, handle)) >= _FEWEST_LETTERS
        and not is_measure(handle)
    )


def is_measure(handle: str) -> bool:
    """Whether it is rather a time, an amount or days: "24u", "18plus", "ma-vr"."""
    return _MEASURE.fullmatch(handle) is not None or _WEEKDAYS.issuperset(re.split(r"[.\-/]", handle))
