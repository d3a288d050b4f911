"""E-mail addresses in the words of an advert, plain or simply hidden ("naam (at) example punt nl")."""

import re
from collections.abc import Iterator

from baken.extraction.contacts import EMAIL, Contact
from baken.extraction.disguises import ClearText

_DOT_WORDS = r"dot|punt|punct|punctul|punto|punkt|point|ponto|kropka|pont|точка"
DOT = (
    rf"(?:\.|\s{{0,2}}[(\[{{<]\s?(?:{_DOT_WORDS}|\.)\s?[)\]}}>]\s{{0,2}}|"
    rf"\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}}|[_\-](?:{_DOT_WORDS})[_\-]|\s\.\s)"
)
"""A dot, or what stands for one, inside an address."""

_AT_WORDS = (
    r"at|apenstaart(?:je)?|apestaart(?:je)?|arroba|arobase|chiocciola|klammeraffe|małpa|malpa|"
    r"kukac|кльомба|маймунка"
)
_AT = re.compile(
    rf"\s{{0,2}}[(\[{{<*_\-]{{1,2}}\s?(?:{_AT_WORDS}|a|@)\s?[)\]}}>*_\-]{{1,2}}\s{{0,2}}"
    rf"|(?P<bare>\s{{1,2}}(?:{_AT_WORDS})\s{{1,2}})|\s{{0,2}}@\s{{0,2}}"
)
_WORD_BEFORE = re.compile(r"[\w%+\-]{1,40}$")
_DOT_BEFORE = re.compile(rf"{DOT}$")
_LABEL = re.compile(r"[^\W_][\w\-]{0,62}")
_DOT = re.compile(DOT)
_GLUED_DOT = re.compile(rf"[_\-](?:{_DOT_WORDS})[_\-]")
_MOST_PARTS = 6
_CUE = re.compile(
    r"(?:mail|email|e-mail|adres|address|correo|mél|courriel)[^\w]{0,3}(?:is|naar|to|me|a|an)?\s{0,2}$"
)
_ORDINARY_WORDS = (
    "me us look meet available now here everyday open starts start ends only call arrive be stay see"
)
_NO_NAMES = frozenset(_ORDINARY_WORDS.split())
_LOOK_BACK = 90

_TOPS = (
    "nl com net org eu info biz be de fr es it pt pl ro hu bg uk co lu ch at io me tv nu cc ru ua cz sk "
    "gr dk se no fi shop online site club vip xxx sex live app pro name email example test store world "
    "today frl amsterdam"
)
TOP_DOMAINS = frozenset(_TOPS.split())


def emails(clear: ClearText) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """E-mail addresses, each with its span in the clear text."""
    low = clear.low
    last = 0
    for at in _AT.finditer(low):
        if at.start() < last:
            continue
        name, start, dotted_name = _name_before(low, max(last, at.start() - _LOOK_BACK), at.start())
        domain, end, dotted_domain = _domain_behind(low, at.end(), known_only=at.group() != "@")
        if not name or not domain:
            continue
        spelled = dotted_name or dotted_domain
        if at["bare"]:
            cued = _CUE.search(low[max(0, start - _LOOK_BACK) : start]) is not None
            if name in _NO_NAMES or not (cued or spelled or any(map(str.isdigit, name))):
                continue
        hidden = at.group() != "@" or spelled or clear.is_disguised(start, end)
        last = end
        yield Contact(EMAIL, f"{name}@{domain}", hidden, True, clear.span(start, end)), (start, end)


def _name_before(low: str, first: int, end: int) -> tuple[str, int, bool]:
    """What stands before the at: the name, where it begins, and whether a dot of it is spelled."""
    parts: list[str] = []
    start, spelled = end, False
    while len(parts) < _MOST_PARTS:
        word = _WORD_BEFORE.search(low[first:start])
        if word is None:
            break
        start = first + word.start()
        pieces = _GLUED_DOT.split(word.group())
        spelled = spelled or len(pieces) > 1
        parts[:0] = pieces
        dot = _DOT_BEFORE.search(low[first:start])
        # The dot must have a word before it, or it ends the sentence before.
        if dot is None or _WORD_BEFORE.search(low[first : first + dot.start()]) is None:
            break
        spelled = spelled or dot.group() != "."
        start = first + dot.start()
    return ".".join(parts).lstrip("_-+%."), start, spelled


def _domain_behind(low: str, start: int, *, known_only: bool) -> tuple[str, int, bool]:
    """What stands behind the at: the domain, where it ends, and whether a dot of it is spelled.

    It ends at the last label that is a known top domain, or with plain dots at the last of letters.
    """
    labels: list[str] = []
    best = ("", start, False)
    at, spelled = start, False
    while len(labels) < _MOST_PARTS:
        label = _LABEL.match(low, at)
        if label is None:
            break
        pieces = _GLUED_DOT.split(label.group())
        spelled = spelled or len(pieces) > 1
        labels += pieces
        at = label.end()
        last = labels[-1]
        known = last in TOP_DOMAINS or (not known_only and not spelled and last.isalpha() and len(last) > 1)
        if known and len(labels) > 1:
            best = (".".join(labels), at, spelled)
        dot = _DOT.match(low, at)
        if dot is None:
            break
        spelled = spelled or dot.group() != "."
        at = dot.end()
    return best
