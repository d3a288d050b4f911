"""Where an advert names messaging services: by name, in disguise ("sn@p", "t-gram") or by a picture."""

import re
from typing import NamedTuple

from baken.extraction.channels import ICONS, KIND_OF, LINE, OTHERS, SHORT, THREADS, X, kind_of
from baken.extraction.contacts import OTHER
from baken.extraction.disguises import ClearText
from baken.extraction.marks import ask
from baken.extraction.row_signs import ICON

CHANNELS = ask("channels", (*KIND_OF, *OTHERS))
_DOUBTFUL = ask("doubtful channels", (X, LINE, THREADS))
_LEFT = "gram legram legr telegr instagr elegram stagram nstagram nsta napchat nap sn pchat chat tok s t k"
_PARTS = ask("parts of channels", _LEFT.split())
"""What is left of a name as words when a sign stands in it."""
_LIKE = {"a": "a@4*#", "e": "e3€*#", "i": "i1!|*#", "s": "s$5", "t": "t7", "g": "g9", "l": "l1|!", "o": "o0*"}
_DISGUISED_NAMES = {
    "telegram": ("telegram", "tgram", "teleg"),
    "instagram": ("instagram", "insta"),
    "snapchat": ("snapchat", "snap"),
    "kik": ("kik",),
    OTHER: ("tiktok",),
}
_SHORTENED = r"(?P<tg>t[.\-/]g(?:\.(?=\s|:|$))?)|(?P<sc>s[.\-/]c(?:\.(?=\s|:|$))?(?=\s?[:=@]))"


def _disguised(name: str) -> str:
    """The name with look-alikes for letters, or with signs or blanks between them."""
    return r"[.\-_*\s]?".join(f"[{re.escape(_LIKE.get(one, one))}]" for one in name)


_IN_DISGUISE = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(f"(?P<{kind}>{'|'.join(map(_disguised, names))})" for kind, names in _DISGUISED_NAMES.items())
    + rf"|{_SHORTENED})(?![^\W_])"
)
_KIND_OF_SHORTENED = {"tg": "telegram", "sc": "snapchat"}
_LONGEST_LEAD, _LONGEST_NAME = 5, 24
_BETWEEN = r"en|and|of|or|und|oder|et|ou|y|o|e|și|si|sau|és|es|vagy|и|или|i|lub|oraz|plus|ook|also|auch|aussi"
_ON = r"op|on|via|auf|bei|bij|per|sur|en|por|pe|na|в|my|mijn|mein|mon|mi"
_AND = re.compile(
    rf"\s{{0,2}}(?:(?:[/&+,|•·]|,\s(?:{_BETWEEN}))\s?|(?<=\s)(?:{_BETWEEN})\s)(?:(?:{_ON})\s)?\s{{0,1}}"
)
_NAME_FOLLOWS = re.compile(r"[\s\-](?:id|naam|name|account|konto|profiel|profil|nick)(?![^\W_])")
_ID_BEFORE = re.compile(r"(?<![^\W_])id\s\Z")
_X_BEFORE = re.compile(rf"(?:(?<![^\W_])(?:{_ON})\s|twitter\s?[/(,]\s?)\Z")
_LINE_BEFORE = re.compile(r"(?:\A|[\n,|/•·;.!?(])\s?\Z")
_ADDRESS_FOLLOWS = re.compile(r"\s?[:=]\s?(?:@|\w*[^\W\d][\w.]*[_\d.]\w)|\s?@\w")
_LONGEST_BEFORE = 12
_MESSENGER = "messenger"
_MOST_TOGETHER = 5
_LONGEST_BETWEEN = 14


class Naming(NamedTuple):
    """One or more services named together, "snap/insta", and of which kinds of contact."""

    start: int
    end: int
    kinds: tuple[str, ...]
    last: str

    @property
    def is_icon(self) -> bool:
        return self.last in ICONS

    @property
    def is_short(self) -> bool:
        return self.last in SHORT


def may_name_channels(clear: ClearText) -> bool:
    """A cheap look: whether a service may be named."""
    return clear.has(CHANNELS | _PARTS | _DOUBTFUL) or _holds_icon(clear)


def namings(clear: ClearText) -> list[Naming]:
    """Where services are named, those that stand together taken as one."""
    low = clear.low
    found: list[Naming] = []
    count = 0
    for start, end, kind in _named(clear):
        word = low[start:end]
        last = found[-1] if found else None
        if last is not None and start < last.end:
            continue
        if last is not None and word == _MESSENGER and low[last.end : start] == " ":
            found[-1] = last._replace(end=end)
            continue
        if last is not None and not low[last.end : start].strip() and (last.is_icon or word in ICONS):
            # a picture beside the name of another service only adorns it
            if last.is_icon and word not in ICONS:
                found[-1] = Naming(last.start, end, (kind,), word)
                continue
            if not last.is_icon or word == last.last:
                found[-1] = last._replace(end=end)
                continue
        if last is not None and count < _MOST_TOGETHER and _joins(low, last, start):
            kinds = tuple(dict.fromkeys((*last.kinds, kind)))
            found[-1] = Naming(last.start, end, kinds, word)
            count += 1
        else:
            found.append(Naming(start, end, (kind,), word))
            count = 1
    return found


def _named(clear: ClearText) -> list[tuple[int, int, str]]:
    """Each naming as [start, end) with its kind, in the order of the words."""
    low = clear.low
    found = [
        (start, start + len(word), kind)
        for start, word in clear.marked(CHANNELS)
        if not _is_inside(low, start, word) and (kind := kind_of(word)) is not None
    ]
    if clear.has(_PARTS):
        found += _in_disguise(clear)
    if clear.has(_DOUBTFUL):
        found += _in_company(clear)
    if _holds_icon(clear):
        found += [(at, at + 1, ICONS[one]) for at, one in enumerate(low) if one in ICONS]
    return sorted(found, key=lambda one: (one[0], -one[1]))


def _in_company(clear: ClearText) -> list[tuple[int, int, str]]:
    """Doubtful ones where what stands beside them says that they are meant: "op X", "Line ID", "X: @naam"."""
    low, text = clear.low, clear.text
    found = []
    for start, word in clear.marked(_DOUBTFUL):
        end = start + len(word)
        if _is_inside(low, start, word):
            continue
        before = low[max(0, start - _LONGEST_BEFORE) : start]
        follows = _ADDRESS_FOLLOWS.match(low, end) is not None
        named = _NAME_FOLLOWS.match(low, end) is not None
        is_capital = text[start:end].isupper()
        if word == X:
            meant = _X_BEFORE.search(before) is not None and (is_capital or follows or named)
            meant = meant or (is_capital and named) or (follows and (is_capital or low[end] in ":="))
        elif word == THREADS:
            meant = follows
        else:
            meant = named or _ID_BEFORE.search(before) is not None
            meant = meant or (follows and (is_capital or _LINE_BEFORE.search(before) is not None))
        if meant:
            found.append((start, end, OTHER))
    return found


def _in_disguise(clear: ClearText) -> list[tuple[int, int, str]]:
    low = clear.low
    found = []
    after = 0
    for start, _ in clear.marked(_PARTS):
        if start < after:
            continue
        match = _IN_DISGUISE.search(low, max(after, start - _LONGEST_LEAD), start + _LONGEST_NAME)
        if match is None or not match.start() <= start < match.end() or match.group().isalpha():
            continue
        after = match.end()
        kind = match.lastgroup or ""
        found.append((match.start(), after, _KIND_OF_SHORTENED.get(kind, kind)))
    return found


def _holds_icon(clear: ClearText) -> bool:
    return clear.may_show(ICON) and any(map(clear.low.__contains__, ICONS))


def _joins(low: str, last: Naming, start: int) -> bool:
    return (
        0 <= start - last.end <= _LONGEST_BETWEEN
        and _AND.fullmatch(low, last.end, start) is not None
        and not last.is_icon
    )


def _is_inside(low: str, start: int, word: str) -> bool:
    """Whether letters or digits are glued to the name: then it is none."""
    end = start + len(word)
    return low[start - 1 : start].isalnum() or low[end : end + 1].isalnum() or low[start - 1 : start] == "_"
