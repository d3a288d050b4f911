"""The size of the market that was seen: unique adverts per province and stated gender."""

import polars as pl

from baken.statistics import notes
from baken.statistics.chart import ChartData, Panel, number
from baken.statistics.codes import AREAS, GENDERS
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable, StatisticsTable
from baken.vocabulary.code_list import Label

COUNTRY = "NL"
UNKNOWN = "unknown"
SORTS = {"area": AREAS, "advertised_gender": GENDERS}


def compute(market: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Unique adverts per area and gender; NL counts each once, a province each seen there.

    Only combinations that occur have a row. `margins` adds a TOTAL of the genders to every area.
    """
    seen = adverts_by_area(market, period)
    table = _count(seen, ["area", "advertised_gender"])
    if margins:
        totals = _count(seen, ["area"]).select(
            "area", pl.lit("TOTAL").alias("advertised_gender"), "unique_adverts"
        )
        table = pl.concat([table, totals])
    return _sorted(table)


def by_province(market: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Unique adverts per area, all genders together."""
    return _sorted(_count(adverts_by_area(market, period), ["area"]))


def by_gender(market: pl.DataFrame, period: Period, margins: bool) -> pl.DataFrame:
    """Unique adverts in the whole country per gender; `margins` adds their TOTAL."""
    adverts = _adverts(market, period).unique("unique_advert")
    table = _sorted(_count(adverts, ["advertised_gender"]))
    if not margins:
        return table
    total = pl.DataFrame({"advertised_gender": ["TOTAL"], "unique_adverts": [adverts.height]})
    return table.vstack(total.cast({"unique_adverts": pl.Int64}))


def _adverts(market: pl.DataFrame, period: Period) -> pl.DataFrame:
    """`unique_advert`, `province`, `advertised_gender` of the advert; a row per advert and province."""
    rows = market.filter(period.holds("captured_on") & pl.col("unique_advert").is_not_null())
    votes = (
        rows.unique("sighting_id", keep="first", maintain_order=True)
        .filter(pl.col("advertised_gender").is_not_null() & (pl.col("advertised_gender") != UNKNOWN))
        .group_by("unique_advert", "advertised_gender")
        .len("votes")
        .with_columns(pl.col("votes").max().over("unique_advert").alias("most"))
        .filter(pl.col("votes") == pl.col("most"))
        .group_by("unique_advert")
        .agg(pl.col("advertised_gender").first(), pl.len().alias("firsts"))
        .filter(pl.col("firsts") == 1)
        .select("unique_advert", "advertised_gender")
    )
    return (
        rows.select("unique_advert", "province")
        .unique()
        .join(votes, on="unique_advert", how="left")
        .with_columns(pl.col("advertised_gender").fill_null(UNKNOWN))
    )


def adverts_by_area(market: pl.DataFrame, period: Period) -> pl.DataFrame:
    """A row per unique advert and `area`, the country among them, with its `advertised_gender`."""
    adverts = _adverts(market, period)
    country = adverts.unique("unique_advert").with_columns(pl.lit(COUNTRY).alias("area"))
    provinces = adverts.drop_nulls("province").with_columns(pl.col("province").alias("area"))
    return pl.concat([country, provinces])


def _count(adverts: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    return adverts.group_by(by).agg(pl.len().cast(pl.Int64).alias("unique_adverts"))


def _sorted(table: pl.DataFrame) -> pl.DataFrame:
    """The country before its provinces, genders and provinces in the order of their code lists."""
    keys = [name for name in SORTS if name in table.columns]
    places = [
        pl.col(name).replace_strict(
            {code: place for place, code in enumerate(SORTS[name])},
            default=len(SORTS[name]),
            return_dtype=pl.Int32,
        )
        for name in keys
    ]
    return table.sort(*places, *keys)


def _remarks(market: pl.DataFrame, period: Period) -> list[Label]:
    rows = market.filter(period.holds("captured_on"))
    loose = rows.filter(pl.col("unique_advert").is_null())["sighting_id"].n_unique()
    somewhere = rows.drop_nulls(["unique_advert", "province"])["unique_advert"].unique()
    nowhere = rows["unique_advert"].drop_nulls().unique()
    placeless = len(nowhere) - len(somewhere)
    remarks = [
        Label(
            f"{number(placeless)} unieke advertenties zonder bekende provincie tellen alleen mee "
            "voor Nederland.",
            f"{placeless} unique adverts without a known province count for the country only.",
        )
    ]
    if loose:
        remarks.append(
            Label(
                f"{number(loose)} waarnemingen zijn nog niet aan een unieke advertentie gekoppeld en "
                "tellen niet mee.",
                f"{loose} sightings are not linked to a unique advert yet and do not count.",
            )
        )
    return remarks


def _chart(table: FilledTable) -> ChartData:
    """A panel a gender, a row an area; of a single cut one panel."""
    figures = table.figures
    names = [name for name in SORTS if name in figures.columns]
    rows = figures[names[0]].unique(maintain_order=True).to_list()
    sums = frozenset(place for place, row in enumerate(rows) if row in (COUNTRY, "TOTAL"))
    panels = []
    for cut in _cuts(figures, names):
        part = figures if cut is None else figures.filter(pl.col(names[1]) == cut)
        counts = dict(zip(part[names[0]], part["unique_adverts"], strict=True))
        values = [counts.get(row, 0) for row in rows]
        bare = [cut == "TOTAL" or place in sums for place in range(len(rows))]
        lengths = tuple(None if none else value for none, value in zip(bare, values, strict=True))
        title = table.unit if cut is None else table.words(names[1], cut)
        panels.append(Panel(title, lengths, tuple(map(number, values))))
    words = tuple(table.words(names[0], row) for row in rows)
    return ChartData(rows=words, panels=tuple(panels), sums=sums)


def _cuts(figures: pl.DataFrame, names: list[str]) -> list[str] | list[None]:
    if len(names) == 1:
        return [None]
    order = {code: place for place, code in enumerate([*GENDERS, "TOTAL"])}
    return sorted(figures[names[1]].unique(), key=lambda code: (order.get(code, len(GENDERS)), code))


MARKET = StatisticsTable(
    name="market",
    title=Label("Unieke advertenties per provincie en geslacht", "Unique adverts per province and gender"),
    question=Label(
        "Hoeveel verschillende advertenties zijn er, waar, en van wie zeggen ze te zijn?",
        "How many different adverts are there, where, and whose do they say they are?",
    ),
    unit=Label("unieke advertenties", "unique adverts"),
    source="market",
    columns=(
        Column("area", Label("gebied", "area"), AREAS),
        Column("advertised_gender", Label("geslacht in de advertentie", "gender in the advert"), GENDERS),
        Column("unique_adverts", Label("unieke advertenties", "unique adverts")),
    ),
    compute=compute,
    notes=notes.MARKET,
    remarks=_remarks,
    chart=_chart,
    by={"province": by_province, "gender": by_gender},
)

TABLES = (MARKET,)
