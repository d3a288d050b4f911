"""What came of a replay, as it is kept: codes and days, and nothing of any advert."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from baken.indicators.hindsight.replay import Replay, Version


@dataclass(frozen=True, slots=True)
class Result:
    """A case run again. `seen` is how many sightings there were on each day until it came to light; `asked`
    the indicators of each version; `faulty` versions that could not be run any more."""

    seen: Mapping[date, int]
    replays: tuple[Replay, ...]
    asked: Mapping[str, tuple[str, ...]]
    faulty: tuple[int, ...]

    @property
    def began(self) -> date | None:
        """The first day on which an advert was captured; None where none was before it came to light."""
        return min(self.seen, default=None)


def as_kept(
    days: Iterable[date], replays: Sequence[Replay], versions: Sequence[Version], faulty: Sequence[int]
) -> dict[str, Any]:
    """As JSON. `days` are those of the sightings until the case came to light."""
    return {
        "seen": {day.isoformat(): count for day, count in sorted(Counter(days).items())},
        "asked": {
            version.name: sorted(rule.indicator for rule in version.rules if rule.applies_to != "door")
            for version in versions
        },
        "faulty": list(faulty),
        "replays": [
            {
                "version": one.version,
                "lead_on": one.lead_on and one.lead_on.isoformat(),
                "band": one.band,
                "fired_on": {name: day.isoformat() for name, day in sorted(one.fired_on.items())},
            }
            for one in replays
        ],
    }


def result_of(kept: Mapping[str, Any], case: str, known_on: date) -> Result:
    """A result out of the store, of the case with this name."""
    seen = {date.fromisoformat(day): int(count) for day, count in kept["seen"].items()}
    began = min(seen, default=known_on)
    return Result(
        seen,
        tuple(
            Replay(
                case,
                row["version"],
                known_on,
                began,
                date.fromisoformat(row["lead_on"]) if row["lead_on"] else None,
                row["band"],
                {name: date.fromisoformat(day) for name, day in row["fired_on"].items()},
            )
            for row in kept["replays"]
        ),
        {name: tuple(names) for name, names in kept["asked"].items()},
        tuple(kept["faulty"]),
    )
