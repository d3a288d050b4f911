"""`baken statistics register`: every table of the register as editions made together, written to a folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from baken.cli.statistics import command
from baken.disclosure.exceptions import NotSafe
from baken.statistics.editions import actions
from baken.statistics.models import Edition
from baken.tenancy.acting import Actor
from tests.factories import editions

pytestmark = pytest.mark.django_db
FEW = ("emm-unnamed", "per-source-kind", "offender-types")
"""Small tables of the study, each with something to count or nothing."""


@pytest.fixture
def run(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command over the study's register, inside the test's own session, as the system does it."""

    @contextmanager
    def session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        yield replace(actor, reason=reason, purpose=purpose)

    editions.import_study(actor)
    monkeypatch.setattr("baken.config.command.organisation_session", session)
    monkeypatch.setattr(actor.user, "is_system", True)
    return lambda *arguments: CliRunner().invoke(command, [str(one) for one in arguments])


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few tables stand for all of those of the register, which take many times as long."""
    found = {"register": list(FEW)}
    monkeypatch.setattr("baken.statistics.editions.definitions.tables_of", found.__getitem__)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.mark.usefixtures("few")
def test_every_table_stands_in_the_folder_with_its_report(run: Callable[..., Any], tmp_path: Path) -> None:
    done = run("register", "--public", "-o", tmp_path / "all")
    made = [one.table for one in Edition.objects.all()]
    assert names(tmp_path / "all") == {f"{name}.csv{end}" for name in made for end in ("", ".report.txt")}
    refused = [name for name in FEW if name not in made]
    assert done.exit_code == (1 if refused else 0), done.output
    assert all(f"{name} was refused" in str(done.exception) for name in refused)
    assert "emm-unnamed" in made
    # each is the edition that its own command finds, to the byte
    alone = run("emm-unnamed", "--public", "-o", tmp_path / "alone.csv")
    assert alone.exit_code == 0, alone.output
    assert (tmp_path / "alone.csv").read_bytes() == (tmp_path / "all" / "emm-unnamed.csv").read_bytes()
    assert Edition.objects.count() == len(made)


@pytest.mark.usefixtures("few")
def test_run_again_writes_the_same_and_makes_nothing_new(run: Callable[..., Any], tmp_path: Path) -> None:
    for name in ("a", "b"):
        run("register", "--partner", "-o", tmp_path / name, "--format", "json")
    assert (
        names(tmp_path / "a")
        == names(tmp_path / "b")
        == {f"{one.table}.json" for one in Edition.objects.all()}
    )
    for name in names(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert {one.kind for one in Edition.objects.all()} == {"partner"}


@pytest.mark.usefixtures("few")
def test_table_that_cannot_be_made_safe_is_named_and_the_others_are_written(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    safe, calls = actions.make_safe, []

    def once(*given: Any, **named: Any) -> Any:
        calls.append(given)
        if len(calls) == 1:
            raise NotSafe("no way")
        return safe(*given, **named)

    monkeypatch.setattr("baken.statistics.editions.actions.make_safe", once)
    done = run("register", "--public", "-o", tmp_path / "all")
    assert done.exit_code == 1
    assert f"{FEW[0]} was refused" in str(done.exception)
    assert f"{FEW[1]} was refused" not in str(done.exception)
    assert f"{FEW[1]}.csv" in names(tmp_path / "all")
    assert f"{FEW[0]}.csv" not in names(tmp_path / "all")


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("period", "reason"),
    [
        (("--from", "2018-03-01"), "whole calendar years"),
        (("--from", "2030-01-01", "--to", "2030-12-31"), "nothing to count"),
    ],
)
def test_nothing_is_written_where_nothing_was_made(
    run: Callable[..., Any], tmp_path: Path, period: tuple[str, ...], reason: str
) -> None:
    done = run("register", "--public", *period, "-o", tmp_path / "all")
    assert done.exit_code == 1
    assert reason in str(done.exception)
    assert not (tmp_path / "all").exists()
    assert not Edition.objects.exists()


def test_place_that_is_a_file_is_refused_before_anything_is_read(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "all").write_text("mine")
    done = run("register", "--public", "-o", tmp_path / "all")
    assert done.exit_code == 1
    assert (tmp_path / "all").read_text() == "mine"
    assert not Edition.objects.exists()
