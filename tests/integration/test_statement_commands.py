"""`baken statement send` and `list`, against the simulated database on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.accounts.models import Organisation
from baken.cli.statement import command
from baken.demo.loopback import LoopbackSite
from baken.demo.transparency_database import SimulatedDatabase
from baken.notices.sending.exceptions import NotSetUp
from baken.notices.sending.service import service_of
from baken.tenancy.acting import Actor
from tests.factories.sent_statements import make_moderator, write_some

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> Any:
    @contextmanager
    def session(slug: Any, **given: Any) -> Iterator[Actor]:
        yield actor

    monkeypatch.setattr("baken.cli.statement.organisation_session", session)

    def called(*arguments: str) -> Result:
        return CliRunner().invoke(command, [*arguments])

    return called


def tokens(path: Path, organisation: Organisation, token: str) -> str:
    path.write_text(f"# sleutels\n{organisation.slug} {token}\n")
    path.chmod(0o600)
    return str(path)


def test_send_says_what_to_set_while_it_is_off(run: Any) -> None:
    done = run("send")
    assert done.exit_code == 1 and "BAKEN_STATEMENTS_URL" in str(done.exception)


def test_send_and_list_tell_what_went(
    run: Any, actor: Actor, organisation: Organisation, settings: Any, tmp_path: Path
) -> None:
    made = write_some(make_moderator(actor), 3)
    assert json.loads(run("send", "--dry-run", "--json").stdout) == {"ready": 3, "asked_for": 0}
    app = SimulatedDatabase()
    with LoopbackSite(app) as site:
        settings.STATEMENTS_URL = f"{site.address}/"
        settings.STATEMENTS_TOKENS = tokens(tmp_path / "tokens", organisation, app.token)
        app.faults.append("silent")
        assert "still wait" in str(run("send").exception)
        done = run("send", "--json")
    assert json.loads(done.stdout) == {"sent": 0, "found": 3, "refused": 0, "calls": 0}
    assert set(app.stored.values()) == {1}
    listed = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert {one["puid"] for one in listed} == {one.puid for one in made}
    assert {one["state"] for one in listed} == {"sent"}
    assert "decision_facts" not in str(listed)


def test_token_never_travels_in_clear_nor_lies_open(
    organisation: Organisation, settings: Any, tmp_path: Path
) -> None:
    path = tmp_path / "tokens"
    settings.STATEMENTS_TOKENS = tokens(path, organisation, "t")
    settings.STATEMENTS_URL = "http://example.org"
    with pytest.raises(NotSetUp, match="https"):
        service_of(organisation)
    settings.STATEMENTS_URL = "https://example.org"
    found = service_of(organisation)
    assert found is not None and found.address == "https://example.org"
    path.chmod(0o644)
    with pytest.raises(NotSetUp, match="chmod 600"):
        service_of(organisation)
    settings.STATEMENTS_URL = ""
    assert service_of(organisation) is None
