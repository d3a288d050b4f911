"""Mentions: per platform and year, per police unit, per type, and the roles of platforms.

A platform is named when it was mentioned at least ten times over the period; the others stand together. So
the list of names tells of no platform that it was mentioned a few times.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from baken.disclosure.names import Name, Sum, name
from baken.disclosure.tables import CountTable
from baken.statistics.chart import ChartData
from baken.statistics.codes import NAMING, PLATFORM_TYPES, POLICE_UNITS, STUDY_ROLES, STUDY_TYPES
from baken.statistics.editions.part import Drafted, Part, PublicTable, crossed, part, shown
from baken.statistics.mentions import TYPE_ORDER, named, nameless, platforms, within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import FilledTable
from baken.statistics.tables.emm import TIES
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

AT_LEAST = 10
UNBOUNDED = 10**12
OTHERS = "OTHER_PLATFORMS"
NO_TYPE = "unknown"
TYPES = (*PLATFORM_TYPES, NO_TYPE)

MENTIONS = Label("vermeldingen", "mentions")
NAMED = Label(
    "Een platform staat met naam in de tabel als het in de hele periode minstens tien keer is genoemd. De "
    "andere staan samen.",
    "A platform stands in the table by name if it was named at least ten times over the whole period. The "
    "others stand together.",
)


TIED = Label(
    "Alleen registraties die aan een politie-eenheid zijn te koppelen.",
    "Only registrations that could be tied to a police unit.",
)


class _Listing:
    """Which platforms are named: those mentioned at least ten times, in the order of the exact tables."""

    def __init__(self, register: "CodedRegister", years: Sequence[int]) -> None:
        self.mentions = named(register).with_columns(pl.col("platform_type").fill_null(NO_TYPE))
        every = platforms(self.mentions)
        top = every.filter(pl.col("total") >= AT_LEAST)
        self.by_total = top["platform"].to_list()
        order = ["catalogue_order", TYPE_ORDER, "by_name", "platform"]
        self.by_catalogue = top.sort(*order, nulls_last=True)["platform"].to_list()
        self.names = dict(zip(every["platform"], every["platform_name"], strict=True))
        self.types = dict(zip(every["platform"], every["platform_type"], strict=True))
        self.rest = dict.fromkeys(TYPES, 0)
        for code, kind in self.types.items():
            self.rest[kind] += code not in self.by_total
        self.since = f"since:{years[0]}"
        self.than = "others:" + hashlib.sha256("\n".join(sorted(self.by_total)).encode()).hexdigest()[:16]

    def with_others(self, things: pl.DataFrame) -> pl.DataFrame:
        """With a column `row`: the platform where it is named, else the others."""
        listed = pl.col("platform").is_in(self.by_total)
        return things.with_columns(pl.when(listed).then("platform").otherwise(pl.lit(OTHERS)).alias("row"))


def _platform_years(listing: _Listing, years: Sequence[int], state: str, *, by_type: bool) -> Part:
    """Mentions per platform and year; those that are not named together, per type or all of them."""
    others = [f"{OTHERS}:{kind}" for kind in TYPES] if by_type else [OTHERS]
    rows = [*listing.by_catalogue, *others]
    things = listing.with_others(listing.mentions)
    if by_type:
        typed = pl.concat_str(pl.lit(f"{OTHERS}:"), "platform_type")
        things = things.with_columns(
            pl.when(pl.col("row") == OTHERS).then(typed).otherwise("row").alias("row")
        )

    def name_of(row: str | None, column: str | None) -> Name:
        when = (listing.since, *([f"year:{column}"] if column else []))
        if row is None:
            return name("mentions", *when)
        if row.startswith(OTHERS):
            kind = row.partition(":")[2]
            return name("mentions", *([f"type:{kind}"] if kind else []), listing.than, *when)
        return name("registrations", f"naming:{row}", *when)

    def known(row: str | None, column: str | None) -> tuple[int, int] | None:
        if row is None or column is not None:
            return None
        if row.startswith(OTHERS):
            # where none is left a reader knows no more than where one is
            kind = row.partition(":")[2]
            left = listing.rest[kind] if kind else sum(listing.rest.values())
            return 0, (AT_LEAST - 1) * max(left, 1)
        return AT_LEAST, UNBOUNDED

    return part(
        "platform-year" if by_type else "named-platform-year",
        unit=MENTIONS,
        dimensions=("platform", "year"),
        rows=rows,
        columns=[str(year) for year in years],
        inner=crossed(things, "row", rows, "year", years),
        name_of=name_of,
        sums=list(_sums_of(listing, rows, years)) if by_type else (),
        state=state,
        known=known,
    )


def _sums_of(listing: _Listing, rows: Sequence[str], years: Sequence[int]) -> Iterator[Sum]:
    """All platforms of a type together, and all that are not named: in each year and over all."""
    places = np.arange(len(rows) * len(years)).reshape(len(rows), len(years))
    kinds = np.array([listing.types.get(row) or row.partition(":")[2] for row in rows])
    other = np.array([row.startswith(OTHERS) for row in rows])
    columns = [(places[:, [at]], (f"year:{year}",)) for at, year in enumerate(years)]
    for some, when in (*columns, (places, ())):
        for kind in TYPES:
            yield Sum(name("mentions", f"type:{kind}", listing.since, *when), some[kinds == kind].reshape(-1))
        yield Sum(name("mentions", listing.than, listing.since, *when), some[other].reshape(-1))


def annex_1(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Mentions per platform and year; the platforms that are not named stand together per type."""
    listing = _Listing(within(register, period), years)
    counted = _platform_years(listing, years, state, by_type=True)

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["platform-year"]
        rows = []
        for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True):
            head, _, kind = label.partition(":")
            if head == OTHERS and not any(values):
                continue
            kind = "" if label == "TOTAL" else kind or listing.types[label]
            rows.append([kind, listing.names.get(head, head), *map(shown, values)])
        return _figures(["platform_type", "platform"], rows, years, total=True)

    return Drafted((counted,), lay_out)


def table_1(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """The named platforms, most mentioned first as far as is published, and all others together."""
    listing = _Listing(within(register, period), years)
    counted = _platform_years(listing, years, state, by_type=False)

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["named-platform-year"]
        values = dict(zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True))
        order = {code: place for place, code in enumerate(listing.by_catalogue)}
        top = sorted(order, key=lambda code: (-values[code][-1], order[code]))
        rows = [
            [listing.names.get(code, code), *map(shown, values[code])] for code in (*top, OTHERS, "TOTAL")
        ]
        return _figures(["platform"], rows, years, total=True)

    return Drafted((counted,), lay_out)


def _figures(
    heads: Sequence[str],
    rows: Sequence[Sequence[str | int | None]],
    columns: Sequence[object],
    *,
    total: bool,
) -> pl.DataFrame:
    counts = [*map(str, columns), *(["total"] if total else [])]
    schema = {**dict.fromkeys(heads, pl.String), **dict.fromkeys(counts, pl.Int64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _of_platforms(
    listing: _Listing, name_: str, things: pl.DataFrame, column: str, columns: Sequence[str], *,
    unit: Label, name_of_row: str, dimension: str, facet: str, tied: Sequence[str], state: str,
) -> Part:  # fmt: skip
    """Named platforms and all others against something else; a row adds up to `name_of_row`."""
    rows = [*listing.by_catalogue, OTHERS]
    since = (listing.since, *tied)

    def name_of(row: str | None, column: str | None) -> Name:
        of = (*since, *([f"{facet}:{column}"] if column else []))
        if row is None:
            return name("mentions" if column else name_of_row, *of)
        if row == OTHERS:
            return name("mentions" if column else name_of_row, listing.than, *of)
        return name("registrations" if column or tied else name_of_row, f"naming:{row}", *of)

    return part(
        name_, unit=unit, dimensions=("platform", dimension), rows=rows, columns=columns,
        inner=crossed(listing.with_others(things), "row", rows, column, columns), name_of=name_of,
        state=state,
    )  # fmt: skip


def table_2(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Mentions per platform and police unit, of the registrations that are tied to a unit."""
    listing = _Listing(within(register, period), years)
    units = dict(POLICE_UNITS)
    counted = _of_platforms(
        listing, "platform-unit", listing.mentions, "police_unit", list(units), unit=MENTIONS,
        name_of_row="mentions", dimension="region", facet="unit", tied=("tied",), state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        return _platform_rows(published["platform-unit"], listing, [unit.nl for unit in units.values()])

    return Drafted((counted,), lay_out)


def table_3(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """How often each of the six roles was registered for a platform, once a registration."""
    inside = within(register, period)
    listing = _Listing(inside, years)
    mentions = inside.mentions.filter((pl.col("naming") == "named") & pl.col("platform").is_not_null())
    played = (
        inside.roles.select("mention", "role")
        .join(mentions.select("mention", "registration", "platform"), on="mention")
        .unique(["registration", "platform", "role"])
    )
    roles = list(STUDY_ROLES)
    counted = _of_platforms(
        listing, "platform-role", played, "role", roles, unit=ROLES, name_of_row="roles",
        dimension="role", facet="role", tied=(), state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        return _platform_rows(published["platform-role"], listing, roles)

    return Drafted((counted,), lay_out)


ROLES = Label("geregistreerde rollen", "registered roles")


def _platform_rows(table: CountTable, listing: _Listing, columns: Sequence[str]) -> pl.DataFrame:
    rows = [
        [listing.names.get(label, label), *map(shown, values)]
        for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True)
    ]
    return _figures(["platform"], rows, columns, total=True)


def types_per_year(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Mentions per type of platform and year."""
    mentions = named(within(register, period)).with_columns(pl.col("platform_type").fill_null(NO_TYPE))
    since = f"since:{years[0]}"

    def name_of(row: str | None, column: str | None) -> Name:
        return name(
            "mentions", since, *([f"type:{row}"] if row else []), *([f"year:{column}"] if column else [])
        )

    counted = part(
        "type-year", unit=MENTIONS, dimensions=("platform_type", "year"), rows=TYPES,
        columns=[str(year) for year in years], inner=crossed(mentions, "platform_type", TYPES, "year", years),
        name_of=name_of, state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["type-year"]
        rows = [
            [label, *map(shown, values)]
            for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True)
            if label in STUDY_TYPES or label == "TOTAL" or any(values)
        ]
        return _figures(["platform_type"], rows, years, total=True)

    return Drafted((counted,), lay_out)


def unnamed(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Mentions that name no platform, per year."""
    mentions = nameless(within(register, period))
    since = f"since:{years[0]}"

    def name_of(row: str | None, column: str | None) -> Name:
        return name(
            "nameless", since, *([f"naming:{row}"] if row else []), *([f"year:{column}"] if column else [])
        )

    counted = part(
        "naming-year", unit=MENTIONS, dimensions=("naming", "year"), rows=list(NAMING),
        columns=[str(year) for year in years], inner=crossed(mentions, "naming", list(NAMING), "year", years),
        name_of=name_of, state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["naming-year"]
        rows = [
            [label, *map(shown, values)]
            for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True)
        ]
        return _figures(["naming"], rows, years, total=True)

    return Drafted((counted,), lay_out)


def _drawn(table: FilledTable) -> ChartData:
    """As the exact table, but that the others of each type are told apart."""
    drawn = wide("platform")(table)
    rows = []
    for label, platform, kind in zip(
        drawn.rows, table.figures["platform"], table.figures["platform_type"], strict=True
    ):
        words = table.words("platform_type", kind)
        both = Label(f"{label.nl}: {words.nl}", f"{label.en}: {words.en}")
        rows.append(both if platform == OTHERS else label)
    return replace(drawn, rows=tuple(rows))


PUBLIC = (
    PublicTable("emm-annex-1", annex_1, (NAMED,), draw=_drawn),
    PublicTable("emm-table-1", table_1, (NAMED,)),
    PublicTable("emm-table-2", table_2, (NAMED, TIED), leaves_out=(TIES,)),
    PublicTable(
        "emm-table-3",
        table_3,
        unit=ROLES,
        leaves_out=(TIES,),
        draw=wide("platform"),
        notes=(
            NAMED,
            Label(
                "Geteld is hoe vaak een rol is geregistreerd, één keer per registratie en platform; niet of "
                "dat ooit is gebeurd.",
                "Counted is how often a role was registered, once per registration and platform; not "
                "whether that ever happened.",
            ),
        ),
    ),
    PublicTable("emm-types-per-year", types_per_year),
    PublicTable("emm-unnamed", unnamed),
)
