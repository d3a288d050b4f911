"""`baken door check` as a platform runs it."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.cli.door import command
from baken.config import command as sessions
from baken.door.actions import replay as replaying
from tests.factories.door import advert, policy, submission


def run(path: Path, sent: Any, *options: str) -> Result:
    path.write_text(sent if isinstance(sent, str) else json.dumps(sent))
    return CliRunner().invoke(command, ["check", str(path), *options])


def test_answer_is_json_and_ends_well_either_way(tmp_path: Path) -> None:
    for sent, decision in ((submission(), "allow"), (submission(advert(stated_age=16)), "hold")):
        done = run(tmp_path / "sent.json", sent)
        assert done.exit_code == 0
        assert json.loads(done.stdout)["decision"] == decision


def test_same_key_gives_the_same_bytes(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("0123456789abcdef0123456789abcdef")
    first, second = (run(tmp_path / "sent.json", submission(), "--key", str(key)) for _ in range(2))
    assert first.stdout == second.stdout and first.stdout


def test_wrong_field_is_named_and_nothing_decided(tmp_path: Path) -> None:
    done = run(tmp_path / "sent.json", submission(asks=policy(minimum_age=3)))
    assert done.exit_code == 3 and done.stdout == ""
    assert "context.policy.minimum_age: " in done.stderr


def test_what_is_no_json_fails(tmp_path: Path) -> None:
    for sent in ("{", "[" * 100_000, "", '{"advert": 1, "advert": 2}', '{"advert": NaN}'):
        done = run(tmp_path / "sent.json", sent)
        assert done.exit_code == 1 and done.stdout == ""


def test_rules_of_ones_own_are_read_alone(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    done = run(tmp_path / "sent.json", submission(), "--rules", str(rules))
    assert done.exit_code == 1 and "rule files" in str(done.exception)


def test_replay_takes_whole_days_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def decide_again(**given: Any) -> replaying.Proof:
        asked.update(given)
        return replaying.Proof(2, ())

    monkeypatch.setattr(sessions, "organisation_session", lambda *_, **__: nullcontext("by"))
    monkeypatch.setattr(replaying, "replay", decide_again)
    days = ["--from", "2026-03-01", "--until", "2026-03-31"]
    told = CliRunner().invoke(command, ["replay", *days])
    assert (told.exit_code, told.output) == (0, "2 checks decided again, 0 not the same\n")
    assert [asked[name].isoformat() for name in ("since", "until")] == [
        "2026-03-01T00:00:00+01:00",
        "2026-04-01T00:00:00+02:00",
    ]
    assert CliRunner().invoke(command, ["replay"]).exit_code == 0
    assert (asked["since"], asked["until"]) == (None, None)
