"""What a contact is kept as where it must outlive erasure: a hash under a key of the whole installation.

The same number over WhatsApp or as a text message is one person's phone, so the mark is of the number. It is
not under a key of one organisation: a stop counts at all of them.
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


def mark_of(kind: str, value: str) -> bytes:
    """The mark of a contact, 32 bytes."""
    key = settings.BAKEN_KEYRING.key(EVERYBODY, PURPOSE)
    return hmac.new(key, f"{kind}\0{value}".encode(), hashlib.sha256).digest()
