"""Looks through a whole batch for adverts whose phone numbers need no search: most adverts.

An advert is settled where all that can begin a number is a Dutch number in plain digits that stands
by itself. What is found in it is what `plain_numbers` and `beginnings` would find, one advert after
another; wherever that is not certain the advert is left to them.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.extraction import marks
from baken.extraction.compiled import compiled

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Whole = int | np.int64

DIGIT, LETTER, LIKE_ZERO = 1, 2, 8
"""What the kinds of characters say in their bits; a letter like a zero is in lower case."""
PREFIXES = ("0", "+", "00")
"""What stands before a plain number's digits."""

_NUMBER, _LOOKS, _JOINED, _BEGINS = marks.NUMBER, marks.LOOKS, marks.JOINED, marks.BEGINS
_ZERO, _ONE, _THREE, _NINE, _PERCENT = map(ord, "0139%")
_SPACE, _DASH, _DOT, _SLASH, _COLON, _COMMA, _PLUS, _BAR, _BANG, _OPEN, _CLOSE = map(ord, " -./:,+|!()")
_LONG_DASH, _FIXED_SPACE, _LETTER_H = 0x2013, 0xA0, ord("h")
_BESIDE, _LEAD, _NEAR, _FEWEST_BARE, _PLUS_BACK = 4, 12, 12, 9, 8
_MOST_GROUPS, _LONGEST_AREA, _SHORT_GROUP, _COUNTED = 6, 4, 4, 4
_NATIONAL, _INTERNATIONAL = 10, 11
_TRUNK, _BEHIND_PLUS, _BEHIND_ZEROS = range(3)
_MOST_SAID, _FEWEST_DIGITS, _FURTHEST = 3, 7, 56
_CODE_LETTERS = 4


class Settled(NamedTuple):
    """Of each advert whether it is settled, and where its plain numbers are in the columns behind."""

    certain: Flags
    """The same as a column; `rows` as a list."""
    rows: list[bool]
    bounds: list[int]
    marks: list[int]
    """All marks of the advert's tokens together."""
    starts: list[int]
    ends: list[int]
    digits: list[int]
    """As one whole number; `prefixes`: which of PREFIXES stands before it."""
    prefixes: list[int]


def settled_numbers(
    codes: Codes, kinds: Kinds, starts: Places, ends: Places, found: Places, bounds: Rows, begins: Rows
) -> Settled:
    """Looks through the marked tokens: those of a row stand in [bounds[row], bounds[row + 1]).

    `begins` is where the words of each row stand in `codes`; places come back within the row's words.
    """
    rows = len(begins)
    digits_said = marks.mark_of("digits") | marks.mark_of("repeats")
    says = np.array([digits_said, marks.mark_of("zero"), marks.mark_of("plus")], np.int64)
    settled, until = np.zeros(rows, np.bool_), np.zeros(rows + 1, np.int64)
    borne = np.zeros(rows, np.int64)
    most = len(starts) + 1
    first, last, digits, prefixes = (np.empty(most, np.int64) for _ in range(4))
    count = _settle(
        codes,
        kinds,
        starts,
        ends,
        found,
        bounds,
        begins,
        says,
        borne,
        settled,
        until,
        first,
        last,
        digits,
        prefixes,
    )
    return Settled(
        settled,
        settled.tolist(),
        until.tolist(),
        borne.tolist(),
        first[:count].tolist(),
        last[:count].tolist(),
        digits[:count].tolist(),
        prefixes[:count].tolist(),
    )


@compiled
def _settle(
    codes: Codes,
    kinds: Kinds,
    starts: Places,
    ends: Places,
    found: Places,
    bounds: Rows,
    begins: Rows,
    says: Rows,
    borne: Rows,
    settled: Flags,
    until: Rows,
    first: Rows,
    last: Rows,
    digits: Rows,
    prefixes: Rows,
) -> int:
    count = 0
    for row in range(len(begins)):
        origin = begins[row]
        certain = True
        kept = count
        chain = 0
        chain_end = plus_end = origin - 2 * _NEAR
        loose = 0  # how many digits may stand together at most, words between them
        loose_end = origin - 2 * _FURTHEST
        zero = False
        number_end = origin - 2 * _LEAD
        times_end = origin - 1
        at, stop = bounds[row], bounds[row + 1]
        for one in range(at, stop):
            borne[row] |= found[one]
        while at < stop and certain:
            start, end, mark = starts[at], ends[at], found[at]
            weight = 0
            if mark & _NUMBER:
                if start < times_end:
                    at += 1
                    continue
                figure = figure_end(codes, kinds, start, end)
                if figure:
                    times_end = figure
                    at += 1
                    continue
                lead = number_end
                number_end = end
                after, whole, begin, behind, prefix = _plain(
                    codes, kinds, starts, ends, found, at, stop, lead, origin
                )
                if after:
                    first[count], last[count] = begin - origin, behind - origin
                    digits[count], prefixes[count] = whole, prefix
                    count += 1
                    number_end = ends[after - 1]
                    at = after
                    continue
                if _may_begin(codes, kinds, start, end, origin):
                    certain = False
                weight = end - start
            elif mark & says[0]:
                weight = _MOST_SAID
            elif mark & says[2]:
                plus_end = end
            elif mark & _JOINED:
                certain = mark & _BEGINS == 0
            elif mark & _LOOKS:
                like_zero = mark & _BEGINS and kinds[codes[start]] & LIKE_ZERO
                certain = not like_zero or not _has_digit(codes, kinds, end, end + _BESIDE)
                weight = end - start
            if weight:
                if start - plus_end <= _PLUS_BACK:
                    certain = False
                if start - chain_end > _NEAR or has_letter(codes, kinds, chain_end, start):
                    chain = 0
                chain += weight
                chain_end = end
                if chain >= _FEWEST_BARE:
                    certain = False
                # A zero that is said begins a number only if enough digits follow, or some at once.
                if start - loose_end > _FURTHEST:
                    loose = 0
                    zero = False
                if mark & says[1] or zero:
                    if start - loose_end <= _NEAR and not has_letter(codes, kinds, loose_end, start):
                        certain = False
                    zero = True
                loose += weight
                loose_end = end
                if zero and loose >= _FEWEST_DIGITS:
                    certain = False
            at += 1
        settled[row] = certain
        if not certain:
            count = kept
        until[row + 1] = count
    return count


@compiled
def figure_end(codes: Codes, kinds: Kinds, start: Whole, end: Whole) -> int:
    """Where a time ("10:00") or a date ("01-03-2025") ends that begins with these digits, or 0."""
    size = len(codes)
    length = end - start
    if length > 2 or (start and codes[start - 1] == _COLON) or end + 2 >= size:
        return 0
    value = codes[start] - _ZERO
    if length == 2:
        value = value * 10 + codes[start + 1] - _ZERO
    sign = codes[end]
    at = end + 1
    if sign == _COLON:
        if value > 24 or not (kinds[codes[at]] & DIGIT and kinds[codes[at + 1]] & DIGIT):
            return 0
        at += 2
        if codes[at - 2] >= _ZERO + 6 or (at < size and (codes[at] == _COLON or kinds[codes[at]] & DIGIT)):
            return 0
        return int(at)
    if sign != _DASH and sign != _SLASH and sign != _DOT:
        return 0
    if value > 39:
        return 0
    month = 0
    first = at
    while at < size and at - first < 3 and kinds[codes[at]] & DIGIT:
        month = month * 10 + codes[at] - _ZERO
        at += 1
    if not 1 <= at - first <= 2 or not 1 <= month <= 12 or at + 4 >= size or codes[at] != sign:
        return 0
    at += 1
    for one in range(at, at + 4):
        if not kinds[codes[one]] & DIGIT:
            return 0
    century = (codes[at] - _ZERO) * 10 + codes[at + 1] - _ZERO
    at += 4
    if (century != 19 and century != 20) or (at < size and kinds[codes[at]] & DIGIT):
        return 0
    goes_on = at + 1 < size and kinds[codes[at + 1]] & DIGIT
    return 0 if goes_on and codes[at] in (_DASH, _SLASH, _DOT) else int(at)


@compiled
def has_letter(codes: Codes, kinds: Kinds, first: Whole, last: Whole) -> bool:
    for at in range(first, last):  # noqa: SIM110
        if kinds[codes[at]] & LETTER:
            return True
    return False


@compiled
def _has_digit(codes: Codes, kinds: Kinds, first: Whole, last: Whole) -> bool:
    for at in range(first, min(last, len(codes))):  # noqa: SIM110
        if kinds[codes[at]] & DIGIT:
            return True
    return False


@compiled
def _has_unit(codes: Codes, kinds: Kinds, end: Whole) -> bool:
    """Whether a sign of a measure may stand behind digits, or a letter as in "12 uur"."""
    at = end
    while at < len(codes) and at - end < 2 and codes[at] <= _SPACE:
        at += 1
    if at < len(codes) and codes[at] > _NINE:
        return True
    return bool(at < len(codes) and codes[at] == _PERCENT)


@compiled
def _may_begin(codes: Codes, kinds: Kinds, start: Whole, end: Whole, origin: Whole) -> bool:
    """Whether a number may begin with these digits: a zero, a plus before them, signs like digits."""
    if codes[start] == _ZERO:
        if end - start >= _FEWEST_BARE or start < origin + 2 or not kinds[codes[start - 2]] & DIGIT:
            return True
        sign = codes[start - 1]
        if sign not in (_COLON, _DOT, _COMMA):
            if sign != _LETTER_H or end - start != 2:
                return True
            # "10h00": only where digits go on can it be anything but a time.
            for behind in range(end, min(len(codes), end + _LEAD)):
                if kinds[codes[behind]] & LETTER:
                    break
                if kinds[codes[behind]] & DIGIT:
                    return True
    at = start - 1
    while at >= origin and start - at < _PLUS_BACK and (codes[at] == _SPACE or codes[at] == _OPEN):
        at -= 1
    if at >= origin and codes[at] == _PLUS:
        return True
    if start > origin and (codes[start - 1] == _BAR or codes[start - 1] == _BANG):
        return True
    return bool(end < len(codes) and codes[end] in (_BAR, _BANG))


@compiled
def _plain(
    codes: Codes,
    kinds: Kinds,
    starts: Places,
    ends: Places,
    found: Places,
    at: Whole,
    stop: Whole,
    lead: Whole,
    origin: Whole,
) -> tuple[int, int, int, int, int]:
    """The plain number that the token `at` begins.

    Behind its last token, its digits, where it stands, which prefix it has.
    """
    nothing = (0, 0, 0, 0, 0)
    start, end = starts[at], ends[at]
    size = len(codes)
    before = codes[start - 1] if start > origin else _SPACE
    prefix = _TRUNK
    if before == _PLUS:
        prefix = _BEHIND_PLUS
    elif end - start > 3 and codes[start] == _ZERO and codes[start + 1] == _ZERO:
        prefix = _BEHIND_ZEROS
    if prefix == _BEHIND_PLUS:
        if start - origin > 1 and kinds[codes[start - 2]] & (DIGIT | LETTER):
            return nothing
        if end - start < 2 or codes[start] != _THREE or codes[start + 1] != _ONE:
            return nothing
    else:
        if codes[start] != _ZERO or kinds[before] & LETTER:
            return nothing
        if prefix == _BEHIND_ZEROS and (codes[start + 2] != _THREE or codes[start + 3] != _ONE):
            return nothing
        if start - lead <= _LEAD and not has_letter(codes, kinds, lead, start):
            return nothing
        if _ends_code(codes, kinds, start, origin):
            return nothing
        if start - origin > 1 and end - start < _FEWEST_BARE and kinds[codes[start - 2]] & DIGIT:
            return nothing
    whole, length, groups = 0, 0, 0
    begin = start - 1 if prefix == _BEHIND_PLUS else start
    longest = _INTERNATIONAL + 2 if prefix == _BEHIND_ZEROS else _INTERNATIONAL
    bracketed = prefix == _BEHIND_PLUS and start - origin > 1 and codes[start - 2] == _OPEN
    gap_start, gap_end = 0, 0
    wide = wide_last = narrow = year = False
    counts_up = True
    value = 0
    one = at
    while True:
        this = 0
        for place in range(starts[one], min(ends[one], starts[one] + longest + 1)):
            this = this * 10 + codes[place] - _ZERO
            whole = whole * 10 + codes[place] - _ZERO
        size_of = ends[one] - starts[one]
        length += size_of
        if length > longest:
            return nothing
        if groups:
            counts_up = counts_up and this == value + 1
            year = year or (size_of == 4 and (this // 100 == 19 or this // 100 == 20))
        value = this
        groups += 1
        end = ends[one]
        one += 1
        if one >= stop or not found[one] & _NUMBER:
            break
        following = starts[one]
        if bracketed and groups == 1:
            # "(+31) 6": the bracket belongs to the number.
            if codes[end] != _CLOSE or not _behind_area(codes, end, following):
                return nothing
            begin = start - 2
            continue
        if prefix != _TRUNK and groups == 1 and _is_trunk_zero(codes, end, following, ends[one]):
            # "+31 (0)6": that zero is not dialled behind a country code.
            if length != 2 + 2 * (prefix == _BEHIND_ZEROS) or one + 1 >= stop:
                return nothing
            end = ends[one]
            one += 1
            if not found[one] & _NUMBER or not _behind_area(codes, end, starts[one]):
                return nothing
            continue
        if groups == 1 and before == _OPEN and codes[end] == _CLOSE:
            if end - start > _LONGEST_AREA or not _behind_area(codes, end, following):
                return nothing
            begin = start - 1
            continue
        apart = following - end
        if apart > 3 or not _is_gap(codes, end, following):
            break
        if gap_end == 0:
            gap_start, gap_end = end, following
        wide_last = apart > 1 or codes[end] == _LONG_DASH
        if wide_last:
            wide = True
        elif codes[end] != _SPACE and wide:
            narrow = True
        if groups >= _MOST_GROUPS:
            return nothing
        if figure_end(codes, kinds, following, ends[one]):
            break
    if (before == _OPEN or bracketed) and groups == 1 and end < size and codes[end] == _CLOSE:
        return nothing
    if prefix != _TRUNK:
        if length != longest or whole // 10**8 % 10 == 0:
            return nothing
    elif length != _NATIONAL or whole < 10**8 or not _has_nine(whole) or (groups >= _COUNTED and counts_up):
        return nothing
    if one < stop and found[one] & _NUMBER and gap_end and starts[one] - end == gap_end - gap_start:
        same = True
        for place in range(gap_end - gap_start):
            same = same and codes[end + place] == codes[gap_start + place]
        if same:
            return nothing
    if (groups >= _COUNTED and year) or (wide and narrow):
        return nothing
    if end - starts[one - 1] <= _SHORT_GROUP and groups > 1 and end + 1 < size:
        if wide_last and _has_unit(codes, kinds, end):
            return nothing
        if kinds[codes[end + 1]] & DIGIT and not kinds[codes[end]] & DIGIT and codes[end] != _SPACE:
            return nothing
    return int(one), int(whole), int(begin), int(end), prefix


@compiled
def _is_trunk_zero(codes: Codes, end: Whole, start: Whole, behind: Whole) -> bool:
    """Whether it is "(0)", close behind a country code that ends at `end`."""
    if behind - start != 1 or codes[start] != _ZERO or behind >= len(codes) or codes[behind] != _CLOSE:
        return False
    if codes[start - 1] != _OPEN:
        return False
    return bool(start - end == 1 or (start - end == 2 and codes[end] == _SPACE))


@compiled
def _has_nine(national: Whole) -> bool:
    """Whether a Dutch number with these digits behind the zero has nine of them."""
    area = national // 10**6
    return not (area == 800 or area == 900 or area == 906 or area == 909 or area == 970)


@compiled
def _ends_code(codes: Codes, kinds: Kinds, start: Whole, origin: Whole) -> bool:
    """Whether two digits and four letters stand before, as in an account number."""
    at = start - 1
    while at >= origin and codes[at] == _SPACE:
        at -= 1
    letters = 0
    while at >= origin and kinds[codes[at]] & LETTER and letters <= _CODE_LETTERS:
        at -= 1
        letters += 1
    if letters > _CODE_LETTERS or letters < 2:
        return False
    while at >= origin and codes[at] == _SPACE:
        at -= 1
    return bool(at >= origin and letters == _CODE_LETTERS and kinds[codes[at]] & DIGIT)


@compiled
def _is_gap(codes: Codes, end: Whole, start: Whole) -> bool:
    """Whether what stands between two groups is usual there."""
    apart = start - end
    if apart == 1:
        return codes[end] in (_SPACE, _DASH, _DOT, _SLASH, _LONG_DASH, _FIXED_SPACE)
    if apart == 2:
        return bool(
            (codes[end] == _DASH and codes[end + 1] == _SPACE)
            or (codes[end] == _SPACE and codes[end + 1] == _DASH)
            or (codes[end] == _SPACE and codes[end + 1] == _SPACE)
        )
    return bool(
        codes[end] == _SPACE
        and codes[end + 2] == _SPACE
        and (codes[end + 1] == _DASH or codes[end + 1] == _LONG_DASH)
    )


@compiled
def _behind_area(codes: Codes, end: Whole, start: Whole) -> bool:
    """Whether it is a closing bracket and what is usual behind it."""
    apart = start - end
    if apart == 1:
        return True
    if apart > 4:
        return False
    dashes = 0
    for at in range(end + 1, start):
        if codes[at] == _DASH or codes[at] == _LONG_DASH:
            dashes += 1
        elif codes[at] != _SPACE and codes[at] != _FIXED_SPACE:
            return apart == 2 and (codes[at] == _SLASH or codes[at] == _DOT)
    return (apart == 2) or (
        dashes == 1 and not (apart == 4 and codes[end + 2] != _DASH and codes[end + 2] != _LONG_DASH)
    )
