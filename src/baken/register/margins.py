"""Which rows or columns of a table a total or subtotal is the sum of, by their names."""

import re
from collections.abc import Sequence
from enum import Enum


class Part(Enum):
    """What a row or column is in the arithmetic of its table."""

    PLAIN = "plain"
    OTHER = "other"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SHARE = "share"


_NAMES = (
    (re.compile(r"tota(a)?l(_.*)?"), Part.TOTAL),
    (re.compile(r"subtota(a)?l(_.*)?"), Part.SUBTOTAL),
    (re.compile(r"other_.*"), Part.OTHER),
)


_SHARE = re.compile(r"(.*[ _])?(percent|percentage|procent|pct|share|aandeel)([ _].*)?|.*%\)?")


def part_of_column(name: str) -> Part:
    """What a column with this name is; one of percentages is no count and belongs to no sum."""
    return Part.SHARE if _SHARE.fullmatch(name.casefold()) else part_of((name,))


def part_of(labels: Sequence[str]) -> Part:
    """What a row or column with these labels is; the first label with such a name decides."""
    for label in labels:
        for pattern, part in _NAMES:
            if pattern.fullmatch(label.casefold()):
                return part
    return Part.PLAIN


def members(parts: Sequence[Part], labels: Sequence[tuple[str, ...]] | None = None) -> dict[int, list[int]]:
    """For each total and subtotal, by place, the places it should be the sum of.

    A subtotal covers the places before it, the others too, back to the subtotal before it. A total
    covers the subtotals and the places that no subtotal covers; where it carries a
    label of its own beside its name (`labels`), only the rows with that label. A total with
    nothing to cover is left out.
    """
    found: dict[int, list[int]] = {}
    open_: list[int] = []
    covered: list[int] = []
    for place, part in enumerate(parts):
        if part in (Part.PLAIN, Part.OTHER):
            open_.append(place)
        elif part is Part.SUBTOTAL and open_:
            found[place], open_ = open_, []
            covered.append(place)
    everything = sorted(covered + open_)
    for place, part in enumerate(parts):
        if part is Part.TOTAL:
            found[place] = (_alike(place, parts, labels) if labels else []) or everything
    return {place: covers for place, covers in found.items() if covers}


def _alike(place: int, parts: Sequence[Part], labels: Sequence[tuple[str, ...]]) -> list[int]:
    own = {
        column: label
        for column, label in enumerate(labels[place])
        if label and part_of((label,)) is Part.PLAIN
    }
    if not own:
        return []
    return [
        other
        for other, part in enumerate(parts)
        if part in (Part.PLAIN, Part.OTHER)
        and all(
            column < len(labels[other]) and labels[other][column] == label for column, label in own.items()
        )
    ]
