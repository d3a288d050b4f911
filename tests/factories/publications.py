"""Publications in each state, over the register that stands."""

from baken.statistics.models import AskedPublication, Publication
from baken.statistics.publications.actions import (
    decide_publication,
    propose_publication,
    withdraw_publication,
)
from baken.statistics.publications.asking import ask_publication
from baken.statistics.publications.writing import add_block, make_next_version, make_publication
from baken.tenancy.acting import Actor
from baken.vocabulary.code_list import Label
from tests.factories import editions

TITLE = Label("Platforms in het register", "Platforms in the register")
WORDS = {"nl": "Dit zijn vermeldingen.\n\nEen vermelding is geen mens.", "en": "These are mentions."}
WHY = Label("Een platform stond onder het verkeerde soort.", "A platform stood under the wrong kind.")


def draft(by: Actor, table: str = "emm-types-per-year", *, edition: str = "published") -> Publication:
    """A draft with a heading, a text, a table and its bars."""
    writer = editions.analyst(by)
    shown = str(getattr(editions, edition)(by, table).id)
    made = make_publication(by=writer, title=TITLE)
    for kind, content in (
        ("heading", {"nl": "Vermeldingen", "en": "Mentions"}),
        ("text", WORDS),
        ("table", {"edition": shown}),
        ("chart", {"edition": shown}),
    ):
        made = add_block(by=writer, publication_id=made.id, kind=kind, content=content)
    return made


def proposed(by: Actor, table: str = "emm-types-per-year", *, edition: str = "published") -> Publication:
    """One that somebody else proposed."""
    made = draft(by, table, edition=edition)
    return propose_publication(by=editions.analyst(by), publication_id=made.id)


def asked_for(by: Actor, table: str = "emm-types-per-year") -> AskedPublication:
    """A draft that somebody else proposed and that waits for a worker."""
    return ask_publication(by=editions.analyst(by), publication_id=draft(by, table).id)


def work(by: Actor) -> None:
    """Does what a worker does with the publications that were proposed."""
    from baken.pipeline.tasks import publications

    publications(organisation_id=str(by.organisation.id))


def published(by: Actor, table: str = "emm-types-per-year") -> Publication:
    """One that a third published."""
    made = proposed(by, table)
    return decide_publication(by=editions.analyst(by), publication_id=made.id, publish=True)


def next_version(by: Actor, before: Publication) -> Publication:
    """A draft of the next version."""
    return make_next_version(by=editions.analyst(by), publication_id=before.id, changes=WHY)


def withdrawn(by: Actor, table: str = "emm-types-per-year") -> Publication:
    """One that was taken back."""
    made = published(by, table)
    return withdraw_publication(by=editions.analyst(by), publication_id=made.id, correction=WHY)
