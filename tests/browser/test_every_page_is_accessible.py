"""Every page in both languages, on a desk and on a phone: open to everybody, and asking nobody else.

The parts of a page are the same in both, so the rules are held against it once at each width.
"""

from typing import Any

import pytest

from tests.browser.accessible import in_english, is_open_to_everybody, open_page, violations
from tests.browser.page_table import PAGES, Page


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_is_accessible(page: Page, visit: Any, employ: Any, desk: Any, served: Any) -> None:
    window = open_page(page, "nl", visit, employ, desk, served)
    is_open_to_everybody(window, "nl", 390)
    window = in_english(page, window, visit, employ, desk, served)
    is_open_to_everybody(window, "en", 1280)


def test_page_that_shuts_somebody_out_is_found(page_as: Any) -> None:
    window = page_as("admin")
    window.open("/")
    assert violations(window.page) == []
    window.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert [one.split(":")[0] for one in violations(window.page)] == ["html-has-lang"]
