"""The market: unique adverts per area and gender. Genders add up in each area; areas never add up."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from baken.disclosure.names import Name, name
from baken.disclosure.tables import CountTable
from baken.statistics.codes import AREAS, GENDERS
from baken.statistics.editions.part import Drafted, Part, PublicTable, crossed, part, shown
from baken.statistics.period import Period
from baken.statistics.tables.market import COUNTRY, MARKET, UNKNOWN, adverts_by_area
from baken.vocabulary.code_list import Label

ROWS = tuple(dict.fromkeys([*GENDERS, UNKNOWN]))
COLUMNS = tuple(AREAS)


def _gender_area(market: pl.DataFrame, period: Period, years: Sequence[int], state: str) -> Part:
    since = f"since:{years[0]}"

    def name_of(row: str | None, column: str | None) -> Name:
        province = [f"province:{column}"] if column != COUNTRY else []
        return name("adverts", since, *province, *([f"gender:{row}"] if row else []))

    return part(
        "gender-area", unit=MARKET.unit, dimensions=("gender", "region"), rows=ROWS, columns=COLUMNS,
        inner=crossed(adverts_by_area(market, period), "advertised_gender", ROWS, "area", COLUMNS),
        name_of=name_of, across=False, state=state,
    )  # fmt: skip


def _cut(
    rows: Callable[[dict[tuple[str, str], int]], list[tuple[str | int | None, ...]]], names: Sequence[str]
) -> Callable[[pl.DataFrame, Period, Sequence[int], str], Drafted[pl.DataFrame]]:
    """A cut out of one and the same count table, so that no two cuts tell more than one."""

    def draft(
        market: pl.DataFrame, period: Period, years: Sequence[int], state: str
    ) -> Drafted[pl.DataFrame]:
        def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
            table = published["gender-area"]
            values = {
                (area, gender): int(table.values[row, column])
                for row, gender in enumerate((*ROWS, "TOTAL"))
                for column, area in enumerate(COLUMNS)
            }
            schema = {**dict.fromkeys(names, pl.String), "unique_adverts": pl.Int64}
            return pl.DataFrame(rows(values), schema=schema, orient="row")

        return Drafted((_gender_area(market, period, years, state),), lay_out)

    return draft


def _crossed(values: dict[tuple[str, str], int]) -> list[tuple[str | int | None, ...]]:
    return [(area, gender, shown(values[area, gender])) for area in COLUMNS for gender in (*ROWS, "TOTAL")]


def _provinces(values: dict[tuple[str, str], int]) -> list[tuple[str | int | None, ...]]:
    return [(area, shown(values[area, "TOTAL"])) for area in COLUMNS]


def _genders(values: dict[tuple[str, str], int]) -> list[tuple[str | int | None, ...]]:
    return [(gender, shown(values[COUNTRY, gender])) for gender in (*ROWS, "TOTAL")]


NOTE = Label(
    "Geslachten tellen in elk gebied op tot het totaal. Gebieden tellen niet op.",
    "Genders add up to the total in each area. Areas do not add up.",
)
PUBLIC = (PublicTable("market", _cut(_crossed, ("area", "advertised_gender")), (NOTE,)),)
CUTS = {
    "province": PublicTable("market", _cut(_provinces, ("area",)), (NOTE,)),
    "gender": PublicTable("market", _cut(_genders, ("advertised_gender",))),
}
