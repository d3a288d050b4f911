"""Why somebody can't be approached, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.conversations.exceptions import ConversationsError, MayNotGo, ThereAlready
from baken.conversations.wording import WHY_NOT
from baken.outreach.exceptions import NoGround, NotReachable, OutreachError
from baken.triage.exceptions import DecidedBlind, OutreachStopped, RestsElsewhere, TriageError

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
