"""Everything that extraction reads out of the words of adverts."""

import re
from collections.abc import Iterable, Sequence
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
from baken.extraction.row_signs import DOT_SIGN
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


class _Addresses(NamedTuple):
    contacts: list[Contact]
    spans: list[tuple[int, int]]


_NO_ADDRESSES = _Addresses([], [])


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
    return facts_of([clear], [title], [place], region)[0]


def facts_of(
    cleared: Sequence[ClearText], titles: Sequence[str | None], shown: Sequence[str | None], region: str
) -> list[Facts]:
    """The same of many adverts, row for row.

    One kind of fact after the other: so the code of each stays close to the processor.
    """
    addresses = [_addresses(clear, region) for clear in cleared]
    costs = [prices(clear) if clear.has(NUMBER) else [] for clear in cleared]
    ages = [stated_ages(clear) for clear in cleared]
    contacts = [
        _contacts(clear, title, found, paid, aged, region)
        for clear, title, found, paid, aged in zip(cleared, titles, addresses, costs, ages, strict=True)
    ]
    there = [
        places(clear, found.spans, place)
        for clear, found, place in zip(cleared, addresses, shown, strict=True)
    ]
    rows = [Facts(*row) for row in zip(contacts, there, ages, costs, strict=True)]
    return [
        row if clear.is_verbatim else _as_written(clear, row)
        for clear, row in zip(cleared, rows, strict=True)
    ]


def _addresses(clear: ClearText, region: str) -> _Addresses:
    """E-mail addresses, handles and websites, with the spans that they take in the clear text."""
    found = _NO_ADDRESSES
    if may_hold_emails(clear):
        found = _with(found, emails(clear))
    if may_hold_handles(clear):
        found = _with(found, handles(clear, region))
    if _may_hold_sites(clear):
        found = _with(found, websites(clear))
    return found


def _may_hold_sites(clear: ClearText) -> bool:
    """A cheap look, so that what is not there is not searched for."""
    if clear.has(_SITE_WORDS):
        return True
    if not clear.may_show(DOT_SIGN):
        return False
    return any(map(clear.low.__contains__, _SITE_SIGNS)) or _DOT_INSIDE.search(clear.low) is not None


def _contacts(
    clear: ClearText,
    title: str | None,
    addresses: _Addresses,
    costs: list[Price],
    ages: list[StatedAge],
    region: str,
) -> list[Contact]:
    """The addresses and the phone numbers, in the order of the words."""
    taken = [*addresses.spans, *(one.span for one in costs), *(one.span for one in ages)]
    if clear.has(NUMBER):
        taken += figures(clear, region)
    title_end = clear.place(len(title)) if title else -1
    numbers = phones(clear, taken, title_end=title_end, region=region)
    contacts = [*addresses.contacts, *numbers] if addresses.contacts else numbers
    if len(contacts) > 1:
        contacts.sort(key=_where)
    return contacts


def _as_written(clear: ClearText, row: Facts) -> Facts:
    """The same with all spans in the words as they were written."""
    return row._replace(
        places=[one._replace(span=clear.span(*one.span)) if one.span else one for one in row.places],
        prices=[one._replace(span=clear.span(*one.span)) for one in row.prices],
        ages=[one._replace(span=clear.span(*one.span)) for one in row.ages],
    )


def _where(contact: Contact) -> tuple[int, int]:
    return contact.span or (0, 0)


def _with(addresses: _Addresses, found: Iterable[tuple[Contact, tuple[int, int]]]) -> _Addresses:
    """Adds what overlaps nothing that was found before; one address may have several kinds."""
    contacts, spans = list(addresses.contacts), list(addresses.spans)
    for contact, (start, end) in found:
        if not any(start < other_end and other < end for other, other_end in addresses.spans):
            contacts.append(contact)
            spans.append((start, end))
    return _Addresses(contacts, spans)
