"""Which rows a total is the sum of."""

import pytest

from baken.register.margins import Part, members, part_of, part_of_column

ROW, OTHER, SUB, SUM = Part.PLAIN, Part.OTHER, Part.SUBTOTAL, Part.TOTAL


@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("TOTAL", SUM),
        ("total", SUM),
        ("Totaal", SUM),
        ("TOTAL_AS_PUBLISHED", SUM),
        ("subtotal_as_published", SUB),
        ("SUBTOTAL", SUB),
        ("OTHER_29_PLATFORMS", OTHER),
        ("other", ROW),
        ("Totally", ROW),
        ("Another_one", ROW),
        ("", ROW),
    ],
)
def test_part_of_a_label(label: str, part: Part) -> None:
    assert part_of((label,)) is part


def test_members_without_subtotal_are_all_rows() -> None:
    assert members([ROW, ROW, OTHER, SUM]) == {3: [0, 1, 2]}


def test_members_with_subtotal_are_subtotal_and_others() -> None:
    assert members([ROW, ROW, SUB, OTHER, SUM]) == {2: [0, 1], 4: [2, 3]}


def test_members_of_several_subtotals_are_the_rows_between_them() -> None:
    assert members([ROW, ROW, SUB, ROW, SUB, ROW, SUM]) == {2: [0, 1], 4: [3], 6: [2, 4, 5]}


def test_members_of_a_subtotal_are_the_others_above_it_too() -> None:
    parts = [ROW, OTHER, SUB, ROW, OTHER, SUB, OTHER, SUM]
    assert members(parts) == {2: [0, 1], 5: [3, 4], 7: [2, 5, 6]}


@pytest.mark.parametrize(
    "name", ["percent", "Percentage", "share %", "%", "share_of_total", "total percent", "aandeel (%)"]
)
def test_column_of_shares_is_no_count(name: str) -> None:
    assert part_of_column(name) is Part.SHARE


@pytest.mark.parametrize("name", ["ShareChat", "2017", "shares"])
def test_column_with_another_name_is_a_count(name: str) -> None:
    assert part_of_column(name) is Part.PLAIN


def test_members_where_the_total_comes_first() -> None:
    assert members([SUM, ROW, ROW]) == {0: [1, 2]}


def test_members_of_a_total_over_nothing_are_left_out() -> None:
    assert members([SUM]) == {}
    assert members([SUB, SUM]) == {}


def test_members_of_a_total_with_a_label_of_its_own_share_that_label() -> None:
    labels = [("a", "x"), ("a", "y"), ("a", "TOTAL"), ("b", "z"), ("b", "TOTAL"), ("", "TOTAL")]
    assert members([ROW, ROW, SUM, ROW, SUM, SUM], labels) == {2: [0, 1], 4: [3], 5: [0, 1, 3]}
