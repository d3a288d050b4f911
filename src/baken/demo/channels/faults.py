"""What goes wrong at a simulated provider, by a seed: the same seed, the same faults in the same order."""

import random
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from baken.demo.loopback import HungUp

SEND_FAULTS = ("silent_before", "silent_after", "busy", "broken")
"""No answer and not taken; taken and no answer; too busy, with how long to wait; failed, and not taken."""
ASK_FAULTS = ("silent", "busy", "broken")
"""The same of whoever asks for something: nothing is sent by it either way."""
AWAY = timedelta(hours=1)


class NobodyThere(HungUp):
    """Nobody takes up: no connection comes about."""


@dataclass(frozen=True, slots=True)
class Hook:
    """What a provider tells: the headers, and the body as it travels."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


class Faults:
    """`named` are used up one by one, each by the next message, and `asked` by the next question; after them
    each message and each question has a fault with the chance of `rate`. Between `away_from` and an hour
    later nothing answers."""

    def __init__(
        self,
        seed: int = 0,
        rate: float = 0.0,
        named: Iterable[str] = (),
        away_from: datetime | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        asked: Iterable[str] = (),
    ) -> None:
        self.asked = deque(asked)
        self.named, self.rate, self.away_from, self.now = deque(named), rate, away_from, now
        self._random = random.Random(seed)  # noqa: S311  (a simulator wants its faults again)

    def is_away(self) -> bool:
        """Whether the hour of absence runs."""
        return self.away_from is not None and self.away_from <= self.now() < self.away_from + AWAY

    def next_send(self) -> str:
        """The fault of the next message; empty for none."""
        if self.named:
            return self.named.popleft()
        return self._random.choice(SEND_FAULTS) if self._random.random() < self.rate else ""

    def next_asked(self) -> str:
        """The fault of the next question; empty for none."""
        if self.asked:
            return self.asked.popleft()
        return self._random.choice(ASK_FAULTS) if self._random.random() < self.rate else ""

    def spoilt(self, hooks: Sequence[Hook], forge: Callable[[Hook], Hook]) -> list[Hook]:
        """The hooks as they arrive: some twice, some later, some once more as a forger would send them."""
        told: list[Hook] = []
        for hook in hooks:
            told.append(hook)
            if self._random.random() < self.rate:
                told.append(hook)
            if self._random.random() < self.rate:
                told.append(forge(hook))
        if self._random.random() < self.rate:
            self._random.shuffle(told)
        return told
