"""What the front pages say of the house is whole: rooms, words, how-tos."""

import re
from collections import Counter

from tests.house.test_names import ROOMS, ROOT


def table_rows(name: str) -> list[list[str]]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line.startswith("| ")]


def test_contributing_tells_of_every_room_in_the_order_of_layers() -> None:
    layers = re.search(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.DOTALL)
    assert layers
    order = re.findall(r'"(\w+)"', layers[1])
    told = [match[1] for row in table_rows("CONTRIBUTING.md") if (match := re.match(r"\| `(\w+)`$", row[0]))]
    assert [name for name in told if name in order] == order
    assert set(told) >= {room.name for room in ROOMS}


def test_glossary_says_each_word_once() -> None:
    words = Counter(row[0] for row in table_rows("GLOSSARY.md"))
    assert [word for word, times in words.items() if times > 1 and word != "| English"] == []


def test_readme_shows_every_how_to_once() -> None:
    shown = re.findall(r"\| \[[^]]*\]\((docs/how-to/[a-z-]+\.md)\)", (ROOT / "README.md").read_text("utf-8"))
    there = [f"docs/how-to/{path.name}" for path in sorted((ROOT / "docs/how-to").glob("*.md"))]
    assert sorted(shown) == there
