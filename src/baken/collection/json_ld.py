"""The JSON-LD of a page (schema.org in a script element), and what stands at a path in JSON."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from baken.collection.pages import Page

_STEP = re.compile(r"(?P<name>[^.\[\]]+)?(?P<index>(?:\[\d{0,4}\])*)\Z")
_DEEPEST = 40
_MOST_VALUES = 10_000
_LARGEST = 4 * 1024 * 1024


class BadPath(Exception):
    """is not a path such as name, offers[0].price or items[].url"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def check_path(path: str) -> list[str | int | None]:
    """The steps of a path: a name, a place in a list, or None for every place. Raises `BadPath`."""
    steps: list[str | int | None] = []
    for part in path.split("."):
        found = _STEP.match(part)
        if found is None or not part:
            raise BadPath
        if found["name"]:
            steps.append(found["name"].strip())
        for index in re.findall(r"\[(\d*)\]", found["index"]):
            steps.append(int(index) if index else None)
    return steps


def values_at(content: Any, path: str) -> Iterator[Any]:
    """What stands at a path. A name asked of a list is asked of each thing in it."""
    yield from _values(content, check_path(path))


def texts_at(content: Any, path: str) -> Iterator[str]:
    """The same as texts: words and numbers alone, not empty."""
    for value in values_at(content, path):
        for one in value if isinstance(value, list) else [value]:
            text = str(one) if isinstance(one, str | int | float) and not isinstance(one, bool) else ""
            if text.strip():
                yield text.strip()


def _values(content: Any, steps: Sequence[str | int | None]) -> Iterator[Any]:
    if not steps:
        yield content
        return
    step, rest = steps[0], steps[1:]
    if isinstance(step, str):
        if isinstance(content, dict):
            if step in content:
                yield from _values(content[step], rest)
        elif isinstance(content, list):
            for one in content[:_MOST_VALUES]:
                yield from _values(one, steps)
    elif isinstance(content, list):
        chosen = content[:_MOST_VALUES] if step is None else content[step : step + 1]
        for one in chosen:
            yield from _values(one, rest)


def objects_on(page: Page, types: Sequence[str]) -> list[dict[str, Any]]:
    """The JSON-LD objects of a page, those inside others included; with `types` only these.

    A script that is not JSON is passed over: browsers do the same.
    """
    found: list[dict[str, Any]] = []
    for script in page.tree.xpath("//script[@type]"):
        kind = (script.attrib.get("type") or "").split(";")[0].strip().lower()
        text = script.root.text or ""
        if kind != "application/ld+json" or len(text) > _LARGEST:
            continue
        try:
            found += _objects(json.loads(text, strict=False), 0)
        except (ValueError, RecursionError):
            continue
    return [one for one in found if not types or _is_one_of(one, types)][:_MOST_VALUES]


def _objects(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(content, dict):
        yield content
        for value in content.values():
            if isinstance(value, dict | list):
                yield from _objects(value, depth + 1)
    elif isinstance(content, list):
        for one in content:
            yield from _objects(one, depth + 1)


def _is_one_of(content: dict[str, Any], types: Sequence[str]) -> bool:
    named = content.get("@type")
    names = named if isinstance(named, list) else [named]
    return any(isinstance(name, str) and name.rsplit("/", 1)[-1] in types for name in names)
