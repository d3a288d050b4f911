"""Why something can't be done in a conversation, in words, and beside which field; one line a refusal. And
what a page never tells apart."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baken.conversations import exceptions
from baken.conversations.contact_policy import ASKS_SECOND, WAITS
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
    exceptions.NotSaid: (
        "said_on",
        _("Kies een antwoord, en een dag sinds het begin van het gesprek die al geweest is."),
    ),
    exceptions.MayNotGo: (None, _("Dit bericht mag niet gaan. Er is niets verstuurd.")),
}


UNSAID = frozenset({"suppressed", "stop_in_doubt", "opened_before", "never_again", "answered"})
"""Told in one sentence only, on every page: whoever reads it learns of nobody that they asked to be left
alone (rule 8)."""
ONE_SENTENCE = _(
    "Baken laat dit bericht niet gaan. Waarom precies staat hier met opzet niet: misschien was er al "
    "contact, hier of elders, of wil iemand met rust gelaten worden. Probeer geen ander "
    "nummer; u hoeft niets te doen."
)


def reasons(codes: tuple[str, ...]) -> list[str]:
    """Every reason why a message may not go, in the reader's language."""
    labels = [NotAllowed[code].label for code in codes]
    return [label.nl if get_language() == "nl" else label.en for label in labels]


def folded(codes: Iterable[str]) -> list[str]:
    """The same as far as a page may tell it: every reason that says nothing of what somebody asked, and one
    sentence for all others."""
    found = tuple(codes)
    told = reasons(tuple(code for code in found if code not in UNSAID))
    return [*told, str(ONE_SENTENCE)] if UNSAID & set(found) else told


def refused(codes: Iterable[str]) -> list[str]:
    """Why a message was refused, folded: without what only puts it off."""
    return folded(code for code in codes if code not in WAITS | ASKS_SECOND)
