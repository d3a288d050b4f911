"""What was erased is gone from the files of a real server: not only from its tables."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROVING = """
import json, sys
from baken.config.command import organisation_session, database
from baken.config.schema import bring_up_to_date

with database():
    bring_up_to_date()
    from baken.accounts.actions import create_organisation
    create_organisation(slug="proof", name_nl="Proef", name_en="Proof", synthetic=True)
with organisation_session("proof", reason="a test", purpose="accountability") as by:
    from django.conf import settings
    from baken.rights import proof
    if "--without-scrub" in sys.argv:
        proof.scrub = lambda: None
    found = proof.prove(by=by, marker=sys.argv[1], directory=settings.BAKEN_STATE)
    print(json.dumps({
        "holds": found.holds, "rows": found.rows,
        "before": {name: [str(path) for path in paths] for name, paths in found.before.found.items()},
        "after": {name: [str(path) for path in paths] for name, paths in found.after.found.items()},
        "files": found.after.files, "unreadable": [str(path) for path in found.after.unreadable],
    }))
"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("installation")
    directory.chmod(0o711)
    return directory


def _prove(state: Path, *arguments: str) -> dict[str, object]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "BAKEN_KEY_FILE")
    }
    done = subprocess.run(
        [sys.executable, "-c", PROVING, *arguments],
        env=environment | {"BAKEN_STATE": str(state)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_nothing_of_what_was_erased_is_left_in_any_file(state: Path) -> None:
    found = _prove(state / "whole", "qwxzvbnmkjhgfd")
    assert all(found["before"].values())
    assert {name: paths for name, paths in found["after"].items() if paths} == {}
    assert found["unreadable"] == []
    assert found["holds"] is True
    places = {
        Path(path).relative_to(state / "whole").parts[1]
        for paths in found["before"].values()
        for path in paths
    }
    assert {"base", "pg_wal"} <= places
    # by hand as well, with nothing of ours: in no file of the whole installation
    for path in (state / "whole").rglob("*"):
        if path.is_file():
            assert b"qwxzvbnmkjhgfd" not in path.read_bytes()


def test_proof_does_not_hold_when_files_are_not_scrubbed(state: Path) -> None:
    found = _prove(state / "leaking", "plkjhgfdsaqwer", "--without-scrub")
    assert found["holds"] is False
    left = [path for paths in found["after"].values() for path in paths]
    assert any("/base/" in path for path in left)
    assert any("/pg_wal/" in path for path in left)
