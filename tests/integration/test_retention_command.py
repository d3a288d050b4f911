"""`baken retention` on a real server: plan, run, a request and the proof."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PREPARING = """
from baken.config.command import organisation_session, database
from baken.config.schema import bring_up_to_date
with database():
    bring_up_to_date()
    from baken.accounts.actions import create_organisation
    create_organisation(slug="proof", name_nl="Proef", name_en="Proof", synthetic=True)
with organisation_session("proof", reason="a test") as by:
    from tests.factories.expiring import make_market
    make_market(by, 400, 200, 1)
"""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("installation")
    directory.chmod(0o711)
    _python(directory, "-c", PREPARING)
    return directory


def _python(state: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    apart = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "BAKEN_KEY_FILE")
    environment = {name: value for name, value in os.environ.items() if name not in apart}
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | {"BAKEN_STATE": str(state), "PYTHONPATH": str(Path(__file__).parents[2])},
        input=given, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _baken(state: Path, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return _python(state, "-m", "baken.cli.main", "retention", *arguments, given=given)


def test_commands_do_what_they_say(state: Path) -> None:
    planned = _baken(state, "plan", "--json")
    assert planned.returncode == 0, planned.stderr
    due = {(line["table"], line["class"]): line["due"] for line in json.loads(planned.stdout)}
    assert due["adverts_sighting", "contact"] == 2
    assert due["adverts_extraction", "advert"] == 1
    assert _baken(state, "run", "--dry-run", "--json").stdout == planned.stdout

    proved = _baken(state, "prove", "--json")
    assert proved.returncode == 0, proved.stderr
    assert json.loads(proved.stdout)["holds"] is True
    assert _baken(state, "plan", "--json").stdout == planned.stdout

    done = json.loads(_baken(state, "run", "--json").stdout)
    assert done["erased"]["adverts.sighting"] == 1
    assert done["erased"]["adverts.sighting.contacts cut"] == 2
    assert done["scrubbed"] is True
    assert all(line["due"] == 0 for line in json.loads(_baken(state, "plan", "--json").stdout))

    answers = {
        number: _baken(state, "erase-contact", "phone", "-", given=f"{number}\n")
        for number in ("06 00 00 00 42", "06 00 00 00 99")
    }
    assert len({(answer.returncode, answer.stdout, answer.stderr) for answer in answers.values()}) == 1
    assert "Done" in answers["06 00 00 00 42"].stdout


def test_marker_that_is_none_is_refused(state: Path) -> None:
    refused = _baken(state, "prove", "12")
    assert refused.returncode == 1
    assert "12 to 16 letters" in refused.stderr
