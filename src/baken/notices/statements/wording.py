"""What is wrong with a statement, as people read it beside the field."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.templatetags.desk import words
from baken.notices.statements import exceptions
from baken.notices.statements.screening import Fault

WHY: tuple[tuple[str, str | Promise], ...] = (
    ("is missing", gettext_lazy("Dit moet ingevuld zijn.")),
    ("may be left out, not empty", gettext_lazy("Laat dit weg of vul het in.")),
    ("at least one of", gettext_lazy("Kies minstens één maatregel.")),
    ("characters; at most|has more than", gettext_lazy("Deze tekst is te lang.")),
    ("is not one of its codes", gettext_lazy("De databank kent deze keuze niet.")),
    ("goes with a notice as source", gettext_lazy("Deze categorie kan alleen na een melding.")),
    ("goes with a notice", gettext_lazy("Dit hoort bij een melding, niet bij eigen onderzoek.")),
    ("goes with", gettext_lazy("Dit past niet bij de andere keuzes; de databank zou het weglaten.")),
    ("^lies (after|before)", gettext_lazy("Deze dag past niet bij de andere dagen.")),
    ("^may not lie", gettext_lazy("Deze dag valt buiten wat de databank aanneemt.")),
    ("ends nothing", gettext_lazy("Hier hoort een maatregel bij die op deze dag eindigt.")),
    ("is listed under", gettext_lazy("Dit trefwoord hoort bij een andere categorie.")),
    ("a person decided", gettext_lazy("Een mens heeft besloten: geheel door een machine kan dus niet.")),
    (
        "holds a picture",
        gettext_lazy("Hier staat een afbeelding of bestand als tekst. Schrijf alleen woorden."),
    ),
    ("no personal data|holds a number", gettext_lazy("Hier staat hoe iemand te bereiken is. Haal dat weg.")),
    ("must be a day", gettext_lazy("Schrijf een dag als jaar-maand-dag.")),
    (
        "must be|no identifier|may hold|stands at|is neither|is no statement",
        gettext_lazy("Dit heeft niet de vorm die de databank vraagt."),
    ),
)
"""What the checks say (a pattern), and the words for people; the first that fits counts."""

WHY_NOT: dict[type[exceptions.StatementError], str | Promise] = {
    exceptions.WrongState: gettext_lazy("Dit kan niet meer: de motivering staat intussen anders."),
    exceptions.OnItsWay: gettext_lazy(
        "De databank is al gevraagd deze motivering te bewaren. Wacht op haar antwoord."
    ),
    exceptions.WordsGone: gettext_lazy(
        "De woorden van deze motivering zijn gewist; er is niets te versturen."
    ),
}


def in_words(fault: Fault) -> str:
    """The fault in the reader's language, with what to write in the place of what may not stand there."""
    if fault.marked:
        told = _("Hier staat {what}. Schrijf in plaats daarvan: {instead}.")
        return " ".join(
            told.format(what=f"“{one.words}”", instead=words(one.instead)) for one in fault.marked
        )
    for pattern, said in WHY:
        if re.search(pattern, fault.message):
            return str(said)
    return fault.message
