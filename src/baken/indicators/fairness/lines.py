"""The report of fairness as one JSON object, with the labels that people read."""

from collections.abc import Sequence
from typing import Any

from baken.indicators.fairness.counts import Counts
from baken.indicators.fairness.groups import KINDS
from baken.indicators.fairness.justifications import Justification
from baken.indicators.fairness.report import Row
from baken.indicators.fairness.verdict import Verdict
from baken.indicators.proportions import LEAST, Difference, Proportion
from baken.vocabulary.code_list import Label

DIGITS = 4

NO_FINDING = Label(
    "Op verzonnen gegevens is dit een regressietoets en geen bevinding. Op echte gegevens zegt het waar een "
    "regelset zwaarder weegt, niet waarom.",
    "On synthetic data this is a regression test and no finding. On real data it says where a rule set "
    "weighs more, not why.",
)
"""Stands with every report, in words."""


def report_line(counts: Counts, rows: Sequence[Row], verdict: Verdict) -> dict[str, Any]:
    """Rates from 0 to 1 with their intervals, gaps with what causes them, and what exceeds the bound.

    A rate is null where there are too few to say, and so is the gap.
    """
    return {
        "note": _languages(NO_FINDING),
        "advertisers": counts.advertisers,
        "urgent_protocol": counts.urgent,
        "least": LEAST,
        "bound": verdict.bound,
        "kinds": [
            {"kind": kind.code, "label": _languages(kind.label), "means": _languages(kind.meaning)}
            for kind in KINDS
        ],
        "measures": [
            {"measure": measure.code, "label": _languages(measure.label)} for measure in counts.measures()
        ],
        "rates": [
            {
                "group": row.group.name,
                "measure": row.measure.code,
                "rate": _proportion(row.own),
                "rest": _proportion(row.rest),
                "gap": _difference(row.gap),
                # a gap that may be none has no cause
                "causes": _causes(row) if row.gap and not row.gap.may_be_none else [],
            }
            for row in rows
        ],
        "failures": [_finding(row) for row in verdict.failures],
        "warnings": [_finding(row) for row in verdict.warnings],
        "justified": [
            {**_finding(each.row), "justifications": [_justification(one) for one in each.by]}
            for each in verdict.justified
        ],
        "explained": [_finding(row) for row in verdict.explained],
        "idle": [
            {**_justification(each.justification), "because": _languages(each.reason)}
            for each in verdict.idle
        ],
    }


def _proportion(part: Proportion | None) -> dict[str, Any] | None:
    if part is None:
        return None
    low, high = part.interval
    return {
        "count": part.count,
        "of": part.of,
        "rate": round(part.rate, DIGITS),
        "low": round(low, DIGITS),
        "high": round(high, DIGITS),
    }


def _difference(gap: Difference | None) -> dict[str, float] | None:
    if gap is None:
        return None
    return {name: round(getattr(gap, name), DIGITS) for name in ("size", "low", "high")}


def _causes(row: Row) -> list[dict[str, Any]]:
    return [{"indicator": cause.indicator, "share": round(cause.share, 2)} for cause in row.causes]


def _finding(row: Row) -> dict[str, Any]:
    return {
        "group": row.group.name,
        "measure": row.measure.code,
        "gap": _difference(row.gap),
        "causes": _causes(row),
        "without": sorted(row.without),
    }


def _justification(one: Justification) -> dict[str, Any]:
    return {
        "line": one.line,
        "group": one.group,
        "indicator": one.indicator,
        "reason": one.reason.en,
        "by": one.by,
        "date": one.begins.isoformat(),
        "until": one.until.isoformat(),
    }


def _languages(label: Label) -> dict[str, str]:
    return {"nl": label.nl, "en": label.en}
