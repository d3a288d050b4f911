"""`baken key`: the names of the keys, and one more of them, where a key file and a database stand."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings as configured

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cli.key import command
from baken.privacy.keys import Keyring, create_master_key, read_master_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(organisation: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A key file as this installation began with, and the database of the tests in place of its own."""
    path = tmp_path / "master.key"
    path.write_bytes(configured.BAKEN_KEYRING.master)
    path.chmod(0o600)

    @contextlib.contextmanager
    def database() -> Iterator[None]:
        yield

    monkeypatch.setattr("baken.cli.key.database", database)
    monkeypatch.setenv("BAKEN_KEY_FILE", str(path))
    return path


def baken_key(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_list_names_the_keys_and_what_each_is_for(keys: Path, settings: object) -> None:
    first = configured.BAKEN_KEYRING
    held = Keyring(first.master, (bytes([1]) * 32, bytes([2]) * 32))
    settings.BAKEN_KEYRING = held  # type: ignore[attr-defined]
    told = baken_key("list").output.splitlines()
    assert [line.split("  ")[1] for line in told] == list(held.names)
    assert "pseudonyms" in told[0] and "sealed in its time" in told[1] and "from now on" in told[2]
    assert json.loads(baken_key("list", "--json").output) == list(held.names)
    shown = baken_key("list").output
    assert not any(secret.hex() in shown for secret in (held.master, *held.later))


def test_one_key_is_for_everything(keys: Path) -> None:
    (line,) = baken_key("list").output.splitlines()
    assert "pseudonyms" in line and "from now on" in line


def test_rotate_adds_a_key_and_says_to_copy_the_file(keys: Path, organisation: Organisation) -> None:
    done = baken_key("rotate", "--reason", "yearly")
    assert done.exit_code == 0, done.output
    held = read_master_key(keys)
    assert len(held.names) == 2 and held.names[0] == organisation.key_name
    assert held.names[-1] in done.output and "Copy the file" in done.output
    assert not any(secret.hex() in done.output for secret in (held.master, *held.later))
    assert Event.objects.get(action="operations.key_rotated").details == {"keys": 2}
    assert baken_key("rotate", "--reason", "again", "--quiet").output == ""
    assert len(read_master_key(keys).names) == 3


@pytest.mark.parametrize("arguments", [[], ["--reason", "  "], ["--reason", "two\nlines"]])
def test_rotate_without_a_reason_on_one_line_adds_nothing(keys: Path, arguments: list[str]) -> None:
    before = keys.read_bytes()
    assert baken_key("rotate", *arguments).exit_code == 2
    assert keys.read_bytes() == before


def test_rotate_of_another_key_file_says_so_and_adds_nothing(keys: Path) -> None:
    keys.unlink()
    create_master_key(keys)
    before = keys.read_bytes()
    done = baken_key("rotate", "--reason", "yearly")
    assert done.exit_code == 1
    assert "No key was added" in str(done.exception or done.output)
    assert keys.read_bytes() == before
