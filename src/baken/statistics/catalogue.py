"""Every table there is. A table that is not listed here does not exist."""

from typing import Any

from baken.statistics.table import StatisticsTable
from baken.statistics.tables import (
    circumstances,
    emm,
    eu_directive,
    market,
    offender_types,
    persons,
    question_seven,
    status_flows,
)

TABLES: dict[str, StatisticsTable[Any]] = {
    table.name: table
    for family in (
        emm,
        persons,
        question_seven,
        status_flows,
        offender_types,
        circumstances,
        eu_directive,
        market,
    )
    for table in family.TABLES
}
