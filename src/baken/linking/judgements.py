"""What people decided about links: these belong together, those do not.

A judgement names sightings, so it outlives every run. Later ones win: a judgement that contradicts what
later ones ask for is replaced by them, whole. Nothing here knows who judged; that is carried, not read.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("join", "split")
LEVELS = ("unique_advert", "advertiser")
CARRIED = ("by", "at", "reason")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person.

    `join`: all sightings of `left` and `right` are in one cluster of the level. `split`: none of `left`
    is in the same cluster as one of `right`. `by`, `at` and `reason` are carried along.
    """

    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    level: str = "advertiser"
    by: str = ""
    at: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind is {' or '.join(KINDS)}, not {self.kind!r}")
        if self.level not in LEVELS:
            raise ValueError(f"level is {' or '.join(LEVELS)}, not {self.level!r}")
        if not self.left or not self.right:
            raise ValueError("left and right each name at least one sighting")
        if self.kind == "split" and (both := set(self.left) & set(self.right)):
            raise ValueError(f"sighting {min(both)!r} stands on both sides of a split")


class BadJudgement(ValueError):
    """A line that is no judgement; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


def read_judgements(lines: Iterable[str]) -> Iterator[Judgement]:
    """The judgements of JSON lines, in their order; blank lines are passed over.

    Raises BadJudgement at the first line that is none.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _judgement(json.loads(line))
        except RecursionError:
            raise BadJudgement(number, "not JSON: nested too deeply") from None
        except json.JSONDecodeError as fault:
            raise BadJudgement(number, f"not JSON: {fault.msg}") from fault
        except ValueError as fault:
            raise BadJudgement(number, str(fault)) from fault


def _judgement(read: Any) -> Judgement:
    if not isinstance(read, dict):
        raise ValueError("not an object")
    lacking = [name for name in ("kind", "left", "right") if name not in read]
    if lacking:
        raise ValueError(f"lacks {', '.join(lacking)}")
    carried = {}
    for name in CARRIED:
        value = read.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{name} is a text")
        carried[name] = value or ""
    level = read.get("level")
    return Judgement(
        kind=_text(read["kind"], "kind"),
        left=_named(read["left"], "left"),
        right=_named(read["right"], "right"),
        level=LEVELS[1] if level is None else _text(level, "level"),
        **carried,
    )


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{name} is a text")
    return value


def _named(value: Any, side: str) -> tuple[str, ...]:
    """The sighting ids of one side, each once."""
    ids = [value] if isinstance(value, str) else value
    if not isinstance(ids, list) or not all(isinstance(one, str) and one for one in ids):
        raise ValueError(f"{side} is a sighting id or a list of them")
    return tuple(dict.fromkeys(ids))


@dataclass(frozen=True, slots=True)
class InForce:
    """Judgements of one level that nothing later contradicts.

    `together` are sets of sightings that belong together, each at least two; `apart` are the two
    sides of each split.
    """

    together: tuple[tuple[str, ...], ...]
    apart: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def in_force(judgements: Sequence[Judgement], level: str) -> InForce:
    """The judgements of a level that stand, the last given ones first.

    From the last to the first, each stands unless those that stand already rule it out: a join
    that would bring the two sides of a split together, a split of what joins hold together. So a
    contradiction over several joins is settled as well, and always for the later.
    """
    parent: dict[str, str] = {}
    sides: dict[str, set[tuple[int, bool]]] = {}
    apart: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for judgement in reversed(judgements):
        if judgement.level != level:
            continue
        left = {_root(parent, one) for one in judgement.left}
        right = {_root(parent, one) for one in judgement.right}
        if judgement.kind == "split":
            if left.isdisjoint(right):
                for roots, side in ((left, False), (right, True)):
                    for root in roots:
                        sides.setdefault(root, set()).add((len(apart), side))
                apart.append((judgement.left, judgement.right))
            continue
        roots = left | right
        merged = set().union(*(sides.get(root, ()) for root in roots))
        if any((number, not side) in merged for number, side in merged):
            continue
        smallest = min(roots)
        for root in roots:
            parent[root] = smallest
            sides.pop(root, None)
        if merged:
            sides[smallest] = merged
    joined: dict[str, list[str]] = {}
    for one in sorted(parent):
        joined.setdefault(_root(parent, one), []).append(one)
    return InForce(
        together=tuple(tuple(group) for _, group in sorted(joined.items()) if len(group) > 1),
        apart=tuple(reversed(apart)),
    )


def _root(parent: dict[str, str], one: str) -> str:
    while (above := parent.setdefault(one, one)) != one:
        parent[one] = parent[above]
        one = above
    return one
