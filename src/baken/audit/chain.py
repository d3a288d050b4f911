"""The arithmetic of the chain: the same events always give the same hash.

A seal's hash is an HMAC over the hash before it and the canonical JSON (RFC 8785) of each event in
order. The key stands outside the database, so who can write to the database cannot make a new
chain that fits.
"""

import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import rfc8785

if TYPE_CHECKING:
    from baken.audit.models import Event

FIRST = bytes(32)


def seal_hash(key: bytes, previous: bytes, number: int, at: datetime, events: Iterable["Event"]) -> bytes:
    """32 bytes over the previous hash, the seal's number and moment, and every event in its order."""
    running = hmac.new(key, previous + number.to_bytes(8, "big") + at.isoformat().encode(), "sha256")
    for event in events:
        line = rfc8785.dumps(
            {
                "id": str(event.id),
                "sequence": event.sequence,
                "at": event.at.isoformat(),
                "user": str(event.user_id),
                "action": event.action,
                "subject": event.subject,
                "purpose": event.purpose,
                "reason": event.reason,
                "details": event.details,
            }
        )
        running.update(len(line).to_bytes(8, "big") + line)
    return running.digest()


def erasure_proof(key: bytes, seal: bytes, number: int, at: datetime) -> bytes:
    """32 bytes that say of a seal, by its hash, that its events expired and were erased at a moment."""
    told = b"erased\0" + seal + number.to_bytes(8, "big") + at.isoformat().encode()
    return hmac.new(key, told, "sha256").digest()
