"""A weighing as it is kept: counts, and what follows from them, without anybody in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from baken.indicators.fairness.justifications import Justification
from baken.indicators.fairness.report import Row
from baken.indicators.fairness.verdict import Justified, Verdict
from baken.indicators.proportions import Proportion
from baken.vocabulary.code_list import Label

Finding = Literal["over", "perhaps", "justified", "within", "too_few", "says_nothing"]
"""A gap lies over the bound for sure, or perhaps, and nobody answers for all of it; or somebody does; or it
lies within; or there are too few to say; or it is the group of whom nothing is told, which is not held
against the others."""

MOST_CAUSES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """That a function answers for what a rule makes of a gap: why, and on which days."""

    indicator: str
    reason: Label
    by: str
    begins: date
    until: date

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "indicator": self.indicator,
            "reason": {"nl": self.reason.nl, "en": self.reason.en},
            "by": self.by,
            "begins": self.begins.isoformat(),
            "until": self.until.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate of one group: how many of how many in it and outside it, None where they are too few.

    `causes` are rules with the share of the gap that goes without each. `answers` is who answers for the gap:
    all of it where it is justified, a part of it where it is over the bound all the same.
    """

    measure: str
    group: str
    own: Proportion | None
    rest: Proportion | None
    finding: Finding
    causes: tuple[tuple[str, float], ...]
    answers: tuple[Answer, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "measure": self.measure,
            "group": self.group,
            "own": _pair(self.own),
            "rest": _pair(self.rest),
            "finding": self.finding,
            "causes": [list(cause) for cause in self.causes],
            "answers": [answer.as_json() for answer in self.answers],
        }


def _pair(part: Proportion | None) -> list[int] | None:
    return None if part is None else [part.count, part.of]


def rate_of(kept: dict[str, Any]) -> Rate:
    """A rate out of the store; what an earlier release kept has no answers."""
    own, rest = (None if kept[name] is None else Proportion(*kept[name]) for name in ("own", "rest"))
    causes = tuple((str(name), float(share)) for name, share in kept["causes"])
    answers = tuple(
        Answer(
            one["indicator"],
            Label(one["reason"]["nl"], one["reason"]["en"]),
            one["by"],
            date.fromisoformat(one["begins"]),
            date.fromisoformat(one["until"]),
        )
        for one in kept.get("answers", ())
    )
    return Rate(kept["measure"], kept["group"], own, rest, kept["finding"], causes, answers)


def rates(rows: Sequence[Row], verdict: Verdict | None) -> Iterator[Rate]:
    """The rows of a report with what the verdict says of each; without one nothing is held to a bound."""
    over = _places(verdict.failures) if verdict else set()
    perhaps = _places(verdict.warnings) if verdict else set()
    justified = _answered(verdict.justified) if verdict else {}
    answered = justified | (_answered(verdict.partly) if verdict else {})
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
        elif place in justified:
            finding = "justified"
        # a gap that may be none has no cause
        causes = row.causes[:MOST_CAUSES] if row.gap and not row.gap.may_be_none else ()
        told = tuple((cause.indicator, round(min(cause.share, 1.0), 2)) for cause in causes)
        answers = tuple(map(_answer, answered.get(place, ())))
        yield Rate(row.measure.code, row.group.name, row.own, row.rest, finding, told, answers)


def _places(rows: Sequence[Row]) -> set[tuple[str, str]]:
    return {(row.group.name, row.measure.code) for row in rows}


def _answered(gaps: Sequence[Justified]) -> dict[tuple[str, str], tuple[Justification, ...]]:
    return {(gap.row.group.name, gap.row.measure.code): gap.by for gap in gaps}


def _answer(one: Justification) -> Answer:
    return Answer(one.indicator, one.reason, one.by, one.begins, one.until)
