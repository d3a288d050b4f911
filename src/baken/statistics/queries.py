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
        frames = coded_market(by.organisation, without=_webcam_platforms())
        read = {"sightings": frames["sighting_id"].n_unique()}
    record_event(by=by, action="statistics.frames_read", subject=f"table:{table.name}", details=read)
    return frames


def _webcam_platforms() -> list[str]:
    """What sources call the webcam platforms: those are no adverts for a meeting, and are counted per week
    with their performers by the market watch."""
    from baken.adverts.queries import platform_names
    from baken.platforms.queries import platform_index

    index = platform_index()
    found = {name: index.find(name) for name in platform_names()}
    return [name for name, entry in found.items() if entry and entry.type == "webcam_platform"]
