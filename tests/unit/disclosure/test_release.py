"""Nobody learns a small count, or a small difference, from what is published."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.disclosure.attack import Edition, Reader
from baken.disclosure.exceptions import NotAnEdition, NotSafe
from baken.disclosure.mechanism import HIDDEN, Mechanism
from baken.disclosure.names import Naming, name
from baken.disclosure.release import edition_of, release, release_beside
from baken.disclosure.tables import CountTable
from tests.factories.count_tables import count_table, sparse_counts
from tests.unit.disclosure.count_attacker import interval

MECHANISM = Mechanism()
counts = st.integers(0, 40) | st.integers(0, 9)
tables = st.tuples(st.integers(1, 4), st.integers(1, 4), st.booleans()).flatmap(
    lambda shape: st.lists(
        st.lists(counts, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    ).map(lambda inner: count_table(inner, across=shape[2] or shape[1] > 1))
)


def hold(true: CountTable, published: CountTable, mechanism: Mechanism = MECHANISM) -> None:
    """Nothing moves by more than the base, nothing between 0 and the threshold is shown, lines add up."""
    shown = published.values != HIDDEN
    moved = np.abs(published.values - true.values)[shown]
    assert (moved <= mechanism.base).all()
    seen = published.values[shown]
    assert ((seen == 0) | (seen >= mechanism.threshold)).all()
    assert (seen % mechanism.base == 0).all()
    lines = [published.values.T] + ([published.values] if published.across else [])
    for line in (line for ways in lines for line in ways):
        parts, total = line[:-1], line[-1]
        if total != HIDDEN:
            assert parts[parts != HIDDEN].sum() <= total
            if (parts != HIDDEN).all():
                assert parts.sum() == total


def narrowest(trues: list[CountTable], published: list[CountTable], base: int = 5) -> int:
    """The smallest interval of a small count or small difference, in the eyes of a reader of all editions."""
    rising = all((newer.values >= older.values).all() for older, newer in pairwise(trues))
    widths = [1_000_000]
    for row, column in np.ndindex(*trues[0].values.shape):
        said = [int(one.values[row, column]) for one in trues]
        asked = [[(edition, row, column, 1)] for edition, count in enumerate(said) if 0 < count < 10]
        asked += [
            [(newer, row, column, 1), (older, row, column, -1)]
            for newer in range(len(said))
            for older in range(newer)
            if 0 < abs(said[newer] - said[older]) < 10
        ]
        for one in asked:
            low, high = interval(published, one, base=base, rising=rising)
            widths.append(high - low)
    return min(widths)


@settings(max_examples=25, deadline=None)
@given(table=tables)
def test_no_small_count_is_found_in_any_table(table: CountTable) -> None:
    released = release(table, mechanism=MECHANISM)
    hold(table, released.table)
    assert narrowest([table], [released.table]) >= MECHANISM.base


@settings(max_examples=12, deadline=None)
@given(data=st.data(), table=tables)
def test_no_small_difference_is_found_between_editions(data: st.DataObject, table: CountTable) -> None:
    growth = data.draw(
        st.lists(st.sampled_from([0, 0, 1, 2, 7, 30]), min_size=table.inner.size, max_size=table.inner.size)
    )
    newer = count_table(table.inner + np.array(growth).reshape(table.inner.shape), across=table.across)
    first = release(table, mechanism=MECHANISM).table
    second = release(newer, mechanism=MECHANISM, previous=[(table, first)]).table
    hold(newer, second)
    assert narrowest([table, newer], [first, second]) >= MECHANISM.base


@pytest.mark.parametrize("shape", [(10, 10), (1, 10), (6, 1)])
def test_tables_without_a_rounding_hide_the_fewest(shape: tuple[int, int]) -> None:
    table = count_table(np.full(shape, 4), across=shape[1] > 1)
    released = release(table, mechanism=MECHANISM)
    hold(table, released.table)
    hidden = int((released.table.values == HIDDEN).sum())
    # of each line of fours whose total can't be near nothing, one
    assert hidden == {(10, 10): 10, (1, 10): 2, (6, 1): 1}[shape]
    assert released.best


def test_ordinary_tables_hide_about_one_in_a_hundred() -> None:
    hidden = cells = 0
    for seed in range(12):
        table = count_table(sparse_counts(12, 6, 20, seed))
        published = release(table, mechanism=MECHANISM).table
        hold(table, published)
        hidden += int((published.values == HIDDEN).sum())
        cells += published.values.size
    assert hidden <= 0.01 * cells


@settings(max_examples=25, deadline=None)
@given(
    inner=st.lists(
        st.lists(st.sampled_from([0, 1, 3, 4, 7, 10**7, 10**9 + 3, 2 * 10**10 + 4]), min_size=3, max_size=3),
        min_size=1,
        max_size=3,
    )
)
def test_large_counts_beside_small_ones_add_up_and_tell_nothing(inner: list[list[int]]) -> None:
    table = count_table(inner)
    first = release(table, mechanism=MECHANISM).table
    hold(table, first)
    newer = count_table(table.inner + 1)
    hold(newer, release(newer, mechanism=MECHANISM, previous=[(table, first)]).table)


def test_reader_of_large_counts_knows_as_little_as_of_small_ones() -> None:
    # a row of 10^11 takes up whatever the small one moves: nothing more is known than 0 to 5
    table = count_table([[4], [10**11]], across=False)
    told = table.with_values(np.array([[0], [10**11], [10**11 + 5]]))
    assert not list(Reader([edition_of(table, told, MECHANISM)], MECHANISM).sharp())
    # of two fives shown as nothing beside a total that lies as far as it may, all is known
    table = count_table([[5], [5], [10**11]], across=False)
    told = table.with_values(np.array([[0], [0], [10**11 - 5], [10**11 + 15]]))
    sharp = list(
        Reader([Edition(table.rows, table.columns, table.values, told.values, False)], MECHANISM).sharp()
    )
    assert [(one.low, one.high) for one in sharp] == [(5, 5), (5, 5)]


def test_same_table_gives_the_same_edition() -> None:
    table = count_table(sparse_counts(12, 6, 4, 3))
    first, second = (release(table, mechanism=MECHANISM).table.values for _ in range(2))
    assert (first == second).all()


def test_edition_without_a_change_is_published_as_before() -> None:
    table = count_table(sparse_counts(8, 5, 15, 5))
    first = release(table, mechanism=MECHANISM).table
    second = release(table, mechanism=MECHANISM, previous=[(table, first)]).table
    assert (first.values == second.values).all()


def test_count_that_nothing_fits_is_hidden() -> None:
    coarse = Mechanism(threshold=40, base=5)
    table = count_table([[20, 100], [0, 60]])
    published = release(table, mechanism=coarse).table
    hold(table, published, coarse)
    assert published.values[0, 0] == HIDDEN


def test_what_an_earlier_edition_gave_away_is_refused() -> None:
    # six fives, each shown as 0 or bound by a column shown as 0, in a row shown as 35: all are exactly 5
    table = count_table([[5] * 6, [0] * 6])
    told = np.zeros_like(table.values)
    told[0, 5] = told[2, 4] = HIDDEN
    told[0, 6] = told[2, 6] = 35
    with pytest.raises(NotSafe):
        release(table, mechanism=MECHANISM, previous=[(table, table.with_values(told))])


def test_edition_that_was_not_rounded_so_is_no_edition() -> None:
    true = count_table([[3]], across=False)
    with pytest.raises(NotAnEdition, match="not rounded"):
        edition_of(true, true, MECHANISM)


def test_edition_with_other_rows_is_no_edition() -> None:
    with pytest.raises(NotAnEdition, match="different rows"):
        edition_of(count_table([[3]], across=False), count_table([[3], [4]], across=False), MECHANISM)


@settings(max_examples=25, deadline=None)
@given(table=tables, seed=st.integers(0, 1000))
def test_count_stays_sharp_while_what_made_it_so_is_told(table: CountTable, seed: int) -> None:
    """Whatever the other places show: so no safe table is lost when that is forbidden."""
    draw = np.random.default_rng(seed)

    def drawn() -> list[int]:
        return [
            int(draw.choice([*MECHANISM.choices(count), HIDDEN]))
            for count in table.values.reshape(-1).tolist()
        ]

    shown = drawn()
    reader = Reader([edition(table)], MECHANISM)
    for one in list(reader.sharp(np.array(shown).reshape(table.values.shape))):
        other = drawn()
        for told in one.because:
            other[told.place] = shown[told.place]
        again = list(reader.sharp(np.array(other).reshape(table.values.shape)))
        widths = [found.high - found.low for found in again if found.places == one.places]
        assert min(widths) <= one.high - one.low + 1e-6


def edition(table: CountTable) -> Edition:
    return Edition(table.rows, table.columns, table.values, table.values, table.across)


def test_fewest_stay_hidden_where_the_choice_of_rows_tells_of_a_total() -> None:
    """Of a row of at most nine, 10 would say 5 to 9: it and its only count are hidden, and nothing else."""
    table = count_table([[80, 60, 90, 70], [0, 0, 0, 6], [30, 40, 20, 25]])
    names = tuple(name("cases", f"place:{place}") for place in range(table.values.size))
    released = release_beside(table, Naming(names, known={9: (0, 9)}), [], mechanism=MECHANISM)
    hidden = np.flatnonzero(released.table.values == HIDDEN).tolist()
    assert (hidden, released.best, released.tries) == ([8, 9], True, 2)
