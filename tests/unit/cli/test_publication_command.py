"""`baken publication build`: what was published, made again; or nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from baken.cli import Failed
from baken.cli.main import baken
from baken.statistics.publications.files import make_files
from baken.statistics.publications.manifest import canonical
from tests.factories.manifests import manifest


@pytest.fixture
def whole() -> dict[str, Any]:
    found = manifest()
    files = [{"form": one.form, "name": one.name, "sha256": one.sha256} for one in make_files(found)]
    return found | {"files": files}


def build(path: Path, content: Any, *more: str) -> Any:
    source = path / "m.manifest.json"
    source.write_bytes(content if isinstance(content, bytes) else canonical(content))
    return CliRunner().invoke(baken, ["publication", "build", str(source), "-o", str(path / "out"), *more])


def fault(done: Any) -> str:
    assert done.exit_code == 1
    assert isinstance(done.exception, Failed), done.exception
    return str(done.exception)


def test_files_are_made_again_byte_for_byte(tmp_path: Path, whole: dict[str, Any]) -> None:
    done = build(tmp_path, whole)
    assert done.exit_code == 0, done.output
    for one in make_files(whole):
        assert (tmp_path / "out" / one.name).read_bytes() == one.data
        assert one.sha256 in done.output


def test_quiet_says_nothing(tmp_path: Path, whole: dict[str, Any]) -> None:
    assert build(tmp_path, whole, "--quiet").output == ""


def test_manifest_that_was_changed_writes_nothing(tmp_path: Path, whole: dict[str, Any]) -> None:
    done = build(tmp_path, whole | {"title": {"nl": "Anders", "en": "Other"}})
    assert "platforms-v2.nl.pdf" in fault(done)
    assert "the manifest was changed after it was made" in fault(done)
    assert not (tmp_path / "out").exists()


def test_other_version_of_a_program_is_named(tmp_path: Path, whole: dict[str, Any]) -> None:
    whole["files"][0]["sha256"] = "0" * 64
    done = build(tmp_path, whole | {"made_with": whole["made_with"] | {"typst": "0.1.0"}})
    assert "typst 0.1.0 then," in fault(done)


@pytest.mark.parametrize("content", [b"", b"{}", b"\x00\x01"])
def test_file_that_is_no_manifest_is_refused(tmp_path: Path, content: bytes) -> None:
    done = build(tmp_path, content)
    assert "is no manifest of a publication" in fault(done)


def test_damaged_manifest_is_refused_without_a_traceback(tmp_path: Path, whole: dict[str, Any]) -> None:
    for name in ("title", "blocks", "corrections", "editions"):
        broken = json.loads(canonical(whole))
        broken[name] = [{"kind": "text"}] if name == "blocks" else [1] if name == "corrections" else {}
        done = build(tmp_path, broken)
        assert fault(done), name
        assert not (tmp_path / "out").exists()


def test_manifest_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = CliRunner().invoke(baken, ["publication", "build", str(tmp_path / "x"), "-o", str(tmp_path)])
    assert "can't be read" in fault(done)
