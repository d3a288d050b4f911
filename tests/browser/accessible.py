"""A page in the state of its entry, and what keeps somebody out of it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from tests.browser.page_table import Page
from tests.factories.desk_addresses import every_address

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = """async rules => (await axe.run(
    document, {runOnly: rules, resultTypes: ["violations"]}
)).violations.flatMap(one => one.nodes.map(
    node => `${one.id}: ${node.target} ${node.html.slice(0, 120)} ${node.failureSummary}`
))"""
WIDTHS = (1280, 390)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def violations(page: Any) -> list[str]:
    """What axe finds on a page as it stands now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(FIND, RULES)
    return found


def open_page(page: Page, language: str, visit: Any, employ: Any, desk: Any, served: Any) -> Any:
    """The page in its state, before the eyes of whoever opens it."""
    from baken.accounts.queries import find_organisation, system_user
    from baken.tenancy.acting import Actor, acting_for

    address = next(one for one in every_address() if one.name == page.name)
    role = page.role or (not page.nobody and sorted(address.view.permission.roles)[0])
    user = employ(role) if role else None
    with desk():
        organisation = find_organisation("demo")
        with acting_for(organisation.id):
            by = Actor(user or system_user(organisation), organisation, "accountability", "een toets")
            found = page.thing(by) if page.thing else {}
    parameters = {name: found[name] for name in address.parameters}
    window = visit(user, language=language, asks_who=page.asks_who, asks_why=page.asks_why)
    path = reverse(page.name, kwargs=parameters)
    window.path = path + page.query
    status = window.open(window.path)
    if page.then:
        page.then(window.page)
    else:
        assert status == page.status, served.log.read_text("utf-8")[-2_000:]
        assert urlsplit(window.page.url).path == path, "the page led on to another"
    return window


def in_english(page: Page, window: Any, visit: Any, employ: Any, desk: Any, served: Any) -> Any:
    """The same page in English: read once more, or brought into its state anew where that took doing."""
    if page.then or page.shown_once:
        return open_page(page, "en", visit, employ, desk, served)
    window.page.context.add_cookies([{"name": "django_language", "value": "en", "url": served.address}])
    assert window.open(window.path) == page.status
    return window


def is_open_to_everybody(window: Any, language: str, width: int) -> None:
    """Holds a page against the rules at this width; wider than the window at none of all."""
    assert window.page.get_attribute("html", "lang") == language
    assert window.page.locator("h1").count() == 1
    for one in sorted(WIDTHS, key=width.__eq__):
        window.page.set_viewport_size({"width": one, "height": 900})
        assert window.page.evaluate(OVERFLOW) <= 0, f"wider than {one}"
    assert violations(window.page) == [], f"at {width}"
    assert window.faults == []
