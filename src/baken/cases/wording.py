"""Why something can't be done, in words, and beside which field; one line a refusal."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.cases import exceptions

WHY_NOT: dict[type[exceptions.CasesError], tuple[str | None, str | Promise]] = {
    exceptions.WrongState: (None, _("Dit kan nu niet bij deze begeleiding. Bekijk hoe zij ervoor staat.")),
    exceptions.ChangedMeanwhile: (
        None,
        _("Een collega veranderde deze begeleiding ondertussen. Bekijk haar eerst opnieuw."),
    ),
    exceptions.YesMissing: (
        "said_on",
        _("Schrijf op wanneer, hoe, tegen wie en waarvoor de persoon ja zei."),
    ),
    exceptions.DayInFuture: ("said_on", _("Deze dag moet nog komen.")),
    exceptions.DaysContradict: ("until", _("Dit eindigt voor het begint. Klopt een van de twee niet?")),
    exceptions.NoSuchDay: (
        "begins",
        _("Dit is geen dag, maand of jaar. Schrijf 2024, 3-2024 of 12-3-2024, of laat het leeg."),
    ),
    exceptions.ContactTold: (
        None,
        _("Hier staat een telefoonnummer, adres of account. Schrijf bijvoorbeeld: zijn nummer, dat ik heb."),
    ),
    exceptions.WordsMissing: (None, _("Schrijf het erbij.")),
    exceptions.NotSaid: (
        "said_on",
        _("Kies een antwoord, en een dag sinds het ja die al geweest is."),
    ),
    exceptions.NotAColleague: ("user", _("Kies een collega die mensen begeleidt.")),
    exceptions.LastOne: (None, _("Dan is er niemand meer. Zet eerst een collega op deze begeleiding.")),
    exceptions.StepsOpen: (
        None,
        _("Schrijf bij elke stap van de meldcode een dag, of waarom u haar overslaat."),
    ),
    exceptions.SecondPersonNeeded: (None, _("Een tweede persoon moet hier eerst over beslissen.")),
    exceptions.NotPreparedYet: (
        "words",
        _("De ander kan dit merken, of dat is niet zeker. Spreek eerst samen af wat je dan doet."),
    ),
    exceptions.NotChosenYet: (
        "choice",
        _("Verander niets voor het in het plan staat. Kies eerst: dit wil ik doen."),
    ),
}  # fmt: skip
