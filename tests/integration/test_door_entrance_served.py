"""A platform's test entrance as a process of its own, audited over HTTP."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from baken.door.audits.models import DoorAudit
from baken.door.audits.queries import rates_of
from baken.tenancy.acting import acting_for
from tests.factories.databases import connected_to
from tests.factories.entrances import make_entrance, make_entrance_audit
from tests.factories.organisations import make_organisation
from tests.factories.users import make_person
from tests.faults.demo_databases import ROOT, database
from tests.integration.test_serve_command import served


@pytest.fixture
def environment(server_url: str, migrated: str, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """An installation with the keys of the tests, and this process connected to its database."""
    from baken.config.schema import bring_up_to_date

    with database(server_url, migrated) as url, django_db_blocker.unblock(), connected_to(url):
        bring_up_to_date()
        given = os.environ | {"DATABASE_URL": url, "BAKEN_TEST_ENTRANCE": "1"}
        given.pop("DJANGO_SETTINGS_MODULE", None)
        yield given


def test_served_entrance_is_audited_by_the_command(environment: dict[str, str], tmp_path: Path) -> None:
    secret = make_entrance()
    auditor = make_organisation()
    key = tmp_path / "key.txt"
    key.write_text(secret)
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    with served(environment, "--port", "0", "--no-worker", "--only", "platform") as (_, port):
        address = f"http://127.0.0.1:{port}"
        with acting_for(auditor.id):
            audit = make_entrance_audit(make_person(auditor, "analyst", purpose="statistics"), address)
        command = ["door", "audit", "run", "--at", address, "--key-file", str(key), "--reason", "test",
                   "--organisation", auditor.slug]  # fmt: skip
        ran = subprocess.run(
            [sys.executable, "-m", "baken.cli.main", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "age_under_eighteen" in ran.stdout and secret not in ran.stdout + ran.stderr
    with acting_for(auditor.id):
        done = DoorAudit.objects.get(id=audit.id)
        stopped = {one.gradation: (one.held, one.attempts) for one in rates_of(done.attempts.all())}
    assert done.state == "closed"
    assert stopped["age_under_eighteen"] == (6, 6) and stopped["borrowed_document"] == (3, 3)
