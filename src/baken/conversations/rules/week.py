"""A week of quiet hours, as a picture: seven days of stretches that are quiet or not."""

from dataclasses import dataclass

HOURS = 24
DAYS = 7


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole hours of a day from `begins` up to `ends`."""

    begins: int
    ends: int
    quiet: bool

    @property
    def width(self) -> int:
        """How many hours it lasts."""
        return self.ends - self.begins


def day_of(quiet_from: int, quiet_until: int) -> tuple[Stretch, ...]:
    """One day, from midnight to midnight; every day of the week is the same. The same hour twice is a day
    without quiet hours."""
    if quiet_from == quiet_until:
        return (Stretch(0, HOURS, False),)
    over_midnight = quiet_from > quiet_until
    first, last = sorted((quiet_from, quiet_until))
    parts = ((0, first, over_midnight), (first, last, not over_midnight), (last, HOURS, over_midnight))
    return tuple(Stretch(begins, ends, quiet) for begins, ends, quiet in parts if begins < ends)


def sending_hours(quiet_from: int, quiet_until: int) -> int:
    """How many hours of a day are not quiet."""
    return sum(one.width for one in day_of(quiet_from, quiet_until) if not one.quiet)
