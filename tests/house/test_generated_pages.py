"""What is generated is committed as it is generated, and covers what it must."""

import re

import pytest

from baken.cli.main import COMMANDS
from tests.house.generated_pages import ROOT, pages


@pytest.mark.parametrize("name", sorted(pages()))
def test_generated_page_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == pages()[name](), "run: make docs"


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
