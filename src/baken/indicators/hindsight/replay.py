"""A proven case run again, day by day: what each version of the rules would have said of its adverts then.

On every day on which an advert of the case was captured, the rules see what had been captured until that day
and nothing later. The sightings of a case are taken as one advertiser: that is what was proven. What only the
rest of the market tells, such as the price beside the local median, stays unknown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
import pyarrow as pa

from baken.indicators.bands import ALL_BANDS, BANDS
from baken.indicators.derive import derive
from baken.indicators.evaluate import fired
from baken.indicators.leads import leads
from baken.indicators.rule import Rule

THEN = "as it was then"
"""The rules that were in force on each day, as a version beside the others."""
_RANK = {band.code: rank for rank, band in enumerate(ALL_BANDS)}
_NO_LEAD = BANDS[-1].code


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was proven: its sightings, and the day on which it came to light in another way."""

    name: str
    known_on: date
    sightings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A rule set and the first day on which it was in force; None where that is not known."""

    name: str
    rules: tuple[Rule, ...]
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Replay:
    """What one version would have said of one case.

    `began`: when its first advert was captured. `lead_on`: the first day on which it was a lead, in `band`.
    `fired_on`: for each indicator the first day on which it fired; the others missed the case.
    """

    case: str
    version: str
    known_on: date
    began: date
    lead_on: date | None
    band: str | None
    fired_on: Mapping[str, date]

    @property
    def days_earlier(self) -> int | None:
        """How many days before it came to light it would have been a lead; None where never before."""
        return None if self.lead_on is None else (self.known_on - self.lead_on).days


def replay(
    records: pa.Table,
    extracted: pa.Table,
    assignments: pa.Table,
    hubs: pa.Table | None,
    cases: Sequence[Case],
    versions: Sequence[Version],
    told: Callable[[int], None] = lambda done: None,
) -> list[Replay]:
    """A row for each case and version, and for the rules of their time where days are known.

    The tables are those of `derive.derive`. Of a case only what was captured before the day on which it
    came to light counts; a case of which nothing was is left out. `told` hears after each case how many are
    done.
    """
    market = _Market(records, extracted, assignments, hubs)
    found: list[Replay] = []
    for done, case in enumerate(cases, 1):
        found += _of_case(market, case, versions)
        told(done)
    return found


class _Market:
    def __init__(
        self, records: pa.Table, extracted: pa.Table, assignments: pa.Table, hubs: pa.Table | None
    ) -> None:
        self._records, self._extracted, self._hubs = records, extracted, hubs
        self._rows = pl.DataFrame(
            {
                "sighting_id": pl.Series(records["sighting_id"].to_pylist(), dtype=pl.String),
                "day": pl.Series(records["captured_at"].to_pylist()).cast(pl.Date),
            }
        ).with_row_index("row")
        linked = pl.DataFrame(pl.from_arrow(assignments)).select(
            pl.col("sighting_id", "unique_advert").cast(pl.String)
        )
        self._texts = dict(linked.iter_rows())

    def rows_of(self, case: Case) -> pl.DataFrame:
        """`row` and `day` of what was captured of a case before the day on which it came to light, by day."""
        own = self._rows.filter(pl.col("sighting_id").is_in(list(case.sightings)))
        return own.filter(pl.col("day") < case.known_on).sort("day", "row")

    def facts_until(self, rows: pl.DataFrame, day: date, case: str) -> "tuple[pa.Table, pa.Table, pa.Table]":
        """Records, extraction and links of a case as they stood at the end of a day."""
        until = rows.filter(pl.col("day") <= day).sort("row")
        taken = pa.array(until["row"].to_list(), pa.int64())
        names = until["sighting_id"].to_list()
        links = pa.table(
            {
                "sighting_id": pa.array(names, pa.string()),
                "unique_advert": pa.array([self._texts.get(name, name) for name in names], pa.string()),
                "advertiser": pa.array([case] * len(names), pa.string()),
            }
        )
        return self._records.take(taken), self._extracted.take(taken), links

    @property
    def hubs(self) -> pa.Table | None:
        return self._hubs


@dataclass
class _Course:
    """What is found of one version as the days go by."""

    lead_on: date | None = None
    band: str | None = None
    fired_on: dict[str, date] | None = None

    def see(self, day: date, band: str, indicators: Sequence[str]) -> None:
        if self.lead_on is None and band != _NO_LEAD:
            self.lead_on, self.band = day, band
        self.fired_on = self.fired_on or {}
        for indicator in indicators:
            self.fired_on.setdefault(indicator, day)


def _of_case(market: _Market, case: Case, versions: Sequence[Version]) -> list[Replay]:
    rows = market.rows_of(case)
    if rows.is_empty():
        return []
    courses = {version.name: _Course() for version in versions}
    if any(version.since for version in versions):
        courses[THEN] = _Course()
    days: list[date] = rows["day"].unique().sort().to_list()
    for day in days:
        facts = derive(*market.facts_until(rows, day, case.name), market.hubs)
        then = in_force(versions, day)
        for version in versions:
            signals = fired(facts, version.rules)
            lead = leads(facts, signals, version.rules)
            band = min(lead["band"], key=_RANK.__getitem__)
            indicators = signals["indicator"].unique().sort().to_list()
            courses[version.name].see(day, band, indicators)
            if version is then:
                courses[THEN].see(day, band, indicators)
    return [
        Replay(case.name, name, case.known_on, days[0], course.lead_on, course.band, course.fired_on or {})
        for name, course in courses.items()
    ]


def in_force(versions: Sequence[Version], day: date) -> Version | None:
    """The version that was in force on a day; None before the first, or where no days are known."""
    begun = [version for version in versions if version.since is not None and version.since <= day]
    return max(begun, key=lambda version: version.since or date.min, default=None)
