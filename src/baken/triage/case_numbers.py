"""Case numbers: short, sayable over the telephone, and they say nothing.

A letter and a digit, four digits: K7-2291. Made from the lead's id under a key, so that neither order nor
size of anything can be read from it. No I, O or Q: they are misread.
"""

import hashlib
import hmac
import re
import uuid
from collections.abc import Iterable, Set

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_NUMBERS = len(LETTERS) * 10 * 10_000
_WRITTEN = re.compile(rf"([{LETTERS}]\d)[ \-\u2010-\u2015]?(\d{{4}})", re.IGNORECASE)


def case_number(lead: uuid.UUID, key: bytes, attempt: int = 0) -> str:
    """The case number of a lead; another one for each attempt."""
    digest = hmac.new(key, f"{lead} {attempt}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:8], "big") % _NUMBERS
    letter, rest = divmod(number, 100_000)
    return f"{LETTERS[letter]}{rest // 10_000}-{rest % 10_000:04d}"


def case_numbers(leads: Iterable[uuid.UUID], key: bytes, taken: Set[str]) -> dict[uuid.UUID, str]:
    """A case number for each lead, all different, none of those taken."""
    given: dict[uuid.UUID, str] = {}
    used = set(taken)
    for lead in leads:
        attempt = 0
        while (number := case_number(lead, key, attempt)) in used:
            attempt += 1
        used.add(number)
        given[lead] = number
    return given


def written(text: str) -> str | None:
    """The case number that somebody typed, in its one form; None where it is none."""
    match = _WRITTEN.fullmatch(text.strip())
    return f"{match[1].upper()}-{match[2]}" if match else None
