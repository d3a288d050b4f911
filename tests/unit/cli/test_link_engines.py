"""Which engine links: wrong combinations are usage faults, said before anything is read."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from baken.cli.link import command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-", "--engine", "spark"], "--engine spark reads a file or directory"),
        (["in.jsonl", "--master", "spark://host.example:7077"], "--master goes with --engine spark"),
    ],
)
def test_engine_that_cannot_do_it_is_wrong_usage(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = CliRunner().invoke(command, [*arguments, "-o", str(tmp_path / "out.csv")])

    assert ran.exit_code == 2
    assert said in ran.output
