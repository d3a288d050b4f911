"""How often people let go what the door held, and took back what was refused. Pure.

Under `LEAST` cases no rate and no count is told: too few to say anything, and too few to tell without telling
of one of them. No total stands beside them, or a hidden count would follow from the others. Two tables of the
same adverts tell each other's total: so where all that is hidden in one is under `LEAST`, the smallest that
is told is hidden too.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from baken.indicators.proportions import LEAST, Proportion

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HeldAdvert:
    """An advert that the door held and that people decided on: what it says of gender, its language, and
    whether it went online after all. What it does not say is `UNKNOWN`."""

    gender: str
    language: str
    went_online: bool


@dataclass(frozen=True, slots=True)
class Appealed:
    """A refusal on which an appeal was decided: the rules, or grounds without a rule, that held the advert,
    and whether it was overturned."""

    rules: tuple[str, ...]
    overturned: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """Of one group or rule; `part` is None where there are fewer than `LEAST` cases, or where the count of
    another would follow from it."""

    code: str
    part: Proportion | None


def by_rule(appealed: Iterable[Appealed]) -> list[Rate]:
    """Of the appeals against adverts that a rule held, how many were overturned; a rule once an advert."""
    return _rates((code, one.overturned) for one in appealed for code in dict.fromkeys(one.rules))


def by_group(held: Collection[HeldAdvert], told: Callable[[HeldAdvert], str]) -> list[Rate]:
    """Of the held adverts of each group, how many went online after all: held without need."""
    return _none_follows(_rates((told(one), one.went_online) for one in held), len(held))


def _none_follows(rates: list[Rate], total: int) -> list[Rate]:
    shown = {one.code: one.part.of for one in rates if one.part}
    hidden = total - sum(shown.values())
    if not 0 < hidden < LEAST or not shown:
        return rates
    smallest = min(shown, key=lambda code: (shown[code], code))
    return [replace(one, part=None) if one.code == smallest else one for one in rates]


def _rates(cases: Iterable[tuple[str, bool]]) -> list[Rate]:
    """By code, those that say nothing last."""
    of, yes = Counter[str](), Counter[str]()
    for code, is_so in cases:
        of[code] += 1
        yes[code] += is_so
    ordered = sorted(of, key=lambda code: (code == UNKNOWN, code))
    return [Rate(code, Proportion(yes[code], of[code]) if of[code] >= LEAST else None) for code in ordered]
