"""An edition of a register that grew by few is made, and tells of nobody who came."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Books, Edition
from baken.disclosure.mechanism import HIDDEN, Hiding, Mechanism
from baken.disclosure.names import Naming, name
from baken.disclosure.release import edition_of, release, release_beside, release_exact
from baken.disclosure.tables import CountTable
from tests.factories.count_tables import count_table, sparse_counts

MECHANISM = Mechanism()
PARTNERS = Hiding()


def named(table: CountTable, state: str) -> Naming:
    """Names by row and column, as the tables of a register have them."""
    return Naming(
        tuple(
            name("things", *([f"row:{row}"] if row else []), *([f"column:{column}"] if column else []))
            for row in (*table.rows, None)
            for column in (*table.columns, *([None] if table.across else []))
        ),
        state=state,
    )


@settings(max_examples=6, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    growth=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 4)), max_size=15),
)
def test_growth_by_few_is_not_refused_and_tells_of_nobody(seed: int, growth: list[tuple[int, int]]) -> None:
    table = count_table(sparse_counts(8, 5, 8, seed))
    grown = table.inner.copy()
    for place in growth:
        grown[place] += 1
    newer = count_table(grown)
    first = release(table, mechanism=MECHANISM).table
    second = release(newer, mechanism=MECHANISM, previous=[(table, first)]).table
    editions = [edition_of(table, first, MECHANISM), edition_of(newer, second, MECHANISM)]
    assert list(Reader(editions, MECHANISM).sharp()) == []
    before, after = ((one.values == HIDDEN).sum() for one in (first, second))
    assert after <= before + 3


@pytest.mark.parametrize("records", [1, 2, 5, 15])
def test_year_that_began_with_few_records_is_published(records: int) -> None:
    # of the years before nothing changed: that nobody else came in the new one, a reader knows by then
    before = sparse_counts(6, 3, 20, 4)
    added = np.zeros((6, 1), np.int64)
    for number in range(records):
        added[number * number % 6] += 1
    old, new = count_table(before), count_table(np.hstack([before, added]))
    first = release_beside(old, named(old, "a"), [], mechanism=MECHANISM)
    known = Edition(old.rows, old.columns, old.values, first.table.values, True, named(old, "a"), MECHANISM)
    made = release_beside(new, named(new, "b"), [known], mechanism=MECHANISM)
    told = Edition(new.rows, new.columns, new.values, made.table.values, True, named(new, "b"), MECHANISM)
    assert list(Reader([known, told], MECHANISM).sharp()) == []
    assert (made.table.values == HIDDEN).sum() <= 1


def test_count_that_grew_is_kept_even_from_who_knows_what_is_preferred() -> None:
    """Of one count, a reader works the whole programme backwards, and knows that it did not fall."""
    seen: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for old in range(12):
        table = count_table([[old]], across=False)
        first = release(table, mechanism=MECHANISM).table
        for new in range(old, 18):
            newer = count_table([[new]], across=False)
            second = release(newer, mechanism=MECHANISM, previous=[(table, first)]).table
            shown = (int(first.values[0, 0]), int(second.values[0, 0]))
            seen.setdefault(shown, []).append((old, new))
    for (earlier, later), pairs in seen.items():
        if HIDDEN in (earlier, later):
            continue
        for count in (lambda pair: pair[0], lambda pair: pair[1], lambda pair: pair[1] - pair[0]):
            found = [count(pair) for pair in pairs]
            if any(0 < one < MECHANISM.threshold for one in found):
                assert max(found) - min(found) >= MECHANISM.base, (earlier, later, pairs)


def test_count_that_went_up_twice_does_not_tell_by_how_much() -> None:
    """Each time another value comes in the place of the one before, and the reader works it backwards."""
    table = count_table([[12]], across=False)
    first = (table, release(table, mechanism=MECHANISM).table)
    seen: dict[tuple[int, int], list[int]] = {}
    for between in range(12, 20):
        table = count_table([[between]], across=False)
        second = (table, release(table, mechanism=MECHANISM, previous=[first]).table)
        for last in range(between, between + 10):
            third = release(
                count_table([[last]], across=False), mechanism=MECHANISM, previous=[first, second]
            ).table
            shown = (int(second[1].values[0, 0]), int(third.values[0, 0]))
            seen.setdefault(shown, []).append(last - between)
    assert max(seen[15, 20]) - min(seen[15, 20]) >= MECHANISM.base, seen


@pytest.mark.parametrize("before", ["public", "partner", "none"])
def test_that_all_of_a_new_year_stand_in_one_cell_is_not_told_to_who_did_not_know(before: str) -> None:
    """That the rows of the years before stayed as they were is known to few: from a table alone nobody
    may read that all twelve of the new year stand in one row."""
    old = count_table([[20, 31], [14, 25], [40, 18]])
    new = count_table([[20, 31, 12], [14, 25, 0], [40, 18, 0]])
    naming = named(old, "a")
    editions = []
    if before == "public":
        shown = release_beside(old, naming, [], mechanism=MECHANISM).table
        editions = [Edition(old.rows, old.columns, old.values, shown.values, True, naming, MECHANISM)]
    elif before == "partner":
        shown = release_exact(old, naming, [], mechanism=PARTNERS).table
        editions = [Edition(old.rows, old.columns, old.values, shown.values, True, naming, PARTNERS)]
    made = release_exact(new, named(new, "b"), editions, mechanism=PARTNERS).table
    of_new_year = made.values[:, 2].tolist()
    assert of_new_year != [12, 0, 0, 12]
    alone = Edition(new.rows, new.columns, new.values, made.values, True, named(new, "b"), PARTNERS)
    assert list(Reader([alone], PARTNERS).sharp()) == []


def test_count_that_grew_a_little_keeps_its_published_value() -> None:
    table, newer = count_table([[12, 40], [31, 22]]), count_table([[13, 40], [31, 22]])
    first = release(table, mechanism=MECHANISM).table
    assert (first.values == release(newer, mechanism=MECHANISM, previous=[(table, first)]).table.values).all()


def test_public_table_beside_one_for_partners_hides_less_than_what_they_miss() -> None:
    hidden = missing = 0
    for seed in range(2):
        table = count_table(sparse_counts(10, 5, 10, seed))
        naming = named(table, "a")
        given_ = release_exact(table, naming, [], mechanism=PARTNERS).table
        exact = Edition(table.rows, table.columns, table.values, given_.values, True, naming, PARTNERS)
        made = release_beside(table, naming, [exact], mechanism=MECHANISM).table
        public = Edition(table.rows, table.columns, table.values, made.values, True, naming, MECHANISM)
        assert list(Reader([public], MECHANISM).sharp()) == []
        assert list(Reader([exact, public], PARTNERS).sharp()) == []
        hidden += int((made.values == HIDDEN).sum())
        missing += int((given_.values == HIDDEN).sum())
    assert hidden < missing


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_links_left_out_follow_from_the_others(seed: int) -> None:
    """Whatever fits the links that are told, fits every one that was left out."""
    table = count_table(sparse_counts(3, 3, 5, seed))
    grown = count_table(table.inner + np.eye(3, dtype=np.int64))
    rows = count_table(table.inner.sum(axis=1, keepdims=True), across=False)
    editions = []
    for number, (one, state) in enumerate([(table, "a"), (rows, "a"), (table, "a"), (grown, "b")]):
        naming = named(one, state)
        if number == 1:
            naming = Naming((*(name("things", f"row:{row}") for row in one.rows), name("things")), (), state)
        editions.append(Edition(one.rows, one.columns, one.values, one.values, one.across, naming, MECHANISM))
    books = Books(editions)
    reached = {spot: {spot} for spot in books.spots}
    edges = [(less, more) for less, more, _ in books.links()]
    edges += [(more, less) for less, more, same in books.links() if same]
    edges += [
        (one, other)
        for one in books.spots
        for other in books.spots
        if one.edition == other.edition and set(one.columns.tolist()) <= set(other.columns.tolist())
    ]
    changed = True
    while changed:
        changed = False
        for less, more in edges:
            if not reached[more] <= reached[less]:
                reached[less] |= reached[more]
                changed = True
    every = list(books._parts())
    assert every
    assert all(more in reached[less] for less, more in every)
