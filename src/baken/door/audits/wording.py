"""Why something can't be recorded, as people read it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.door.audits import exceptions
from baken.door.audits.forms import NO_CONTACTS

WHY_NOT: dict[type[exceptions.AuditsError], tuple[str | None, str | Promise]] = {
    exceptions.WrongState: (
        None,
        _("Dit kan niet meer: iemand heeft de toets intussen afgesloten of ingetrokken."),
    ),
    exceptions.ContactTold: (None, NO_CONTACTS),
    exceptions.NothingSaid: (None, _("Schrijf hier iets op.")),
    exceptions.NoDay: ("held_on", _("Vul de dag in: alleen bij gepubliceerd onderzoek mag die leeg.")),
    exceptions.DayToCome: (None, _("Deze dag moet nog komen. Leg vast wat al gebeurd is.")),
    exceptions.NothingTried: (None, _("Deze toets heeft nog geen pogingen. Voeg er eerst een toe.")),
    exceptions.NeverOnline: ("online_hours", _("Alleen een doorgelaten advertentie stond online.")),
    exceptions.OnlyByHand: ("way", _("Een toets aan de proefingang doet Baken zelf.")),
    exceptions.BadAddress: (
        "address",
        _("Schrijf https:// en de naam van de proefingang, met niets erachter."),
    ),
    exceptions.NotAuthorised: (None, _("Geen open toets noemt dit adres. Begin er een.")),
    exceptions.SeveralNameIt: (None, _("Meer dan een open toets noemt dit adres.")),
    exceptions.NotAnswered: (
        None,
        _("Elk punt heeft een antwoord en, behalve bij ‘weet ik niet’, waar dat uit blijkt."),
    ),
}
"""The field that the words belong to (none: the whole form), and the words."""
