"""The draw of the blind sample: the same each time, half and half, and silent about what rules said."""

from hypothesis import given
from hypothesis import strategies as st

from baken.triage.blind_draw import drawn, even, in_order

KEY = b"k" * 32
NAMES = [f"a{number:05d}" for number in range(4000)]
some_names = st.lists(st.sampled_from(NAMES), unique=True, max_size=40)


def test_draw_takes_about_its_share_and_the_same_each_time() -> None:
    found = drawn(KEY, NAMES, 0.1)

    # within four standard deviations of 400
    assert abs(len(found) - 400) < 80
    assert drawn(KEY, reversed(NAMES), 0.1) == found


def test_another_key_draws_others() -> None:
    assert set(drawn(b"o" * 32, NAMES, 0.1)) != set(drawn(KEY, NAMES, 0.1))


def test_nothing_is_drawn_of_a_share_of_none_and_everybody_of_all() -> None:
    assert drawn(KEY, NAMES, 0.0) == []
    assert sorted(drawn(KEY, NAMES, 1.0)) == NAMES


@given(low=st.floats(0, 1), high=st.floats(0, 1))
def test_higher_share_only_adds(low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert set(drawn(KEY, NAMES[:200], low)) <= set(drawn(KEY, NAMES[:200], high))


@given(flagged=some_names, unflagged=some_names)
def test_blind_ones_are_half_and_half(flagged: list[str], unflagged: list[str]) -> None:
    others = [f"u{name}" for name in unflagged]

    found = even(flagged, others)

    assert sum(name in found for name in flagged) == sum(name in found for name in others)
    assert len(found) == 2 * min(len(flagged), len(others))


def test_what_somebody_began_on_stays_blind_without_another_side() -> None:
    assert even(["a", "b"], [], {"b"}) == {"b"}


@given(seen=some_names, blind=some_names, first=st.integers(0, 40))
def test_order_keeps_what_is_seen_and_puts_blind_ones_among_the_first(
    seen: list[str], blind: list[str], first: int
) -> None:
    hidden = [f"b{name}" for name in blind]
    first = min(first, len(seen))

    found = in_order(KEY, seen, hidden, first)

    assert [name for name in found if name in seen] == seen
    assert sorted(found) == sorted(seen + hidden)
    assert all(name in found[: first + len(hidden)] for name in hidden)


@given(seen=some_names, blind=some_names)
def test_place_does_not_hang_on_the_order_in_which_blind_ones_come(seen: list[str], blind: list[str]) -> None:
    hidden = [f"b{name}" for name in blind]

    assert in_order(KEY, seen, hidden, len(seen)) == in_order(KEY, seen, hidden[::-1], len(seen))
