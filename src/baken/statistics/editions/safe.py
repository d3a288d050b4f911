"""Parts made safe, one after the other, beside every edition before them. No clock, no database."""

from collections.abc import Sequence
from dataclasses import dataclass

from baken.disclosure.editions import Edition
from baken.disclosure.mechanism import Mechanism
from baken.disclosure.names import Naming
from baken.disclosure.release import SECONDS, Release, release_beside
from baken.disclosure.report import Report, report_on
from baken.disclosure.tables import CountTable
from baken.statistics.editions.part import Part, units_of

MECHANISM = Mechanism(threshold=10, base=5)


@dataclass(frozen=True, slots=True)
class SafePart:
    """A part with what may be published of it. `reused`: the same counts were published so before, and
    nothing more is told than then."""

    part: Part
    published: CountTable
    report: Report
    reused: bool


def as_edition(table: CountTable, published: CountTable, naming: Naming) -> Edition:
    """A part as those look at it who attack it."""
    return Edition(table.rows, table.columns, table.values, published.values, table.across, naming)


def make_safe(
    parts: Sequence[Part],
    earlier: Sequence[Edition],
    *,
    mechanism: Mechanism = MECHANISM,
    seconds: float = SECONDS,
) -> list[SafePart]:
    """Each part as it may be published beside `earlier` editions, oldest first, and the parts before it.

    A count table that was published before with the same counts of the same records is published as it was.
    Raises `NotSafe`.
    """
    known = list(earlier)
    made = []
    for part in parts:
        before = next((one for one in reversed(known) if _is_same(one, part)), None)
        beside = _that_touch(part, known)
        if before is not None:
            published = part.table.with_values(before.published)
            released = Release(published, best=True, tries=0)
        else:
            released = release_beside(part.table, part.naming, beside, mechanism=mechanism, seconds=seconds)
            known.append(as_edition(part.table, released.table, part.naming))
        report = report_on(part.table, released, mechanism=mechanism, editions=len(beside))
        made.append(SafePart(part, released.table, report, before is not None))
    return made


def _is_same(edition: Edition, part: Part) -> bool:
    naming = edition.naming
    return (
        naming is not None
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
