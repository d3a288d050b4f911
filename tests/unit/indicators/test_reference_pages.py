"""The committed pages are what the rules and facts say now."""

from pathlib import Path

from baken.indicators.facts import ALL_FACTS
from baken.indicators.reference import facts_page, indicators_page
from baken.indicators.rulebook import load_rules

PAGES = Path(__file__).parents[3] / "docs" / "reference"


def test_page_of_indicators_is_as_generated() -> None:
    page = (PAGES / "indicators.md").read_text("utf-8")

    assert page == indicators_page(), "run: baken indicators reference > docs/reference/indicators.md"
    assert all(rule.innocent.nl in page and rule.source in page for rule in load_rules())


def test_page_of_facts_is_as_generated() -> None:
    page = (PAGES / "facts.md").read_text("utf-8")

    assert page == facts_page(), "run: baken indicators reference --facts > docs/reference/facts.md"
    assert all(fact.meaning.nl in page for fact in ALL_FACTS)
