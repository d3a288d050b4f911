"""Why something can't be done in a conversation, in words, and beside which field; one line a refusal."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.conversations import exceptions
from baken.vocabulary.conversations import NotAllowed

WHY_NOT: dict[type[exceptions.ConversationsError], tuple[str | None, str | Promise]] = {
    exceptions.WrongState: (None, _("Dit kan nu niet. Bekijk hoe het gesprek ervoor staat.")),
    exceptions.ChangedMeanwhile: (
        None,
        _("Er gebeurde ondertussen iets in dit gesprek. Bekijk het eerst opnieuw."),
    ),
    exceptions.NotYours: (None, _("Een collega heeft dit gesprek.")),
    exceptions.WordsMissing: (None, _("Er ontbreken woorden, of het zijn er te veel.")),
    exceptions.YoungPersonNeedsTwo: (
        None,
        _(
            "Misschien is deze persoon minderjarig. Pauzeren of sluiten kan pas als iemand meekijkt, en een "
            "collega bij het alarm opschreef aan wie is overgedragen, of waarom niet."
        ),
    ),
    exceptions.MayNotGo: (None, _("Dit bericht mag niet gaan. Er is niets verstuurd.")),
}


def reasons(codes: tuple[str, ...]) -> list[str]:
    """Every reason why a message may not go, in the reader's language."""
    labels = [NotAllowed[code].label for code in codes]
    return [label.nl if get_language() == "nl" else label.en for label in labels]
