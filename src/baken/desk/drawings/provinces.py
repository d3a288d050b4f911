"""The map of the twelve provinces with a number written in each: week and province, no finer (rule 15)."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from baken.desk.drawings.svg import Words, element, picture
from baken.vocabulary.code_list import Language
from baken.vocabulary.places import Province

STEPS = 3
"""Grounds from light to dark, for a third, two thirds and the whole of the largest number."""


@cache
def outlines() -> dict[str, Any]:
    """`width`, `height`, and per province the path of its outline and the place of its label."""
    text = resources.files(__package__).joinpath("provinces.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def strength(count: int, most: int) -> int:
    """Which ground a number gets beside the largest one: 0 (none) to 3."""
    return -(-STEPS * count // most) if most else 0


def draw_provinces(
    counts: Mapping[str, int | None],
    *,
    name: str,
    title: Words,
    said: Callable[[int], str],
    hidden: str = "",
    hidden_aloud: str = "",
    language: Language | None = None,
) -> SafeString:
    """The map of counts by code of `Province`, each written in its province as `said` says it.

    `name` makes its ids. The ground is darker where there are more; the number says how many, and `hidden`
    stands where a count is None: `hidden_aloud` for who does not see it. Without a language it is that of the
    reader.
    """
    drawn = outlines()
    spoken: Language = language or ("nl" if get_language() == "nl" else "en")
    most = max((count for count in counts.values() if count), default=0)
    shapes, words, told = [], [], []
    for code, province in drawn["provinces"].items():
        count = counts.get(code, 0)
        level = strength(count or 0, most)
        words_of_count = hidden if count is None else said(count)
        aloud = (hidden_aloud or hidden) if count is None else words_of_count
        told.append(f"{Province[code].label.in_language(spoken)}: {aloud}")
        x, y = province["label"]
        shapes.append(element("path", d=province["path"], class_=f"area area-{level}"))
        words.append(element("text", code.removeprefix("NL-"), x=x, y=y - 1.5, class_="area-code"))
        words.append(element("text", words_of_count, x=x, y=y + 6.5, class_="area-count"))
    return picture(
        name,
        *shapes,
        *words,
        title=title,
        description="; ".join(told),
        width=drawn["width"],
        height=drawn["height"],
        class_="drawing provinces",
    )
