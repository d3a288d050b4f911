"""Count tables as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.disclosure.exceptions import BadTable
from baken.disclosure.mechanism import HIDDEN
from baken.disclosure.tables import read_table, write_table
from tests.factories.count_tables import count_table

GOOD = "place,a,b,TOTAL\nx,1,2,3\ny,0,4,4\nTOTAL,1,6,7\n"


@settings(max_examples=40)
@given(
    inner=st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 10**9), min_size=columns, max_size=columns), min_size=1, max_size=4
        )
    )
)
def test_table_is_read_back_as_it_was_written(inner: list[list[int]]) -> None:
    table = count_table(inner, across=len(inner[0]) > 1)
    again = read_table(write_table(table))
    assert (again.values == table.values).all()
    assert (again.rows, again.columns, again.across) == (table.rows, table.columns, table.across)


def test_one_column_of_counts_has_no_total_beside_it() -> None:
    table = read_table("jaar,n\n2025,4\n2026,9\nTOTAL,13\n")
    assert not table.across
    assert write_table(table) == "jaar,n\n2025,4\n2026,9\nTOTAL,13\n"


def test_dot_is_read_where_something_was_published() -> None:
    assert read_table(GOOD.replace("x,1", "x,."), published=True).values[0, 0] == HIDDEN
    with pytest.raises(BadTable, match="no count"):
        read_table(GOOD.replace("x,1", "x,."))


def test_published_count_may_be_longer_than_a_count() -> None:
    rounded = "place,n\nx,1000000000000\nTOTAL,1000000000000\n"
    assert read_table(rounded, published=True).values[0, 0] == 10**12
    with pytest.raises(BadTable, match="no count"):
        read_table(rounded)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "a header, a row"),
        (GOOD.replace("x,1,2,3", "x,1,2,4"), 2, "row 'x': TOTAL says 4, the row makes 3"),
        (GOOD.replace("TOTAL,1,6", "TOTAL,1,5"), 4, "column 'b': TOTAL says 5, the column makes 6"),
        (GOOD.replace("x,1", "x,1.5"), 2, "row 'x', column 'a': no count ('1.5' is not written with digits"),
        (GOOD.replace("x,1", 'x,"1,500"'), 2, "'a': no count ('1,500' is not written with digits alone)"),
        (GOOD.replace("x,1", "x,-1"), 2, "'a': no count (-1 is less than 0)"),
        (GOOD.replace("x,1", "x,١"), 2, "'a': no count ('١' is no number)"),
        (GOOD.replace("x,1", "x,"), 2, "'a': no count (the cell is empty; 0 is none)"),
        (GOOD.replace("x,1", "x,."), 2, "'a': no count (a dot is a hidden cell;"),
        (GOOD.replace("x,1", "x,1000000000000"), 2, "'a': no count (it has more than 12 digits)"),
        (GOOD.replace(",", ";"), 1, "a semicolon stands between the cells; a comma is needed"),
        (GOOD.replace(",", "\t"), 1, "a tab stands between the cells"),
        (GOOD.replace("y,", "Subtotal_1,"), 3, "the row 'Subtotal_1' is a subtotal"),
        (GOOD.replace("a,b", "a,TOTAL_2"), 1, "the column 'TOTAL_2' is a subtotal"),
        (GOOD.replace("x,1,2,3", "x,1,2"), 2, "3 cells under a header of 4"),
        (GOOD.replace("y,", "x,"), 2, "the row 'x' stands more than once"),
        (GOOD.replace("a,b", "a,a"), 1, "the column 'a' stands twice"),
        (GOOD.replace("b,TOTAL", "b,c"), 1, "the last column is not TOTAL"),
        (GOOD.replace("TOTAL,1", "all,1"), 4, "the last row is not TOTAL"),
        (GOOD.replace("y,0", "TOTAL,0"), 3, "TOTAL stands before the last row"),
        (GOOD.replace("x,1", 'x,"1'), 1, "no CSV"),
        (GOOD.replace("x", "\0"), 1, "no text"),
    ],
)
def test_wrong_table_is_told_by_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(BadTable) as raised:
        read_table(text)
    assert any(fault.line == line and reason in fault.reason for fault in raised.value.faults)


def test_lines_are_those_of_the_file() -> None:
    with pytest.raises(BadTable) as raised:
        read_table('\ufeffplace,a\r\n\r\n"x\r\nx",1\r\ny,z\r\nTOTAL,1\r\n')
    assert [fault.line for fault in raised.value.faults] == [5]


def test_table_that_would_take_hours_to_attack_is_refused_with_what_to_do() -> None:
    side = 150
    table = count_table([[1] * side] * side)
    with pytest.raises(BadTable) as refused:
        read_table(write_table(table))
    (fault,) = refused.value.faults
    assert fault.reason == "22,952 cells; a table has at most 20,000, so cut it in two"
