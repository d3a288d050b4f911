"""Where an advertiser was seen: the twelve provinces, no finer (rule 15)."""

from collections.abc import Mapping
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from baken.desk.drawings.provinces import outlines, strength
from baken.desk.drawings.svg import Drawing, Value, element, picture
from baken.vocabulary.code_list import Language
from baken.vocabulary.places import Province

STRENGTHS = (1, 2, 3)
"""Patterns from open to dense, for a third, two thirds and the whole of the largest number."""


def draw_map(provinces: Mapping[str, int], unknown: int = 0) -> Drawing:
    """The map of the sightings in each province (codes of `Province`; others raise KeyError).

    `unknown` is how many sightings name no province. A sighting that names two counts in both.
    """
    counts = {code: count for code, count in provinces.items() if count > 0}
    language: Language = "nl" if get_language() == "nl" else "en"
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    values = tuple(Value(Province[code].label.in_language(language), counts[code]) for code in ordered)
    said = (
        ngettext("%(n)s provincie", "%(n)s provincies", len(counts)) % {"n": len(counts)}
        if counts
        else _("geen provincie bekend")
    )
    if unknown and counts:
        said = _("{said}; bij {unknown} is de provincie niet bekend").format(said=said, unknown=unknown)
    listed = ", ".join(f"{value.label} {value.count}" for value in values)
    return Drawing(_drawn(counts, said if not listed else f"{said}: {listed}"), said, values)


def _drawn(counts: Mapping[str, int], description: str) -> SafeString:
    drawn = outlines()
    most = max(counts.values(), default=0)
    shapes, words = [], []
    for code, province in drawn["provinces"].items():
        count = counts.get(code, 0)
        level = strength(count, most)
        shapes.append(_outline(code))
        if not count:
            continue
        dense = f"url(#dense-{level})"
        shapes.append(element("path", d=province["path"], class_=f"province province-{level}", fill=dense))
        x, y = province["label"]
        words.append(
            element(
                "text", f"{code.removeprefix('NL-')} {count}", x=x, y=y, dy=4, text_anchor="middle",
                class_="map-words",
            )
        )  # fmt: skip
    return picture(
        "map",
        _patterns(),
        *shapes,
        *words,
        title=_("Waarnemingen per provincie"),
        description=description,
        width=drawn["width"],
        height=drawn["height"],
        class_="drawing map",
    )


@cache
def _outline(code: str) -> SafeString:
    return element("path", d=outlines()["provinces"][code]["path"], class_="province")


@cache
def _patterns() -> SafeString:
    return element("defs", *(_pattern(level) for level in STRENGTHS))


def _pattern(level: int) -> SafeString:
    gap = 7 - 2 * level
    return element(
        "pattern",
        element("rect", width=gap, height=gap, class_=f"ground ground-{level}"),
        element("line", x1=0, y1=0, x2=0, y2=gap, class_="hatch"),
        id=f"dense-{level}",
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
