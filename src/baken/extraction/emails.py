"""E-mail addresses in the words of an advert, plain or simply hidden ("naam (at) example punt nl")."""

import re
from collections.abc import Iterator

from baken.extraction.contacts import EMAIL, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.marks import ask

_DOT_WORDS = r"dot|punt|punct|punctul|punto|punkt|point|ponto|kropka|pont|точка|tocka"
_OPEN, _CLOSE = r"[(\[{<*|/\"'\u201c\u2018\u201e«~=]", r"[)\]}>*|/\"'\u201d\u2019»~=]"
DOT = (
    rf"(?:\.|\s{{0,2}}{_OPEN}\s?(?:{_DOT_WORDS}|\.)\s?{_CLOSE}\s{{0,2}}|"
    rf"\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}}|[_\-](?:{_DOT_WORDS})[_\-]|\s\.\s?)"
)
"""A dot, or what stands for one, inside an address."""

_AT_WORDS = (
    r"at|ät|apenstaart(?:je)?|apestaart(?:je)?|aapenstaartje|apenstaatje|arroba|arrobas|arobase|arrobase|"
    r"arond|a rond|arong|chiocciola|klammeraffe|małpa|malpa|małpka|malpka|kukac|kukacjel|"
    r"кльомба|клъомба|маймунка|маймунско а|маймунско|coad[aă] de maimu[tțţ][aă]|et ?jel"
)
_AT_SAID = (
    "at ät apenstaart apenstaartje apestaart apestaartje aapenstaartje apenstaatje arroba arrobas arobase "
    "arrobase arond rond arong chiocciola klammeraffe małpa małpka kukac kukacjel кльомба клъомба "
    "маймунка маймунско maimuță maimuţă jel etjel"
)
AT_WORDS = frozenset(_AT_SAID.split())
"""Words for the at-sign in the languages of adverts, or the word of each that tells it."""

_SAYS_AT = ask("mail", AT_WORDS)
_SIGNED = ("(a)", "[a]", "{a}", "<a>", "*a*")
_SIGN = re.compile(r"@|(?<=[(\[{<*])a(?=[)\]}>*])")
_DOMAIN_FOLLOWS = re.compile(
    rf"\s?{_CLOSE}|[_\-]|\s{{1,2}}[^\W_][\w\-]{{0,62}}(?:\.\w|\s\.\s?\w|\s{{0,2}}{_OPEN}|[_\-]|\s{{1,2}}(?:{_DOT_WORDS})\s)"
)
_LONGEST_LEAD, _LONGEST_AT = 12, 30
_AT = re.compile(
    rf"\s{{0,2}}(?:{_OPEN}|[_\-]){{1,2}}\s?(?:{_AT_WORDS}|a|@)\s?(?:{_CLOSE}|[_\-]){{1,2}}\s{{0,2}}"
    rf"|(?P<bare>\s{{1,2}}(?:{_AT_WORDS})\s{{1,2}})|\s{{0,2}}@\s{{0,2}}"
)
_SAID_SIGNS = (
    (
        "_",
        r"underscore|(?:laag|liggend|onderste) ?streepje|unterstrich|tiret bas|gui[oó]n bajo|barra baja|"
        r"podkre[sś]lnik|podkre[sś]lenie|alulvon[aá]s|долна черта|linie jos|liniu[tț][aă] jos",
    ),
    (
        "-",
        r"streepje|koppelteken|dash|hyphen|minus|bindestrich|tiret|gui[oó]n|my[sś]lnik|k[oö]t[oő]jel|тире|"
        r"cratim[aă]|liniu[tț][aă]",
    ),
)
_SIGN_BEFORE = re.compile(
    r"\s(?:" + "|".join(f"(?P<s{at}>{words})" for at, (_, words) in enumerate(_SAID_SIGNS)) + r")\s$"
)
_LONGEST_SIGN = 20
_WORD_BEFORE = re.compile(r"[\w%+\-]{1,40}$")
_DOT_BEFORE = re.compile(rf"{DOT}$")
_LABEL = re.compile(r"[^\W_][\w\-]{0,62}")
_DOT = re.compile(DOT)
_GLUED_DOT = re.compile(rf"[_\-](?:{_DOT_WORDS})[_\-]")
_MOST_PARTS = 6
_CUE = re.compile(
    r"(?:mail|email|e-mail|mejl|adres|adresa|address|adresse|correo|mél|courriel|имейл|поща|cím)[^\w]{0,3}"
    r"(?:is|naar|to|me|a|an|ist|est|es|este|to|е|la|at|auf|na|на|op)?[^\w]{0,3}$"
)
_ORDINARY_WORDS = (
    "me us look meet available now here everyday open starts start ends only call arrive be stay see "
    "find live work i am you are we home party"
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
    for anchor in _anchors(clear):
        if anchor < last:
            continue
        at = _AT.search(low, max(last, anchor - _LONGEST_LEAD), anchor + _LONGEST_AT)
        if at is None or not at.start() <= anchor < at.end():
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


def may_hold_emails(clear: ClearText) -> bool:
    """A cheap look: whether an at-sign stands there, or what stands for one."""
    return clear.has(_SAYS_AT) or _holds_sign(clear.low)


def _anchors(clear: ClearText) -> list[int]:
    """Where an at-sign may stand: the sign, a word for it, or an a in brackets."""
    low = clear.low
    found = [match.start() for match in _SIGN.finditer(low)] if _holds_sign(low) else []
    for start, word in clear.marked(_SAYS_AT):
        # "at" is a common word: behind it must stand what can be a domain.
        if word != "at" or _DOMAIN_FOLLOWS.match(low, start + len(word)):
            found.append(start)
    return sorted(found)


def _holds_sign(low: str) -> bool:
    return "@" in low or any(map(low.__contains__, _SIGNED))


def _name_before(low: str, first: int, end: int) -> tuple[str, int, bool]:
    """What stands before the at: the name, where it begins, and whether a dot of it is spelled."""
    parts: list[str] = []
    start, spelled, glue = end, False, False
    while len(parts) < _MOST_PARTS:
        word = _WORD_BEFORE.search(low[first:start])
        if word is None:
            break
        start = first + word.start()
        pieces = _GLUED_DOT.split(word.group())
        spelled = spelled or len(pieces) > 1
        if glue:
            parts[0] = pieces.pop() + parts[0]
        parts[:0] = pieces
        sign = _SIGN_BEFORE.search(low, max(first, start - _LONGEST_SIGN), start)
        if sign is not None and _WORD_BEFORE.search(low[first : sign.start()]) is not None:
            parts[0] = next(one for at, (one, _) in enumerate(_SAID_SIGNS) if sign[f"s{at}"]) + parts[0]
            glue, spelled, start = True, True, sign.start()
            continue
        glue = False
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
