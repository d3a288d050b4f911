"""How often a door stopped a test advert, per gradation, with the interval of so few attempts."""

from collections.abc import Iterable
from dataclasses import dataclass

from baken.indicators.proportions import Proportion
from baken.vocabulary.door_audits import DoorGradation

LONGEST_SITE = 80
"""Characters of what a source calls a site."""
MOST_HOURS = 24 * 365 * 5
"""Hours that an advert may be told to have stood online."""
HARMLESS = "nothing_amiss"
"""The gradation of which being stopped is a false alarm."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One test advert at one site. `online_hours` is how long it stood online at the least, None where nobody
    knows or it never did; `told_police` a code of `ToldPolice`."""

    site: str
    gradation: str
    outcome: str
    online_hours: int | None = None
    told_police: str = "unknown"
    told_others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradationRate:
    """What became of the attempts of one gradation. `rate` leaves unknown outcomes out; None where none is
    known. `longest` is the longest time online that is known, in hours."""

    gradation: str
    refused: int
    held: int
    let_through: int
    unknown: int
    longest: int | None
    told_police: int
    not_told_police: int

    @property
    def attempts(self) -> int:
        """All attempts, those of unknown outcome too."""
        return self.refused + self.held + self.let_through + self.unknown

    @property
    def rate(self) -> Proportion | None:
        """Stopped out of those whose outcome is known."""
        known = self.attempts - self.unknown
        return Proportion(self.refused + self.held, known) if known else None

    @property
    def is_false_alarm(self) -> bool:
        """Whether being stopped was wrong."""
        return self.gradation == HARMLESS


def catch_rates(attempts: Iterable[Attempt]) -> list[GradationRate]:
    """Per gradation that was tried, in the order of the list."""
    by_gradation: dict[str, list[Attempt]] = {}
    for one in attempts:
        by_gradation.setdefault(one.gradation, []).append(one)
    return [_rate(code, by_gradation[code]) for code in DoorGradation.codes if code in by_gradation]


def _rate(gradation: str, attempts: list[Attempt]) -> GradationRate:
    def having(outcome: str) -> int:
        return sum(one.outcome == outcome for one in attempts)

    return GradationRate(
        gradation,
        having("refused"),
        having("held"),
        having("let_through"),
        having("unknown"),
        max((one.online_hours for one in attempts if one.online_hours is not None), default=None),
        sum(one.told_police == "yes" for one in attempts),
        sum(one.told_police == "no" for one in attempts),
    )
