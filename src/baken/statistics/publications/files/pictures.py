"""The pictures of a publication: bars and a map that need no colour, each number written beside its bar."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString

from baken.desk.drawings.provinces import draw_provinces
from baken.statistics.drawings import draw_bars, parts_no_taller, shows_total_alone
from baken.statistics.publications import words
from baken.statistics.publications.manifest import chart_of
from baken.statistics.table import HIDDEN
from baken.vocabulary.code_list import Language
from baken.vocabulary.places import Province

WIDE = 660
"""Pixels: what stands readable across a page of paper."""

TALLEST = 900
"""Pixels: what fits on a page of paper with its caption, at that width."""

STYLE = """
.chart-words, .chart-strong { font-size: 14px; fill: #1b2430; }
.chart-strong { font-weight: 600; }
.chart-zero { stroke: #5a6472; stroke-width: 1px; }
.bar-item { fill: #1f4b6e; }
.bar-others { fill: #ffffff; stroke: #1f4b6e; stroke-width: 2px; }
.area { fill: #ffffff; stroke: #5a6472; stroke-width: 0.5px; }
.area-1 { fill: #e6eef4; } .area-2 { fill: #cfdfea; } .area-3 { fill: #b4cddd; }
.area-code, .area-count { stroke: #ffffff; stroke-width: 1.2px; paint-order: stroke; }
.area-code { font-size: 6px; fill: #1b2430; text-anchor: middle; }
.area-count { font-size: 7.5px; font-weight: 600; fill: #1b2430; text-anchor: middle; }
"""
"""How they look where no page says it: a bar of several items together is hollow, each other is filled."""


def bars(edition: Mapping[str, Any], language: Language, *, name: str, width: int) -> SafeString:
    """The bars of an edition, `width` pixels wide."""
    return draw_bars(
        chart_of(edition["chart"]),
        name=name,
        width=width,
        title=edition["title"][language],
        description=words.of_bars(edition).in_language(language),
        language=language,
    )


def bars_on_paper(edition: Mapping[str, Any], language: Language) -> list[SafeString]:
    """The same for a page of paper: one drawing, or several where it would be cut off at the foot of it."""
    whole = chart_of(edition["chart"])
    return [
        draw_bars(
            part,
            name="bars",
            width=WIDE,
            title=edition["title"][language],
            description=words.of_bars(edition).in_language(language),
            language=language,
            of=whole,
        )
        for part in parts_no_taller(whole, width=WIDE, height=TALLEST, language=language)
    ]


def only_totals_on_narrow(edition: Mapping[str, Any]) -> bool:
    """Whether bars on a telephone are of the total alone."""
    return shows_total_alone(chart_of(edition["chart"]))


def provinces(edition: Mapping[str, Any], language: Language, *, name: str) -> SafeString:
    """The map of an edition of the market."""
    separator = "." if language == "nl" else ","
    return draw_provinces(
        edition["map"],
        name=name,
        title=words.of_map(edition).in_language(language),
        said=lambda count: f"{count:,}".replace(",", separator),
        hidden=HIDDEN,
        hidden_aloud=words.HIDDEN.in_language(language),
        language=language,
    )


def aloud(edition: Mapping[str, Any], language: Language) -> str:
    """The map for who does not see it: each province with its number."""
    hidden = words.HIDDEN.in_language(language)
    told = ", ".join(
        f"{Province[code].label.in_language(language)} {hidden if count is None else count}"
        for code, count in edition["map"].items()
    )
    return f"{words.of_map(edition).in_language(language)} {told}."


def alone(picture: str, letters: str) -> str:
    """A picture as a file of its own, in a typeface."""
    style = f"<style>text {{ font-family: '{letters}'; }}{STYLE}</style>"
    head, close, rest = picture.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"{close}{style}{rest}'
