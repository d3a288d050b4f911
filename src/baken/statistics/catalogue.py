"""Every table there is. A table that is not listed here does not exist."""

from typing import Any

from baken.statistics.table import StatisticsTable
from baken.statistics.tables import (
    chat_codings,
    circumstances,
    door_audits,
    emm,
    eu_directive,
    how_it_happened,
    market,
    offender_types,
    persons,
    platforms_over_time,
    programme,
    question_seven,
    regions,
    roles_per_type,
    sources,
    status_flows,
)

FAMILIES = (
    emm, roles_per_type, platforms_over_time, persons, how_it_happened, chat_codings,
    circumstances, offender_types,
    status_flows, regions, sources, question_seven, eu_directive, market,
    door_audits, programme,
)  # fmt: skip

TABLES: dict[str, StatisticsTable[Any]] = {
    table.name: table for family in FAMILIES for table in family.TABLES
}
