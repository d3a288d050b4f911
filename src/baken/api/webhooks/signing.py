"""The signature of a message: HMAC-SHA256 over the moment and the body as it is sent."""

import hashlib
import hmac

HEADER = "Baken-Signature"


def signature(secret: str, moment: int, body: bytes) -> str:
    """What stands in the header: `t=<seconds since 1970>,v1=<hex>`.

    Who gets it takes the moment and the body as they came, computes the same over `<t>.<body>`, compares in
    constant time, and refuses a moment that lies more than five minutes away: a message can't be replayed
    later."""
    signed = hmac.digest(secret.encode(), str(moment).encode() + b"." + body, hashlib.sha256)
    return f"t={moment},v1={signed.hex()}"


def is_signed(header: str, secret: str, body: bytes, *, now: int, within: int = 300) -> bool:
    """Whether a header holds the signature of this body, of a moment not further than `within` seconds
    away."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    moment = parts.get("t", "")
    if not (moment.isascii() and moment.isdecimal() and len(moment) < 12) or abs(now - int(moment)) > within:
        return False
    return hmac.compare_digest(header.encode(), signature(secret, int(moment), body).encode())
