"""Contacts that a record has in a field of its own, in the form that found ones have."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from baken.extraction.contacts import EMAIL, HANDLE_KINDS, OTHER, PHONE, WEBSITE, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.emails import emails
from baken.extraction.handles import handles
from baken.extraction.numbering import Reading, read_international, read_national
from baken.extraction.phones import phones
from baken.extraction.websites import websites

FIELD = "contacts"

_MAY_BE_NUMBERS = (PHONE, "whatsapp", "signal", "telegram", OTHER)
_FEWEST_DIGITS = 7
_PLAIN_NUMBER = re.compile(r"(?:\+[0-9]|[0-9]{2})(?:[ -]?[0-9]){5,15}")


def own_contacts(given: list[Mapping[str, str]] | None, region: str) -> list[Contact]:
    """The record's own contacts, normalised, each kind and value once; none is lost.

    What can't be read as its kind says stays, in lower case and not valid.
    """
    found: dict[tuple[str, str], Contact] = {}
    for one in given or ():
        for contact in _normalised(one["kind"], one["value"].strip(), region):
            placed = contact._replace(span=None, field=FIELD)
            found.setdefault((placed.kind, placed.value), placed)
    return list(found.values())


@lru_cache(maxsize=16384)
def _normalised(kind: str, value: str, region: str) -> tuple[Contact, ...]:
    """An advertiser's contact stands in many records."""
    return tuple(_read(kind, value, region))


def _read(kind: str, value: str, region: str) -> Iterator[Contact]:
    number = _plain_number(value, region) if kind in _MAY_BE_NUMBERS else None
    if number is not None:
        yield number
        return
    clear = ClearText(value)
    if kind in (*HANDLE_KINDS, PHONE, WEBSITE, OTHER):
        linked = [one for one, _ in handles(clear, region)]
        if linked:
            yield from linked
            return
    if kind in _MAY_BE_NUMBERS:
        numbers = phones(clear, [], region=region) if "@" not in value else []
        if numbers:
            yield from numbers
            return
        reading = _dialled(clear.text, region) if not any(map(str.isalpha, clear.text)) else None
        if reading is not None:
            yield Contact(PHONE, reading.e164, False, reading.valid)
            return
    if kind in (EMAIL, OTHER):
        mail = [one for one, _ in emails(clear)]
        if mail:
            yield from mail
            return
    if kind in (WEBSITE, OTHER):
        sites = [one for one, _ in websites(clear)]
        if sites:
            yield from sites
            return
    plain = clear.low.strip().removeprefix("mailto:")
    if kind in HANDLE_KINDS:
        yield Contact(kind, plain.lstrip("@").rstrip("/") or plain, False, True)
    elif kind == WEBSITE:
        yield Contact(
            kind, plain.split("://", 1)[-1].removeprefix("www.").rstrip("/") or plain, False, "." in plain
        )
    else:
        yield Contact(OTHER if kind == PHONE else kind, plain, False, kind == OTHER)


def _plain_number(value: str, region: str) -> Contact | None:
    """What a number in plain digits says, which most fields have: so it needs no search."""
    if _PLAIN_NUMBER.fullmatch(value) is None:
        return None
    digits = value.replace(" ", "").replace("-", "")
    if digits[0] == "+":
        reading = read_international(digits[1:])
    else:
        reading = read_international(digits[2:]) if digits[:2] == "00" else read_national(digits, region)
    return Contact(PHONE, reading.e164, False, reading.valid) if reading is not None else None


def _dialled(value: str, region: str) -> Reading | None:
    """A field for a phone needs no sign that a phone follows: "612345678" is one."""
    digits = "".join(filter(str.isdigit, value))
    if len(digits) < _FEWEST_DIGITS:
        return None
    if region == "NL" and digits[0] == "6" and len(digits) == 9:
        return read_national("0" + digits, region)
    return read_national(digits, region) or read_international(digits.removeprefix("00"))
