"""Which signs stand in each advert of a batch, so that most extractors need not look at most adverts.

A sign that is told here may be none for its extractor, which looks itself; one that is not told is
nowhere in the words.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from baken.extraction.compiled import compiled

Codes = npt.NDArray[np.uint32]
Rows = npt.NDArray[np.int64]
Signs = npt.NDArray[np.uint8]
Whole = int | np.int64

AT_SIGN = 1
"""An at-sign, a picture for one, an a in brackets, or AT in capitals between small letters or digits."""
DOT_SIGN = 2
"""A dot in brackets, or one with a small letter behind."""
ICON = 4
"""A picture that stands for a service: any sign that is written with two units or more, or an aeroplane."""
REGION_SIGN = 8
"""The beginning of a word for a region or a province."""

_AT, _DOT, _AEROPLANE = map(ord, "@.\u2708")
_BRACKETS = "([{<*"
_SMALL_A, _SMALL_Z, _ZERO, _NINE, _CAPITAL_A, _CAPITAL_T = map(ord, "az09AT")
_ACCENTED_A, _CYRILLIC_E, _CYRILLIC_A = map(ord, "\u00e0\u0435\u0430")
_LETTER_T, _R, _E, _G, _I, _O, _P, _V = map(ord, "tregiopv")
_PICTURES = 0x10000
_LOOKED_UP = 0x3000
_BRACKET, _OTHER = 1, 2


def row_signs(codes: Codes, seen: Codes, begins: Rows) -> list[int]:
    """The signs in each advert, whose words begin at its place in `begins`.

    `codes` are in lower case, `seen` as they are written.
    """
    signs = np.zeros(len(begins), np.uint8)
    _mark_signs(codes, seen, begins, _kinds(), signs)
    found: list[int] = signs.tolist()
    return found


@cache
def _kinds() -> Signs:
    """Which characters are worth a look."""
    kinds = np.zeros(_LOOKED_UP, np.uint8)
    kinds[[_AT, _DOT, _AEROPLANE, _LETTER_T, _R, _P]] = _OTHER
    kinds[list(map(ord, _BRACKETS))] = _BRACKET
    return kinds


@compiled
def _mark_signs(codes: Codes, seen: Codes, begins: Rows, kinds: Signs, signs: Signs) -> None:
    size = len(codes)
    for row in range(len(begins)):
        first, last = begins[row], begins[row + 1] if row + 1 < len(begins) else size
        found = 0
        for at in range(first, last):
            code = codes[at]
            if code >= _LOOKED_UP:
                if code >= _PICTURES:
                    found |= AT_SIGN | ICON
                continue
            kind = kinds[code]
            if kind == 0:
                continue
            behind = codes[at + 1] if at + 1 < last else code
            if kind == _BRACKET:
                if behind == _DOT:
                    found |= DOT_SIGN
                elif behind in (_SMALL_A, _ACCENTED_A, _CYRILLIC_E, _CYRILLIC_A):
                    found |= AT_SIGN
            elif code == _DOT:
                if _SMALL_A <= behind <= _SMALL_Z:
                    found |= DOT_SIGN
            elif code == _AT:
                found |= AT_SIGN
            elif code == _AEROPLANE:
                found |= ICON
            elif code == _LETTER_T:
                if _is_glued(seen, at, first, last):
                    found |= AT_SIGN
            elif _is_region(codes, at, last):
                found |= REGION_SIGN
        signs[row] = found


@compiled
def _is_glued(seen: Codes, at: Whole, first: Whole, last: Whole) -> bool:
    """Whether it is the second of AT in capitals between small letters or digits."""
    if seen[at] != _CAPITAL_T or at - first < 2 or at + 1 >= last or seen[at - 1] != _CAPITAL_A:
        return False
    return _is_small(seen[at - 2]) and _is_small(seen[at + 1])


@compiled
def _is_region(codes: Codes, at: Whole, last: Whole) -> bool:
    if at + 3 >= last:
        return False
    if codes[at] == _P:
        return bool(codes[at + 1] == _R and codes[at + 2] == _O and codes[at + 3] == _V)
    return bool(codes[at + 1] == _E and codes[at + 2] == _G and codes[at + 3] == _I)


@compiled
def _is_small(code: Whole) -> bool:
    return bool(_SMALL_A <= code <= _SMALL_Z or _ZERO <= code <= _NINE)
