"""Somebody at a keyboard: what a person does on a page, and nothing that a person could not do."""

import time
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.browser.things.entry import PASSWORD, TOTP_SECRET, app, password

MOST_TABS = 120


def colleague(employ: Any, desk: Any, *roles: str) -> Any:
    """Somebody new with a password and an app that shows codes."""
    from types import SimpleNamespace

    from baken.tenancy.acting import acting_for

    user = employ(*roles)
    with desk(), acting_for(user.organisation_id):
        password(SimpleNamespace(user=user))
        app(SimpleNamespace(user=user))
        user.name = "Noor"
        user.save()
        user.organisation.slug  # noqa: B018 - read while the database is open
    return user


def code() -> str:
    """What the app shows now."""
    import base64

    return TOTP(base64.b32decode(TOTP_SECRET), 6, SHA1(), 30).generate(int(time.time())).decode()


def tab_to(page: Any, selector: str) -> None:
    """Goes on with the Tab key until the focus is there."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} can't be reached with the Tab key")


def write(page: Any, selector: str, text: str) -> None:
    """Goes to a field and types."""
    tab_to(page, selector)
    page.keyboard.type(text)


def enter(page: Any) -> None:
    """Presses Enter, and waits for what comes."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def sign_in(window: Any, user: Any) -> None:
    """Name, password and code, with the keyboard."""
    window.open("/toegang/login/")
    write(window.page, "input[name=login]", user.sign_in_name)
    write(window.page, "input[name=password]", PASSWORD)
    enter(window.page)
    write(window.page, "input[name=code]", code())
    enter(window.page)
