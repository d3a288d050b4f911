"""E-mail addresses in the words of an advert, plain or simply hidden ("naam (at) example punt nl")."""

import re
from collections.abc import Iterator

import re2

from baken.extraction.contacts import EMAIL, Contact
from baken.extraction.disguises import ClearText

_DOT_WORDS = r"dot|punt|punct|punctul|punto|punkt|point|ponto|kropka|pont|точка"
DOT = rf"(?:\.|\s{{0,2}}[(\[{{<]\s?(?:{_DOT_WORDS}|\.)\s?[)\]}}>]\s{{0,2}}|\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}}|[_\-](?:{_DOT_WORDS})[_\-]|\s\.\s)"
"""A dot, or what stands for one, inside an address."""

_AT_WORDS = r"at|apenstaart(?:je)?|apestaart(?:je)?|arroba|arobase|chiocciola|klammeraffe|małpa|malpa|kukac|кльомба|маймунка"
_AT = re.compile(
    rf"\s{{0,2}}[(\[{{<*_\-]{{1,2}}\s?(?:{_AT_WORDS}|a|@)\s?[)\]}}>*_\-]{{1,2}}\s{{0,2}}"
    rf"|(?P<bare>\s{{1,2}}(?:{_AT_WORDS})\s{{1,2}})|\s{{0,2}}@\s{{0,2}}"
)
# These two could try many ways to split a hostile text: RE2 tries none of them twice.
_LETTER, _SIGN = r"[\p{L}\p{N}]", r"[\p{L}\p{N}_%+\-]"
_LOCAL = re2.compile(rf"{_LETTER}{_SIGN}{{0,40}}(?:{DOT}{_SIGN}{{1,40}}){{0,4}}$")
_DOMAIN = re2.compile(
    rf"({_LETTER}[\p{{L}}\p{{N}}\-]{{0,62}}?)((?:{DOT}[\p{{L}}\p{{N}}\-]{{2,40}}?){{1,4}})(?:[^\p{{L}}\p{{N}}\-]|$)"
)
_NEXT_LABEL = re.compile(rf"({DOT})([\w\-]{{2,40}})")
_CUE = re.compile(
    r"(?:mail|email|e-mail|adres|address|correo|mél|courriel)[^\w]{0,3}(?:is|naar|to|me|a|an)?\s{0,2}$"
)
_NO_NAMES = frozenset(
    [
        "me",
        "us",
        "look",
        "meet",
        "available",
        "now",
        "here",
        "everyday",
        "open",
        "starts",
        "start",
        "ends",
        "only",
        "call",
        "arrive",
        "be",
        "stay",
        "see",
    ]
)
_LOOK_BACK = 90
_LOOK_AHEAD = 200

TOP_DOMAINS = frozenset(
    [
        "nl",
        "com",
        "net",
        "org",
        "eu",
        "info",
        "biz",
        "be",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "pl",
        "ro",
        "hu",
        "bg",
        "uk",
        "co",
        "lu",
        "ch",
        "at",
        "io",
        "me",
        "tv",
        "nu",
        "cc",
        "ru",
        "ua",
        "cz",
        "sk",
        "gr",
        "dk",
        "se",
        "no",
        "fi",
        "shop",
        "online",
        "site",
        "club",
        "vip",
        "xxx",
        "sex",
        "live",
        "app",
        "pro",
        "name",
        "email",
        "example",
        "test",
        "store",
        "world",
        "today",
        "frl",
        "amsterdam",
    ]
)


def emails(clear: ClearText) -> Iterator[tuple[Contact, tuple[int, int]]]:
    """E-mail addresses, each with its span in the clear text."""
    low = clear.low
    last = 0
    for at in _AT.finditer(low):
        if at.start() < last:
            continue
        begin = max(last, at.start() - _LOOK_BACK)
        local = _LOCAL.search(low[begin : at.start()])
        domain = _DOMAIN.match(low[at.end() : at.end() + _LOOK_AHEAD])
        if local is None or domain is None:
            continue
        plain_at = at.group() == "@"
        labels, end, spelled = [domain[1]], at.end() + domain.end(1), False
        best: tuple[int, int, bool] | None = None
        for label in _NEXT_LABEL.finditer(low, end, at.end() + domain.end(2)):
            labels.append(label[2])
            spelled = spelled or label[1] != "."
            known = label[2] in TOP_DOMAINS
            if known or (plain_at and not spelled and label[2].isalpha()):
                best = (len(labels), label.end(), spelled)
        if best is None:
            continue
        count, end, spelled = best
        start = begin + local.start()
        name = local.group()
        if at["bare"]:
            cued = _CUE.search(low[max(0, start - 30) : start]) is not None
            if name in _NO_NAMES or not (cued or spelled or any(map(str.isdigit, name))):
                continue
        hidden = not plain_at or spelled or clear.is_disguised(start, end)
        bare_name = re.sub(DOT, ".", name)
        hidden = hidden or bare_name != name
        value = f"{bare_name}@{'.'.join(labels[:count])}"
        last = end
        yield Contact(EMAIL, value, hidden, True, clear.span(start, end)), (start, end)
