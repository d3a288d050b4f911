"""Why something can't be recorded, as people read it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.platforms.dialogue import exceptions
from baken.platforms.dialogue.forms import NO_CONTACTS

WHY_NOT: dict[type[exceptions.DialogueError], tuple[str | None, str | Promise]] = {
    exceptions.ContactTold: ("words", NO_CONTACTS),
    exceptions.NothingSaid: ("words", _("Schrijf hier iets op.")),
    exceptions.DayToCome: ("on", _("Deze dag moet nog komen. Leg vast wat al gebeurd is.")),
    exceptions.DaysCrossed: (
        "on",
        _("De dagen kloppen niet met elkaar: eerst is iets aan de orde gesteld, dan komt de rest."),
    ),
    exceptions.NoSuchMove: ("kind", _("Dit kan niet in deze stand.")),
    exceptions.GoneOn: (
        "platform",
        _("Dit platform is opgegaan in een ander. Stel het bij dat platform aan de orde."),
    ),
    exceptions.ChangedMeanwhile: (
        None,
        _("Iemand anders schreef intussen iets op. Kijk eerst wat dat is; uw tekst staat hier nog."),
    ),
    exceptions.NotToTakeBack: (
        None,
        _("U kunt alleen uw eigen laatste stap terugnemen, binnen een dag, zolang het verslag open is."),
    ),
    exceptions.NotToCorrect: (None, _("Deze stap is teruggenomen en kan niet worden verbeterd.")),
    exceptions.NoMinutes: (
        "meeting",
        _("Het verslag van deze bijeenkomst is niet open, of zij was niet met dit platform."),
    ),
    exceptions.NoPlatform: ("platforms", _("Kies minstens één platform.")),
    exceptions.ErasedAlready: (None, _("Deze woorden waren al gewist.")),
    exceptions.MinutesWritten: ("on", _("Het verslag is begonnen; de dag blijft staan.")),
}
"""The field that the words belong to (none: the whole form), and the words."""
