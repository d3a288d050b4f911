"""What is generated is committed as it is generated, and covers what it must."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from baken.cli.main import COMMANDS
from tests.house.generated_pages import ROOT, pages


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as `make docs` writes them: in a process of their own, since a command that another test
    called by itself keeps the help of a command that stands alone."""
    folder = tmp_path_factory.mktemp("pages")
    command = [sys.executable, "-m", "tests.house.generated_pages", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_page_is_up_to_date(name: str, generated: Path) -> None:
    written = (generated / name).read_text(encoding="utf-8")
    assert (ROOT / name).read_text(encoding="utf-8") == written, "run: make docs"


def test_every_command_is_documented_with_an_example() -> None:
    page = pages()["docs/reference/commands.md"]()
    sections = dict(re.findall(r"^## (baken [a-z -]+)\n\n```text\n(.*?)```", page, re.DOTALL | re.MULTILINE))
    assert {name.split()[1] for name in sections} == set(COMMANDS)
    groups = {name for name in sections if any(other.startswith(f"{name} ") for other in sections)}
    assert [name for name in sections if name not in groups and "Example" not in sections[name]] == []


def test_every_link_in_the_documents_leads_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    missing = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert missing == []
