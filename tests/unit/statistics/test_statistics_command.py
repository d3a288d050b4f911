"""`baken statistics` as a user meets it, over a register that stands in for the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken import cli
from baken.cli.statistics import command
from baken.statistics.period import Period
from baken.statistics.table import StatisticsTable
from tests.unit.statistics.coded_registers import RegisterBuilder, market

DAY = date(2025, 3, 1)


@pytest.fixture
def sessions(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Puts a small register and market in place of the database; lists how it was asked for."""
    asked: list[dict[str, Any]] = []

    @contextmanager
    def session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        asked.append({"slug": slug, "reason": reason, "purpose": purpose})
        yield SimpleNamespace(organisation=SimpleNamespace(slug=slug or "demo", synthetic=slug is None))

    def frames(table: StatisticsTable[Any], *, by: Any, period: Period) -> Any:
        made = RegisterBuilder()
        key = made.registration(date(2020, 5, 1))
        made.mention(key, "Alfa")
        made.mention(key, None, naming="unnamed")
        seen = market(("s1", "a", "women", "NL-NB", DAY))
        return made.build() if table.source == "register" else seen

    monkeypatch.setattr("baken.config.command.organisation_session", session)
    monkeypatch.setattr("baken.statistics.queries.columns_for", frames)
    return asked


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_table_goes_to_standard_output_as_csv_and_its_notes_to_standard_error(sessions: list[Any]) -> None:
    result = run("emm-annex-1", "--margins")
    assert result.exit_code == 0
    assert result.stdout_bytes == (
        b"platform_type,platform,2020,total\r\ninstant_messaging,Alfa,1,1\r\n,TOTAL,1,1\r\n"
    )
    assert "Counted: mentions; period: everything on record." in result.stderr
    assert "1 mentions without a name" in result.stderr
    assert "dark number" in result.stderr


def test_read_has_a_purpose_and_a_reason(sessions: list[Any]) -> None:
    run("market", "--organisation", "elsewhere", "--reason", "yearly report")
    run("market")
    assert sessions == [
        {"slug": "elsewhere", "reason": "yearly report", "purpose": "statistics"},
        {"slug": None, "reason": "baken statistics market", "purpose": "statistics"},
    ]


def test_figures_of_invented_records_say_so(sessions: list[Any]) -> None:
    assert "Invented records" in run("market").stderr
    assert "Invented records" not in run("market", "--organisation", "elsewhere").stderr


def test_quiet_says_nothing_beside_the_table(sessions: list[Any]) -> None:
    assert run("emm-annex-1", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("name", "start"),
    [("t.csv", b"area,"), ("t.json", b"{"), ("t.ods", b"PK"), ("t.xlsx", b"PK"), ("t.SVG", b"<svg")],
)
def test_format_follows_the_ending(sessions: list[Any], tmp_path: Path, name: str, start: bytes) -> None:
    result = run("market", "-o", str(tmp_path / name))
    assert result.exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_given_format_goes_before_the_ending(sessions: list[Any], tmp_path: Path) -> None:
    run("market", "-o", str(tmp_path / "t.csv"), "--format", "json")
    assert (tmp_path / "t.csv").read_bytes().startswith(b"{")


def test_query_in_the_file_makes_the_same_table_again(sessions: list[Any], tmp_path: Path) -> None:
    given = "market --organisation demo --from 2025-01-01 --to 2025-12-31 --by gender --margins"
    run(*given.split(), "-o", str(tmp_path / "t.json"))
    assert f'"query": "baken statistics {given}"' in (tmp_path / "t.json").read_text()


def test_period_outside_the_records_gives_an_empty_table_and_says_so(sessions: list[Any]) -> None:
    result = run("market", "--to", "2000-01-01")
    assert result.stdout_bytes == b"area,advertised_gender,unique_adverts\r\n"
    assert "Nothing was found to count." in result.stderr


def test_edition_for_everybody_and_a_partner_at_once_is_refused(sessions: list[Any], tmp_path: Path) -> None:
    result = run("emm-annex-1", "--public", "--partner", "-o", str(tmp_path / "t.csv"))
    assert result.exit_code == 2
    assert "--public and --partner are two editions" in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert sessions == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nonsense",), "is not one of"),
        (("emm-annex-1", "--by", "province"), "it has no other cut"),
        (("market", "--by", "week"), "it offers province and gender"),
        (("market", "-o", "table.pdf"), "ends in one of csv, json, ods, xlsx, svg"),
        (("market", "-o", "table"), "give --format"),
        (("market", "--from", "2025-02-01", "--to", "2025-01-01"), "before it begins"),
        (("market", "--from", "1 May"), "does not match the format"),
        ((), "Missing argument"),
        (("register", "-o", "folder"), "takes --public or --partner"),
        (("register", "--public"), "-o FOLDER"),
        (("register", "--public", "--margins", "-o", "folder"), "takes --public or --partner"),
        (("register", "--public", "--by", "province", "-o", "folder"), "takes --public or --partner"),
        (("register", "--public", "--partner", "-o", "folder"), "two editions"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(
    sessions: list[Any], arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sessions == []


def test_list_names_every_table_with_what_it_counts() -> None:
    result = run("--list")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 27
    assert lines[0].split("  ")[0] == "emm-annex-1"
    assert all("counts" in line for line in lines)


def test_place_that_cannot_be_written_fails_without_a_trace(sessions: list[Any], tmp_path: Path) -> None:
    result = run("market", "-o", str(tmp_path / "absent" / "t.csv"))
    assert isinstance(result.exception, cli.Failed)
    assert "t.csv can't be written" in str(result.exception)


def test_database_that_is_not_ready_fails_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from baken.config.command import NotReady

    def session(slug: str | None, *, reason: str, purpose: str) -> Any:
        raise NotReady("the database is not ready: run `baken migrate`")

    monkeypatch.setattr("baken.config.command.organisation_session", session)
    result = run("market")
    assert isinstance(result.exception, cli.Failed)
    assert "run `baken migrate`" in str(result.exception)
