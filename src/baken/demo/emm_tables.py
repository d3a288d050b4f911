"""The published tables of the registration study of 2021 (EMM), as they were published."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

YEARS = (2017, 2018, 2019, 2020)
FOLDER = "emm-2021"


@dataclass(frozen=True, slots=True)
class PublishedTables:
    """Counts of mentions and the roles, by platform name.

    `per_year` is Annex 1: platform to mentions in each of `YEARS`. `per_unit` is table 2: police
    unit (its Dutch label) to top-ten platform to mentions; `others_per_unit` its row of the 29
    others. `roles` is table 3: top-ten platform to the codes of its roles.
    """

    per_year: dict[str, tuple[int, ...]]
    per_unit: dict[str, dict[str, int]]
    others_per_unit: dict[str, int]
    roles: dict[str, tuple[str, ...]]


@cache
def published_tables() -> PublishedTables:
    """Reads the four tables that ship with the demo."""
    annex = _rows("annex-1-mentions-per-platform-year.csv")
    units = _rows("table-2-mentions-per-police-unit.csv")
    names = [column for column in units[0] if column != "platform"]
    plain = [row for row in units if not row["platform"].isupper()]
    others = next(row for row in units if row["platform"].startswith("OTHER_"))
    return PublishedTables(
        per_year={
            row["platform"]: tuple(int(row[str(year)]) for year in YEARS)
            for row in annex
            if row["platform"] != "TOTAL"
        },
        per_unit={unit: {row["platform"]: int(row[unit]) for row in plain} for unit in names},
        others_per_unit={unit: int(others[unit]) for unit in names},
        roles={
            row["platform"]: tuple(role for role, played in row.items() if played == "1")
            for row in _rows("table-3-roles-top-10.csv")
        },
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("data", FOLDER, name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
