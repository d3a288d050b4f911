"""What `baken register check` prints: one line a cell, also where it is wrong across and down."""

from click.testing import CliRunner, Result

from baken.cli.register import command


def check(table: str) -> Result:
    return CliRunner().invoke(command, ["check", "-"], input=table)


def test_cell_that_is_wrong_across_and_down_has_one_line() -> None:
    result = check("p,a,b,TOTAL\nX,1,2,3\nY,3,4,7\nTOTAL,5,6,12\n")
    assert result.exit_code == 3
    assert result.stdout == (
        "-:4: row TOTAL, column a: published 5, computed 4\n"
        "-:4: row TOTAL, column TOTAL: published 12, computed 10 and 11\n"
    )


def test_table_of_which_nothing_could_be_checked_does_not_add_up() -> None:
    result = check("p,a,TOTAL\nX,.,3\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "-: none of 1 sums could be checked.\n"
