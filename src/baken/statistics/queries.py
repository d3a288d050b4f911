"""The frames a table is computed from, read for one organisation and noted in the audit log."""

from typing import TYPE_CHECKING, Any

from baken.statistics.table import StatisticsTable

if TYPE_CHECKING:
    from baken.tenancy.acting import Actor


def frames_for(table: StatisticsTable[Any], *, by: "Actor") -> Any:
    """The coded register or the market of the organisation that `by` acts for, as the table needs it.

    Coded records and counts only; no text of an advert and no contact is read. The read stands in
    the audit log with the reason of `by`.
    """
    from baken.adverts.queries import coded_market
    from baken.audit.actions import record_event
    from baken.register.queries import coded_frames

    if table.source == "register":
        frames: Any = coded_frames(by.organisation)
        read = {"registrations": frames.registrations.height}
    else:
        frames = coded_market(by.organisation)
        read = {"sightings": frames["sighting_id"].n_unique()}
    record_event(by=by, action="statistics.frames_read", subject=f"table:{table.name}", details=read)
    return frames
