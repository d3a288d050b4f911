"""`baken register import --mapping` and `mappings`, as somebody at a terminal meets them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli import register as register_command
from baken.cli.register import command
from baken.register.actions.keep_mapping import keep_mapping
from baken.register.mapped.mapping import ColumnMapping
from baken.register.models import Registration, WaitingRegistration
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db

TEXT = "Zaak;Dag;Platform;Opmerking\nZ-1;1-2-2021;insta;\nZ-2;3-2-2021;ig-dm;\nZ-3;3-33-2021;Snapchat;\n"


@pytest.fixture(autouse=True)
def kept(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mapping of this test's organisation, for which the command acts."""
    organisation = make_organisation()
    with acting_for(organisation.id):
        person = make_person(organisation, "registrar", purpose="registration")

        @contextmanager
        def organisation_session(slug: str | None, **_: Any) -> Iterator[Actor]:
            yield person

        monkeypatch.setattr(register_command, "organisation_session", organisation_session)
        columns = {"zaak": "reference", "dag": "registered_on", "platform": "platform"}
        fixed = {"source_kind": "outreach", "form": "sexual", "scope": "domestic"}
        keep_mapping(by=person, name="Kantoor Noord", content=ColumnMapping(columns, fixed))
        yield


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "zaken.csv"
    path.write_text(TEXT)
    return path


def test_import_by_mapping_lists_bad_lines_and_what_waits(file: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "bad.jsonl"
    result = run("import", str(file), "--mapping", "Kantoor Noord", "--rejects", str(rejects))
    assert result.exit_code == 3
    assert (
        "1 registrations are new, 0 were in the register already, 1 wait for the meaning of 1 words"
        in result.stdout
    )
    assert "(mapping Kantoor Noord, version 1)" in result.stdout
    assert "columns separated by semicolons" in result.stderr
    (reject,) = [json.loads(line) for line in rejects.read_text().splitlines()]
    assert reject["line"] == 4
    assert reject["reason"].startswith("registration Z-3: column 'Dag': registered_on: not a day")
    assert (Registration.objects.count(), WaitingRegistration.objects.count()) == (1, 1)


def test_trial_leaves_nothing_and_says_the_same_as_json(file: Path) -> None:
    result = run("import", str(file), "--mapping", "Kantoor Noord", "--trial", "--json", "--quiet")
    assert result.exit_code == 3
    summary = json.loads(result.stdout)
    assert (summary["trial"], summary["new"], summary["waiting"], summary["left_out"]) == (True, 1, 1, 1)
    assert summary["unknown_words"] == {"platform": 1}
    assert "ig-dm" not in result.stdout
    assert not Registration.objects.exists()


def test_same_file_again_is_said(file: Path) -> None:
    run("import", str(file), "--mapping", "Kantoor Noord")
    result = run("import", str(file), "--mapping", "Kantoor Noord")
    assert "This file was imported before" in result.stdout
    assert "0 registrations are new, 1 were in the register already, 1 wait" in result.stdout


def test_mappings_are_listed() -> None:
    assert "Kantoor Noord: version 1, columns zaak, dag, platform" in run("mappings").stdout
    (one,) = json.loads(run("mappings", "--json").stdout)["mappings"]
    assert one["columns"] == {"zaak": "reference", "dag": "registered_on", "platform": "platform"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--mapping", "Weg"), "there is no mapping 'Weg'"),
        (("--mapping", "Kantoor Noord", "--sheet", "x"), "only an .xlsx file has sheets"),
    ],
)
def test_what_cannot_be_done_is_said(file: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("import", str(file), *arguments)
    assert isinstance(result.exception, Failed)
    assert said in str(result.exception)


@pytest.mark.parametrize("arguments", [("--trial",), ("--sheet", "x"), ("--mapping", "x", "--format", "csv")])
def test_options_that_do_not_go_together_are_wrong_usage(file: Path, arguments: tuple[str, ...]) -> None:
    assert run("import", str(file), *arguments).exit_code == 2


@pytest.mark.parametrize("name", ["-", "weg.csv"])
def test_file_must_be_one_that_can_be_read_again(name: str) -> None:
    assert isinstance(run("import", name, "--mapping", "Kantoor Noord").exception, Failed)
