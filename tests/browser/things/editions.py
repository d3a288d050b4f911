"""Editions of tables, in each state and on the public page."""

from typing import Any

from tests.browser.things.who import Parameters, acting


def made(by: Any) -> Parameters:
    from tests.factories import editions

    return {"edition_id": editions.made(acting(by, "statistics")).id}


def proposed(by: Any) -> Parameters:
    from tests.factories import editions

    return {"edition_id": editions.proposed(acting(by, "statistics")).id}


def published(by: Any) -> Parameters:
    from tests.factories import editions

    return {"edition_id": editions.published(acting(by, "statistics")).id}


def withdrawn(by: Any) -> Parameters:
    from tests.factories import editions

    return {"edition_id": editions.withdrawn(acting(by, "statistics")).id}


def public_edition(by: Any) -> Parameters:
    return published(by) | {"slug": by.organisation.slug}


def public_list(by: Any) -> Parameters:
    from tests.factories import editions

    editions.withdrawn(acting(by, "statistics"), "emm-unnamed")
    return public_edition(by)


def asked_before_the_first(page: Any) -> None:
    page.locator("input[name=first]").fill("2010")
    page.locator("input[name=last]").fill("2011")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def took_back_without_a_reason(page: Any) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
