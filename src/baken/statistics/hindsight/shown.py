"""One case as its page shows it: what each version would have said, which rule missed it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from baken.indicators.bands import ALL_BANDS
from baken.indicators.hindsight.replay import THEN, Replay
from baken.indicators.rule import Rule
from baken.statistics.hindsight.tables import version_order, version_words
from baken.triage.hindsight.result import Result
from baken.vocabulary.code_list import Label

_BANDS = {band.code: band.label for band in ALL_BANDS}


@dataclass(frozen=True, slots=True)
class FiredLine:
    """An indicator, the first day on which it fired, and how many days before the case came to light."""

    label: Label
    on: date
    earlier: int


@dataclass(frozen=True, slots=True)
class VersionShown:
    """What one version would have said of a case: when it was a lead (None: never), which indicators fired,
    and which missed it."""

    version: str
    label: Label
    lead_on: date | None
    earlier: int | None
    band: Label | None
    fired: tuple[FiredLine, ...]
    missed: tuple[Label, ...]

    @property
    def of_its_day(self) -> bool:
        """Whether these are the rules that were in force on each day, and no one version."""
        return self.version == THEN


def versions_shown(result: Result, rules: Mapping[str, Rule]) -> list[VersionShown]:
    """Every version, the rules of each day first."""
    return [
        _version(one, result, rules)
        for one in sorted(result.replays, key=lambda one: version_order(one.version))
    ]


def _version(one: Replay, result: Result, rules: Mapping[str, Rule]) -> VersionShown:
    # which rules those of each day were differs from day to day, so none is said to have missed it
    asked = result.asked.get(one.version, ())
    fired = sorted(one.fired_on.items(), key=lambda pair: (pair[1], pair[0]))
    return VersionShown(
        one.version,
        version_words(one.version),
        one.lead_on,
        one.days_earlier,
        _BANDS[one.band] if one.band else None,
        tuple(FiredLine(_means(name, rules), day, (one.known_on - day).days) for name, day in fired),
        tuple(_means(name, rules) for name in asked if name not in one.fired_on),
    )


def _means(indicator: str, rules: Mapping[str, Rule]) -> Label:
    rule = rules.get(indicator)
    return rule.means if rule else Label(indicator, indicator)
