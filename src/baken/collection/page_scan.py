"""The words of a page in one compiled look over its bytes: in time that grows with its length alone.

Tags are found as the HTML Standard finds them (13.2.5). Of the tree only what is open is kept.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.collection import page_tags as tags
from baken.collection.page_tags import BLOCK, CELL, FRAME, INLINE, RAW, UNSEEN, VOID, WHICH
from baken.extraction.compiled import compiled

Bytes = npt.NDArray[np.uint8]
State = npt.NDArray[np.int64]
Whole = int | np.int64

DEEPEST = 2046
"""Elements within one another: no page that people made nests deeper."""
_MOST_FOUND, _LONGEST_REFERENCE, _LOOKED_PAST = 32, 40, 16

_ends = compiled(tags.ends)
_START, _PRIME, _LAST_SLOT = tags.START, tags.PRIME, np.uint64(tags.SLOTS - 1)
_UNKNOWN, _WEIGHT = tags.UNKNOWN, tags.WEIGHT
_TITLE, _H1, _SVG, _BODY, _P, _BR = map(tags.which, ("title", "h1", "svg", "body", "p", "br"))
_SCRIPT, _PLAINTEXT = tags.which("script"), tags.which("plaintext")
_LESS, _MORE, _SLASH, _BANG, _QUERY, _EQUALS, _DASH, _AND = map(ord, "<>/!?=-&")
_QUOTE, _APOSTROPHE, _COLON, _SEMICOLON, _SPACE, _LINE, _A, _Z = map(ord, "\"':; \naz")
# Where in the state stands how much was written and what last, and the last ampersand; how much is open,
# from where nobody sees it, how many drawings; how many titles and headings, and where one is open.
_WRITTEN, _LAST, _AMPERSAND, _OPEN, _UNSEEN_FROM, _DRAWINGS, _FOUND, _HEADING = range(8)
_AT_LINE, _AT_SPACE, _AT_WORD = range(3)
_NEVER = 1 << 40
_HIDDEN, _CLOSED, _UNENDED = 1, 2, 4
_HIDES = tuple(
    (np.frombuffer(name, np.uint8), np.frombuffer(value, np.uint8))
    for name, value in ((b"display", b"none"), (b"visibility", b"hidden"))
)
_HIDDEN_NAME, _STYLE_NAME = (np.frombuffer(name, np.uint8) for name in (b"hidden", b"style"))


class Scanned(NamedTuple):
    """The words, character references as they stand: a line a block, one space between words; and where
    the titles and first headings stand in the page. `too_deep` when it was not read to its end.

    NUL stands where a tag parts an ampersand from what follows it.
    """

    words: bytes
    titles: list[tuple[int, int]]
    headings: list[tuple[int, int]]
    too_deep: bool


def scan(page: bytes, *, inside: bool = False) -> Scanned:
    """The words of a page in UTF-8. `inside` reads what its first element holds, seen or not."""
    out = np.empty(len(page) + 16, np.uint8)
    found = np.zeros((_MOST_FOUND, 3), np.int64)
    state = np.zeros(8, np.int64)
    names, traits = np.empty(DEEPEST, np.uint64), np.empty(DEEPEST, np.int64)
    counts = np.zeros(WHICH + 1, np.int64)
    given = np.frombuffer(page, np.uint8)
    whole = _scan(given, *tags.elements(), inside, names, traits, counts, out, found, state)
    spans = found[: state[_FOUND]].tolist()
    return Scanned(
        out[: state[_WRITTEN]].tobytes(),
        [(start, end) for which, start, end in spans if which == _TITLE],
        [(start, end) for which, start, end in spans if which == _H1],
        not whole,
    )


@compiled
def _is_space(byte: Whole) -> bool:
    return bool(byte == _SPACE or 9 <= byte <= 13)


@compiled
def _low(byte: Whole) -> Whole:
    return byte | 32 if 65 <= byte <= 90 else byte


@compiled
def _begins_name(page: Bytes, at: Whole) -> bool:
    return bool(at < len(page) and _A <= page[at] | 32 <= _Z)


@compiled
def _is(page: Bytes, start: Whole, word: Bytes) -> bool:
    """Whether a word stands here, in letters of any size."""
    if start + len(word) > len(page):
        return False
    for at in range(len(word)):  # noqa: SIM110 - the compiler knows no all()
        if _low(page[start + at]) != _low(word[at]):
            return False
    return True


@compiled
def _past(page: Bytes, at: Whole, sign: Whole) -> Whole:
    """The place after the next such sign, or the end."""
    while at < len(page) and page[at] != sign:
        at += 1
    return min(at + 1, len(page))


@compiled
def _past_comment(page: Bytes, at: Whole) -> Whole:
    """The place after a comment whose `<!--` ends at `at`."""
    size = len(page)
    if at < size and page[at] == _MORE:
        return at + 1
    if at + 1 < size and page[at] == _DASH and page[at + 1] == _MORE:
        return at + 2
    while at + 2 < size:
        if page[at] == _DASH and page[at + 1] == _DASH:
            if page[at + 2] == _MORE:
                return at + 3
            if page[at + 2] == _BANG and at + 3 < size and page[at + 3] == _MORE:
                return at + 4
        at += 1
    return size


@compiled
def _hides(page: Bytes, start: Whole, end: Whole) -> bool:
    """Whether a style begins a declaration with display:none or visibility:hidden."""
    at = start
    while at < end:
        while at < end and _is_space(page[at]):
            at += 1
        for name, value in _HIDES:
            if _is(page, at, name):
                then = at + len(name)
                while then < end and _is_space(page[then]):
                    then += 1
                if then < end and page[then] == _COLON:
                    then += 1
                    while then < end and _is_space(page[then]):
                        then += 1
                    if then + len(value) <= end and _is(page, then, value):
                        return True
        while at < end and page[at] != _SEMICOLON:
            at += 1
        at += 1
    return False


@compiled
def _attributes(page: Bytes, at: Whole) -> tuple[Whole, np.int64]:
    """The place after a tag whose name ends at `at`, and what its attributes say: hidden, closed in
    itself, or that the page ends within it."""
    size, said, styled = len(page), np.int64(0), False
    while True:
        closed = False
        while at < size and (page[at] == _SLASH or _is_space(page[at])):
            closed = page[at] == _SLASH
            at += 1
        if at >= size:
            return size, np.int64(_UNENDED)
        if page[at] == _MORE:
            return at + 1, np.int64(said | _CLOSED) if closed else said
        start = at
        at += 1
        while at < size and not (
            _is_space(page[at]) or page[at] == _SLASH or page[at] == _MORE or page[at] == _EQUALS
        ):
            at += 1
        end = at
        while at < size and _is_space(page[at]):
            at += 1
        first, last = at, at
        if at < size and page[at] == _EQUALS:
            at += 1
            while at < size and _is_space(page[at]):
                at += 1
            if at < size and (page[at] == _QUOTE or page[at] == _APOSTROPHE):
                first = at + 1
                at = _past(page, first, page[at])
                last = at - 1
            else:
                first = at
                while at < size and page[at] != _MORE and not _is_space(page[at]):
                    at += 1
                last = at
        if end - start == len(_HIDDEN_NAME) and _is(page, start, _HIDDEN_NAME):
            said = np.int64(said | _HIDDEN)
        elif not styled and end - start == len(_STYLE_NAME) and _is(page, start, _STYLE_NAME):
            styled = True
            if _hides(page, first, last):
                said = np.int64(said | _HIDDEN)


@compiled
def _raw_end(page: Bytes, at: Whole, name: Bytes, is_script: bool, is_endless: bool) -> Whole:
    """Where the end tag stands of an element without tags in it, or the end of the page.

    A script within a comment within a script is a part of it (13.2.5.17 and on).
    """
    size = len(page)
    in_comment = twice = False
    if is_endless:
        return size
    while at < size:
        if in_comment and page[at] == _DASH and at + 2 < size:
            if page[at + 1] == _DASH and page[at + 2] == _MORE:
                in_comment = twice = False
        elif page[at] == _LESS and at + 1 < size:
            is_end = page[at + 1] == _SLASH
            start = at + 2 if is_end else at + 1
            if is_script and not in_comment and page[at + 1] == _BANG:
                in_comment = bool(at + 3 < size and page[at + 2] == _DASH and page[at + 3] == _DASH)
            elif (is_end or in_comment) and _is(page, start, name):
                after = start + len(name)
                if after >= size or _is_space(page[after]) or page[after] in (_SLASH, _MORE):
                    if is_end and not twice:
                        return at
                    twice = not is_end
        at += 1
    return size


@compiled
def _write_line_end(out: Bytes, state: State) -> None:
    if state[_LAST] == _AT_SPACE:
        state[_WRITTEN] -= 1
    if state[_LAST] != _AT_LINE:
        out[state[_WRITTEN]] = _LINE
        state[_WRITTEN] += 1
        state[_LAST] = _AT_LINE
    state[_AMPERSAND] = -_NEVER


@compiled
def _write_edge(traits: Whole, out: Bytes, state: State) -> None:
    """Writes what a tag is to a reader: the end of a line, a space, or nothing."""
    if traits & BLOCK:
        _write_line_end(out, state)
    elif state[_LAST] == _AT_WORD:
        if traits & CELL:
            out[state[_WRITTEN]] = _SPACE
            state[_WRITTEN] += 1
            state[_LAST] = _AT_SPACE
        elif state[_WRITTEN] - state[_AMPERSAND] < _LONGEST_REFERENCE:
            out[state[_WRITTEN]] = 0
            state[_WRITTEN] += 1
            state[_AMPERSAND] = -_NEVER


@compiled
def _write_words(page: Bytes, at: Whole, end: Whole, tagged: bool, out: Bytes, state: State) -> Whole:
    """Writes words up to `end`, or to the next tag; gives its place."""
    written, last, ampersand = state[_WRITTEN], state[_LAST], state[_AMPERSAND]
    while at < end:
        byte = page[at]
        if byte == _LESS and tagged:
            break
        if _is_space(byte):
            if last == _AT_WORD:
                out[written] = _SPACE
                written += 1
                last = _AT_SPACE
        elif byte:
            if byte == _AND:
                ampersand = written
            out[written] = byte
            written += 1
            last = _AT_WORD
        at += 1
    state[_WRITTEN], state[_LAST], state[_AMPERSAND] = written, last, ampersand
    return at


@compiled
def _close(
    until: Whole, at: Whole, opened: State, counts: State, out: Bytes, found: State, state: State
) -> None:
    """Closes what is open beyond the first `until` elements, at a place of the page."""
    while state[_OPEN] > until:
        state[_OPEN] -= 1
        depth = state[_OPEN]
        traits = opened[depth]
        counts[traits & WHICH] -= 1
        if depth == state[_UNSEEN_FROM]:
            state[_UNSEEN_FROM] = _NEVER
        elif depth < state[_UNSEEN_FROM]:
            _write_edge(traits, out, state)
        if traits & WHICH == _SVG:
            state[_DRAWINGS] -= 1
        if depth == state[_HEADING]:
            state[_HEADING] = -1
            found[state[_FOUND] - 1, 2] = at


@compiled
def _find(which: Whole, start: Whole, end: Whole, found: State, state: State) -> bool:
    """Notes where a title or a heading stands, while there is room."""
    if state[_FOUND] == _MOST_FOUND:
        return False
    row = state[_FOUND]
    found[row, 0], found[row, 1], found[row, 2] = which, start, end
    state[_FOUND] += 1
    return True


@compiled
def _scan(
    page: Bytes,
    names: tags.Hashes,
    known: tags.Traits,
    inside: bool,
    opened_names: tags.Hashes,
    opened: tags.Traits,
    counts: State,
    out: Bytes,
    found: State,
    state: State,
) -> bool:
    """Writes the words of a page; false when it nests too deep."""
    at: Whole = 0
    size, body_hidden = len(page), False
    state[_AMPERSAND], state[_UNSEEN_FROM], state[_HEADING] = -_NEVER, _NEVER, -1
    while True:
        if state[_UNSEEN_FROM] != _NEVER:
            while at < size and page[at] != _LESS:
                at += 1
        elif at < size and page[at] != _LESS:
            at = _write_words(page, at, size, True, out, state)
        if at + 1 >= size:
            # a sign that begins no tag is a word
            if at < size and state[_UNSEEN_FROM] == _NEVER:
                _write_words(page, at, size, False, out, state)
            break
        begin = at
        is_end = page[at + 1] == _SLASH
        start = at + 2 if is_end else at + 1
        if not _begins_name(page, start):
            if start < size and (is_end or page[start] == _BANG or page[start] == _QUERY):
                is_comment = page[start] == _BANG and start + 2 < size and page[start + 1] == _DASH
                if is_comment and page[start + 2] == _DASH:
                    at = _past_comment(page, start + 3)
                else:
                    at = _past(page, start, _MORE)
                if state[_UNSEEN_FROM] == _NEVER:
                    _write_edge(INLINE, out, state)
            else:
                if state[_UNSEEN_FROM] == _NEVER:
                    _write_words(page, at, at + 1, False, out, state)
                at += 1
            continue
        hashed, at, said = _START, start, np.int64(0)
        while at < size and not (_is_space(page[at]) or page[at] == _SLASH or page[at] == _MORE):
            hashed = (hashed ^ np.uint64(_low(page[at]))) * _PRIME
            at += 1
        name_end = at
        if at < size and page[at] == _MORE:
            at += 1
        else:
            at, said = _attributes(page, at)
        if said & _UNENDED:
            break
        slot = hashed & _LAST_SLOT
        while names[slot] and names[slot] != hashed:
            slot = (slot + np.uint64(1)) & _LAST_SLOT
        traits = known[slot] if names[slot] else _UNKNOWN
        which = traits & WHICH
        if traits & FRAME:
            if which == _BODY and not is_end and said & _HIDDEN and not counts[_BODY]:
                body_hidden = True
            counts[_BODY] += which == _BODY
            continue
        if is_end:
            if which == _BR or (which == _P and not counts[_P]):
                if state[_UNSEEN_FROM] == _NEVER:
                    _write_line_end(out, state)
            elif not which or counts[which]:
                depth = state[_OPEN] - 1
                while depth >= 0 and opened_names[depth] != hashed:
                    if opened[depth] >> _WEIGHT > traits >> _WEIGHT:
                        depth = 0
                    depth -= 1
                if depth >= 0:
                    _close(depth, begin, opened, counts, out, found, state)
            elif state[_UNSEEN_FROM] == _NEVER:
                _write_edge(INLINE, out, state)
            continue
        depth = state[_OPEN] - 1
        while depth >= 0 and state[_OPEN] - depth <= _LOOKED_PAST:
            if _ends(traits, opened[depth]):
                _close(depth, begin, opened, counts, out, found, state)
            elif not opened[depth] & INLINE:
                break
            depth -= 1
        is_outer = inside and begin == 0
        is_unseen = not is_outer and (traits & UNSEEN or said & _HIDDEN)
        if state[_UNSEEN_FROM] == _NEVER:
            _write_edge(INLINE if is_unseen and traits & UNSEEN else traits, out, state)
        if said & _CLOSED or traits & VOID:
            continue
        if traits & RAW and not is_outer:
            end = _raw_end(page, at, page[start:name_end], which == _SCRIPT, which == _PLAINTEXT)
            if which == _TITLE and not state[_DRAWINGS]:
                _find(which, at, end, found, state)
            if not is_unseen and state[_UNSEEN_FROM] == _NEVER:
                _write_words(page, at, end, False, out, state)
            at = _past(page, end, _MORE)
            continue
        if state[_OPEN] == DEEPEST:
            return False
        depth = state[_OPEN]
        opened_names[depth], opened[depth] = hashed, traits
        counts[which] += 1
        if which == _SVG:
            state[_DRAWINGS] += 1
        if is_unseen and state[_UNSEEN_FROM] == _NEVER:
            state[_UNSEEN_FROM] = depth
        if which == _H1 and state[_HEADING] < 0 and _find(which, at, size, found, state):
            state[_HEADING] = depth
        state[_OPEN] += 1
    _close(0, size, opened, counts, out, found, state)
    if body_hidden:
        state[_WRITTEN] = 0
    return True
