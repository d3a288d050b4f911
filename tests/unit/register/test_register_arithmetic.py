"""Published tables: what adds up passes, any changed cell is noticed, bad files are clear errors."""

import contextlib
import csv
import io
from dataclasses import dataclass
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.register.arithmetic import TableCheck, WrongCell, check_table
from baken.register.exceptions import Unreadable

SOURCE = "table.csv"


def check(text: str) -> TableCheck:
    return check_table(text.encode(), source=SOURCE)


def published(name: str) -> bytes:
    return resources.files("baken.demo").joinpath("data", "emm-2021", name).read_bytes()


@dataclass
class Table:
    header: list[str]
    rows: list[list[str]]
    first_count: int

    def text(self) -> str:
        out = io.StringIO()
        csv.writer(out).writerows([self.header, *self.rows])
        return out.getvalue()


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of the published shape that add up: labels, years, totals, perhaps a subtotal."""
    width, height = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    counts = [[draw(st.integers(0, 500)) for _ in range(width)] for _ in range(height)]
    names = [f"row {number}" for number in range(height)]
    if draw(st.booleans()):
        others = draw(st.integers(0, 2))
        extra = [[draw(st.integers(0, 500)) for _ in range(width)] for _ in range(others)]
        subtotal = [sum(column) for column in zip(*counts, strict=True)]
        total = [sum(column) for column in zip(subtotal, *extra, strict=True)]
        names += ["SUBTOTAL_TOP", *(f"OTHER_{number}" for number in range(others)), "TOTAL_ALL"]
        counts += [subtotal, *extra, total]
    else:
        names.append(draw(st.sampled_from(["TOTAL", "total", "Total"])))
        counts.append([sum(column) for column in zip(*counts, strict=True)])
    header = [str(2017 + year) for year in range(width)]
    if draw(st.booleans()):
        place = draw(st.integers(0, width))
        header.insert(place, draw(st.sampled_from(["total", "TOTAL", "Total_all"])))
        for row in counts:
            row.insert(place, sum(row))
    labels = draw(st.integers(1, 2))
    rows = [
        ["kind", name][-labels:] if "TOTAL" not in name.upper() else ["", name][-labels:] for name in names
    ]
    body = [[*label, *map(str, row)] for label, row in zip(rows, counts, strict=True)]
    return Table([*["type", "platform"][-labels:], *header], body, labels)


@given(tables())
def test_table_that_adds_up_passes(table: Table) -> None:
    found = check(table.text())
    assert found.wrong == ()
    assert found.rejects == ()
    assert found.checked > 0
    assert found.unchecked == 0


@given(tables(), st.data())
def test_table_with_one_changed_cell_is_noticed(table: Table, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(table.rows) - 1))
    column = data.draw(st.integers(table.first_count, len(table.header) - 1))
    change = data.draw(st.integers(1, 9))
    table.rows[row][column] = str(int(table.rows[row][column]) + change)
    assert check(table.text()).wrong


@given(st.binary(max_size=80))
def test_check_table_never_breaks_on_any_bytes(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        check_table(data, source=SOURCE)


@given(
    st.lists(
        st.lists(
            st.sampled_from(["TOTAL", "SUBTOTAL_A", "OTHER_B", ".", "", "x", "7", "-1", "a;b"]), max_size=4
        ),
        max_size=5,
    )
)
def test_check_table_never_breaks_on_odd_tables(cells: list[list[str]]) -> None:
    text = "label,2017,total\n" + "\n".join(map(",".join, cells))
    found = check(text)
    assert all(cell.published != cell.computed for cell in found.wrong)


@pytest.mark.parametrize(
    ("name", "sums"),
    [
        ("annex-1-mentions-per-platform-year.csv", 45),
        ("table-1-top-10.csv", 10),
        ("table-3-roles-top-10.csv", 0),
    ],
)
def test_published_table_adds_up(name: str, sums: int) -> None:
    found = check_table(published(name), source=name)
    assert (found.wrong, found.rejects, found.checked) == ((), (), sums)


def test_table_2_differs_in_the_subtotal_of_rotterdam_alone() -> None:
    found = check_table(published("table-2-mentions-per-police-unit.csv"), source=SOURCE)
    assert found.wrong == (WrongCell(12, "SUBTOTAL_AS_PUBLISHED", "Rotterdam", 17, 19),)


def test_changed_cell_is_named_by_row_and_column_total() -> None:
    text = published("annex-1-mentions-per-platform-year.csv").decode().replace("Luxy,1,0", "Luxy,2,0")
    assert check(text).wrong == (
        WrongCell(3, "dating_service / Luxy", "total", 1, 2),
        WrongCell(41, "TOTAL", "2017", 82, 83),
    )


def test_grand_total_is_held_across_and_down_and_named_once() -> None:
    text = published("annex-1-mentions-per-platform-year.csv").decode().replace(",306", ",307")
    assert check(text).wrong == (WrongCell(41, "TOTAL", "total", 307, 306),)


def test_byte_order_mark_crlf_quotes_blank_lines_and_missing_line_end_are_no_faults() -> None:
    text = '\ufeff"platform",2017,"total"\r\n\r\n"Girls, too","1",1\r\nTOTAL, 1 ,1'
    found = check(text)
    assert (found.wrong, found.rejects, found.checked) == ((), (), 4)


def test_total_column_may_stand_anywhere() -> None:
    assert check("platform,Total,2017,2018\na,3,1,2\nb,4,2,2\n").checked == 2
    assert check("platform,2017,TOTAL,2018\na,1,4,2\n").wrong == (WrongCell(2, "a", "TOTAL", 4, 3),)


def test_label_column_with_numbers_is_known_by_its_total_or_its_head() -> None:
    assert check("leeftijd,2017,2018,total\n12,1,2,3\n13,0,1,1\n").wrong == ()
    assert check("klas,2017,total\n12,1,1\n13,2,2\nTOTAL,3,3\n").wrong == ()


def test_hidden_cell_leaves_its_sums_unchecked() -> None:
    found = check("platform,2017,2018,total\na,.,2,5\nb,1,1,2\nTOTAL,4,3,7\n")
    assert (found.wrong, found.rejects) == ((), ())
    assert (found.checked, found.unchecked) == (4, 2)


def test_bad_cells_are_rejects_with_line_and_column_and_the_rest_is_checked() -> None:
    found = check("platform,2017,2018,total\na,x,2,5\nb,1.5,,2\nc,-1,1,0\nd,1,1,3\n")
    assert [reject.as_dict() for reject in found.rejects] == [
        {"source": SOURCE, "line": 2, "reason": "column 2017: not a whole number"},
        {"source": SOURCE, "line": 3, "reason": "column 2017: not a whole number"},
        {
            "source": SOURCE,
            "line": 3,
            "reason": "column 2018: empty; a count is a whole number, or . where it is hidden",
        },
        {"source": SOURCE, "line": 4, "reason": "column 2017: a count can't be below 0"},
    ]
    assert found.wrong == (WrongCell(5, "d", "total", 3, 2),)


def test_ragged_rows_are_rejects_and_sums_over_them_are_not_invented() -> None:
    found = check("platform,2017,total\na,1\nb,2,2,9\nc,3,3,,\nTOTAL,6,6\n")
    assert [(reject.line, reject.reason) for reject in found.rejects] == [
        (2, "2 cells where the header has 3"),
        (3, "4 cells where the header has 3"),
    ]
    assert found.wrong == ()
    assert (found.checked, found.unchecked) == (2, 4)


def test_table_without_totals_has_nothing_to_check() -> None:
    found = check("platform,2017,2018\na,1,2\n")
    assert (found.checked, found.unchecked, found.wrong, found.rejects) == (0, 0, (), ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"platform;2017;total\na;1;1\n", "semicolons"),
        (b"platform\t2017\na\t1\n", "tabs"),
        (b"platform,2017\na\xff,1\n", "line 2: not UTF-8"),
        (b"platform,2017\na\0,1\n", "NUL"),
        (b'platform,2017\n"a,1\n', "line 2: not CSV"),
        ("platform,2017\n".encode("utf-16"), "UTF-8"),
    ],
)
def test_file_that_is_no_table_is_unreadable(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        check_table(data, source=SOURCE)


def test_share_belongs_to_no_sum() -> None:
    checked = check_table(b"kind,a,b,total,percent\nx,1,2,3,60\ny,1,1,2,40\nTOTAL,2,3,5,99\n", source="t")
    assert not checked.rejects
    assert not checked.wrong


def test_shares_with_decimals_or_signs_are_no_faults() -> None:
    found = check("kind,a,total,percent,share %\nx,2,2,66.7,66.7%\ny,1,1,33.3,33.3%\nTOTAL,3,3,100.0,100%\n")
    assert (found.wrong, found.rejects, found.checked) == ((), (), 5)


@pytest.mark.parametrize("thousand", ["1.000", '"1,000"', "1 000", "1'000", "1\u00a0000"])
def test_separators_of_thousands_are_rejects_and_make_no_label_column(thousand: str) -> None:
    found = check(f"kind,a,b,total\nx,{thousand},2,1002\ny,{thousand},4,1004\nTOTAL,2000,6,2006\n")
    assert found.wrong == ()
    assert [(reject.line, reject.reason) for reject in found.rejects] == [
        (line, "column a: not a whole number; write it without signs between the digits") for line in (2, 3)
    ]
