"""A contact as extraction finds it."""

from typing import NamedTuple

PHONE = "phone"
EMAIL = "email"
WEBSITE = "website"
OTHER = "other"
HANDLE_KINDS = ("telegram", "snapchat", "instagram", "kik", "signal", "whatsapp")


class Contact(NamedTuple):
    """A reachable address.

    `value` is E.164 for a phone, lower case for the rest. `span` is [start, end) in code points of
    the words it was found in, or None where `field` names the record's field instead.
    """

    kind: str
    value: str
    obscured: bool
    valid: bool
    span: tuple[int, int] | None = None
    field: str | None = None
