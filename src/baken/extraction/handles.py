"""Handles on messaging services, before or behind the service's name; a number in one is a phone."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from baken.extraction.channels import GHOST, KIND_OF, NAMED, OWNED, SHORT, kind_of
from baken.extraction.contacts import Contact
from baken.extraction.digit_words import LOOK_ALIKES, WEAK_LOOK_ALIKES, digits_of
from baken.extraction.disguises import ClearText
from baken.extraction.emails import TOP_DOMAINS
from baken.extraction.introductions import AS, IS, NAME, SELF, Introduction, introduction
from baken.extraction.links import links, may_hold_links
from baken.extraction.marks import ask, without_diacritics
from baken.extraction.no_handles import NO_HANDLES, is_ordinary
from baken.extraction.said_signs import DOT_WORDS, HYPHEN_WORDS, LOW_LINE_WORDS

_HANDLE = r"_?[^\W_][\w.\-]{1,31}"
_AND = re.compile(
    r"\s?(?:/|&|\+|,|\||\s(?:en|and|of|or|und|oder|et|ou|y|o|și|si|sau|és|vagy|и|или|i|lub)\s)\s?"
)
_MOST_TOGETHER = 4
_SPELLED = r"[^\W_](?:\s[^\W_]|[.\-][^\W_]){3,31}(?![\w])"
_BEHIND = re.compile(rf"(?P<at>@\s?)?(?:(?P<spelled>{_SPELLED})|(?P<handle>{_HANDLE}))")
_FAR = re.compile(
    rf"(?:\s[^\W\d_]{{1,14}}(?!\w)){{1,4}}\s?[:\-\u2013]?\s{{0,2}}(?P<at>@)?(?P<handle>{_HANDLE})"
)
_BY = (
    r"op|on|via|bij|in|auf|bei|über|sur|en|pe|la|na|w|на|в|по|my|mijn|mein|meinem|mon|mi|az|a|the|toe|hinzu|fel|"
    r"als|is|ist|est|c['\u2019]est|es|este|e|е|to"
)
_BEFORE = re.compile(
    rf"(?<![\w.@/\-])(?P<at>@)?(?P<handle>{_HANDLE})\s{{0,2}}[(\-]?\s{{0,2}}(?P<by>(?:(?:{_BY})\s){{0,3}})$"
)
_SAID = re.compile(
    rf"\s(?:(?P<low>{LOW_LINE_WORDS})|(?P<hyphen>{HYPHEN_WORDS})|(?P<dot>{DOT_WORDS}))\s(?P<more>\w{{1,31}})"
)
_OWNERS = (
    "mijn|my|mein|meine|mon|ma|mi|mis|meu|mea|mój|moj|moja|az|a|моят|моя|мой|onze|our|het|ons|"
    # "my name there": the name of a service follows
    "(?:name|nick|naam|user|username|nickname|pseudo|usuario|nombre|nume|numele|neve?m|nazwa|името|име|account)"
    r"(?:\s(?:ми|meu|mea))?(?:\s(?:op|on|auf|bei|sur|de|en|pe|na|в|на))?"
)
_OWN = re.compile(rf"(?<![^\W_])(?:{_OWNERS})\s{{1,2}}$")
_ADDING = (
    r"voeg|volg|add|follow|ajoute\w*|(?<!je )suis|suivez|añade\w*|agrega\w*|agrégame|sígue\w*|sigue\w*|"
    r"adaugă\w*|adauga\w*|urmăr\w*|urmar\w*|folg\w*|adde|dodaj\w*|obserwuj|добави|последвай|keress|kövess|jelölj|"
    r"vedd|vind|find|zoek|look|search|such\w*|finde\w*|cherche\w*|trouve\w*|busca\w*|búsca\w*|encuentra\w*|"
    r"encuéntrame|caută\w*|cauta\w*|găse\w*|gase\w*|szuka\w*|znajd\w*|търси|намери|schreib|scrie|napisz|пиши|írj"
)
_ASKED_TO_ADD = re.compile(rf"(?<![^\W_])(?:{_ADDING})(?:-mă)?\s[^.!?\n]{{0,24}}$")
_CALLED = (
    r"heet|go by|known as|called|heiß?e|heisse|m['\u2019]appelle|me llamo|mă numesc|ma numesc|nazywam się|"
    r"казвам се|hívnak"
)
_ADDED = re.compile(rf"(?<![^\W_])(?:(?:{_ADDING})(?:-mă)?\s(?:a\s|me\s)?|(?:{_CALLED})\s)$")
_LISTED = re.compile(r"[:=>\u2192]\s{0,2}$")
_CHANNELS = ask("channels", KIND_OF)
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKING = frozenset(letter.lower() for letter in WEAK_LOOK_ALIKES | LOOK_ALIKES)
_SHORTEST = 3
_SHORTEST_WORD = 5
_DIGITS_OF_A_NUMBER = 7
_LOOK_BACK = 60
_TELLS = re.compile(r"_|\w\.\w|[^\W\d_]\d|\d[^\W\d_]")
_FEWEST_LETTERS = 2
_MOST_IN_SENTENCES = 2


class _Naming(NamedTuple):
    """One or more services named together, "snap/insta", and of which kinds."""

    start: int
    end: int
    kinds: tuple[str, ...]
    last: str

    @property
    def is_ghost(self) -> bool:
        return self.last == GHOST


class _Handle(NamedTuple):
    """A handle as it may stand at [start, end) in the clear text."""

    value: str
    start: int
    end: int
    with_at: bool
    spelled: bool = False


_Found = tuple[Contact, tuple[int, int]]


def may_hold_handles(clear: ClearText) -> bool:
    """A cheap look: whether a channel is named at all, or a link may stand there."""
    return clear.has(_CHANNELS) or may_hold_links(clear) or GHOST in clear.low


def handles(clear: ClearText, region: str) -> Iterator[_Found]:
    """Handles and numbers in links and beside channels' names, each with its span in the clear text."""
    yield from links(clear, region)
    after = 0
    namings = _namings(clear)
    for at, naming in enumerate(namings):
        if naming.start < after:
            continue
        rest = namings[at + 1].start if at + 1 < len(namings) else len(clear.low)
        found = list(_beside(clear, naming, after, rest))
        if found:
            yield from found
            after = max(naming.end, found[-1][1][1])


def _namings(clear: ClearText) -> list[_Naming]:
    """Where services are named, those that stand together taken as one."""
    low = clear.low
    marked = [(start, word) for start, word in clear.marked(_CHANNELS) if not _is_inside(low, start, word)]
    if GHOST in low:
        marked = sorted([*marked, *((match.start(), GHOST) for match in re.finditer(GHOST, low))])
    found: list[_Naming] = []
    count = 0
    for start, word in marked:
        kind = "snapchat" if word == GHOST else kind_of(word)
        if kind is None:
            continue
        end = start + len(word)
        last = found[-1] if found else None
        if last and count < _MOST_TOGETHER and last.end <= start and _joins(low, last, start):
            kinds = tuple(dict.fromkeys((*last.kinds, kind)))
            found[-1] = _Naming(last.start, end, kinds, word)
            count += 1
        else:
            found.append(_Naming(start, end, (kind,), word))
            count = 1
    return found


def _joins(low: str, last: _Naming, start: int) -> bool:
    return start - last.end <= _MOST_TOGETHER * 3 and (
        _AND.fullmatch(low, last.end, start) is not None
        or (GHOST in (last.last, low[start : start + 1]) and not low[last.end : start].strip())
    )


def _is_inside(low: str, start: int, word: str) -> bool:
    """Whether letters or digits are glued to the name: then it is none."""
    end = start + len(word)
    return low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()


def _beside(clear: ClearText, naming: _Naming, after: int, rest: int) -> Iterator[_Found]:
    """The handle that belongs to a naming: mostly the one behind it."""
    low = clear.low
    lead = introduction(low, naming.end)
    behind = _at(low, lead.end)
    before = _before(low, naming, after)
    # "@x on this one @y on that one": what the word beside it says is meant
    is_told = before is not None and before.with_at and not (lead.signed or lead.said)
    if behind and behind.start < rest and not is_told and _is_meant(low, naming, lead, behind):
        kinds = naming.kinds
        if len(kinds) > 1 and not (behind.with_at or _tells(behind.value.rstrip(".-"))):
            # numbers are what people have there
            kinds = tuple(kind for kind in kinds if kind != "whatsapp")
        found = list(_contacts(clear, behind, kinds))
        if found:
            yield from found
            return
    if before is not None:
        found = list(_contacts(clear, before, naming.kinds))
        if found:
            yield from found
            return
    far = _FAR.match(low, naming.end)
    if far is not None and "whatsapp" not in naming.kinds and far.end() <= rest:
        handle = _Handle(far["handle"], far.start("handle"), far.end("handle"), far["at"] is not None)
        if handle.with_at or ("_" in handle.value.strip("_") and _tells(handle.value)):
            yield from _contacts(clear, handle, naming.kinds)


def _at(low: str, at: int) -> _Handle | None:
    """The handle that begins here, if one may."""
    match = _BEHIND.match(low, at)
    if match is None:
        return None
    with_at = match["at"] is not None
    if match["spelled"]:
        letters = "".join(filter(str.isalnum, match["spelled"]))
        if not letters.isdigit():
            return _Handle(letters, match.start("spelled"), match.end("spelled"), with_at, True)
    if match["handle"] is None:
        return None
    return _Handle(match["handle"], match.start("handle"), match.end("handle"), with_at)


def _is_meant(low: str, naming: _Naming, lead: Introduction, handle: _Handle) -> bool:
    """Whether what stands between says that a handle follows."""
    named = NAME in lead.said or naming.last in NAMED
    if handle.with_at:
        return not lead.paused or named or SELF in lead.said or lead.end == handle.start - 1
    if not lead.gap and not naming.is_ghost:
        return False
    value = handle.value.rstrip(".-")
    said = _SAID.match(low, handle.end)
    telling = _tells(value) or (said is not None and said["dot"] is None and value not in NO_HANDLES)
    if lead.paused and not (
        named or (SELF in lead.said and telling) or (value[0].isalpha() and _is_joined(value))
    ):
        return False
    if handle.spelled:
        return lead.signed or bool(lead.said) or not any(map(str.isdigit, value))
    before = low[max(0, naming.start - _LOOK_BACK) : naming.start]
    own = IS in lead.said and _OWN.search(before) is not None
    end = handle.start + len(value)
    if not own and low[end : end + 1] != " " and len(value) >= _SHORTEST_WORD:
        # "my snap name." says it too where the name ends the clause
        own = without_diacritics(naming.last) in OWNED or _OWN.search(before) is not None
    added = _ASKED_TO_ADD.search(before) is not None and SELF not in lead.said
    called = AS in lead.said and added
    if not (lead.signed or named or telling or own or called or added or naming.is_ghost):
        return False
    if naming.kinds == ("whatsapp",) and not telling:
        return False
    if naming.last in SHORT and not (lead.signed or own or (telling and len(value) > _SHORTEST)):
        return False
    return telling or (value.isascii() and not is_ordinary(value))


def _before(low: str, naming: _Naming, after: int) -> _Handle | None:
    """A telling handle before a service's name: "naam_x op telegram", "voeg naamx toe op snap"."""
    first = max(after, naming.start - _LOOK_BACK)
    match = _BEFORE.search(low[first : naming.start])
    if match is None:
        return None
    value = match["handle"].rstrip(".-")
    start = first + match.start("handle")
    handle = _Handle(match["handle"], start, start + len(match["handle"]), match["at"] is not None)
    if handle.with_at:
        return handle
    if match["handle"] != value or not value[0].isalpha():
        return None
    if _is_joined(value):
        return handle
    lead = _ADDED if match["by"] else _LISTED
    if naming.kinds == ("whatsapp",) or lead.search(low[max(0, start - _LOOK_BACK) : start]) is None:
        return None
    return handle if len(value) >= _SHORTEST_WORD and not is_ordinary(value) else None


def _is_joined(handle: str) -> bool:
    """Whether signs or digits inside make it a handle, wherever it stands."""
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


def _tells(handle: str) -> bool:
    """Whether it looks like a handle: letters with a digit, a low line or a dot."""
    return _TELLS.search(handle) is not None and sum(map(str.isalpha, handle)) >= _FEWEST_LETTERS


def _contacts(clear: ClearText, found: _Handle, kinds: tuple[str, ...]) -> Iterator[_Found]:
    low = clear.low
    handle, start, with_at = found.value.rstrip(".-"), found.start, found.with_at
    end = found.end - (len(found.value) - len(handle))
    said = found.spelled
    while handle not in NO_HANDLES and (more := _SAID.match(low, end)) is not None:
        handle += ("_" if more["low"] else "-" if more["hyphen"] else ".") + more["more"]
        end, said = more.end(), True
    if len(handle) < _SHORTEST or not any(map(str.isalpha, handle)):
        return
    if not with_at and (handle in NO_HANDLES or digits_of(handle.split("-")[0]) is not None):
        return
    if sum(map(str.isdigit, handle)) >= _DIGITS_OF_A_NUMBER and not handle[0].isalpha():
        return
    if not with_at and _is_a_number(handle):
        return
    if low[end : end + 2] in ("::", "//") or low[end : end + 1] == "@":
        return
    if low[start - 1 : start] == "@":
        start -= 1
    hidden = said or clear.is_disguised(start, end)
    for kind in kinds:
        yield Contact(kind, handle, hidden, True, clear.span(start, end)), (start, end)


def _is_a_number(handle: str) -> bool:
    """Whether it is a number in disguise: digits among digit words and letters that look like digits."""
    runs = _LETTERS.findall(handle)
    return len(handle) >= _DIGITS_OF_A_NUMBER and all(
        _LOOKING.issuperset(run) or digits_of(run) is not None for run in runs
    )
