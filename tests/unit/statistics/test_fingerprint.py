"""The same records give the same fingerprint, in any order and version; any other value another one."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.statistics.editions.fingerprint import AT_ONCE, Pointing, row_numbers, state_of

ROW = st.tuples(
    st.none() | st.text(max_size=4), st.none() | st.integers(0, 99), st.lists(st.sampled_from("ab"))
)
SCHEMA = {"code": pl.String, "age": pl.Int64, "roles": pl.List(pl.String)}


def frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, max_size=6), st.randoms())
def test_order_of_rows_does_not_matter(rows: list[tuple[object, ...]], chance: object) -> None:
    turned = list(reversed(rows))
    assert state_of([frame(rows)]) == state_of([frame(turned)])


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, max_size=5), ROW)
def test_one_record_more_is_another_state(rows: list[tuple[object, ...]], more: tuple[object, ...]) -> None:
    assert state_of([frame(rows)]) != state_of([frame([*rows, more])])


def test_one_other_value_is_another_state() -> None:
    before = frame([("a", 17, ["x"]), ("b", None, [])])
    for after in ([("a", 18, ["x"]), ("b", None, [])], [("a", 17, ["x"]), ("b", 0, [])],
                  [("a", 17, []), ("b", None, ["x"])], [("b", 17, ["x"]), ("a", None, [])]):  # fmt: skip
        assert state_of([before]) != state_of([frame(after)])
    assert state_of([before]) != state_of([before.rename({"age": "years"})])
    assert state_of([before, before]) != state_of([before])


def test_fingerprint_is_that_of_years_ago() -> None:
    kept = "d28f7588ddb7e7ed7461cfc00acc5aed52a89a596fe79c6fd059cce0610ca22a"
    assert state_of([frame([("a", 17, ["x", "y"]), (None, None, [])])]) == kept


def plainly(row: tuple[object, ...]) -> int:
    """The number of a row, reckoned by the book."""
    texts = ["\x00" if one is None else "+".join(one) if isinstance(one, list) else str(one) for one in row]
    number = 0xCBF29CE484222325
    for letter in "\x1f".join(texts).encode():
        number = (number ^ letter) * 0x100000001B3 % 2**64
    number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 % 2**64
    number = (number ^ number >> 27) * 0x94D049BB133111EB % 2**64
    return number ^ number >> 31


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, max_size=6))
def test_number_of_a_row_is_that_of_plain_reckoning(rows: list[tuple[object, ...]]) -> None:
    assert row_numbers(frame(rows)).tolist() == [plainly(row) for row in rows]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=4), min_size=1, max_size=4), st.lists(st.integers(0, 3), max_size=5))
def test_text_that_is_pointed_to_counts_as_if_it_stood_there(texts: list[str], places: list[int]) -> None:
    known = pl.Series(texts, dtype=pl.String)
    rows = [place % len(texts) for place in places]
    pointing = Pointing(known, pl.Series(rows, dtype=pl.UInt32))
    numbers = pl.Series(rows, dtype=pl.Int64)
    told = pl.DataFrame(
        {"name": [f"{texts[row]}#{row}" for row in rows], "of": [texts[row] for row in rows]},
        schema={"name": pl.String, "of": pl.String},
    )
    assert state_of([{"name": (pointing, "#", numbers), "of": (pointing,)}]) == state_of([told])


def test_rows_beyond_one_part_have_their_own_numbers() -> None:
    many = pl.DataFrame({"number": range(AT_ONCE + 5)})
    numbers = row_numbers(many)
    assert len(set(numbers.tolist())) == AT_ONCE + 5
    assert numbers[-1] == row_numbers(many.tail(1))[0]
