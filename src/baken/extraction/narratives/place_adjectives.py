"""Places told by an adjective: "de Tilburgse woning", "een Gronings pand"."""

import re
from collections.abc import Iterator

from baken.extraction.disguises import ClearText
from baken.extraction.narratives.told import ToldPlace
from baken.extraction.places import places

_ADJECTIVE = re.compile(
    r"(?<![^\W_])([A-Z][a-z]{2,16})(se|s)(?![^\W_]|['\u2019-])"
    r"(?!\s(?:[A-Z]|straat|weg|dijk|laan|plein|poort|kade|singel|heuvel))"
)
_OWN_FORM = {
    "haag": "Den Haag", "frie": "Friesland", "zeeuw": "Zeeland",
    "brabant": "Noord-Brabant", "drent": "Drenthe", "gelder": "Gelderland",
}  # fmt: skip
_BOSSCHE = re.compile(r"(?<![^\W_])Bossche(?![^\W_])(?!\s[A-Z])")
_SHORTEST = 6
_LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiou]$)")


def told_by_adjective(text: str) -> Iterator[ToldPlace]:
    """The places in their order. One is only told where its adjective gives a place back."""
    known: dict[str, tuple[str, str | None] | None] = {}
    for found in _ADJECTIVE.finditer(text):
        stem, ending = found[1], found[2]
        if ending == "s" and len(stem) < _SHORTEST:
            continue
        if stem not in known:
            known[stem] = next(filter(None, map(_place, _names(stem))), None)
        place = known[stem]
        if place is not None:
            yield ToldPlace(found.span(), *place)
    for found in _BOSSCHE.finditer(text):
        place = _place("Den Bosch")
        if place is not None:
            yield ToldPlace(found.span(), *place)


def _names(stem: str) -> list[str]:
    """What the place can be called: Tilburg-se, Groning-se of Groningen, Zwol-se of Zwolle, Nijmeeg-se."""
    own = _OWN_FORM.get(stem.casefold())
    short = _LONG_VOWEL.sub(r"\1", stem)
    return [own] if own else [stem, stem + "en", short + "en", short + "e", stem + stem[-1] + "e"]


def _place(name: str) -> tuple[str, str | None] | None:
    """The name and province, where the whole of it is one place of a known province."""
    found = [one for one in places(ClearText(name), [], None) if one.span == (0, len(name))]
    return (found[0].name, found[0].province) if len(found) == 1 and found[0].province else None
