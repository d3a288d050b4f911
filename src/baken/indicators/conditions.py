"""The rule language as a typed tree: what stands under `when`.

Three truth values. A comparison with a missing fact is unknown; `not` of unknown is unknown; `all`
is false if any part is false, else unknown if any is; `any` is true if any part is true, else
unknown if any is; `is_missing` is never unknown. A rule fires only when its tree is true.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Comparison = Literal["lt", "le", "gt", "ge", "eq"]
Plain = str | int | float | bool
"""What a fact can be compared with."""


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when some part is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact against one value; numbers by size, words and truth values by being the same."""

    operator: Comparison
    fact: str
    value: Plain


@dataclass(frozen=True, slots=True)
class In:
    """True when the fact is one of the values."""

    fact: str
    values: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """True when one of the phrases stands in the words of the fact, as whole words, case folded.

    `phrases` are folded already; `word_list` names the list they are from, None for a single phrase.
    """

    fact: str
    phrases: tuple[str, ...]
    word_list: str | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """True when the pattern (RE2) is found in the words of the fact, anywhere, as they stand."""

    fact: str
    pattern: str


@dataclass(frozen=True, slots=True)
class CountGe:
    """True when a list fact holds at least so many values."""

    fact: str
    count: int


@dataclass(frozen=True, slots=True)
class IsMissing:
    """True when nobody told the fact."""

    fact: str


Leaf = Compare | In | Contains | Matches | CountGe | IsMissing
Condition = All | Any | Not | Leaf

OPERATORS = (
    "all", "any", "not", "lt", "le", "gt", "ge", "eq", "in",
    "contains", "contains_any", "matches", "count_ge", "is_missing",
)  # fmt: skip


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The comparisons of a tree, from left to right."""
    if isinstance(condition, All | Any):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition


def facts_read(condition: Condition) -> tuple[str, ...]:
    """The facts that a tree reads, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(leaf.fact for leaf in leaves(condition)))


def words_sought(condition: Condition) -> Iterator[Contains | Matches]:
    """The comparisons with words whose being true can make the tree true: none under `not`."""
    if isinstance(condition, All | Any):
        for part in condition.parts:
            yield from words_sought(part)
    elif isinstance(condition, Contains | Matches):
        yield condition
