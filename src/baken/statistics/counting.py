"""Tables as the desk shows them: counted once, and kept while the data behind them stay the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db.models import Model
from django.utils.timezone import localdate

from baken.adverts.models import Extraction, Link
from baken.cases.models import Case, CaseSaid, CaseYes
from baken.conversations.models import (
    Conversation,
    ConversationSaid,
    ConversationStep,
    Message,
    SafetyAlarm,
)
from baken.door.models import DoorAttempt, DoorAudit
from baken.platforms.models import Platform, PlatformAlias
from baken.referrals.models import Referral, ReferralConsent, ReferralStep
from baken.register.models import (
    AllegationDecision,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.statistics import notes
from baken.statistics.command_words import command_words
from baken.statistics.kept import Kept, Version, version_of
from baken.statistics.period import Period
from baken.statistics.queries import columns_for
from baken.statistics.table import DAYS, FilledTable, StatisticsTable, fill
from baken.statistics.tables.programme import province_note, within_province
from baken.tenancy.acting import Actor
from baken.triage.models import Lead

BEHIND: dict[str, Sequence[type[Model]]] = {
    "registrations": (Registration,),
    "how_it_happened": (Registration,),
    "statuses": (AllegationDecision,),
    "mentions": (Mention,),
    "roles": (MentionRole,),
    "persons": (RegisteredPerson,),
    "participations": (Participation,),
    "catalogue": (Platform,),
    # a sighting that stands never changes what is counted of it, and counts only once it is linked; the
    # catalogue says which platforms are advert sites
    "market": (Link, Extraction, Platform, PlatformAlias),
    "door": (DoorAudit, DoorAttempt),
    "programme": (
        Lead,
        Extraction,
        Link,
        Conversation,
        Message,
        ConversationStep,
        SafetyAlarm,
        ConversationSaid,
        Case,
        CaseSaid,
        CaseYes,
        Referral,
        ReferralConsent,
        ReferralStep,
    ),
}
"""The tables whose rows a frame of the register, or the market, is read from."""

MOST_FRAMES = 4
MOST_TABLES = 200

LONG_WORK = 30_000
"""Rows of one table behind the figures from which a page says first that it is counting: reading that
many takes a quarter of a second."""

_frames: Kept["Source"] = Kept(MOST_FRAMES)
_tables: Kept[FilledTable] = Kept(MOST_TABLES)


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see of a table: the years (None leaves an end open) and the cut; of the
    programme, one province too. No day after `until` is shown, where that is given and the years hold it."""

    first_year: int | None = None
    last_year: int | None = None
    by: str | None = None
    province: str | None = None
    until: date | None = None

    @property
    def period(self) -> Period:
        """The whole years as a period. Raises ValueError when the first lies after the last."""
        years = Period.between_years(self.first_year, self.last_year)
        if self.until is None or (years.first and years.first > self.until):
            return years
        return Period(years.first, min(years.last or self.until, self.until))


@dataclass(frozen=True)
class Source:
    """The coded records of an organisation, and the calendar years that they are about."""

    frames: Any
    years: tuple[int, ...]


class Counting:
    """One table for one reader: looks once how the data stand, then counts or takes what was counted."""

    def __init__(self, table: StatisticsTable[Any], *, by: Actor) -> None:
        self._table = table
        self._by = by
        self._version: Version = version_of(_behind(table))

    @property
    def is_long_work(self) -> bool:
        """Whether reading the records anew takes long enough to say so first."""
        return max(rows for rows, _ in self._version) > LONG_WORK

    def source(self, period: Period | None = None) -> Source:
        """The records the table is counted from, over a period or any; read (and noted as read) only when
        they changed."""

        def read() -> Source:
            frames = columns_for(self._table, by=self._by, period=period)
            days = _days(self._table, frames)
            return Source(frames, tuple(days.dt.year().drop_nulls().unique().sort()))

        return self.kept_source(period) or _frames.put(self._source_key(period), self._version, read())

    def kept_source(self, period: Period | None = None) -> Source | None:
        """The same, where the records are at hand as they stand now; those of any period do for each."""
        keys = (self._source_key(None), self._source_key(period))
        return next((found for key in keys if (found := _frames.get(key, self._version))), None)

    def count(self, asked: Asked) -> FilledTable:
        """The table with its totals, over the years and in the cut that were asked for.

        The numbers are those of `baken statistics` with the command that the table names. Raises
        ValueError for a period that ends before it begins, or a province of another table, and
        KeyError for a cut it does not offer.
        """
        organisation, table, period = self._by.organisation, self._table, asked.period
        if asked.province and table.source != "programme":
            raise ValueError(f"{table.name} can't be counted in one province")
        margins = table.has_margins

        def fill_it() -> FilledTable:
            return fill(
                table,
                within_province(self.source(period).frames, asked.province),
                period,
                margins=margins,
                by=asked.by,
                query=command_words(
                    table.name,
                    organisation.slug,
                    period,
                    by=asked.by,
                    margins=margins,
                    province=asked.province,
                ),
                remarks=(
                    *((notes.SYNTHETIC,) if organisation.synthetic else ()),
                    *((province_note(asked.province),) if asked.province else ()),
                ),
            )

        key = (organisation.id, table.name, asked, organisation.slug, organisation.synthetic, self._day)
        return _tables.get_or_compute(key, self._version, fill_it)

    def _source_key(self, period: Period | None) -> tuple[object, ...]:
        only, reads = self._table.only, self._table.reads_over(period)
        read = tuple(sorted((name, columns, str(only.get(name, ""))) for name, columns in reads.items()))
        return self._by.organisation.id, self._table.source, read, self._day

    @property
    def _day(self) -> date | None:
        """The day of counting, where what is told depends on it: a referral is overdue by the clock."""
        return localdate() if self._table.source == "programme" else None


def _days(table: StatisticsTable[Any], frames: Any) -> pl.Series:
    """The days that the records are about."""
    if table.source == "register":
        found: pl.Series = frames.registrations["registered_on"]
    else:
        found = frames[DAYS[table.source]]
    return found


def _behind(table: StatisticsTable[Any]) -> list[type[Model]]:
    """The tables that a table of the catalogue is counted from, each once."""
    frames = (*table.reads, "catalogue") if table.source == "register" else (table.source,)
    return list(dict.fromkeys(model for frame in frames for model in BEHIND[frame]))
