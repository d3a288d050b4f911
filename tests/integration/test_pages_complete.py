"""No page without a guard, and none that nobody looks at."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser.page_table import CLOSED, NO_PAGE, PAGES
from tests.factories.desk_addresses import Address, every_address

ADDRESSES = every_address()
ONES_OWN = {"start", "desk:reason"} | {one.name for one in ADDRESSES if one.name.startswith("mfa_")}
"""Pages about the reader alone, most of them a package's: signed in is enough."""


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one.ours], ids=lambda one: one.name)
def test_page_has_a_guard(address: Address) -> None:
    guarded = hasattr(address.view, "permission") or getattr(address.view, "public", False)
    assert guarded or address.name in ONES_OWN


def some_path(address: Address) -> str:
    """A path of that address; nothing is there under these names."""
    path = "/" + address.route
    for kind, value in (
        ("uuid:", str(uuid.UUID(int=1))),
        ("int:", "1"),
        ("str:", "x"),
        ("slug:", "x"),
        ("", "x"),
    ):
        for name in address.parameters:
            path = path.replace(f"<{kind}{name}>", value)
    return path if address.parameters else reverse(address.name)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_page_tells_nothing_to_nobody(client: Client, db: None, address: Address) -> None:
    path = some_path(address)
    for answer in (client.get(path), client.post(path)):
        if getattr(address.view, "public", False):
            assert answer.status_code < 500
        elif answer.status_code == 302:
            assert answer["Location"].startswith("/toegang/")
        else:
            assert answer.status_code in (400, 403, 404, 405)


def test_every_page_is_looked_at() -> None:
    looked_at = {page.name for page in PAGES}
    known = looked_at | CLOSED | NO_PAGE
    assert sorted({one.name for one in ADDRESSES} - known) == []


def test_table_of_pages_holds_nothing_that_is_gone() -> None:
    assert sorted(({page.name for page in PAGES} | CLOSED | NO_PAGE) - {one.name for one in ADDRESSES}) == []
