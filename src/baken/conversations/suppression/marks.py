"""What a contact is kept as where it must outlive erasure: a hash under a key of the whole installation.

The same number over WhatsApp or as a text message is one person's phone, so the mark is of the number. It is
not under a key of one organisation: a stop counts at all of them. A mark can't be made anew under another
key, as nobody has the contact any more: each row says under which key it stands, and a contact is asked under
all of them.
"""

import hashlib
import hmac
import re

from django.conf import settings

EVERYBODY, PURPOSE = "every organisation", "suppression"
_NUMBER = re.compile(r"\+[0-9]{5,15}")


def identity(channel: str, value: str) -> tuple[str, str]:
    """What a channel's id is as adverts have it: (kind of contact, normalised value)."""
    plain = value.strip()
    digits = plain if plain.startswith("+") else f"+{plain}"
    if channel in ("whatsapp", "sms") and _NUMBER.fullmatch(digits):
        return "phone", digits
    # the id of somebody without a number tells capitals apart; an address does not
    return ("phone" if channel == "sms" else channel), plain.casefold() if channel == "email" else plain


def marks_of(kind: str, value: str) -> tuple[bytes, ...]:
    """The marks of a contact, 32 bytes each, under every key of this installation: the newest first."""
    keys = settings.BAKEN_KEYRING.keys(EVERYBODY, PURPOSE)
    return tuple(hmac.new(key, f"{kind}\0{value}".encode(), hashlib.sha256).digest() for key in keys)


def newest_key_name() -> str:
    """What the key is called under which marks are made now."""
    names: tuple[str, ...] = settings.BAKEN_KEYRING.names
    return names[-1]
