"""Editions of tables in each state, over the register that stands."""

import uuid

from baken.register.actions import import_registrations
from baken.statistics.editions.actions import (
    decide_edition,
    make_edition,
    propose_edition,
    withdraw_edition,
)
from baken.statistics.editions.asking import ask_edition
from baken.statistics.editions.providing import ask_provision, decide_provision
from baken.statistics.models import AskedEdition, Edition, Provision
from baken.statistics.period import Period
from baken.tenancy.acting import Actor
from tests.factories.users import make_person


def import_study(by: Actor) -> None:
    """The registrations of the study, into the register of who acts."""
    from importlib import resources

    name = "emm-2021-registrations.csv"
    content = (resources.files("baken.demo") / "data" / name).read_bytes()
    import_registrations(by=by, data=content, format="csv", source=name)


def analyst(by: Actor) -> Actor:
    """Somebody who makes editions."""
    return make_person(by.organisation, "analyst", purpose="statistics")


def made(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> Edition:
    """An edition that somebody made."""
    return make_edition(by=analyst(by), table=table, period=period or Period())


def proposed(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> Edition:
    """One that somebody else proposed."""
    return propose_edition(by=analyst(by), edition_id=made(by, table, period).id)


def published(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> Edition:
    """One that a third published."""
    return decide_edition(by=analyst(by), edition_id=proposed(by, table, period).id, publish=True)


def withdrawn(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> Edition:
    """One that was taken back."""
    edition: uuid.UUID = published(by, table, period).id
    return withdraw_edition(
        by=analyst(by), edition_id=edition, correction="Een platform stond onder het verkeerde soort."
    )


def asked_for(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> AskedEdition:
    """An edition that somebody asked for and that waits for a worker."""
    return ask_edition(by=analyst(by), table=table, period=period or Period())


def work(by: Actor) -> None:
    """Does what a worker does with the editions that were asked for."""
    from baken.pipeline.tasks import editions

    editions(organisation_id=str(by.organisation.id))


def for_partners(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> Edition:
    """An edition for partners that somebody made."""
    return make_edition(by=analyst(by), table=table, period=period or Period(), kind="partner")


def asked(
    by: Actor,
    table: str = "emm-types-per-year",
    period: Period | None = None,
    partner: str = "Onderzoek Voorbeeld",
) -> Provision:
    """One that somebody else asked to give to a partner."""
    edition = for_partners(by, table, period).id
    return ask_provision(
        by=analyst(by), edition_id=edition, partner_kind="research", partner=partner, purpose="statistics"
    )


def approved(by: Actor, table: str = "emm-types-per-year", period: Period | None = None) -> Provision:
    """One that a third approved."""
    return decide_provision(by=analyst(by), provision_id=asked(by, table, period).id, approve=True)
