"""Tables of different shape over the same records: nobody learns from two what one keeps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.disclosure.attack import Reader
from baken.disclosure.editions import Edition
from baken.disclosure.mechanism import HIDDEN, Hiding, Mechanism
from baken.disclosure.names import Naming, Sum, name
from baken.disclosure.release import release_beside
from baken.disclosure.tables import CountTable
from tests.factories.count_tables import count_table
from tests.unit.disclosure.platform_attacker import platform_intervals

MECHANISM = Mechanism()
KINDS = 2


def per_platform(table: CountTable, *, state: str = "one", kinds: bool = True) -> Naming:
    """Rows are platforms, of a kind by turns; columns are years."""
    places = np.arange(table.inner.size).reshape(table.inner.shape)
    names = [
        name("mentions", *([f"platform:{row}"] if row else []), *([f"year:{column}"] if column else []))
        for row in (*table.rows, None)
        for column in (*table.columns, None)
    ]
    sums = [
        Sum(name("mentions", f"kind:k{kind}", *when), places[kind::KINDS, at].reshape(-1))
        for kind in range(KINDS)
        for at, when in (
            *(([n], (f"year:{year}",)) for n, year in enumerate(table.columns)),
            (slice(None), ()),
        )
    ]
    return Naming(tuple(names), tuple(sums) if kinds else (), state)


def per_kind(table: CountTable) -> tuple[CountTable, Naming]:
    counted = count_table(np.array([table.inner[kind::KINDS].sum(axis=0) for kind in range(KINDS)]))
    names = [
        name("mentions", *([f"kind:k{row[1:]}"] if row else []), *([f"year:{column}"] if column else []))
        for row in (*counted.rows, None)
        for column in (*counted.columns, None)
    ]
    return counted, Naming(tuple(names), (), "one")


def edition(table: CountTable, published: CountTable, naming: Naming) -> Edition:
    return Edition(table.rows, table.columns, table.values, published.values, table.across, naming)


def one(count: int, shown: int, what: str, *facets: str, state: str = "one") -> Edition:
    """A table of one count, published alone."""
    naming = Naming((name(what, *facets), name(f"all of {state} {facets}")), (), state)
    table = count_table([[count]], across=False)
    return edition(table, table.with_values(np.array([[shown], [HIDDEN]])), naming)


def widths(editions: list[Edition]) -> list[float]:
    return [sharp.high - sharp.low for sharp in Reader(editions, MECHANISM).sharp()]


def test_five_that_is_shown_both_ways_is_found() -> None:
    assert widths([one(5, 0, "mentions")]) == []
    assert 0.0 in widths([one(5, 0, "mentions"), one(5, 10, "mentions")])


def test_five_that_did_not_change_is_found_between_states() -> None:
    assert 0.0 in widths([one(5, 0, "mentions"), one(5, 10, "mentions", state="later")])


def test_part_that_is_as_much_as_its_whole_can_be_is_found() -> None:
    whole = one(5, 0, "mentions", "platform:a")
    part = one(5, 10, "mentions", "platform:a", "role:r")
    assert 0.0 in widths([whole, part])
    other_unit = one(5, 10, "roles", "platform:a", "role:r")
    assert widths([whole, other_unit]) == []


def test_part_of_a_later_state_says_nothing_of_an_earlier_whole() -> None:
    whole = one(5, 0, "mentions", "platform:a")
    part = one(5, 10, "mentions", "platform:a", "role:r", state="later")
    assert widths([whole, part]) == []


def exact(state: str, total: str, shown: bool, **counts: int) -> Edition:
    """A column of counts for a partner, and their total; `shown` or all hidden but the total."""
    naming = Naming((*(name("things", f"of:{what}") for what in counts), name(total)), (), state)
    table = count_table([[count] for count in counts.values()], across=False)
    published = table.values.copy()
    if not shown:
        published[:-1] = HIDDEN
    return Edition(table.rows, table.columns, table.values, published, False, naming, Hiding())


def test_what_falls_later_takes_nothing_from_who_saw_before_that_none_had_fallen() -> None:
    # that c did not fall leaves 0 to 5 for x; that v is at most 8, 1 at least: together that is less than 5
    early = [exact("one", "c alone", True, c=5), exact("two", "c and x", False, c=8, x=2)]
    late = [exact("three", "x and v", False, x=2, v=7), exact("three", "v and w", False, v=7, w=1)]
    fell = [exact("two", "z alone", True, z=20), exact("three", "z alone later", True, z=14)]
    for editions, found in ((early, False), ([*early, *late], True), ([*early, *fell, *late], True)):
        narrow = [one.high - one.low for one in Reader(editions, Hiding()).sharp()]
        assert (4.0 in narrow) is found


def test_what_the_choice_of_rows_tells_is_known() -> None:
    table = count_table([[7]], across=False)
    names = (name("mentions"), name("mentions in all"))
    shown = table.with_values(np.array([[10], [HIDDEN]]))
    assert widths([edition(table, shown, Naming(names))]) == []
    told = Naming(names, known={0: (0, 9)})
    assert 4.0 in widths([edition(table, shown, told)])


counts = st.integers(0, 12) | st.integers(0, 60)


@settings(max_examples=12, deadline=None)
@given(inner=st.lists(st.lists(counts, min_size=3, max_size=3), min_size=2, max_size=5))
def test_platforms_and_kinds_together_keep_every_small_count(inner: list[list[int]]) -> None:
    table = count_table(inner)
    kinds, named = per_kind(table)
    first = release_beside(table, per_platform(table), [], mechanism=MECHANISM).table
    earlier = [edition(table, first, per_platform(table))]
    second = release_beside(kinds, named, earlier, mechanism=MECHANISM).table
    assert min(platform_intervals(table, first, kinds, second), default=5) >= 5


@pytest.mark.parametrize("grown", [0, 1, 3])
def test_edition_that_went_on_keeps_every_small_count(grown: int) -> None:
    draw = np.random.default_rng(grown)
    table = count_table(draw.integers(0, 14, (6, 3)))
    newer = count_table(table.inner + draw.integers(0, grown + 1, (6, 3)))
    first = release_beside(table, per_platform(table), [], mechanism=MECHANISM).table
    earlier = [edition(table, first, per_platform(table))]
    second = release_beside(newer, per_platform(newer, state="two"), earlier, mechanism=MECHANISM).table
    told = [*earlier, edition(newer, second, per_platform(newer, state="two"))]
    assert widths(told) == []
