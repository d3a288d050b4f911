"""The register's own pseudonyms for persons, and what must never be typed where a number belongs."""

import re
import uuid

from django.conf import settings

from baken.platforms.catalogue import folded
from baken.privacy.pseudonyms import pseudonym
from baken.tenancy.acting import Actor

_SHOWN = 16
"""Characters of base32, in groups of four: 80 bits, so that two persons never share one by chance,
and no group is long enough to be taken for a number that rings somebody."""
_TELEPHONE = re.compile(r"(?:\+|00)[1-9]\d{7,14}|0\d{9}")
_DIGITS = re.compile(r"[\s().+/_-]+")


def pseudonym_of_number(*, by: Actor, source_kind: str, number: str, case: str | None) -> str:
    """The pseudonym of the person whom a source knows by `number`; the number itself is not kept.

    With `case` (the source's reference) the number holds in that case alone, without it in all cases
    of that kind of source.
    """
    scope = "case" if case else "source"
    return _keyed(by, "\0".join((scope, source_kind, folded(case or ""), folded(number).replace(" ", ""))))


def pseudonym_without_number(*, by: Actor) -> str:
    """A pseudonym for somebody whom the source gives no number."""
    return _keyed(by, f"nobody\0{uuid.uuid4()}")


def pseudonym_of_only_person(*, by: Actor, case: str) -> str:
    """The pseudonym of the one person in a case of an imported file for whom it gives no number: the
    same each time that file is read."""
    return _keyed(by, f"only person\0{folded(case)}")


def _keyed(by: Actor, value: str) -> str:
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "register persons")
    found = pseudonym("register person", value, key)[:_SHOWN]
    return "P-" + "-".join(found[start : start + 4] for start in range(0, _SHOWN, 4))


def looks_like_contact(text: str) -> bool:
    """Whether a typed number could be a telephone number, an e-mail address or an account's name."""
    return "@" in text or bool(_TELEPHONE.fullmatch(_plain(text)))


def looks_like_citizen_number(text: str) -> bool:
    """Whether it passes the check of a Dutch citizen service number."""
    digits = _DIGITS.sub("", text)
    if not re.fullmatch(r"\d{8,9}", digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(one) * weight for one, weight in zip(digits.zfill(9), weights, strict=True)) % 11 == 0


def looks_like_name(text: str) -> bool:
    """Whether it has no digit in it: a number of a case or a person has one, a name has none."""
    return not re.search(r"\d", text)


def _plain(text: str) -> str:
    return ("+" if text.strip().startswith("+") else "") + _DIGITS.sub("", text)
