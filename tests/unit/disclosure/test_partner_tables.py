"""Nobody who has a table for a partner, and all others beside it, learns of a count of one to four."""

from itertools import pairwise

import numpy as np
import pytest

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Edition
from baken.disclosure.exceptions import NotSafe, TooMuchHidden
from baken.disclosure.mechanism import HIDDEN, UNBOUNDED, Hiding, Mechanism
from baken.disclosure.names import Naming, name
from baken.disclosure.release import Release, release_beside, release_exact
from baken.disclosure.report import report_on
from baken.disclosure.tables import CountTable
from tests.factories.count_tables import count_table, sparse_counts
from tests.unit.disclosure.count_attacker import interval

PARTNER, PUBLIC = Hiding(), Mechanism()


def named(table: CountTable, state: str = "one") -> Naming:
    names = [
        name("things", *([f"row:{row}"] if row else []), *([f"column:{column}"] if column else []))
        for row in (*table.rows, None)
        for column in (*table.columns, *([None] if table.across else []))
    ]
    return Naming(tuple(names), (), state)


def edition(table: CountTable, given: Release, how: Hiding | Mechanism, state: str = "one") -> Edition:
    shown = given.table.values
    return Edition(table.rows, table.columns, table.values, shown, table.across, named(table, state), how)


def exact(table: CountTable, earlier: list[Edition] | None = None, *, state: str = "one") -> Release:
    return release_exact(table, named(table, state), earlier or [], mechanism=PARTNER)


def hold(true: CountTable, given: CountTable) -> None:
    """What is shown is the count, and none is small."""
    shown = given.values != HIDDEN
    assert (given.values[shown] == true.values[shown]).all()
    assert not PARTNER.sensitive(given.values[shown]).any()


def narrowest(
    trues: list[CountTable], given: list[CountTable], bases: list[int], *, same: bool = False
) -> int:
    """The smallest interval of a small count or a small difference, in whole numbers."""
    rising = all((newer.values >= older.values).all() for older, newer in pairwise(trues))
    found = [1_000_000]
    for row, column in np.ndindex(*trues[0].values.shape):
        said = [int(one.values[row, column]) for one in trues]
        asked = [[(at, row, column, 1)] for at, count in enumerate(said) if 0 < count < 5]
        asked += [
            [(newer, row, column, 1), (older, row, column, -1)]
            for newer in range(len(said))
            for older in range(newer)
            if 0 < abs(said[newer] - said[older]) < 5
        ]
        for one in asked:
            low, high = interval(given, one, base=bases, rising=rising, same=same)
            found.append(high - low)
    return min(found)


@pytest.mark.parametrize("begin", range(0, 60, 10))
def test_no_small_count_is_found_in_sixty_tables(begin: int) -> None:
    hidden = needed = cells = 0
    for seed in range(begin, begin + 10):
        draw = np.random.default_rng(seed)
        rows, columns = int(draw.integers(2, 9)), int(draw.integers(1, 6))
        counts = sparse_counts(rows, columns, int(draw.integers(6, 60)), seed)
        table = count_table(counts, across=columns > 1)
        try:
            given = exact(table)
        except TooMuchHidden:
            assert PARTNER.sensitive(table.values).mean() > 0.25
            continue
        hold(table, given.table)
        assert given.best
        assert narrowest([table], [given.table], [0]) >= PARTNER.width
        hidden += int((given.table.values == HIDDEN).sum())
        needed += int(PARTNER.sensitive(table.values).sum())
        cells += table.values.size
    assert cells > 100
    # beside the small ones no more than one in five of all cells, in tables this small
    assert hidden - needed <= cells / 5


@pytest.mark.parametrize("seed", range(8))
def test_no_small_difference_is_found_between_editions(seed: int) -> None:
    draw = np.random.default_rng(seed)
    table = count_table(draw.integers(0, 40, (5, 4)))
    grown = draw.choice([0, 0, 0, 2, 30], (5, 4), p=[0.3, 0.2, 0.1, 0.2, 0.2])
    newer = count_table(table.inner + grown)
    first = exact(table)
    second = exact(newer, [edition(table, first, PARTNER)], state="two")
    hold(newer, second.table)
    assert narrowest([table, newer], [first.table, second.table], [0, 0]) >= PARTNER.width


@pytest.mark.parametrize("seed", range(6))
def test_partner_with_a_public_table_of_the_same_learns_of_no_small_count(seed: int) -> None:
    table = count_table(sparse_counts(6, 4, 30, seed))
    public = release_beside(table, named(table), [], mechanism=PUBLIC)
    given = exact(table, [edition(table, public, PUBLIC)])
    hold(table, given.table)
    found = narrowest([table] * 2, [public.table, given.table], [PUBLIC.base, 0], same=True)
    assert found >= PARTNER.width


@pytest.mark.parametrize("seed", range(6))
def test_public_table_after_one_for_a_partner_keeps_both_promises(seed: int) -> None:
    table = count_table(sparse_counts(5, 3, 40, seed))
    given = exact(table)
    public = release_beside(table, named(table), [edition(table, given, PARTNER)], mechanism=PUBLIC)
    both = [given.table, public.table]
    assert narrowest([table] * 2, both, [0, PUBLIC.base], same=True) >= PARTNER.width
    # to whoever has the public one alone, a count of up to nine is small
    assert list(Reader([edition(table, public, PUBLIC)], PUBLIC).sharp()) == []


def test_row_with_everybody_in_one_cell_does_not_say_so() -> None:
    table = count_table([[20, 0, 0], [8, 9, 7], [6, 30, 12]])
    given = exact(table).table
    low, _high = interval([given], [(0, 0, 3, 1), (0, 0, 0, -1)], base=0, rising=False)
    _low, most = interval([given], [(0, 0, 3, 1), (0, 0, 0, -1)], base=0, rising=False)
    assert (low, most > 0) == (0, True)
    # where nobody is alone in a row or column, a count of none may be known
    spread = count_table([[20, 0, 6], [8, 9, 7], [6, 30, 12]])
    assert (exact(spread).table.values == spread.values).all()


def test_table_without_small_counts_is_given_as_it_is() -> None:
    table = count_table([[20, 31], [8, 9]])
    given = exact(table)
    assert (given.table.values == table.values).all()
    assert (given.best, given.tries) == (True, 1)


def test_same_table_gives_the_same_edition() -> None:
    table = count_table(sparse_counts(12, 6, 20, 3))
    assert (exact(table).table.values == exact(table).table.values).all()


def test_without_time_more_is_hidden_and_it_is_still_safe() -> None:
    table = count_table(sparse_counts(9, 6, 40, 1))
    best = exact(table)
    hasty = release_exact(table, named(table), [], mechanism=PARTNER, seconds=0)
    hold(table, hasty.table)
    assert not hasty.best
    assert (hasty.table.values == HIDDEN).sum() >= (best.table.values == HIDDEN).sum()
    assert list(Reader([edition(table, hasty, PARTNER)], PARTNER).sharp()) == []


def test_table_in_which_each_count_grew_by_one_is_refused() -> None:
    table = count_table(np.full((4, 3), 20))
    newer = count_table(np.full((4, 3), 21))
    with pytest.raises(TooMuchHidden):
        exact(newer, [edition(table, exact(table), PARTNER)], state="two")


def test_what_an_earlier_edition_gave_away_is_refused() -> None:
    table = count_table([[3, 20], [40, 50]])
    told = Release(table, True, 1)
    with pytest.raises(NotSafe, match="already"):
        exact(table, [edition(table, told, PARTNER)])


def test_report_says_what_was_done_and_no_count() -> None:
    table = count_table([[3, 20, 17], [40, 50, 60]])
    said = " ".join(report_on(table, exact(table), mechanism=PARTNER, editions=2).lines())
    assert "12 cells, 4 of them hidden." in said
    assert "Exact counts; 1 to 4 is hidden" in said
    assert "uncertain by at least 5 to a reader who knows all this, and the 2 editions before it too." in said
    assert "ounded" not in said


def test_what_a_hidden_and_a_shown_cell_tell() -> None:
    low, high = PARTNER.bounds(np.array([HIDDEN, 0, 7]))
    assert low.tolist() == [0, 0, 7]
    assert high.tolist() == [UNBOUNDED, 0, 7]
    with pytest.raises(ValueError, match="at least 2"):
        Hiding(threshold=1)
