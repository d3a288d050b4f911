"""Everything that extraction reads out of the words of one advert."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from baken.extraction.ages import StatedAge, stated_ages
from baken.extraction.contacts import Contact
from baken.extraction.disguises import ClearText
from baken.extraction.emails import emails, may_hold_emails
from baken.extraction.figures import figures
from baken.extraction.handles import handles, may_hold_handles
from baken.extraction.marks import NUMBER, ask
from baken.extraction.phones import phones
from baken.extraction.places import Place, places
from baken.extraction.prices import Price, prices
from baken.extraction.websites import websites
from baken.vocabulary.advert_record import words

_SITE_WORDS = ask("sites", ("www", "http", "https", "punt", "dot"))
_SITE_SIGNS = ("(.)", "[.]")
_DOT_INSIDE = re.compile(r"\.[a-z]")


class Facts(NamedTuple):
    """What was found. All spans are in code points of the advert's words."""

    contacts: list[Contact]
    places: list[Place]
    ages: list[StatedAge]
    prices: list[Price]


def facts(
    title: str | None,
    text: str,
    place: str | None,
    region: str,
) -> Facts:
    """Reads the words of one advert, and its field `place`."""
    return facts_in(ClearText(words(title, text)), title, place, region)


def facts_in(clear: ClearText, title: str | None, place: str | None, region: str) -> Facts:
    """The same of words whose disguise was taken off."""
    low = clear.low
    title_end = clear.place(len(title)) if title else -1
    contacts: list[Contact] = []
    addresses: list[tuple[int, int]] = []
    has_digit = clear.has(NUMBER)

    if may_hold_emails(clear):
        _gather(contacts, addresses, emails(clear))
    if may_hold_handles(clear):
        _gather(contacts, addresses, handles(clear, region))
    if clear.has(_SITE_WORDS) or _has(low, _SITE_SIGNS) or _DOT_INSIDE.search(low):
        _gather(contacts, addresses, websites(clear))
    costs = prices(clear) if has_digit else []
    ages = stated_ages(clear)
    taken = [*addresses, *(one.span for one in costs), *(one.span for one in ages)]
    if has_digit:
        taken += figures(clear, region)
    contacts += phones(clear, taken, title_end=title_end, region=region)
    contacts.sort(key=_where)
    found = places(clear, addresses, place)
    if not clear.is_verbatim:
        found = [one._replace(span=clear.span(*one.span)) if one.span else one for one in found]
        costs = [one._replace(span=clear.span(*one.span)) for one in costs]
        ages = [one._replace(span=clear.span(*one.span)) for one in ages]
    return Facts(contacts, found, ages, costs)


def _where(contact: Contact) -> tuple[int, int]:
    return contact.span or (0, 0)


def _has(low: str, signs: Iterable[str]) -> bool:
    """A cheap look, so that what is not there is not searched for."""
    return any(map(low.__contains__, signs))


def _gather(
    contacts: list[Contact],
    spans: list[tuple[int, int]],
    found: Iterable[tuple[Contact, tuple[int, int]]],
) -> None:
    """Adds what overlaps nothing that was found before; one address may have several kinds."""
    before = list(spans)
    for contact, (start, end) in found:
        if not any(start < other_end and other < end for other, other_end in before):
            contacts.append(contact)
            spans.append((start, end))
