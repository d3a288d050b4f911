"""The house keeps its names, sizes and manners."""

import re
import subprocess
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "baken"
ROOMS = sorted(path for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__")
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
PURE = ("indicators", "linking", "extraction", "disclosure", "privacy", "vocabulary")
TRACKED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout.splitlines()

SAYS_NOTHING = re.compile(r"^(utils?|helpers?|common|core|misc|base_.*|\w+2|manager)$")


def test_rooms_are_the_ones_of_the_house() -> None:
    layers = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL)
    assert layers
    assert {room.name for room in ROOMS} == set(re.findall(r'"(\w+)"', layers[1]))


@pytest.mark.parametrize("path", [*ROOMS, *MODULES], ids=lambda path: str(path.relative_to(SOURCE)))
def test_name_says_something(path: Path) -> None:
    assert not SAYS_NOTHING.match(path.stem)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_room_says_what_it_is_for(room: Path) -> None:
    lines = [line for line in (room / "README.md").read_text().splitlines() if line.startswith("- **")]
    assert [line.split("**")[1] for line in lines[:4]] == ["Purpose", "Comes in", "Goes out", "Never here"]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_is_small(module: Path) -> None:
    assert len(module.read_text().splitlines()) <= 500


@pytest.mark.parametrize("room", PURE)
def test_pure_room_reads_no_clock_and_no_environment(room: str) -> None:
    forbidden = re.compile(r"\.now\(|\.today\(|\.utcnow\(|time\.time\(|os\.environ|getenv")
    found = [path.name for path in (SOURCE / room).rglob("*.py") if forbidden.search(path.read_text())]
    assert found == []


@pytest.mark.parametrize("name", [name for name in TRACKED if (ROOT / name).is_file()])
def test_file_names_no_registry_and_no_machine(name: str) -> None:
    path = ROOT / name
    content = path.read_bytes()
    hosts = rb"pypi\." + rb"org|files\.python" + rb"hosted|registry\." + rb"npmjs|deb\." + rb"debian"
    places = rb"(?<![\w.])/(?:w" + rb"ork|f" + rb"arm)/[A-Za-z.]"
    assert not re.search(hosts + rb"|" + places, content)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_is_left_undone(module: Path) -> None:
    undone = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    with tokenize.open(module) as stream:
        comments = [
            token.string
            for token in tokenize.generate_tokens(stream.readline)
            if token.type == tokenize.COMMENT
        ]
    assert [comment for comment in comments if undone.search(comment)] == []


def test_lock_files_hold_every_dependency_with_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        blocks = re.split(r"\n(?=\S)", lock.read_text())
        pinned = [block for block in blocks if "==" in block.splitlines()[0]]
        assert pinned
        assert all("--hash=sha256:" in block for block in pinned)
