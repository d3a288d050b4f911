"""Editions of tables, in each state and on the public page."""

from typing import Any

from tests.browser.things.who import Parameters, acting


def made(by: Any) -> Parameters:
    from tests.factories import editions

    return {"edition_id": editions.made(acting(by, "statistics")).id}


def _once(by: Any, state: str, table: str) -> Any:
    """A table of its own in each state: the same figures are the same edition, which stays as it is."""
    from baken.statistics.models import Edition
    from tests.factories import editions

    there = Edition.objects.filter(table=table, state=state).first()
    return there or getattr(editions, state)(acting(by, "statistics"), table)


def proposed(by: Any) -> Parameters:
    return {"edition_id": _once(by, "proposed", "emm-table-1").id}


def published(by: Any) -> Parameters:
    return {"edition_id": _once(by, "published", "emm-persons").id}


def withdrawn(by: Any) -> Parameters:
    return {"edition_id": _once(by, "withdrawn", "emm-unnamed").id}


def for_partners(by: Any) -> Parameters:
    return {"edition_id": _provision(by, "asked").edition_id}


def asked(by: Any) -> Parameters:
    return _parameters(_provision(by, "asked"))


def approved(by: Any) -> Parameters:
    return _parameters(_provision(by, "approved"))


def _provision(by: Any, state: str) -> Any:
    from baken.statistics.models import Provision
    from tests.factories import editions

    there = Provision.objects.filter(state=state).first()
    return there or getattr(editions, state)(acting(by, "statistics"), "emm-persons")


def _parameters(provision: Any) -> Parameters:
    return {"edition_id": provision.edition_id, "provision_id": provision.id}


def public_edition(by: Any) -> Parameters:
    return published(by) | {"slug": by.organisation.slug}


def public_list(by: Any) -> Parameters:
    withdrawn(by)
    return public_edition(by)


def asked_before_the_first(page: Any) -> None:
    page.locator("input[name=first]").fill("2010")
    page.locator("input[name=last]").fill("2011")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def sent_as_it_was(page: Any) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
