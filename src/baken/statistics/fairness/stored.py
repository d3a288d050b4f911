"""A weighing as it is kept: counts, and what follows from them, without anybody in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from baken.indicators.fairness.report import Row
from baken.indicators.fairness.verdict import Verdict
from baken.indicators.proportions import Proportion

Finding = Literal["over", "perhaps", "within", "too_few", "says_nothing"]
"""A gap lies over the bound for sure, perhaps, or not; or there are too few to say; or it is the group of
whom nothing is told, which is not held against the others."""

MOST_CAUSES = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of one group: how many of how many in it and outside it, None where they are too few.

    `causes` are rules with the share of the gap that goes without each.
    """

    measure: str
    group: str
    own: Proportion | None
    rest: Proportion | None
    finding: Finding
    causes: tuple[tuple[str, float], ...]

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "measure": self.measure,
            "group": self.group,
            "own": _pair(self.own),
            "rest": _pair(self.rest),
            "finding": self.finding,
            "causes": [list(cause) for cause in self.causes],
        }


def _pair(part: Proportion | None) -> list[int] | None:
    return None if part is None else [part.count, part.of]


def rate_of(kept: dict[str, Any]) -> Rate:
    """A rate out of the store."""
    own, rest = (None if kept[name] is None else Proportion(*kept[name]) for name in ("own", "rest"))
    causes = tuple((str(name), float(share)) for name, share in kept["causes"])
    return Rate(kept["measure"], kept["group"], own, rest, kept["finding"], causes)


def rates(rows: Sequence[Row], verdict: Verdict | None) -> Iterator[Rate]:
    """The rows of a report with what the verdict says of each; without one nothing is held to a bound."""
    over = _places(verdict.failures) if verdict else set()
    perhaps = _places(verdict.warnings) if verdict else set()
    for row in rows:
        place = (row.group.name, row.measure.code)
        finding: Finding = "within"
        if row.group.says_nothing:
            finding = "says_nothing"
        elif row.own is None or row.rest is None:
            finding = "too_few"
        elif place in over:
            finding = "over"
        elif place in perhaps:
            finding = "perhaps"
        # a gap that may be none has no cause
        causes = row.causes[:MOST_CAUSES] if row.gap and not row.gap.may_be_none else ()
        told = tuple((cause.indicator, round(min(cause.share, 1.0), 2)) for cause in causes)
        yield Rate(row.measure.code, row.group.name, row.own, row.rest, finding, told)


def _places(rows: Sequence[Row]) -> set[tuple[str, str]]:
    return {(row.group.name, row.measure.code) for row in rows}
