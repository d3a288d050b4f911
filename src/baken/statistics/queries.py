"""The frames a table is computed from, read for one organisation and noted in the audit log."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from baken.statistics.period import Period
from baken.statistics.permissions import READ
from baken.statistics.table import StatisticsTable
from baken.tenancy.permission import check_may

if TYPE_CHECKING:
    from baken.tenancy.acting import Actor


def columns_for(table: StatisticsTable[Any], *, by: "Actor", period: Period | None = None) -> Any:
    """The columns of the register that the table is computed from, or the market, of the organisation that
    `by` acts for; records of the register are known by numbers that mean nothing outside this read.

    With the `period` that they will be counted over, what counting it does not need is not read: no part of
    it can be counted then. Coded records and counts only; no text of an advert and no contact is read. The
    read stands in the audit log with the reason of `by`. Raises `NotPermitted` for a person who may see no
    figures.
    """
    from baken.register.bulk import read_columns

    return _read(table, lambda: read_columns(by.organisation, table.reads_over(period), table.only), by=by)


def frames_for(table: StatisticsTable[Any], *, by: "Actor") -> Any:
    """The same with every column: what editions are made of. A fingerprint of it is that of the records under
    their references, which later editions are held against."""
    from baken.register.queries import numbered_frames

    return _read(table, lambda: numbered_frames(by.organisation), by=by)


def note_read(table: StatisticsTable[Any], frames: Any, *, by: "Actor") -> None:
    """Puts in the audit log that a table is counted from frames. Raises `NotPermitted` for a person who may
    see no figures."""
    from baken.audit.actions import record_event

    check_may(by, READ)
    match table.source:
        case "register":
            read = {"registrations": frames.registrations.height}
        case "door":
            read = {"attempts": frames.height}
        case "programme":
            read = {"rows": frames.height}
        case _:
            read = {"sightings": frames["sighting_id"].n_unique()}
    record_event(by=by, action="statistics.frames_read", subject=f"table:{table.name}", details=read)


def _read(table: StatisticsTable[Any], register: Callable[[], Any], *, by: "Actor") -> Any:
    check_may(by, READ)
    match table.source:
        case "register":
            frames: Any = register()
        case "door":
            from baken.door.audits.bulk import coded_attempts

            frames = coded_attempts()
        case "programme":
            frames = _programme()
        case _:
            from baken.adverts.queries import coded_market

            frames = coded_market(by.organisation, without=_no_advert_sites())
    note_read(table, frames, by=by)
    return frames


def _programme() -> Any:
    """What was begun with people and what came of it: kinds, days and codes."""
    import polars as pl
    from django.utils import timezone

    from baken.cases.bulk import coded_cases
    from baken.conversations.bulk import coded_conversations
    from baken.referrals.bulk import coded_referrals
    from baken.statistics.tables.programme import FRAME, WAITS
    from baken.triage.bulk import coded_leads

    rows = [
        *coded_leads(), *coded_conversations(), *coded_cases(), *coded_referrals(timezone.now()),
    ]  # fmt: skip
    flat = [(*row, *(days.get(name) for name in WAITS)) for *row, days in rows]
    return pl.DataFrame(flat, schema=FRAME, orient="row")


def _no_advert_sites() -> list[str]:
    """What sources call the platforms that the catalogue knows as another type than an advert site.

    What is seen there is no advert for a meeting, or only the part that somebody looked for: beside the
    count of a site it would say nothing. The market watch has them per week.
    """
    from baken.adverts.queries import platform_names
    from baken.platforms.queries import platform_index
    from baken.vocabulary.platforms import ADVERT_SITES

    index = platform_index()
    found = {name: index.find(name) for name in platform_names()}
    return [name for name, entry in found.items() if entry and entry.type not in ADVERT_SITES]
