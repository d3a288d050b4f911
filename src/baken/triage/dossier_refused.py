"""Links that were refused, in words: what was alike, and why nothing was linked through it."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from baken.adverts.advertiser_queries import RefusedLink

KINDS: dict[str, str | Promise] = {
    "text": _("een tekst"),
    "phone": _("een telefoonnummer"),
    "handle": _("een naam in een app"),
    "email": _("een e-mailadres"),
    "image": _("een foto"),
    "account": _("een account"),
    "judgement": _("een oordeel van een mens"),
}
REASONS: dict[str, str | Promise] = {
    "template": _("het is een sjabloon dat velen gebruiken"),
    "chain of small changes": _("de teksten lijken alleen over tussenstappen op elkaar"),
    "shared by too many": _("te velen delen het"),
    "recycled number": _("na een lange stilte kan een ander het nummer hebben"),
    "shares a contact": _("wie het delen, staan verder los van elkaar"),
    "text of several advertisers": _("verschillende adverteerders gebruiken het"),
    "judged apart": _("een mens zei dat het niet bij elkaar hoort"),
    "suppressed": _("via dit contact mag niet worden gekoppeld"),
}


def refused_words(links: Iterable[RefusedLink]) -> Iterator[str]:
    """A sentence for each kind and reason; a code that has no words is told as it is."""
    for link in links:
        yield str(_("Niet gekoppeld via {what}: {why} ({times} keer).")).format(
            what=KINDS.get(link.kind, link.kind),
            why=REASONS.get(link.refused, link.refused),
            times=link.times,
        )
