"""Codes of an app and recovery codes: right, and used once, whichever server process looks."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.utils.crypto import constant_time_compare

from baken.accounts.models import User

PERIOD = 30
"""Seconds that a code of an app is shown (RFC 6238)."""
DRIFT = 1
"""Periods that a clock may be off, either way."""


def matching_step(secret: str, code: str, at: float | None = None) -> int | None:
    """The period in which an app with this secret shows this code; None if it is not about now."""
    now = int((time.time() if at is None else at) // PERIOD)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if constant_time_compare(format_hotp_value(hotp_value(secret, step)), code):
            return step
    return None


@transaction.atomic
def spend_code(user: User, code: str) -> Authenticator | None:
    """What this code belongs to, and spends it; None when it is wrong or was spent.

    The row is locked: of two requests with the same code one comes in.
    """
    digits = "".join(code.split()).replace("-", "")
    held = Authenticator.objects.select_for_update().filter(user=user)
    for authenticator in held.filter(type=Authenticator.Type.TOTP):
        step = matching_step(decrypt(authenticator.data["secret"]), digits)
        if step is not None and step > authenticator.data.get("last_step", 0):
            authenticator.data["last_step"] = step
            authenticator.save(update_fields=["data"])
            return authenticator
    for authenticator in held.filter(type=Authenticator.Type.RECOVERY_CODES):
        if authenticator.wrap().validate_code(digits):
            authenticator.refresh_from_db()
            return authenticator
    return None
