"""Every page in English: open to everybody, asking nobody else, no wider than a phone.

It has the parts of the Dutch page, and these were held against every rule on a phone there.
"""

from typing import Any

import pytest

from tests.browser.accessible import is_open_to_everybody, open_page
from tests.browser.page_table import PAGES, Page


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_is_accessible(page: Page, visit: Any, employ: Any, desk: Any, served: Any) -> None:
    window = open_page(page, "en", visit, employ, desk, served)
    is_open_to_everybody(window, "en", widths=(1280,))
