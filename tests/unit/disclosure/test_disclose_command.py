"""`baken disclose` as a person runs it."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from baken.cli.disclose import command
from baken.disclosure.mechanism import HIDDEN, Mechanism
from baken.disclosure.release import Release
from baken.disclosure.report import report_on
from baken.disclosure.tables import MOST_BYTES, read_table, write_table
from tests.factories.count_tables import count_table, sparse_counts


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def placed(path: Path, seed: int, mean: float = 6) -> Path:
    path.write_text(write_table(count_table(sparse_counts(6, 4, mean, seed))))
    return path


def test_table_is_published_with_a_report(tmp_path: Path) -> None:
    source, target = placed(tmp_path / "in.csv", 1), tmp_path / "out.csv"
    done = run(source, "-o", target)
    assert done.exit_code == 0, done.output
    true, shown = read_table(source.read_text()), read_table(target.read_text(), published=True)
    assert (true.rows, true.columns) == (shown.rows, shown.columns)
    assert "35 cells" in done.stderr
    again = run(source, "-o", "-", "--quiet")
    assert (again.stdout, again.stderr) == (target.read_text(), "")


def test_report_as_json_names_what_is_hidden(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(write_table(count_table([[4] * 10])))
    said = json.loads(run(source, "-o", target, "--json").stdout)
    assert said["cells"] == 22 and len(said["hidden"]) == 2
    assert set(said) == {"threshold", "base", "cells", "hidden", "editions", "best"}
    assert run(source, "-o", "-", "--json").exit_code == 2


def test_tables_that_are_published_alike_have_the_same_report(tmp_path: Path) -> None:
    said = set()
    for count in (0, 4):
        source, target = tmp_path / "in.csv", tmp_path / f"out-{count}.csv"
        source.write_text(write_table(count_table([[count]], across=False)))
        said.add((run(source, "-o", target).stderr, target.read_text()))
        said.add((run(source, "-o", target, "--json").stdout, target.read_text()))
    assert len(said) == 2


def test_next_edition_is_held_against_the_one_before(tmp_path: Path) -> None:
    first, shown = placed(tmp_path / "2025.csv", 2), tmp_path / "2025-out.csv"
    assert run(first, "-o", shown).exit_code == 0
    table = read_table(first.read_text())
    second, target = tmp_path / "2026.csv", tmp_path / "2026-out.csv"
    second.write_text(write_table(count_table(table.inner + 1)))
    done = run(second, "-o", target, "--previous", f"{first}={shown}")
    assert done.exit_code == 0, done.output
    assert "the edition before it" in done.stderr
    wrong = run(second, "-o", target, "--previous", f"{first}={first}")
    assert wrong.exit_code == 1 and "no earlier edition" in str(wrong.exception)
    assert run(second, "-o", target, "--previous", str(first)).exit_code == 2


def test_table_that_does_not_add_up_is_listed_and_nothing_written(tmp_path: Path) -> None:
    source, target, rejects = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "bad.jsonl"
    source.write_text("place,a\nx,3\nTOTAL,4\n")
    done = run(source, "-o", target, "--rejects", rejects)
    assert done.exit_code == 3
    assert not target.exists()
    assert json.loads(rejects.read_text()) == {
        "source": str(source), "line": 3, "reason": "column 'a': TOTAL says 4, the column makes 3",
    }  # fmt: skip


def test_refused_table_leaves_what_stood_there(tmp_path: Path) -> None:
    table = count_table([[5] * 6, [0] * 6])
    told = table.values * 0
    told[0, 5] = told[2, 4] = HIDDEN
    told[0, 6] = told[2, 6] = 35
    source, shown, target = (tmp_path / name for name in ("in.csv", "shown.csv", "out.csv"))
    source.write_text(write_table(table))
    shown.write_text(write_table(table.with_values(told)))
    target.write_text("before")
    done = run(source, "-o", target, "--previous", f"{source}={shown}")
    assert done.exit_code == 1 and "is not published" in str(done.exception)
    assert target.read_text() == "before"


@pytest.mark.parametrize("content", [b"\xff\xfe", b"place,a\n\xe9,1\nTOTAL,1\n"])
def test_file_that_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    assert "not UTF-8" in str(run(source, "-o", tmp_path / "out.csv").exception)
    assert "can't be read" in str(run(tmp_path / "none.csv", "-o", "-").exception)


def test_file_that_is_no_table_of_counts_is_not_read_into_memory(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(b"a,b\n" * (MOST_BYTES // 4 + 1))
    done = run(source, "-o", target)
    assert done.exit_code == 1 and "8 MB" in str(done.exception or done.output)
    assert not target.exists()


def test_report_names_no_more_hidden_cells_than_are_read() -> None:
    table = count_table([[7] * 20] * 20)
    hidden = table.with_values(np.full_like(table.values, HIDDEN))
    said = report_on(table, Release(hidden, False, 1), mechanism=Mechanism(), editions=0)
    assert len(said.hidden) == table.values.size
    lines = said.lines()
    assert sum(line.startswith("hidden: row") for line in lines) == 100
    assert "hidden: and 341 more." in lines
    assert any("give it more time" in line for line in lines)
