"""No text costs extraction more than ten times what plain text of its length costs."""

import pytest

from tests.benchmarks.extraction_hostile import MOST, cpu_seconds, times_plain
from tests.spec.extraction.hostile import hostile_texts, plain_text

TEXTS = hostile_texts()


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """What is compiled or read at the first text counts for none."""
    cpu_seconds(plain_text()[:2_000])


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_costs_at_most_ten_times_plain_text(name: str) -> None:
    assert times_plain(TEXTS[name]) <= MOST
