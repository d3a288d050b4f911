"""The shipped checklists, each dated: what platforms promised or must do at their door."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from baken.vocabulary.code_list import Label

SHIPPED = Path(__file__).parent / "data" / "checklists.yaml"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked of a platform."""

    code: str
    words: Label


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items under one title, and since when they are asked; `source` says whose they are."""

    code: str
    since: date
    title: Label
    source: str
    items: tuple[Item, ...]


@cache
def checklists() -> dict[str, Checklist]:
    """By code, the oldest first."""
    found = [_checklist(one) for one in yaml.safe_load(SHIPPED.read_text("utf-8"))]
    return {one.code: one for one in sorted(found, key=lambda one: (one.since, one.code))}


def _checklist(given: dict[str, object]) -> Checklist:
    title, items = given["title"], given["items"]
    assert isinstance(title, dict)
    assert isinstance(items, list)
    assert isinstance(given["since"], date)
    return Checklist(
        code=str(given["code"]),
        since=given["since"],
        title=Label(title["nl"], title["en"]),
        source=str(given["source"]),
        items=tuple(Item(one["code"], Label(one["nl"], one["en"])) for one in items),
    )
