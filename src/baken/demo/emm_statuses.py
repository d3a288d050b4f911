"""What became of each of the invented registrations: courses of statuses by a fixed rule.

The study of 2021 could not follow what became of the registrations that it read, and publishes nothing of it.
These courses are made up, so that a table of them has something in every part.
"""

from datetime import date, timedelta

from baken.demo.mixing import place_in
from baken.register.records import StatusRecord

Step = tuple[str, str | None]
"""A status, and who decided it (None where nobody decided: it is only alleged)."""

POSSIBLE: Step = ("possible", None)
COURSES: tuple[tuple[Step, ...], ...] = (
    *((),) * 4,
    *((POSSIBLE,),) * 6,
    *((POSSIBLE, ("actual", "court_or_prosecution")),) * 3,
    *((POSSIBLE, ("actual", "police")),) * 2,
    *((POSSIBLE, ("not", "police")),) * 2,
    (("actual", "police"),),
    (("actual", "police"), ("not", "court_or_prosecution")),
    (POSSIBLE, ("actual", "police"), POSSIBLE),
)
"""Twenty courses, of which each registration has one; four know nothing."""
WAITS = range(90, 600)
"""Days between a status and the next one."""


def statuses_of(reference: str, registered_on: date) -> tuple[StatusRecord, ...]:
    """The statuses of a registration, the first on the day on which it was registered."""
    statuses: list[StatusRecord] = []
    day = registered_on
    for number, (status, decider) in enumerate(COURSES[place_in(len(COURSES), "course", reference)]):
        if number:
            day += timedelta(days=WAITS[place_in(len(WAITS), "wait", reference, number)])
        statuses.append(StatusRecord(status, day, decider))
    return tuple(statuses)
