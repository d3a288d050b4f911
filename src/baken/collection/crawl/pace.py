"""How fast one host is asked: never faster than it and the profile allow, slower where it is slow.

Pure: moments are given, in seconds of a clock that never goes back.
"""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime

LONGEST_DELAY = 60.0
"""Seconds: a site that answers slower than this is asked no slower still; it is asked to wait no longer
by its slowness alone."""


@dataclass
class Pace:
    """`least` is the delay that the profile asks (or robots.txt, whichever is longer), in seconds."""

    least: float
    delay: float = 0.0
    _next: float = 0.0
    strikes: int = 0
    """Answers in a row that asked to slow down."""

    def __post_init__(self) -> None:
        self.delay = max(self.delay, self.least)

    def ask_at_least(self, now: float, seconds: float) -> None:
        """A longer delay that the site itself asks for, in its robots.txt; it holds from now."""
        self.least = max(self.least, seconds)
        self.delay = max(self.delay, self.least)
        self.hold(now, self.least)

    def turn(self, now: float) -> float:
        """Takes a turn: the moment at which it may be asked, and the next one that much later."""
        at = max(now, self._next)
        self._next = at + self.delay
        return at

    def asked(self, now: float) -> None:
        """It is asked at this moment, which may be later than its turn was."""
        self._next = max(self._next, now + self.delay)

    def answered(self, now: float, latency: float, *, well: bool) -> None:
        """The delay is half-way to how long the answer took; what went wrong never makes it faster. It
        counts from the answer: a request that was long under way brings the next no closer to it."""
        wished = min(max(self.least, (self.delay + latency) / 2), max(self.least, LONGEST_DELAY))
        if well or wished > self.delay:
            self.delay = wished
        if well:
            self.strikes = 0
        self.hold(now, self.delay)

    def told_to_slow_down(self, now: float, retry_after: float | None) -> float:
        """Waits as long as the site asks, or twice as long each time; how long from now, in seconds."""
        self.strikes += 1
        wait = max(retry_after or 0.0, self.delay * 2**self.strikes if retry_after is None else 0.0)
        self._next = max(self._next, now + wait)
        return wait

    def hold(self, now: float, seconds: float) -> None:
        """Nothing is asked for so long."""
        self._next = max(self._next, now + seconds)


def read_retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for (a number, or a date against `now` in seconds since
    1970); None where it says nothing that can be read."""
    if value is None:
        return None
    text = value.strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(text).timestamp() - now
        except (ValueError, TypeError, OverflowError):
            return None
    return seconds if 0 <= seconds < float("inf") else (0.0 if seconds < 0 else None)
