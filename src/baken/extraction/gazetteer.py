"""Dutch places and regions with their provinces, out of the tables in `data`."""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from baken.extraction.frequent_words import frequent_words

TOKEN = re.compile(r"[^\W\d_]+")
"""A name is a row of these; what stands between them does not matter."""

_ASCII = bytes(range(128))

PLACE, REGION, PROVINCE = "place", "region", "province"

PROVINCES = {
    "Drenthe": "NL-DR",
    "Flevoland": "NL-FL",
    "Friesland": "NL-FR",
    "Gelderland": "NL-GE",
    "Groningen": "NL-GR",
    "Limburg": "NL-LI",
    "Noord-Brabant": "NL-NB",
    "Noord-Holland": "NL-NH",
    "Overijssel": "NL-OV",
    "Utrecht": "NL-UT",
    "Zeeland": "NL-ZE",
    "Zuid-Holland": "NL-ZH",
}
"""The twelve provinces with their ISO 3166-2 code."""

ABBREVIATIONS = {
    **{code[3:].lower(): name for name, code in PROVINCES.items()},
    **{"gld": "Gelderland", "lb": "Limburg", "lim": "Limburg", "fl": "Flevoland", "flev": "Flevoland"},
    **{"utr": "Utrecht", "ov": "Overijssel", "zl": "Zeeland", "zld": "Zeeland", "zeel": "Zeeland"},
    **{"l": "Limburg", "gr": "Groningen", "gron": "Groningen", "dr": "Drenthe", "drn": "Drenthe"},
    **{"fr": "Friesland", "frl": "Friesland", "fra": "Friesland", "g": "Gelderland", "n-h": "Noord-Holland"},
    **{"n-b": "Noord-Brabant", "z-h": "Zuid-Holland", "nbr": "Noord-Brabant", "nb": "Noord-Brabant"},
}
"""Short forms of provinces in lower case; they count only behind a place or a word for region."""

NO_SIGN, CAPITAL, PLACE_SIGN, ABROAD = 0, 1, 2, 3
"""What a name needs to count: nothing, a capital, a word that says that a place is meant; or its
province, where a better known place abroad has the same name."""

_SIGNS = {"capital": CAPITAL, "place": PLACE_SIGN, "abroad": ABROAD}
_KNOWN_BY_ALL = 60_000
_LONG_ENOUGH = 7
_ENDINGS = "ban ben ba be bol i on en ra re hoz hez tol nal nel ie u em om e"
"""Endings of a place's name in Hungarian, Polish, Czech and Croatian, without diacritics."""


class Name(NamedTuple):
    """One spelling: its tokens in lower case, the place it means, and the provinces that has."""

    tokens: tuple[str, ...]
    name: str
    provinces: tuple[str, ...]
    kind: str
    sign: int


def folded(text: str) -> str:
    """Lower-case text without diacritics, character for character."""
    if not text.isascii():
        for letter in set(not_ascii(text)):
            base = _base(letter)
            if base != letter:
                text = text.replace(letter, base)
    return text


def not_ascii(text: str) -> str:
    """The characters that are not ASCII, in their order."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=4096)
def _base(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isalpha() else letter


@cache
def names() -> dict[str, list[tuple[int, Name]]]:
    """Every spelling under its longest token, with where that token stands in it; longest name first."""
    signs = {row["name"]: _SIGNS[row["sign"]] for row in _rows("ordinary_words.csv")}
    provinces: dict[str, set[str]] = {}
    people: dict[str, int] = {}
    for row in _rows("places.csv"):
        provinces.setdefault(row["name"], set()).add(row["province"])
        people[row["name"]] = max(people.get(row["name"], 0), int(row["population"] or 0))
    found: dict[tuple[str, ...], Name] = {}

    def add(spelling: str, name: str, codes: tuple[str, ...], kind: str) -> None:
        tokens = tuple(TOKEN.findall(folded(spelling.lower().replace("ĳ", "ij"))))
        sign = signs.get(spelling)
        if sign is None:
            sign = signs.get(name, NO_SIGN) if spelling.lower() == name.lower() else NO_SIGN
        found.setdefault(tokens, Name(tokens, name, codes, kind, sign))

    for row in _rows("regions.csv"):
        codes = tuple(sorted(row["provinces"].split()))
        kind = PROVINCE if row["name"] in PROVINCES else REGION
        for spelling in (row["name"], *filter(None, row["spellings"].split("|"))):
            add(spelling, row["name"], codes, kind)
    for name, some in provinces.items():
        add(name, name, tuple(sorted(some)), PLACE)
    for row in _rows("spellings.csv"):
        add(row["spelling"], row["name"], tuple(sorted(provinces[row["name"]])), PLACE)
    large = [one for one in found.values() if people.get(one.name, 0) >= _KNOWN_BY_ALL]
    _add_slips(found, large)
    table: dict[str, list[tuple[int, Name]]] = {}
    for tokens, one in found.items():
        at = max(range(len(tokens)), key=lambda place: len(tokens[place]))
        table.setdefault(tokens[at], []).append((at, one))
    for some_names in table.values():
        some_names.sort(key=lambda one: -len(one[1].tokens))
    return table


def _add_slips(found: dict[tuple[str, ...], Name], large: list[Name]) -> None:
    """Well-known names with an ending of another language, or with one slip of the pen."""
    words = frequent_words().row
    for one in large:
        if len(one.tokens) > 1 or one.sign != NO_SIGN:
            continue
        token = one.tokens[0]
        forms = [token + suffix for suffix in _ENDINGS.split()]
        if len(token) >= _LONG_ENOUGH:
            forms += [token[:at] + token[at + 1 :] for at in range(1, len(token))]
            forms += [
                token[:at] + token[at + 1] + token[at] + token[at + 2 :] for at in range(1, len(token) - 1)
            ]
            forms += [token[:at] + token[at] + token[at:] for at in range(1, len(token))]
        for form in forms:
            if form not in words:
                found.setdefault((form,), one._replace(tokens=(form,)))


def _rows(file: str) -> list[dict[str, str]]:
    source = resources.files("baken.extraction").joinpath("data", file)
    return list(csv.DictReader(source.read_text("utf-8").splitlines()))
