"""No text costs extraction more than ten times what plain text of its length costs."""

from functools import cache

import pytest

from tests.benchmarks.extraction_hostile import MOST, plain_seconds, times_plain
from tests.spec.extraction.hostile import hostile_texts

TEXTS = hostile_texts()
plain = cache(plain_seconds)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_costs_at_most_ten_times_plain_text(name: str) -> None:
    assert times_plain(TEXTS[name], plain()) <= MOST
