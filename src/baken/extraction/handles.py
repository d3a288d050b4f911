"""Handles on messaging services, before or behind the service's name; a number in one is a phone."""

import re
from collections.abc import Iterator

from baken.extraction.channels import GHOST, ICONS, NAMED, OWNED
from baken.extraction.clauses import ends_clause, goes_on_anew
from baken.extraction.contacts import OTHER, Contact
from baken.extraction.digit_words import LOOK_ALIKES, WEAK_LOOK_ALIKES, digits_of
from baken.extraction.disguises import ClearText
from baken.extraction.emails import TOP_DOMAINS
from baken.extraction.handle_shapes import (
    Handle,
    handle_at,
    is_joined,
    is_measure,
    is_unmistakable,
    tells,
    together_at,
)
from baken.extraction.introductions import AS, IS, NAME, SELF, Introduction, introduction, says_name_follows
from baken.extraction.invitations import (
    BEFORE_NAME,
    asks_to_add,
    is_confirmed,
    is_own,
    is_yours,
    leads_to_name,
    may_bind,
    says_same,
)
from baken.extraction.links import links, may_hold_links
from baken.extraction.marks import without_diacritics
from baken.extraction.namings import Naming, may_name_channels, namings
from baken.extraction.no_handles import (
    NO_HANDLES,
    is_no_name,
    is_ordinary,
    is_place,
    is_plain_word,
    is_said_of_services,
    is_word,
)

_WORD_BETWEEN = re.compile(
    r"(?:,|\s?[:;(\u2013\u2192\u27a1👉\-])?\s{1,2}(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)?)(?=[\s,:;])"
)
_BEFORE_FAR = re.compile(
    r"(?:,?\s{1,2}|\s?(?P<sign>[:=;(\u2013\u2192\u27a1👉]|\s-\s)\s{0,2})(?=@|\w\S{0,30}[_.\d])"
)
_MOST_WORDS_BETWEEN = 8
_BEGINS_CLAUSE = re.compile(
    r"(?:\A|[^\w\s]|\n|(?<![^\W_])(?:op|on|via|auf|sur|en|pe|na|в|of|or|oder|and|und|et|y|și|és|и|i))\s*\Z"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKING = frozenset(letter.lower() for letter in WEAK_LOOK_ALIKES | LOOK_ALIKES)
_SHORTEST = 3
_SHORTEST_WORD = 5
_DIGITS_OF_A_NUMBER = 7
_LOOK_BACK = 60
_MOST_NAMINGS = 1000
"""An advert that names services more often only costs time."""
_MOST_LOOKING = 2
"""More letters together that look like digits are a word: "lila"."""
_PARTING = frozenset("|/-\u2013•()")
_NUMBERED = ("whatsapp",)
"""Services where people mostly have a number."""

_Found = tuple[Contact, tuple[int, int]]


def may_hold_handles(clear: ClearText) -> bool:
    """A cheap look: whether a channel is named at all, or a link may stand there."""
    return may_name_channels(clear) or may_hold_links(clear)


def handles(clear: ClearText, region: str) -> Iterator[_Found]:
    """Handles and numbers in links and beside channels' names, each with its span in the clear text."""
    yield from links(clear, region)
    after = 0
    last: list[_Found] = []
    named = namings(clear)[:_MOST_NAMINGS]
    for at, naming in enumerate(named):
        if naming.start < after:
            continue
        rest = named[at + 1].start if at + 1 < len(named) else len(clear.low)
        found = list(_beside(clear, naming, after, rest))
        if not found and last:
            found = _same_as(clear.low, last, naming)
        if found:
            yield from found
            after = max(naming.end, found[-1][1][1])
            last = found


def _same_as(low: str, last: list[_Found], naming: Naming) -> list[_Found]:
    """The handle found before where it is said to be the same here: "insta: naam, zelfde op snap"."""
    if not says_same(low, last[-1][1][1], (naming.start, naming.end)):
        return []
    known = {*_NUMBERED, *(one.kind for one, _ in last)}
    first, span = last[0]
    return [(first._replace(kind=kind), span) for kind in naming.kinds if kind not in known]


def _beside(clear: ClearText, naming: Naming, after: int, rest: int) -> Iterator[_Found]:
    """The handle that belongs to a naming: mostly the one behind it."""
    low = clear.low
    lead = introduction(low, naming.end, rest)
    behind = handle_at(low, lead.end)
    if behind is not None and not behind.said:
        behind = together_at(low, lead.end) or behind
    before = _before(low, naming, after)
    is_told = before is not None and _is_told(low, naming, lead, before, behind)
    if behind and behind.start < rest and not is_told and _is_meant(low, naming, lead, behind):
        kinds = naming.kinds
        if len(kinds) > 1 and not (behind.with_at or tells(behind.value)):
            kinds = tuple(kind for kind in kinds if kind not in _NUMBERED)
        found = list(_contacts(clear, behind, kinds))
        if found:
            yield from found
            return
    if before is not None:
        found = list(_contacts(clear, before, naming.kinds))
        if found:
            yield from found
            return
    yield from _far(clear, naming, rest)


def _is_told(low: str, naming: Naming, lead: Introduction, before: Handle, behind: Handle | None) -> bool:
    """Whether the handle before a name belongs to it rather than the one behind."""
    # as in "(snap)" behind each
    if low[naming.end : naming.end + 1] in (")", "]"):
        return True
    if before.with_at and not (lead.signed or lead.said):
        return True
    if behind is None or behind.with_at or lead.signed:
        return False
    return is_joined(before.value) and not tells(behind.value)


def _far(clear: ClearText, naming: Naming, rest: int) -> Iterator[_Found]:
    """A handle that can be nothing else, with some words of the sentence between the name and it."""
    low = clear.low
    if naming.kinds == _NUMBERED:
        return
    at, word = naming.end, ""
    for _ in range(_MOST_WORDS_BETWEEN):
        lead = _BEFORE_FAR.match(low, at)
        handle = handle_at(low, lead.end()) if lead is not None else None
        if lead is not None and handle is not None and handle.end <= rest and not handle.apart:
            value = handle.value
            is_led = is_joined(value) and says_name_follows(word)
            if handle.with_at or is_led or is_unmistakable(value) or (lead["sign"] and tells(value)):
                yield from _contacts(clear, handle, naming.kinds)
                return
        between = _WORD_BETWEEN.match(low, at)
        if between is None or between.end() > rest:
            return
        at, word = between.end(), between["word"]


def _is_meant(low: str, naming: Naming, lead: Introduction, handle: Handle) -> bool:
    """Whether what stands between says that a handle follows."""
    named = NAME in lead.said or naming.last in NAMED
    if handle.with_at:
        return not lead.paused or named or SELF in lead.said or lead.end == handle.start - 1
    value, before = handle.value, low[max(0, naming.start - _LOOK_BACK) : naming.start]
    # "Heb je snap?" asks, and what follows may be the writer's own
    if low[naming.end : naming.end + 1] != "?" and is_yours(before):
        return False
    # "insta-worthy" is a word
    is_glued = low[naming.end : naming.end + 1] == "-" and lead.end == naming.end + 1
    if (is_glued or not (lead.gap or low[naming.end - 1] in ICONS)) and not is_joined(value):
        return False
    telling = tells(value) or (handle.said and not handle.apart and value not in NO_HANDLES)
    added = SELF not in lead.said and asks_to_add(before)
    confirmed = is_confirmed(low, handle.end)
    at_end = confirmed or ends_clause(low, handle.end)
    if lead.paused and not (
        (named and (telling or at_end))
        or confirmed
        or (SELF in lead.said and telling)
        or (value[:1].isalpha() and is_joined(value))
        or (at_end and added and _is_likely(value))
    ):
        return False
    if handle.apart:
        return lead.signed or bool(lead.said) or sum(map(str.isalpha, value)) > sum(map(str.isdigit, value))
    if is_measure(value):
        return False
    if telling:
        return not naming.is_short or lead.signed or len(value) > _SHORTEST
    if naming.kinds == _NUMBERED or not value.isascii():
        return False
    named = named or confirmed
    return _is_name(low, naming, lead, handle, (before, named, added, at_end))


def _is_name(
    low: str,
    naming: Naming,
    lead: Introduction,
    handle: Handle,
    said: tuple[str, bool, bool, bool],
) -> bool:
    """Whether a word that may be an ordinary one is a handle there.

    `said`: the words before the service's name, whether a name is announced, whether somebody is
    asked to add it, and whether the clause ends behind the word.
    """
    value = handle.value
    before, named, added, at_end = said
    between = low[naming.end : handle.start]
    if between.strip() in _PARTING and is_place(value):
        return False
    if not (at_end or lead.signed) and "\n" in between:
        return False
    if not (lead.signed or named) and len(value) < _SHORTEST_WORD:
        return False
    if (naming.is_icon and naming.last != GHOST) or (naming.kinds == (OTHER,) and not _is_likely(value)):
        return False
    is_mine = is_own(before)
    # "my snap name." says it too where the name ends the clause
    at_close = at_end and len(value) >= _SHORTEST_WORD
    own = (is_mine and (at_close or IS in lead.said)) or (
        at_close and without_diacritics(naming.last) in OWNED
    )
    called = AS in lead.said and (added or (at_end and _is_likely(value)))
    likely = at_end and (SELF in lead.said or added) and _is_likely(value)
    alone = not lead.words and ((at_end and _BEGINS_CLAUSE.search(before) is not None) or is_mine)
    alone = alone and _is_rare(value)
    if not (lead.signed or named or own or called or likely or alone) and (
        naming.is_short or not (added or naming.is_icon)
    ):
        return False
    if named and at_close and (lead.signed or IS in lead.said):
        return not is_no_name(value)
    is_announced = lead.signed or named or own
    if at_end and (is_announced or not added):
        return not is_said_of_services(value)
    if not (at_end or goes_on_anew(low, handle.end)):
        return (named or (added and not lead.signed)) and not is_plain_word(value)
    return not (is_word(value) if is_announced or added else is_plain_word(value))


def _is_likely(value: str) -> bool:
    """Whether a word is no known one, though it may be made of two."""
    return value.isascii() and len(value) >= _SHORTEST_WORD and not is_word(value)


def _is_rare(value: str) -> bool:
    """Whether a word can hardly be another word than somebody's name on a service."""
    return value.isascii() and len(value) >= _SHORTEST_WORD and not is_plain_word(value)


def _before(low: str, naming: Naming, after: int) -> Handle | None:
    """A telling handle before a service's name: "naam_x op telegram", "voeg naamx toe op snap"."""
    first = max(after, naming.start - _LOOK_BACK)
    window = low[first : naming.start]
    match = BEFORE_NAME.search(window) if may_bind(window) else None
    if match is None:
        return None
    start = first + match.start("handle")
    handle = handle_at(low, start)
    if handle is None or handle.end > naming.start:
        return None
    if match["at"] is not None:
        return handle._replace(with_at=True)
    value = handle.value
    if low[handle.end] in ".-" or not value.lstrip("_")[:1].isalpha():
        return None
    if is_joined(value) or handle.said:
        return handle
    if naming.kinds == _NUMBERED or len(value) < _SHORTEST_WORD or is_ordinary(value):
        return None
    is_led, is_self = leads_to_name(low[max(0, start - _LOOK_BACK) : start], match["by"])
    return handle if is_led and (not is_self or _is_likely(value)) else None


def _contacts(clear: ClearText, found: Handle, kinds: tuple[str, ...]) -> Iterator[_Found]:
    low = clear.low
    handle, start, end, with_at = found.value.rstrip(".-"), found.start, found.end, found.with_at
    end -= len(found.value) - len(handle)
    if len(handle) < _SHORTEST or not any(map(str.isalpha, handle)):
        return
    if with_at and low[start - 1].isspace() and not tells(handle) and is_word(handle):
        return  # "lessons @ home"
    if not with_at and (handle in NO_HANDLES or digits_of(handle.split("-")[0]) is not None):
        return
    if sum(map(str.isdigit, handle)) >= _DIGITS_OF_A_NUMBER and not handle[:1].isalpha():
        return
    if not with_at and _is_a_number(handle):
        return
    if low[end : end + 2] in ("::", "//") or low[end : end + 1] == "@":
        return
    if low[end : end + 1] == "/" and "." in handle and handle.rpartition(".")[2] in TOP_DOMAINS:
        return  # "telegram: t.me/naam" is a link
    if low[start - 1 : start] == "@":
        start -= 1
    hidden = found.said or clear.is_disguised(start, end)
    for kind in kinds:
        yield Contact(kind, handle, hidden, True, clear.span(start, end)), (start, end)


def _is_a_number(handle: str) -> bool:
    """Whether it is a number in disguise: digits among digit words and letters that look like digits."""
    runs = _LETTERS.findall(handle)
    return len(handle) >= _DIGITS_OF_A_NUMBER and all(
        digits_of(run) is not None
        or (_LOOKING.issuperset(run) and (len(run) <= _MOST_LOOKING or len(set(run)) == 1))
        for run in runs
    )
