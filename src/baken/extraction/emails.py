"""E-mail addresses in the words of an advert, plain or simply hidden ("naam (at) example punt nl")."""

import re
from collections.abc import Iterator

from baken.extraction.contacts import EMAIL, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.marks import ask
from baken.extraction.row_signs import AT_SIGN
from baken.extraction.said_signs import DOT_WORDS as _DOT_WORDS
from baken.extraction.said_signs import SIGNS as _SAID_SIGNS
from baken.extraction.said_signs import as_latin

_OPEN, _CLOSE = r"[(\[{<*|/#!^+•·\"'\u201c\u2018\u201e«~=]", r"[)\]}>*|/#!^+•·\"'\u201d\u2019»~=]"
DOT = (
    rf"(?:\.|\s{{0,2}}{_OPEN}{{1,2}}\s?(?:{_DOT_WORDS}|\.)\s?{_CLOSE}{{1,2}}\s{{0,2}}|"
    rf"\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}}|\s{{0,2}}[_\-]{{1,2}}(?:{_DOT_WORDS})[_\-]{{1,2}}\s{{0,2}}|\s\.[^\S\n]?)"
)
"""A dot, or what stands for one, inside an address."""

_AT_WORDS = (
    r"at[ -]sign|at[ -]teken|at[ -]zeichen|signo de arroba|at|ät|apenstaart(?:je)?|apestaart(?:je)?|"
    r"aapenstaartje|apenstaatje|aapje|arroba|arrobas|arobase|arrobase|arobas|arobaz|a commercial|"
    r"arond|a rond|arong|chiocciola|klammeraffe|affenschwanz|affenklammer|małpa|malpa|małpka|malpka|"
    r"kukac|kukacjel|кльомба|клъомба|маймунка|маймунско а|маймунско|coad[aă] de maimu[tțţ][aă]|et ?jel"
)
_AT_SAID = (
    "at ät apenstaart apenstaartje apestaart apestaartje aapenstaartje apenstaatje arroba arrobas arobase "
    "arobas arrobase arobaz commercial aapje affenschwanz affenklammer arond rond arong chiocciola "
    "klammeraffe małpa małpka kukac kukacjel кльомба клъомба маймунка маймунско maimuță maimuţă jel etjel"
)
AT_WORDS = frozenset(_AT_SAID.split())
"""Words for the at-sign in the languages of adverts, or the word of each that tells it."""

_SAYS_AT = ask("mail", AT_WORDS)
_SIGNED = ("(a)", "[a]", "{a}", "<a>", "*a*", "(à)", "[à]", "(ет)", "[ет]", "(ат)", "🐒", "🐵")
_SIGN = re.compile(r"(?<!@)@|[🐒🐵]|(?<=[(\[{<*])(?:a|à|ет|ат)(?=[)\]}>*])")
_TOPS_APART = r"nl|com|net|org|eu|pl|ro|hu|bg|uk|de|fr|es"
_DOMAIN_FOLLOWS = re.compile(
    rf"(?:[ \-](?:sign|teken|zeichen)\b)?(?:\s?{_CLOSE}|[_\-]|\.\s[^\W_]|"
    rf"\s{{1,2}}[^\W_][\w\-]{{0,62}}(?:\.\w|\s\.\s?\w|\s{{0,2}}{_OPEN}|[_\-]|\s{{1,2}}(?:{_DOT_WORDS}|(?:{_DOT_WORDS})?(?:{_TOPS_APART}))(?!\w)))"
)
_GLUED_AT = re.compile(r"(?<=[a-z0-9])AT(?=[a-z0-9])")
_DOT_SAID_LOUD = rf"(?:{_DOT_WORDS.upper()}|\.)"
_DOT_IN_CAPITALS = re.compile(_DOT_SAID_LOUD)
_NAME_BEFORE_CAPITALS = re.compile(
    rf"(?<![\w.\-])[a-z0-9_\-]{{1,40}}(?:{_DOT_SAID_LOUD}[a-z0-9_\-]{{1,40}}){{0,3}}\Z"
)
_DOMAIN_IN_CAPITALS = re.compile(rf"[a-z0-9\-]{{1,40}}(?:{_DOT_SAID_LOUD}[a-z0-9\-]{{2,40}}){{1,4}}(?!\w)")
_LONGEST_LEAD, _LONGEST_AT = 12, 30
_AT = re.compile(
    rf"\s{{0,2}}(?:{_OPEN}|[_\-]){{1,2}}\s?(?:{_AT_WORDS}|a|à|ет|ат|@)\s?(?:{_CLOSE}|[_\-]){{1,2}}\s{{0,2}}"
    rf"|\s\.(?:{_AT_WORDS})\.\s|(?P<bare>\s{{1,2}}(?:{_AT_WORDS})\s{{1,2}})|\s{{0,2}}(?:@{{1,2}}|[🐒🐵])\s{{0,2}}"
)
_SIGN_BEFORE = re.compile(
    r"\s(?:" + "|".join(f"(?P<s{at}>{words})" for at, (_, words) in enumerate(_SAID_SIGNS)) + r")\s$"
)
_LONGEST_SIGN = 20
_WORD_BEFORE = re.compile(r"[\w%+\-]{1,40}\Z")
_DOT_BEFORE = re.compile(rf"{DOT}\Z")
_LABEL = re.compile(r"[^\W_][\w\-]{0,62}")
_DOT = re.compile(DOT)
_DOT_SAID = re.compile(rf"\.|\s(?:{_DOT_WORDS})")
_GLUED_DOT = re.compile(rf"[_\-](?:{_DOT_WORDS})[_\-]")
_MOST_PARTS = 6
_CUE = re.compile(
    r"(?:mail|mailtje|mailadres|e-mailadres|emailadres|mailadresse|maila|emaila|berichtje|email|e-mail|mejl|adres|adresa|address|adresse|correo|mél|courriel|имейл|поща|cím|mailem|mailul|"
    r"mailen|мейл|mailto|schrijf|stuur|bericht|write|reach|contact|contacto|kontakt|schreib|schreibe|"
    r"schreiben|nachricht|écris|écrire|écrivez|écrivez-moi|escribe|escríbeme|escribir|scrie|scrie-mi|scrieți|"
    r"írj|írjon|írjatok|üzenj|пиши|пишете|pisz|napisz|pisać|booking|bookings|afspraak|termin|rdv)[^\w]{0,3}"
    r"(?:(?:is|naar|to|me|mij|mich|mir|moi|nekem|ide|mi|meu|mój|mon|het|aan|a|à|an|ist|est|es|este|to|е|la|at|"
    r"auf|na|на|op|us|ons)[^\w]{1,3}){0,3}\Z"
)
_JOINED_NAME = re.compile(r"[^\W_]{2,}(?:[._][^\W_]{2,}){1,3}")
_MISTAKABLE = frozenset(("at", "ät"))
_ONE_BY_ONE = re.compile(r"(?<![\w.\-])[a-z0-9](?:(?:\s[a-z0-9]){2,}|(?:\.[a-z0-9]){2,}|(?:-[a-z0-9]){2,})\Z")
_LABEL_ONE_BY_ONE = re.compile(r"[a-z0-9](?:\s[a-z0-9]){1,62}(?!\w)")
_WORDS_TOO = frozenset(("de", "es", "net", "fr"))
_TOP_APART = re.compile(
    rf"(?P<sign>\s?[,\u00b7•]|\.{{1,3}}|\s{{1,2}}(?:{_DOT_WORDS})(?=[^\W\d_]))?\s{{0,2}}(?P<top>{_TOPS_APART})(?!\w|\.\w)"
)
_LEET_TOPS = {
    "c0m": "com",
    "0rg": "org",
    "0nline": "online",
    "n1": "nl",
    "ком": "com",
    "нл": "nl",
    "бг": "bg",
}
_ORDINARY_WORDS = (
    "me us look meet available now here everyday open starts start ends only call arrive be stay see "
    "find live work i am you are we home party mail write email contact reach book"
)
_NO_NAMES = frozenset(_ORDINARY_WORDS.split())
_LOOK_BACK = 90

_TOPS = (
    "nl com net org eu info biz be de fr es it pt pl ro hu bg uk co lu ch at io me tv nu cc ru ua cz sk "
    "gr dk se no fi shop online site club vip xxx sex live app pro name email example test store world "
    "today frl amsterdam"
)
TOP_DOMAINS = frozenset(_TOPS.split())
_LONGEST_TOP = max(map(len, TOP_DOMAINS))


def emails(clear: ClearText) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """E-mail addresses, each with its span in the clear text."""
    low = clear.low
    if "AT" in clear.text:
        yield from _in_capitals(clear)
    last = 0
    for anchor in _anchors(clear):
        if anchor < last:
            continue
        at = _AT.search(low, max(last, anchor - _LONGEST_LEAD), anchor + _LONGEST_AT)
        if at is not None and at.end() <= anchor:
            # "me at name@": another stands just before
            at = _AT.search(low, at.end(), anchor + _LONGEST_AT)
        if at is None or not at.start() <= anchor < at.end():
            continue
        domain, end, dotted_domain = _domain_behind(clear, at.end(), known_only=at.group() != "@")
        if not domain:
            continue
        first = max(last, at.start() - _LOOK_BACK)
        name, start, dotted_name = _one_by_one(low, first, at) or _name_before(low, first, at.start())
        if not name:
            continue
        spelled = dotted_name or dotted_domain
        # "name at example nl" has no dot at all
        has_dot = (
            _DOT_SAID.search(low, at.end(), end) is not None
            or len(low[at.end() : end].split()) != domain.count(".") + 1
        )
        if at["bare"] and (
            name in _NO_NAMES or not ((spelled and has_dot) or _is_said(clear, at, start, name))
        ):
            continue
        address = "@".join((as_latin(name), ".".join(map(as_latin, domain.split(".")))))
        hidden = (
            at.group() != "@" or spelled or address != f"{name}@{domain}" or clear.is_disguised(start, end)
        )
        last = end
        yield Contact(EMAIL, address, hidden, True, clear.span(start, end)), (start, end)


def may_hold_emails(clear: ClearText) -> bool:
    """A cheap look: whether an at-sign stands there, or what stands for one."""
    if clear.has(_SAYS_AT):
        return True
    if not clear.may_show(AT_SIGN):
        return False
    return _holds_sign(clear.low) or ("AT" in clear.text and _GLUED_AT.search(clear.text) is not None)


def _in_capitals(clear: ClearText) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """Addresses whose signs are words in capitals among small letters: "nameATexampleDOTorg"."""
    for at in _GLUED_AT.finditer(clear.text):
        first = max(0, at.start() - _LOOK_BACK)
        name = _NAME_BEFORE_CAPITALS.search(clear.text[first : at.start()])
        domain = _DOMAIN_IN_CAPITALS.match(clear.text, at.end())
        if name is None or domain is None:
            continue
        labels = _DOT_IN_CAPITALS.split(domain.group())
        if labels[-1] in TOP_DOMAINS:
            start, end = first + name.start(), domain.end()
            said = ".".join(_DOT_IN_CAPITALS.split(name.group()))
            yield (
                Contact(EMAIL, f"{said}@{'.'.join(labels)}", True, True, clear.span(start, end)),
                (start, end),
            )


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


def _is_said(clear: ClearText, at: re.Match[str], start: int, name: str) -> bool:
    """Whether a word for the at-sign is meant as one: "at" alone mostly is not."""
    if at["bare"].strip() not in _MISTAKABLE or (any(map(str.isdigit, name)) and not name.isdigit()):
        return True
    if _JOINED_NAME.fullmatch(name):
        return True
    # "name AT example.org"
    if clear.text[at.start() : at.end()].strip() == "AT" and not clear.text[start : at.start()].isupper():
        return True
    return _CUE.search(clear.low[max(0, start - _LOOK_BACK) : start]) is not None


def _one_by_one(low: str, first: int, at: re.Match[str]) -> tuple[str, int, bool] | None:
    """A name before the at whose letters stand apart: "n a m e"; before a hidden at "n.a.m.e" too."""
    match = _ONE_BY_ONE.search(low[first : at.start()])
    if match is None or (" " not in match.group() and at.group() == "@"):
        return None
    return "".join(filter(str.isalnum, match.group())), first + match.start(), True


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


def _domain_behind(clear: ClearText, start: int, *, known_only: bool) -> tuple[str, int, bool]:
    """What stands behind the at: the domain, where it ends, and whether a dot of it is spelled.

    It ends at the last label that is a known top domain, or with plain dots at the last of letters.
    """
    low = clear.low
    labels: list[str] = []
    best = ("", start, False)
    at, spelled = start, False
    while len(labels) < _MOST_PARTS:
        apart = _label_one_by_one(low, at, is_first=not labels)
        if apart is not None:
            said, at = apart
            labels.append(said)
            spelled = True
            if len(labels) > 1:
                return ".".join(labels), at, True
            dot = _DOT.match(low, at)
            if dot is None:
                break
            at = dot.end()
            continue
        label = _LABEL.match(low, at)
        if label is None:
            break
        pieces = _GLUED_DOT.split(label.group())
        spelled = spelled or len(pieces) > 1
        labels += pieces
        at = label.end()
        if labels[-1] in _LEET_TOPS and len(labels) > 1:
            labels[-1], spelled = _LEET_TOPS[labels[-1]], True
        last = labels[-1]
        known = last in TOP_DOMAINS or (not known_only and not spelled and last.isalpha() and len(last) > 1)
        if known and len(labels) > 1:
            best = (".".join(labels), at, spelled)
        dot = _DOT.match(low, at)
        if dot is None or not _LABEL.match(low, dot.end()):
            return best if best[0] else _with_top_apart(clear, start, labels, at) or best
        spelled = spelled or dot.group() != "."
        at = dot.end()
    return best


def _with_top_apart(clear: ClearText, start: int, labels: list[str], at: int) -> tuple[str, int, bool] | None:
    """A domain whose dot is badly made or left out: "@example. com", "@example,nl", "at example nl"."""
    low = clear.low
    top = _TOP_APART.match(low, at)
    # No sentence begins with a small letter.
    if top is None or not clear.text[top.start("top")].islower():
        return None
    bare = not top["sign"]
    if top["sign"] and top["sign"].strip().isalpha():
        # "example dotcom"
        pass
    elif low[start - 1] == "@" or (top["sign"] and "@" in low[start - 3 : start]):
        # With no sign at all the name must touch the at; "de" and "es" are words too.
        if bare and (low[start - 2].isspace() or top["top"] in _WORDS_TOO):
            return None
    elif not bare or (top["top"] in _WORDS_TOO and low[top.end() : top.end() + 1] == " "):
        return None
    return ".".join((*labels, top["top"])), top.end(), True


def _label_one_by_one(low: str, at: int, *, is_first: bool) -> tuple[str, int] | None:
    """A label whose letters stand apart, and where it ends; behind a dot it must be a top domain."""
    match = _LABEL_ONE_BY_ONE.match(low, at) if low[at + 1 : at + 2] == " " else None
    if match is None:
        return None
    letters = match.group()[::2]
    if is_first:
        return (letters, match.end()) if _DOT.match(low, match.end()) else None
    known = (size for size in range(min(len(letters), _LONGEST_TOP), 1, -1) if letters[:size] in TOP_DOMAINS)
    size = next(known, None)
    return (letters[:size], at + 2 * size - 1) if size else None
