"""What went wrong, in the words of pages: a sentence for each exception that people can meet."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.notices.exceptions import NoticesError
from baken.notices.received import exceptions as wrong
from baken.notices.statements.exceptions import WrongStatement
from baken.notices.statements.wording import in_words

WHY_NOT: dict[type[NoticesError], str | Promise] = {
    wrong.DeskClosed: _("Deze organisatie neemt hier geen meldingen aan."),
    wrong.TooManyNotices: _(
        "Er komen nu heel veel meldingen binnen. Probeer het over een uur opnieuw. "
        "Is iemand in gevaar? Bel 112."
    ),
    wrong.WhyMissing: _("Hier ontbreken woorden. Vul in wat er staat en waarom."),
    wrong.ContactNeeded: _(
        "Vul uw naam en e-mailadres in. Alleen bij misbruik van een minderjarige mag een melding anoniem."
    ),
    wrong.NotInGoodFaith: _("Verklaar dat u dit naar eer en geweten meldt."),
    wrong.WrongState: _("Dit kan nu niet meer. Kijk hoe het er nu voor staat."),
    wrong.ChangedMeanwhile: _("Intussen kwam hierover iets bij. Lees het eerst en beslis dan."),
    wrong.NotTied: _("Deze melding staat al alleen."),
    wrong.ContactTold: _(
        "Hier staat een telefoonnummer, adres of account. Haal het weg: deze woorden gaan naar anderen."
    ),
    wrong.NotPreserved: _("Bewaar eerst de tekst van de advertentie. Daarna is zij misschien weg."),
    wrong.NotReferred: _("Leg eerst vast of het vermoeden is doorgegeven, of waarom niet."),
    wrong.NoFlagger: _("Deze melding zegt niet dat zij van een betrouwbare flagger komt."),
    wrong.NoDecision: _("Onder deze code staat geen besluit waarover u kunt klagen."),
    wrong.TooLate: _("Een klacht kan tot zes maanden na het besluit."),
    wrong.ComplainedBefore: _("U hebt over dit besluit al een klacht ingediend."),
    wrong.SamePerson: _("U nam dit besluit zelf. Een ander behandelt de klacht."),
    wrong.ChangesMissing: _("Schrijf op wat er nu verandert."),
    wrong.NotUnfounded: _("Alleen een melding waarop niets is gedaan kan kennelijk ongegrond zijn."),
    wrong.NobodyKnown: _("Wie deze melding gaf, is niet (meer) bekend."),
    wrong.TooFewMarks: _("Er zijn nog niet genoeg kennelijk ongegronde meldingen voor een waarschuwing."),
    wrong.NotWarned: _("Eerst een waarschuwing, en daarna een nieuwe kennelijk ongegronde melding."),
    wrong.SuspendedAlready: _("Over deze melder is al iets gevraagd of besloten."),
}


def why_not(fault: NoticesError) -> str:
    """The sentence for what went wrong."""
    if isinstance(fault, WrongStatement):
        return " ".join(dict.fromkeys(in_words(one) for one in fault.faults))
    return str(WHY_NOT[type(fault)])
