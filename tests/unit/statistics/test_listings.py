"""A platform that is named for the first time was among the others before: nobody learns it from the two."""

from datetime import date

import numpy as np

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Edition
from baken.disclosure.mechanism import HIDDEN
from baken.statistics.editions.listings import with_earlier_listings
from baken.statistics.editions.part import Part
from baken.statistics.editions.safe import MECHANISM, as_edition, make_safe
from baken.statistics.editions.tables.mentions import OTHERS, annex_1, table_2
from baken.statistics.period import Period
from baken.vocabulary.places import PoliceUnit
from tests.unit.statistics.coded_registers import RegisterBuilder

HERE, THERE = PoliceUnit.codes[:2]
TYPE = "instant_messaging"
YEARS = (2025, 2026)


def register(*, later: bool) -> RegisterBuilder:
    """Of two platforms "known" is named in both; "new" only when it was mentioned again, elsewhere."""
    made = RegisterBuilder()

    def mention(platform: str, times: int, unit: str, year: int) -> None:
        for _ in range(times):
            made.mention(made.registration(date(year, 5, 1), unit=unit), platform, TYPE)

    mention("Known", 20, HERE, 2025)
    mention("New", 5, HERE, 2025)
    if later:
        mention("Known", 20, HERE, 2025)
        mention("New", 20, THERE, 2026)
    return made


def parts(*, later: bool) -> tuple[Part, Part]:
    years = YEARS if later else YEARS[:1]
    period = Period.of_years(years[0], years[-1])
    built = register(later=later).build()
    return tuple(  # type: ignore[return-value]
        draft(built, period, years, "later" if later else "one").parts[0] for draft in (table_2, annex_1)
    )


def told(part: Part, row: str, column: str, value: int) -> Edition:
    shown = np.full_like(part.table.values, HIDDEN)
    shown[part.table.rows.index(row), part.table.columns.index(column)] = value
    return as_edition(part.table, part.table.with_values(shown), part.naming)


def widths(*editions: Edition) -> list[float]:
    return [one.high - one.low for one in Reader(editions, MECHANISM).sharp()]


def test_five_that_left_the_others_is_found() -> None:
    for before, after, others, column in zip(
        parts(later=False), parts(later=True), (OTHERS, f"{OTHERS}:{TYPE}"), (HERE, "2025"), strict=True
    ):
        old = told(before, others, column, 0)
        new = with_earlier_listings(after, [old])
        # neither alone; and the sums of the tables do not say it, since another platform grew there too
        assert widths(old) == widths(told(new, "new", column, 10)) == []
        assert widths(old, told(after, "new", column, 10)) == []
        assert 0.0 in widths(old, told(new, "new", column, 10))


def test_what_is_added_is_what_the_others_were() -> None:
    for before, after in zip(parts(later=False), parts(later=True), strict=True):
        old = as_edition(before.table, before.table, before.naming)
        new = with_earlier_listings(after, [old])
        added = {one.name: one for one in new.naming.sums[len(after.naming.sums) :]}
        counts = dict(zip(before.naming.names, before.table.values.reshape(-1).tolist(), strict=True))
        shared = added.keys() & counts.keys()
        assert shared
        for name in shared:
            now = int(new.table.inner.reshape(-1)[added[name].parts].sum())
            assert now >= counts[name]
        assert with_earlier_listings(before, [old]) == before


def test_next_edition_is_published_so_that_it_is_not_found() -> None:
    for before, after in zip(parts(later=False), parts(later=True), strict=True):
        (first,) = make_safe([before], [])
        old = as_edition(before.table, first.published, before.naming)
        (second,) = make_safe([after], [old])
        assert widths(old, as_edition(after.table, second.published, second.part.naming)) == []
