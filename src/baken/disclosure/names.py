"""What a count is of, so that tables of different shape can be held against each other.

A count is of things of one `unit` that fit every one of some facets ("platform:X", "year:2025"). Two places
with the same name count the same; of two places in one unit, the one with more facets counts a part of the
other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from baken.disclosure.mechanism import Counts


class Name(NamedTuple):
    """What a count is of."""

    unit: str
    facets: frozenset[str]

    def wider(self) -> Iterator["Name"]:
        """Every name that this one counts a part of."""
        for size in range(len(self.facets)):
            for kept in combinations(sorted(self.facets), size):
                yield Name(self.unit, frozenset(kept))


def name(unit: str, *facets: str) -> Name:
    """A name written on one line."""
    return Name(unit, frozenset(facets))


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over inner counts of a table (numbered row by row) that is not published with it, by which it
    is held against other tables: all platforms of one type, say."""

    name: Name
    parts: Counts


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of all places of a flattened table, totals included; further `sums`; and the `state` of the
    records that were counted: two tables of one state count the same records, and a reader may know it.

    `known` is the least and the most that a place is known to be from the choice of rows alone.
    """

    names: tuple[Name, ...]
    sums: tuple[Sum, ...] = ()
    state: str = ""
    known: Mapping[int, tuple[int, int]] = field(default_factory=dict)
