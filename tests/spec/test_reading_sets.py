"""The sets of tests/spec/readings: how words are read as a stop or a threat, per language and half."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from baken.conversations.readings import Reading, reads_as_stop, reads_as_threat

SETS = Path(__file__).parent / "readings"
READERS = {"stop": reads_as_stop, "threat": reads_as_threat}
LANGUAGES = ("nl", "en", "de", "fr", "es", "pl", "ro", "hu", "bg")
ANSWERS: tuple[Reading, ...] = ("yes", "maybe", "no")


@cache
def lines(name: str) -> dict[str, dict[str, list[str]]]:
    held: dict[str, dict[str, list[str]]] = yaml.load(
        (SETS / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
    )
    return held


def counted(name: str, language: str, half: int) -> Counter[tuple[str, str]]:
    """How often a line that is the first was read as the second."""
    return Counter(
        (wanted, READERS[name](line))
        for wanted, every in lines(name)[language].items()
        for line in every[half::2]
    )


@pytest.mark.parametrize("name", READERS)
def test_every_language_has_lines_of_each_kind(name: str) -> None:
    assert tuple(lines(name)) == LANGUAGES
    assert all(set(every) == set(ANSWERS) and all(every.values()) for every in lines(name).values())


@pytest.mark.parametrize("half", [0, 1], ids=["seen", "kept back"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READERS)
def test_rates_are_reached(name: str, language: str, half: int) -> None:
    found = counted(name, language, half)

    right = found["yes", "yes"]
    assert right >= 0.98 * sum(found[wanted, "yes"] for wanted in ANSWERS), "read as yes and is none"
    assert right >= 0.9 * sum(found["yes", read] for read in ANSWERS), "is a yes and read as none"
    assert found["yes", "no"] == found["maybe", "no"] == 0, "nobody would look"
    assert found["no", "yes"] == 0, "somebody would fall silent"
