"""Why something can't be settled like this, in words; one line a refusal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.conversations import exceptions
from baken.tenancy.second_person import DecidedAlready

WHY_NOT: dict[type[Exception], str | Promise] = {
    exceptions.WrongState: _("Dit kan nu niet meer. Bekijk hoe het ervoor staat."),
    exceptions.WordsMissing: _("Er ontbreken woorden."),
    exceptions.DocumentsMissing: _(
        "Leg twee verschillende bestanden bij: het advies van uw jurist en de DPIA."
    ),
    exceptions.NoSuchZone: _("Deze tijdzone bestaat niet."),
    exceptions.AskedBefore: _(
        "Er wacht al een voorstel op een tweede persoon. Laat daar eerst over beslissen."
    ),
    exceptions.TextNotAllowed: _("Deze tekst kan schaden wie hem krijgt. Hieronder staat wat eraan schort."),
    DecidedAlready: _("Hierover is al beslist. Bekijk hoe het ervoor staat."),
}


def why_not(fault: Exception) -> str:
    """The words of a refusal."""
    return str(WHY_NOT[type(fault)])
