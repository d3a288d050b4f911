"""The records that editions made in one go are counted from: read once, and fingerprinted once."""

from dataclasses import dataclass
from typing import Any

from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import state, years_of
from baken.statistics.editions.exceptions import NothingCounted
from baken.statistics.mentions import within
from baken.statistics.period import Period
from baken.statistics.queries import frames_for, note_read
from baken.tenancy.acting import Actor
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class Counted:
    """The records of a source over whole calendar years, with their fingerprint."""

    frames: Any
    years: list[int]
    state: str

    @property
    def whole(self) -> Period:
        """The years as a period."""
        return Period.of_years(self.years[0], self.years[-1])


class Records:
    """What one organisation has on record, as it stood when it was first asked for.

    It is of the transaction in which the editions are made and kept (`actions.records_together`), and gone
    with that: what it holds is never looked up anew. The register, by one statement, stands as it was at one
    moment, and the fingerprint is of what was read.
    """

    def __init__(self) -> None:
        self._read: dict[str, Any] = {}
        self._counted: dict[tuple[str, int, int], Counted] = {}
        self._of: object = None

    def counted(self, table: str, period: Period, *, by: Actor) -> Counted:
        """The records that a table of the catalogue is counted from, in the years of a period. In the audit
        log it stands as a read by who asks for it, for each table.

        Raises `NothingCounted`, `NotPermitted`, and ValueError for another organisation than the first time.
        """
        definition = TABLES[table]
        if self._of not in (None, by.organisation.id):
            raise ValueError("records are of one organisation")
        self._of = by.organisation.id
        source = definition.source
        if source in self._read:
            note_read(definition, self._read[source], by=by)
        else:
            self._read[source] = frames_for(definition, by=by)
        frames = self._read[source]
        years = years_of(definition, frames, period)
        if not years:
            raise NothingCounted(Label("Er is niets om te tellen.", "There is nothing to count."))
        key = (source, years[0], years[-1])
        if key not in self._counted:
            whole = Period.of_years(years[0], years[-1])
            inside = within(frames, whole) if source == "register" else frames
            self._counted[key] = Counted(inside, years, state(definition, inside, whole, years))
        return self._counted[key]
