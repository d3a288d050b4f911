"""Dutch postcodes with the province that they lie in."""

import csv
import re
from bisect import bisect_right
from functools import cache
from importlib import resources
from typing import NamedTuple

from baken.extraction.disguises import ClearText
from baken.extraction.marks import NUMBER, POSTAL

_DIGITS = 4
_LETTERS = re.compile(r"[^\S\n]?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])(?![^\W_])")
_SMALL_LETTERS = re.compile(r"(?!km|cm|mm|ml|gr|kg|mb|gb|eu|pk|jr|jh|ft|hz)[a-rt-z][a-z](?![^\W_])")
_WORDS_WORDS = "EN OF IN OP TE JE IK WE ER IS AL DE UW EN EX KM CM MM ML GR KG MB GB EU PK JR FT HZ"
_WORDS = frozenset(_WORDS_WORDS.split())
_MORE_WORDS_WORDS = "AM PM UR OR TO AT AN BY IF IT ME MY NO ON SO UP US ET OU LE LA UN DU EL AD BC NA"
_WORDS |= frozenset(_MORE_WORDS_WORDS.split())
_CALLED = re.compile(
    r"(?<![^\W_])(?:postcode|postcodegebied|pc|zip|zip ?code|postal code|plz|postleitzahl|code postal|"
    r"codigo postal|código postal|cod po[sș]tal|ir[aá]ny[ií]t[oó]sz[aá]m|kod pocztowy|пощенски "
    r"код)\s?[:.]?\s{0,2}$"
)
_FOREIGN = re.compile(r"(?:[€$£]\s?|(?<![^\W_])[bd]-)$")
_LOOK_BACK = 22


class Postcode(NamedTuple):
    """The four digits, the provinces they lie in, and [start, end) in the clear text."""

    digits: str
    provinces: tuple[str, ...]
    start: int
    end: int


def postcodes(clear: ClearText) -> list[Postcode]:
    """The postcodes in the words: four digits with their letters, or behind a word that says so."""
    found = []
    text, low = clear.text, clear.low
    for start, end, mark in clear.having(POSTAL):
        if not mark & NUMBER or end != start + _DIGITS or low[start] == "0":
            continue
        before = text[start - 1 : start]
        if before.isalnum() or before in (".", ",", "/", "+") or text[end : end + 1] in (".", ",", "/"):
            continue
        match = _LETTERS.match(text, end)
        if match is not None and match.group().strip() in _WORDS:
            match = None
        if match is None:
            match = _SMALL_LETTERS.match(low, end)
        lead = low[max(0, start - _LOOK_BACK) : start]
        if _FOREIGN.search(lead):
            continue
        if match is None and not _CALLED.search(lead):
            continue
        provinces = provinces_of(text[start:end])
        if provinces:
            found.append(Postcode(text[start:end], provinces, start, match.end() if match else end))
    return found


def provinces_of(digits: str) -> tuple[str, ...]:
    """The provinces in which postcodes with these four digits lie; none where there are no such."""
    firsts, rows = _ranges()
    at = bisect_right(firsts, int(digits)) - 1
    if at < 0 or int(digits) > rows[at][0]:
        return ()
    return rows[at][1]


@cache
def _ranges() -> tuple[list[int], list[tuple[int, tuple[str, ...]]]]:
    source = resources.files("baken.extraction").joinpath("data", "postcodes.csv")
    rows = list(csv.DictReader(source.read_text("utf-8").splitlines()))
    return [int(row["first"]) for row in rows], [
        (int(row["last"]), tuple(row["provinces"].split())) for row in rows
    ]
