"""With how much effort a platform was looked at in a week, and whether two weeks may be compared.

A week in which less was collected is not a fall of the market, so nothing is compared before this was
asked. No database, no clock.
"""

from dataclasses import dataclass

LEAST_SHARE_OF_DAYS = 2 / 3
"""Of the days of the week that was collected on most: on fewer than this share, less was collected."""

LEAST_SHARE_OF_TIMES = 1 / 2
"""The same for how many times an advert was captured: half as often means that less was looked at."""

NOT_COLLECTED = "not_collected"
LESS_COLLECTED = "less_collected"
BROKEN_OFF = "broken_off"
NOT_OVER = "not_over"


@dataclass(frozen=True, slots=True)
class Effort:
    """What was done to see a platform in one week.

    `captures`: sightings stored; `days`: days with a capture or a crawl that ran its course (0 to 7);
    `broken_off`: a crawl of that week failed or was stopped; `over`: the week was whole when it was counted.
    """

    captures: int
    days: int
    broken_off: bool = False
    over: bool = True

    @property
    def collected(self) -> bool:
        """Whether there was any collecting: then no adverts means none, not nobody who looked."""
        return self.days > 0


def why_not_comparable(one: Effort, adverts_in_one: int, other: Effort, adverts_in_other: int) -> str | None:
    """The code of the reason why two weeks say nothing about growth (`NotComparable`); None where they do."""
    if not one.collected or not other.collected:
        return NOT_COLLECTED
    if not one.over or not other.over:
        return NOT_OVER
    if one.broken_off or other.broken_off:
        return BROKEN_OFF
    if min(one.days, other.days) < LEAST_SHARE_OF_DAYS * max(one.days, other.days):
        return LESS_COLLECTED
    if adverts_in_one and adverts_in_other:
        times = (one.captures / adverts_in_one, other.captures / adverts_in_other)
        if min(times) < LEAST_SHARE_OF_TIMES * max(times):
            return LESS_COLLECTED
    return None
