"""Why somebody can't be approached, in words; and what a page never tells apart."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.conversations.contact_policy import ASKS_SECOND, WAITS
from baken.conversations.exceptions import ConversationsError, MayNotGo, ThereAlready
from baken.conversations.wording import WHY_NOT, reasons
from baken.outreach.exceptions import NoGround, NotReachable, OutreachError
from baken.triage.exceptions import DecidedBlind, OutreachStopped, RestsElsewhere, TriageError

UNSAID = frozenset({"suppressed", "stop_in_doubt", "opened_before", "never_again", "answered"})
"""Told in one sentence only: whoever reads it learns of nobody that they asked to be left alone (rule 8)."""
ONE_SENTENCE = _(
    "Baken laat dit bericht niet gaan. Waarom precies staat hier met opzet niet: misschien was er al "
    "contact, hier of elders, of wil iemand met rust gelaten worden. Probeer geen ander "
    "nummer; u hoeft niets te doen."
)
CLOSED: dict[type[Exception], str | Promise] = {
    OutreachStopped: _("Contact zoeken is bij deze adverteerder voorgoed uitgesloten."),
    DecidedBlind: _(
        "Dit is besloten zonder de redenen te zien. Contact zoeken kan pas als iemand opnieuw beoordeelt, "
        "mét de redenen."
    ),
    RestsElsewhere: _(
        "Deze adverteerder is met een andere samengevoegd. Zoek contact bij de aanwijzing van beide."
    ),
    NoGround: _(
        "Uw organisatie heeft geen grond om mensen te benaderen. Daarom staat contact zoeken uit. Een "
        "beheerder vraagt een grond aan, met een advies en een DPIA; de functionaris beslist."
    ),
    NotReachable: _("Dit contact is niet meer te gebruiken. Kies een ander, of doe niets."),
    ThereAlready: _("Er loopt al een gesprek met deze adverteerder. Er is niets verstuurd."),
}
NOT_DECIDED = _("Nog niemand besloot dat contact zoeken bij deze aanwijzing goed is.")


def closed(fault: Exception) -> str:
    """Why nobody can be approached here, or not so."""
    if type(fault) in CLOSED:
        return str(CLOSED[type(fault)])
    if isinstance(fault, TriageError | OutreachError):
        return str(NOT_DECIDED)
    assert isinstance(fault, ConversationsError)
    return str(WHY_NOT.get(type(fault), WHY_NOT[MayNotGo])[1])


def refused(codes: Iterable[str]) -> list[str]:
    """What is told when it was refused: every reason that may be told, and one sentence for all others."""
    found = tuple(code for code in codes if code not in WAITS | ASKS_SECOND)
    told = reasons(tuple(code for code in found if code not in UNSAID))
    return [*told, str(ONE_SENTENCE)] if UNSAID & set(found) else told
