"""Unique adverts per province and gender: the country counts each once, a province each seen there."""

from datetime import date

import polars as pl
from hypothesis import given, settings

from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.market import MARKET
from tests.unit.statistics.coded_registers import market, markets

DAY = date(2025, 3, 1)
EVERYTHING = Period()


def test_advert_in_two_provinces_counts_once_in_the_country_and_once_in_each() -> None:
    seen = market(
        ("s1", "a", "women", "NL-NB", DAY), ("s1", "a", "women", "NL-LI", DAY), ("s2", "b", "men", None, DAY)
    )
    assert MARKET.compute(seen, EVERYTHING, False).rows() == [
        ("NL", "women", 1),
        ("NL", "men", 1),
        ("NL-LI", "women", 1),
        ("NL-NB", "women", 1),
    ]


def test_gender_is_the_most_stated_and_each_sighting_has_one_vote() -> None:
    seen = market(
        ("s1", "a", "men", "NL-NB", DAY),
        ("s1", "a", "men", "NL-LI", DAY),
        ("s1", "a", "men", "NL-UT", DAY),
        ("s2", "a", "women", None, DAY),
        ("s3", "a", "women", None, DAY),
        ("s4", "a", "unknown", None, DAY),
        ("s5", "a", None, None, DAY),
    )
    assert MARKET.compute(seen, EVERYTHING, False).rows()[0] == ("NL", "women", 1)


def test_gender_is_unknown_where_it_is_a_tie_or_not_stated() -> None:
    seen = market(
        ("s1", "a", "men", None, DAY), ("s2", "a", "women", None, DAY), ("s3", "b", None, None, DAY)
    )
    assert MARKET.compute(seen, EVERYTHING, False).rows() == [("NL", "unknown", 2)]


def test_period_counts_adverts_with_a_sighting_in_it() -> None:
    seen = market(
        ("s1", "a", "men", "NL-NB", date(2025, 1, 31)),
        ("s2", "a", "men", "NL-LI", date(2025, 2, 1)),
        ("s3", "b", "men", "NL-NB", date(2025, 3, 1)),
    )
    february = Period(date(2025, 2, 1), date(2025, 2, 28))
    assert MARKET.compute(seen, february, False).rows() == [("NL", "men", 1), ("NL-LI", "men", 1)]


def test_sightings_without_a_unique_advert_are_not_counted_and_noted() -> None:
    seen = market(("s1", None, "men", "NL-NB", DAY), ("s2", "a", "men", None, DAY))
    filled = fill(MARKET, seen, EVERYTHING)
    assert filled.figures.rows() == [("NL", "men", 1)]
    assert any(note.en.startswith("1 sightings are not linked") for note in filled.notes)
    assert any(note.en.startswith("1 unique adverts without a known province") for note in filled.notes)


def test_market_by_gender_and_by_province_are_cuts_of_the_same_counts() -> None:
    seen = market(("s1", "a", "women", "NL-NB", DAY), ("s2", "b", "men", "NL-NB", DAY))
    by_gender = fill(MARKET, seen, EVERYTHING, by="gender", margins=True).figures
    by_province = fill(MARKET, seen, EVERYTHING, by="province").figures
    assert by_gender.rows() == [("women", 1), ("men", 1), ("TOTAL", 2)]
    assert by_province.rows() == [("NL", 2), ("NL-NB", 2)]


def test_empty_market_has_a_header_and_no_rows() -> None:
    table = MARKET.compute(market(), EVERYTHING, True)
    assert (table.columns, table.height) == (["area", "advertised_gender", "unique_adverts"], 0)


@settings(max_examples=40, deadline=None)
@given(markets())
def test_country_is_at_most_the_provinces_and_the_placeless_together(seen: pl.DataFrame) -> None:
    table = MARKET.compute(seen, EVERYTHING, True).filter(pl.col("advertised_gender") == "TOTAL")
    counts = dict(table.select("area", "unique_adverts").rows())
    adverts = set(seen["unique_advert"].drop_nulls())
    placed = set(seen.drop_nulls(["province", "unique_advert"])["unique_advert"])
    provinces = [count for area, count in counts.items() if area != "NL"]
    assert counts.get("NL", 0) == len(adverts)
    assert max(provinces, default=0) <= counts.get("NL", 0) <= sum(provinces) + len(adverts - placed)


@settings(max_examples=40, deadline=None)
@given(markets())
def test_genders_add_up_in_every_area(seen: pl.DataFrame) -> None:
    table = MARKET.compute(seen, EVERYTHING, True)
    is_total = pl.col("advertised_gender") == "TOTAL"
    totals = table.filter(is_total).select("area", "unique_adverts").rows()
    sums = table.filter(~is_total).group_by("area", maintain_order=True).agg(pl.col("unique_adverts").sum())
    assert totals == sums.rows()
