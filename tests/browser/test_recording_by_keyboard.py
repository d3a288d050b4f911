"""What somebody saw is recorded within a minute: with few keys, and without JavaScript."""

import uuid
from typing import Any

from tests.browser.hands import tab_to

TEXT = "Rustige praktijk aan de rand van de stad. 60 euro per uur."
MOST_KEYS = 10
"""Keys beside the letters of what one writes: Tab, space and Enter."""


def recorded(user: Any, desk: Any, text: str) -> list[Any]:
    import json

    from baken.adverts.models import ByHand
    from baken.adverts.vault import RECORD_COLUMN, Vault
    from baken.tenancy.acting import acting_for

    with desk(), acting_for(user.organisation_id):
        vault = Vault(user.organisation_id)
        found = ByHand.objects.filter(recorded_by=user).select_related("sighting")
        told = [
            (one, json.loads(vault.open(one.sighting.record, RECORD_COLUMN, one.sighting_id)))
            for one in found
        ]
        return [one for one, record in told if record["text"] == text]


class Keys:
    """Counts the keys that are no letters of what is written."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.count = 0

    def press(self, key: str) -> None:
        self.count += 1
        self.page.keyboard.press(key)

    def to(self, selector: str) -> None:
        while not self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            self.press("Tab")
            assert self.count < 40, f"{selector} can't be reached with the Tab key"


def test_sighting_is_recorded_with_few_keys(visit: Any, employ: Any, desk: Any) -> None:
    user = employ("outreach_worker")
    window = visit(user)
    page = window.page
    text = f"{TEXT} {uuid.uuid4().hex[:6]}"
    window.open("/waarnemingen/vastleggen/")
    keys = Keys(page)
    assert page.evaluate("document.activeElement.name") == "platform"
    page.keyboard.type("insta")
    keys.to("[name=text]")
    page.keyboard.type(text)
    keys.to("[name=place]")
    page.keyboard.type("Tilburg")
    keys.to("[name=lawful]")
    keys.press("Space")
    with page.expect_navigation():
        keys.press("Enter")
    page.wait_for_load_state("networkidle")
    assert keys.count <= MOST_KEYS
    (made,) = recorded(user, desk, text)
    assert made.sighting.platform == "instagram"
    # the next one begins at its words: platform and basis are kept
    assert page.evaluate("document.activeElement.name") == "text"
    assert page.input_value("[name=platform]") == "Instagram"
    assert window.faults == []


def test_what_is_written_is_kept_on_the_way(visit: Any, employ: Any, desk: Any) -> None:
    user = employ("outreach_worker")
    window = visit(user)
    window.open("/waarnemingen/vastleggen/")
    with window.page.expect_response("**/vastleggen/bewaar/"):
        window.page.fill("[name=text]", TEXT)
    window.page.wait_for_load_state("networkidle")
    again = visit(user)
    again.open("/waarnemingen/vastleggen/")
    assert again.page.input_value("[name=text]") == TEXT
    assert window.faults == []


def test_mistake_is_taken_back_with_keys(visit: Any, employ: Any, desk: Any) -> None:
    user = employ("outreach_worker")
    window = visit(user)
    page = window.page
    window.open("/waarnemingen/vastleggen/")
    page.fill("[name=platform]", "telegram")
    page.fill("[name=text]", TEXT)
    page.check("[name=lawful]")
    page.keyboard.press("Enter")
    page.wait_for_url("**platform=telegram**")
    tab_to(page, "form[action$='/neem-terug/'] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert recorded(user, desk, TEXT) == []
    assert window.faults == []


def test_sighting_is_recorded_without_javascript(visit: Any, employ: Any, desk: Any) -> None:
    user = employ("outreach_worker")
    window = visit(user, java_script_enabled=False)
    page = window.page
    text = f"{TEXT} {uuid.uuid4().hex[:6]}"
    window.open("/waarnemingen/vastleggen/")
    page.fill("[name=platform]", "insta")
    page.fill("[name=text]", text)
    page.locator("summary").click()
    page.select_option("[name=contact_kind_1]", "telegram")
    page.fill("[name=contact_value_1]", "rustpunt_voorbeeld")
    page.check("[name=lawful]")
    page.click("#vastleggen button[type=submit]")
    assert len(recorded(user, desk, text)) == 1
    page.click("form[action$='/neem-terug/'] button")
    assert recorded(user, desk, text) == []
    assert window.faults == []
