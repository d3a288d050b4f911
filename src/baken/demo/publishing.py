"""What the invented organisation published: editions of the register and the market, put together in one
publication by invented colleagues, in nobody's words but this program's."""

from dataclasses import dataclass

from django.db import transaction

from baken.accounts.models import User
from baken.statistics.editions.actions import decide_edition, make_edition, propose_edition
from baken.statistics.editions.exceptions import EditionError
from baken.statistics.models import Edition, Publication
from baken.statistics.period import Period
from baken.statistics.publications.actions import decide_publication, propose_publication
from baken.statistics.publications.writing import add_block, make_publication
from baken.tenancy.acting import Actor
from baken.vocabulary.code_list import Label

TITLE = Label("Platforms in het register en de markt", "Platforms in the register and the market")
WRITER, SECOND = "bram", "inge"


EVER = Period()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the publication: its heading, a text, and the blocks of one edition."""

    table: str
    cut: str | None
    heading: Label
    text: Label
    blocks: tuple[str, ...]
    period: Period = EVER


PARTS = (
    Part(
        "emm-types-per-year",
        None,
        Label("Soorten platforms", "Kinds of platforms"),
        Label(
            "Een vermelding is een platform in een registratie. Een registratie kan meer platforms noemen. "
            "Vermeldingen zijn geen mensen.",
            "A mention is a platform in a registration. A registration can name several platforms. Mentions "
            "are not people.",
        ),
        ("table", "chart"),
        # the years of the study: what chats of later years told is told inside only
        Period.of_years(2017, 2020),
    ),
    Part(
        "market",
        "province",
        Label("Advertenties per provincie", "Adverts per province"),
        Label(
            "Een advertentie is geen persoon, en sekswerk is legaal. Wie in meer provincies adverteert, telt "
            "in elk daarvan mee.\n\nDeze markt is verzonnen.",
            "An advert is not a person, and sex work is legal. Who advertises in several provinces counts in "
            "each of them.\n\nThis market is invented.",
        ),
        ("table", "map"),
    ),
)


def publish_some(*, by: Actor) -> None:
    """Makes, proposes and publishes the editions and the publication, each by another person. What stands
    already is left as it is."""
    if Publication.objects.exists():
        return
    writer, second = (_colleague(by, login) for login in (WRITER, SECOND))
    shown = [(part, edition) for part in PARTS if (edition := _edition(part, writer, second))]
    if not shown:
        return
    with transaction.atomic():
        _write(shown, writer, second)


def _write(shown: list[tuple[Part, Edition]], writer: Actor, second: Actor) -> None:
    made = make_publication(by=writer, title=TITLE)
    for part, edition in shown:
        for kind, label in (("heading", part.heading), ("text", part.text)):
            words = {"nl": label.nl, "en": label.en}
            add_block(by=writer, publication_id=made.id, kind=kind, content=words)
        for kind in part.blocks:
            add_block(by=writer, publication_id=made.id, kind=kind, content={"edition": str(edition.id)})
    propose_publication(by=writer, publication_id=made.id)
    decide_publication(by=second, publication_id=made.id, publish=True)


def _edition(part: Part, writer: Actor, second: Actor) -> Edition | None:
    """The edition, published; None where this market is too small to publish it safely."""
    try:
        made = make_edition(by=writer, table=part.table, period=part.period, cut=part.cut)
    except EditionError:
        return None
    if made.state == "made":
        made = propose_edition(by=writer, edition_id=made.id)
    if made.state == "proposed":
        made = decide_edition(by=second, edition_id=made.id, publish=True)
    return made if made.state == "published" else None


def _colleague(by: Actor, login: str) -> Actor:
    return Actor(User.objects.get(login=login), by.organisation, purpose="statistics", reason="demo")
