"""A passkey: added, and used to come in. Browsers make one for a name only, so the desk is asked by name."""

from typing import Any

from tests.browser.hands import colleague, sign_in
from tests.browser.things.entry import PASSWORD

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_passkey_is_added_and_lets_its_owner_in(visit: Any, employ: Any, desk: Any) -> None:
    user = colleague(employ, desk, "observer")
    window = visit(by_name=True)
    page = window.page
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(window, user)
    window.open("/toegang/tweede-stap/sleutels/nieuw/")
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")
    page.fill("input[name=name]", "Laptop")
    with page.expect_navigation():
        page.click("#ask_key")
    page.wait_for_load_state("networkidle")
    window.open("/toegang/tweede-stap/")
    assert "Laptop" in page.inner_text("main")
    window.open("/toegang/logout/")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    window.open("/toegang/login/")
    page.fill("input[name=login]", user.sign_in_name)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    with page.expect_navigation():
        page.click("#ask_key")
    page.wait_for_load_state("networkidle")
    window.open("/profiel/")
    assert user.name in page.inner_text("main")
    assert window.faults == []
