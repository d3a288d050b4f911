"""From registrations in the database to a table on disk, through the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from baken.audit.models import Event
from baken.cli.statistics import command
from baken.register.actions import import_registrations

pytestmark = pytest.mark.django_db

DATA = resources.files("baken.demo") / "data"


@pytest.fixture
def session(actor: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command's session inside the test's own: the same organisation, no second database."""

    @contextmanager
    def organisation_session(slug: str | None, *, reason: str, purpose: str) -> Iterator[Any]:
        yield replace(actor, reason=reason, purpose=purpose)

    monkeypatch.setattr("baken.config.command.organisation_session", organisation_session)
    return actor


def import_study(by: Any) -> None:
    content = (DATA / "emm-2021-registrations.csv").read_bytes()
    import_registrations(by=by, data=content, format="csv", source="emm-2021-registrations.csv")


@pytest.mark.parametrize(
    ("table", "file"),
    [
        ("emm-annex-1", "annex-1-mentions-per-platform-year.csv"),
        ("emm-table-1", "table-1-top-10.csv"),
        ("emm-table-2", "table-2-mentions-per-police-unit.csv"),
        ("emm-table-3", "table-3-roles-top-10.csv"),
    ],
)
def test_statistics_of_the_imported_study_are_the_published_files(
    session: Any, tmp_path: Path, table: str, file: str
) -> None:
    import_study(session)
    result = CliRunner().invoke(command, [table, "-o", str(tmp_path / file)])
    assert result.exit_code == 0
    lines = (DATA / "emm-2021" / file).read_bytes().split(b"\r\n")
    assert (tmp_path / file).read_bytes() == b"\r\n".join(line for line in lines if b"TOTAL" not in line)


@pytest.mark.parametrize(
    ("table", "details"), [("question-7", {"registrations": 210}), ("market", {"sightings": 0})]
)
def test_statistics_leave_a_read_in_the_log(session: Any, table: str, details: dict[str, int]) -> None:
    import_study(session)
    result = CliRunner().invoke(command, [table, "--reason", "question of parliament"])
    assert result.exit_code == 0
    event = Event.objects.get(action="statistics.frames_read")
    assert (event.subject, event.details) == (f"table:{table}", details)
    assert (event.purpose, event.reason) == ("statistics", "question of parliament")
