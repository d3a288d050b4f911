"""Parts made safe, one after the other, beside every edition before them. No clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass

from baken.disclosure.editions import Edition
from baken.disclosure.exceptions import TooMuchHidden
from baken.disclosure.mechanism import HIDDEN, Hiding, How, Mechanism
from baken.disclosure.names import Naming
from baken.disclosure.release import (
    MOST_HIDDEN,
    SECONDS,
    Release,
    release_beside,
    release_exact,
    release_nothing,
)
from baken.disclosure.report import Report, report_on
from baken.disclosure.tables import CountTable
from baken.statistics.editions.listings import with_earlier_listings
from baken.statistics.editions.part import Part, units_of

MECHANISM = Mechanism(threshold=10, base=5)
"""For everybody."""
FOR_PARTNERS = Hiding(threshold=5)


@dataclass(frozen=True, slots=True)
class SafePart:
    """A part with what may be published of it. `reused`: the same counts were published so before, and
    nothing more is told than then."""

    part: Part
    published: CountTable
    report: Report
    reused: bool

    @property
    def left_out(self) -> bool:
        """Whether nothing of it is told, where it may be left out."""
        return self.part.may_go and bool((self.published.values == HIDDEN).all())


def as_edition(
    table: CountTable, published: CountTable, naming: Naming, mechanism: How = MECHANISM
) -> Edition:
    """A part as those look at it who attack it."""
    return Edition(table.rows, table.columns, table.values, published.values, table.across, naming, mechanism)


def make_safe(
    parts: Sequence[Part],
    earlier: Sequence[Edition],
    *,
    mechanism: How = MECHANISM,
    seconds: float = SECONDS,
) -> list[SafePart]:
    """Each part as it may be published beside `earlier` editions, oldest first, and the parts before it.

    A count table that was published before with the same counts of the same records is published as it was.
    Of a part that may go, and would be hidden nearly whole from a partner, nothing is told; where more than
    `MOST_HIDDEN` of all parts together is then hidden, nothing is made. Raises `NotSafe`.
    """
    known = list(earlier)
    made = []
    for given in parts:
        part = with_earlier_listings(given, known)
        before = next((one for one in reversed(known) if _is_same(one, part, mechanism)), None)
        beside = _that_touch(part, known)
        if before is not None:
            published = part.table.with_values(before.published)
            released = Release(published, best=True, tries=0)
        else:
            released = _released(part, beside, mechanism, seconds)
            known.append(as_edition(part.table, released.table, part.naming, mechanism))
        report = report_on(part.table, released, mechanism=mechanism, editions=len(beside))
        made.append(SafePart(part, released.table, report, before is not None))
    if any(one.left_out for one in made):
        _check_enough(made)
    return made


def _check_enough(made: Sequence[SafePart]) -> None:
    hidden = sum(int((one.published.values == HIDDEN).sum()) for one in made)
    if hidden > MOST_HIDDEN * sum(one.published.values.size for one in made):
        raise TooMuchHidden("more than two thirds of the cells would have to be hidden")


def _released(part: Part, beside: Sequence[Edition], mechanism: How, seconds: float) -> Release:
    if isinstance(mechanism, Hiding):
        try:
            return release_exact(part.table, part.naming, beside, mechanism=mechanism, seconds=seconds)
        except TooMuchHidden:
            if not part.may_go:
                raise
        return release_nothing(part.table, part.naming, beside, mechanism=mechanism)
    return release_beside(part.table, part.naming, beside, mechanism=mechanism, seconds=seconds)


def _is_same(edition: Edition, part: Part, mechanism: How) -> bool:
    naming = edition.naming
    return (
        naming is not None
        and edition.how == mechanism
        and naming.state == part.naming.state
        and (edition.rows, edition.columns) == (part.table.rows, part.table.columns)
        and naming.names == part.naming.names
        and bool((edition.true == part.table.values).all())
    )


def _that_touch(part: Part, editions: Sequence[Edition]) -> list[Edition]:
    """The editions that count something in a unit of this part, and those that touch them in turn."""
    units = units_of(part.naming)
    while True:
        touching = [one for one in editions if one.naming and units & units_of(one.naming)]
        wider = units.union(*(units_of(one.naming) for one in touching if one.naming))
        if wider == units:
            return touching
        units = wider
