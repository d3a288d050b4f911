"""Every table there is. A table that is not listed here does not exist."""

from typing import Any

from baken.statistics.table import StatisticsTable
from baken.statistics.tables import emm, market, persons, question_seven

TABLES: dict[str, StatisticsTable[Any]] = {
    table.name: table for family in (emm, persons, question_seven, market) for table in family.TABLES
}
