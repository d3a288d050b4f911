"""Every public table, over registers drawn by chance and gone on: it adds up, and keeps every small count."""

from typing import Any

import numpy as np
import pytest
from polars import DataFrame

from baken.disclosure.attack import Reader
from baken.disclosure.mechanism import HIDDEN
from baken.disclosure.names import Naming
from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import (
    CUTS,
    NOT_PUBLIC,
    PUBLIC,
    definition_of,
    state,
    years_of,
)
from baken.statistics.editions.part import Drafted, NotPublic, Part
from baken.statistics.editions.safe import MECHANISM, SafePart, as_edition, make_safe
from baken.statistics.period import Period
from baken.vocabulary.code_list import Label
from tests.factories.count_tables import count_table
from tests.factories.registers import drawn_market, drawn_register
from tests.unit.disclosure.count_attacker import interval

REGISTER = [name for name in PUBLIC if TABLES[name].source == "register"]


def drafted(table: str, frames: Any, by: str | None = None) -> Drafted[Any]:
    years = years_of(TABLES[table], frames, Period())
    period = Period.of_years(years[0], years[-1])
    public = definition_of(table, by)
    assert not isinstance(public, NotPublic)
    return public.draft(frames, period, years, state(TABLES[table], frames, period, years))


def figures(draft: Drafted[Any], made: list[SafePart]) -> DataFrame:
    return draft.lay_out({one.part.name: one.published for one in made})


def test_each_table_of_the_catalogue_is_public_or_says_why_not() -> None:
    assert set(PUBLIC) | set(NOT_PUBLIC) == set(TABLES)
    assert set(PUBLIC) & set(NOT_PUBLIC) == set()
    assert {(name, by) for name, table in TABLES.items() for by in table.by} == set(CUTS)


@pytest.mark.parametrize("seed", [1, 2])
def test_all_tables_of_a_register_together_keep_every_small_count(seed: int) -> None:
    register = drawn_register(seed)
    editions = []
    for name in REGISTER:
        draft = drafted(name, register)
        made = make_safe(draft.parts, editions)
        editions += [as_edition(one.part.table, one.published, one.part.naming) for one in made]
        for one in made:
            true, shown = one.part.table.values, one.published.values
            seen = shown != HIDDEN
            assert (np.abs(true - shown)[seen] <= MECHANISM.base).all()
            assert ((shown[seen] == 0) | (shown[seen] >= MECHANISM.threshold)).all()
            assert (shown[seen] % MECHANISM.base == 0).all()
            if one.part.table.inner.size <= 30:
                for row, column in np.argwhere((true > 0) & (true < MECHANISM.threshold)).tolist():
                    low, high = interval([one.published], [(0, row, column, 1)], base=5, rising=False)
                    assert high - low >= MECHANISM.base
    assert list(Reader(editions, MECHANISM).sharp()) == []


@pytest.mark.parametrize("name", REGISTER)
def test_register_that_went_on_tells_of_nobody_new(name: str) -> None:
    before, after = drawn_register(3, 180), drawn_register(3, 186)
    first = make_safe(drafted(name, before).parts, [])
    known = [as_edition(one.part.table, one.published, one.part.naming) for one in first]
    second = make_safe(drafted(name, after).parts, known)
    told = [*known, *(as_edition(one.part.table, one.published, one.part.naming) for one in second)]
    assert list(Reader(told, MECHANISM).sharp()) == []


@pytest.mark.parametrize("name", [*REGISTER, "market"])
def test_published_rows_and_columns_add_up_where_nothing_is_hidden(name: str) -> None:
    draft = drafted(name, drawn_market(4) if name == "market" else drawn_register(4))
    table = figures(draft, make_safe(draft.parts, []))
    counts = [column for column, kind in table.schema.items() if kind.is_integer()]
    label = next(column for column in reversed(table.columns) if column not in counts)
    group = {
        "emm-persons": "measure",
        "how-it-happened": "measure",
        "chat-codings": "measure",
        "market": "area",
    }.get(name)
    for part in table.partition_by(group) if group else [table]:
        total, cells = part.filter(part[label] == "TOTAL"), part.filter(part[label] != "TOTAL")
        assert total.height == 1
        for column in counts:
            if None not in (*cells[column], total[column][0]):
                assert cells[column].sum() == total[column][0]
    if "total" in counts:
        for row in table.select(counts).iter_rows():
            assert None in row or sum(row[:-1]) == row[-1]
    values = [value for column in counts for value in table[column].drop_nulls().to_list()]
    assert values
    assert all(value == 0 or (value >= 10 and value % 5 == 0) for value in values)


def test_platform_is_named_only_from_ten_mentions_on() -> None:
    register = drawn_register(5)
    exact = TABLES["emm-annex-1"].compute(register, Period(), False)
    often = set(exact.filter(exact["total"] >= 10)["platform"])
    draft = drafted("emm-annex-1", register)
    named = set(figures(draft, make_safe(draft.parts, []))["platform"])
    assert named - {"OTHER_PLATFORMS", "TOTAL"} == often


def test_same_figures_are_published_as_before() -> None:
    parts = drafted("emm-types-per-year", drawn_register(6)).parts
    first = make_safe(parts, [])
    known = [as_edition(one.part.table, one.published, one.part.naming) for one in first]
    again = make_safe(parts, known)
    assert [one.reused for one in again] == [True]
    assert (again[0].published.values == first[0].published.values).all()


def test_cuts_of_the_market_tell_no_more_than_the_whole() -> None:
    market = drawn_market(7)
    whole = drafted("market", market)
    made = make_safe(whole.parts, [])
    told = {(area, gender): count for area, gender, count in figures(whole, made).iter_rows()}
    known = [as_edition(one.part.table, one.published, one.part.naming) for one in made]
    for by in ("province", "gender"):
        draft = drafted("market", market, by)
        again = make_safe(draft.parts, known)
        assert all(one.reused for one in again)
        for code, count in figures(draft, again).iter_rows():
            assert told[(code, "TOTAL") if by == "province" else ("NL", code)] == count


def test_part_with_three_dimensions_is_refused() -> None:
    with pytest.raises(ValueError, match="cells of one person"):
        Part("x", Label("x", "x"), ("platform", "region", "age"), count_table([[1]]), Naming(()))
