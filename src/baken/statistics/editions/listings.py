"""Who is named, and who stands among the others, from one edition to the next.

When a platform is named for the first time it leaves the others, in each year or unit. What was published of
the others before counted it: a reader puts it back, and holds the sum against what stood there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from baken.disclosure.editions import Edition
from baken.disclosure.mechanism import Counts
from baken.disclosure.names import Name, Naming, Sum
from baken.statistics.editions.part import Part

OTHERS, NAMING, TYPE = "others:", "naming:", "type:"
"""How the facets begin that say: whoever is not on this list; this one alone; of this type."""


def with_earlier_listings(part: Part, earlier: Sequence[Edition]) -> Part:
    """The part with a sum for every count of others in it, for each shorter list of an earlier edition: the
    others of now, and who was among them then. Of a list on which somebody stood who is named no more there
    is none: these counts do not make it."""
    own = _others(part.naming)
    if own is None:
        return part
    listed, found = _listed(part.naming), dict[str, set[str]]()
    for edition in earlier:
        then = _others(edition.naming) if edition.naming else None
        if edition.naming and then not in (None, own):
            found[str(then)] = _listed(edition.naming)
    sums = [
        one
        for then, before in found.items()
        if before < listed
        for one in _sums(part, own, then, sorted(listed - before))
    ]
    return replace(part, naming=replace(part.naming, sums=(*part.naming.sums, *sums)))


def _sums(part: Part, own: str, then: str, new: Sequence[str]) -> Iterator[Sum]:
    wide = len(part.table.columns)
    rows = {f"{NAMING}{label}": at for at, label in enumerate(part.table.rows)}
    for of, parts in _counts_of_others(part, own):
        kind = next((facet for facet in of.facets if facet.startswith(TYPE)), None)
        of_kind = {rows[one] for one in new if kind is None or rows[one] in _rows_of(part, kind)}
        columns = sorted({int(place) % wide for place in parts})
        added = [row * wide + column for row in sorted(of_kind) for column in columns]
        yield Sum(Name(of.unit, of.facets - {own} | {then}), np.array([*parts, *added], np.int64))


def _counts_of_others(part: Part, own: str) -> Iterator[tuple[Name, Counts]]:
    """What each count of others is of, and the inner counts that make it."""
    table, wide = part.table, len(part.table.columns)
    across = wide + table.across
    for place, of in enumerate(part.naming.names):
        row, column = divmod(place, across)
        if own in of.facets:
            yield of, np.arange(wide) + row * wide if column == wide else np.array([row * wide + column])
    yield from ((one.name, one.parts) for one in part.naming.sums if own in one.name.facets)


def _rows_of(part: Part, kind: str) -> set[int]:
    """The rows that a part adds up under a type; it says so in its sums."""
    sums = (one for one in part.naming.sums if kind in one.name.facets)
    return {int(place) // len(part.table.columns) for one in sums for place in one.parts}


def _others(naming: Naming) -> str | None:
    facets = (facet for one in naming.names for facet in one.facets)
    return next((facet for facet in facets if facet.startswith(OTHERS)), None)


def _listed(naming: Naming) -> set[str]:
    return {facet for one in naming.names for facet in one.facets if facet.startswith(NAMING)}
