"""What a site's robots.txt says to Baken (RFC 9309, with Crawl-delay and Request-rate)."""

from dataclasses import dataclass
from typing import Any

TOKEN = "Baken"  # noqa: S105 - the name by which a robots.txt may call us
LARGEST = 512 * 1024
"""Bytes of a robots.txt that count; RFC 9309 asks for 500 kB at least."""
FETCHED_AGAIN_AFTER = 3600.0
"""Seconds after which it is asked anew in the same visit."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host. Without rules of its own either everything is allowed or nothing."""

    parsed: Any = None
    closed: bool = False

    def allows(self, url: str) -> bool:
        """Whether this address may be asked for."""
        if self.parsed is None:
            return not self.closed
        return bool(self.parsed.can_fetch(url, TOKEN))

    @property
    def delay(self) -> float:
        """Seconds between pages that it asks for; 0 where it asks for none."""
        if self.parsed is None:
            return 0.0
        asked = float(self.parsed.crawl_delay(TOKEN) or 0)
        rate = self.parsed.request_rate(TOKEN)
        return max(asked, rate.seconds / rate.requests if rate and rate.requests else 0.0)


OPEN = Rules()
CLOSED = Rules(closed=True)


def rules_from(status: int, body: bytes) -> Rules:
    """The rules in an answer to the request for robots.txt.

    Not there: everything is allowed. Refused (401, 403), too busy (429) or failing (5xx): nothing is, as
    nobody can say what it would have forbidden.
    """
    from protego import Protego

    if 200 <= status < 300:
        text = body[:LARGEST].decode("utf-8", "replace").lstrip("\ufeff")
        return Rules(Protego.parse(text))
    if status in (401, 403, 407, 429, 451) or status >= 500:
        return CLOSED
    return OPEN
