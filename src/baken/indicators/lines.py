"""Signals and leads as the lines that `baken indicate` writes."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from baken.indicators.bands import ALL_BANDS
from baken.indicators.leads import LEADS, BandSummary
from baken.indicators.rule import Rule
from baken.vocabulary.code_list import Label


def signal_lines(signals: pl.DataFrame, rules: Sequence[Rule]) -> Iterator[dict[str, Any]]:
    """Each signal with its grade, its source and its innocent explanation: never one without them."""
    by_name = {rule.indicator: rule for rule in rules}
    for row in signals.iter_rows(named=True):
        rule = by_name[row["indicator"]]
        yield {
            "kind": "signal",
            **{
                name: row[name]
                for name in ("subject", "subject_kind", "advertiser", "indicator", "rule_version")
            },
            "grade": row["grade"],
            "source": rule.source,
            "means": _languages(rule.means),
            "evidence": evidence_items(row["evidence"]),
            "innocent_explanation": {"nl": row["innocent_nl"], "en": row["innocent_en"]},
        }


def evidence_items(pieces: Sequence[dict[str, Any]]) -> list[list[int] | str]:
    """Spans as [start, end), ids as text."""
    return [piece["id"] if piece["span"] is None else list(piece["span"]) for piece in pieces]


def lead_lines(leads: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Each lead with its band in words, its log-odds with interval, and its reasons."""
    labels = {band.code: _languages(band.label) for band in ALL_BANDS}
    for row in leads.select(LEADS.keys()).iter_rows(named=True):
        yield {
            "kind": "lead",
            "advertiser": row["advertiser"],
            "priority": row["band"],
            "priority_label": labels[row["band"]],
            **{name: row[name] for name in ("log_odds", "low", "high", "reasons", "hard_stop")},
        }


def summary_line(summary: BandSummary) -> dict[str, Any]:
    """A band with how many of 100 such leads are wrong, per base rate in per cent: whole numbers,
    rounded outwards."""
    ratio, wrong = summary.likelihood_ratio, summary.wrong_per_100
    return {
        "band": summary.band,
        "label": _languages(summary.label),
        "leads": summary.leads,
        "likelihood_ratio": None if ratio is None else [round(end, 2) for end in ratio],
        "wrong_per_100": None
        if wrong is None
        else {f"{rate * 100:g}": list(outwards(*ends)) for rate, ends in wrong.items()},
    }


def outwards(low: float, high: float) -> tuple[int, int]:
    """A range in whole numbers that holds the exact one."""
    return int(low // 1), int(-(-high // 1))


def _languages(label: Label) -> dict[str, str]:
    return {"nl": label.nl, "en": label.en}
