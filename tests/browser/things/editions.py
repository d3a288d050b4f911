"""Editions of tables, in each state and on the public page."""

from typing import Any

from tests.browser.things.who import Parameters, acting

STANDING = {
    "made": "per-source-kind",
    "proposed": "emm-table-1",
    "published": "emm-persons",
    "withdrawn": "emm-unnamed",
}
"""A table of its own in each state: the same figures are the same edition, which stays as it is."""


def all_made(by: Any) -> None:
    """Every edition at once, those for everybody before one for a partner, over the years of the study: other
    pages put a registration or two of a later year into the register, and no edition can tell of so few."""
    from baken.statistics.models import Edition, Provision
    from baken.statistics.period import Period
    from tests.factories import editions

    actor, study = acting(by, "statistics"), Period.of_years(2017, 2020)
    for state, table in STANDING.items():
        if not Edition.objects.filter(table=table, state=state, kind="public").exists():
            getattr(editions, state)(actor, table, study)
    for state in ("asked", "approved"):
        if not Provision.objects.filter(state=state).exists():
            getattr(editions, state)(actor, STANDING["published"], study)


def _standing(by: Any, state: str) -> Any:
    from baken.statistics.models import Edition

    all_made(by)
    return Edition.objects.filter(table=STANDING[state], state=state, kind="public").first()


def made(by: Any) -> Parameters:
    return {"edition_id": _standing(by, "made").id}


def proposed(by: Any) -> Parameters:
    return {"edition_id": _standing(by, "proposed").id}


def published(by: Any) -> Parameters:
    return {"edition_id": _standing(by, "published").id}


def withdrawn(by: Any) -> Parameters:
    return {"edition_id": _standing(by, "withdrawn").id}


def for_partners(by: Any) -> Parameters:
    return {"edition_id": _provision(by, "asked").edition_id}


def asked(by: Any) -> Parameters:
    return _parameters(_provision(by, "asked"))


def approved(by: Any) -> Parameters:
    return _parameters(_provision(by, "approved"))


def _provision(by: Any, state: str) -> Any:
    from baken.statistics.models import Provision

    all_made(by)
    return Provision.objects.filter(state=state).first()


def _parameters(provision: Any) -> Parameters:
    return {"edition_id": provision.edition_id, "provision_id": provision.id}


def public_edition(by: Any) -> Parameters:
    return published(by) | {"slug": by.organisation.slug}


def public_withdrawn(by: Any) -> Parameters:
    return withdrawn(by) | {"slug": by.organisation.slug}


def public_list(by: Any) -> Parameters:
    withdrawn(by)
    return public_edition(by)


def asked_for(by: Any) -> Parameters:
    return _asked(by, "waiting")


def asked_and_made(by: Any) -> Parameters:
    return _asked(by, "made")


def asked_and_refused(by: Any) -> Parameters:
    return _asked(by, "refused")


def _asked(by: Any, state: str) -> Parameters:
    """No worker runs beside these pages: what it would have written stands there."""
    from tests.factories import editions

    standing = _standing(by, "made") if state == "made" else None
    asked = editions.asked_for(acting(by, "statistics"), "roles-per-type")
    asked.state, asked.edition = state, standing
    if state == "refused":
        asked.reason = {"nl": "Er is niets om te tellen.", "en": "There is nothing to count."}
    if state != "waiting":
        asked.ended_at = asked.asked_at
    asked.save()
    return {"asked_id": asked.id}


def asked_backwards(page: Any) -> None:
    page.locator("input[name=first]").fill("2011")
    page.locator("input[name=last]").fill("2010")
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def sent_as_it_was(page: Any) -> None:
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
