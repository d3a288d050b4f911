"""A device on which somebody came in before: a signed cookie that says so, and nothing else.

It names the accounts by keyed tags and lets nobody in; it only gives those accounts a counter of
attempts of their own on this device.
"""

import json
import secrets

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from baken.accounts.attempts import counter_key

COOKIE = "baken_device"
KNOWN_FOR = 180 * 24 * 3600
MOST_ACCOUNTS = 8

_signer = TimestampSigner(salt="baken.device")


def device_secret(request: HttpRequest, account: str) -> str | None:
    """What counts attempts of this account on this device; None where it never came in."""
    return _read(request).get(_tag(account))


def know_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """This account came in on this device."""
    known = _read(request)
    known[_tag(account)] = known.pop(_tag(account), "") or secrets.token_urlsafe(16)
    newest = dict(list(known.items())[-MOST_ACCOUNTS:])
    response.set_cookie(
        COOKIE,
        _signer.sign_object(newest),
        max_age=KNOWN_FOR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        path="/toegang/",
    )


def _tag(account: str) -> str:
    return counter_key("account", account).hex()[:16]


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        known = _signer.unsign_object(request.COOKIES.get(COOKIE, ""), max_age=KNOWN_FOR)
    except (BadSignature, json.JSONDecodeError):
        return {}
    return known if isinstance(known, dict) else {}
