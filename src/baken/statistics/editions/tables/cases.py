"""Registrations by what became of the allegation, and by the type of offender that the source names."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from baken.disclosure.names import Name, name
from baken.disclosure.tables import CountTable
from baken.statistics import notes
from baken.statistics.answers import UNANSWERED, columns_of
from baken.statistics.codes import OFFENDER_TYPES
from baken.statistics.editions.part import Drafted, PublicTable, crossed, part, shown
from baken.statistics.mentions import within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.tables.status_flows import CODES, STATUS_FLOWS, courses
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

REGISTRATIONS = Label("registraties", "registrations")


def status_flows(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Registrations with a status: the first crossed with the present one."""
    whole = (f"since:{years[0]}", "status:known")

    def name_of(row: str | None, column: str | None) -> Name:
        told = [*([f"first:{row}"] if row else []), *([f"present:{column}"] if column else [])]
        return name("registrations", *whole, *told)

    counted = part(
        "first-present", unit=REGISTRATIONS, dimensions=("first", "present"), rows=CODES, columns=CODES,
        inner=crossed(courses(within(register, period)), "first", CODES, "present", CODES),
        name_of=name_of, state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["first-present"]
        rows = [
            [label, shown(values[-1]), *map(shown, values[:-1])]
            for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True)
        ]
        schema = {"first": pl.String, **dict.fromkeys(("registrations", *CODES), pl.Int64)}
        return pl.DataFrame(rows, schema=schema, orient="row")

    return Drafted((counted,), lay_out)


def offender_types(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Registrations by the type of offender, those that name none among them."""
    since, rows = f"since:{years[0]}", (*OFFENDER_TYPES, UNANSWERED)
    things = within(register, period).registrations.select(
        pl.col("offender_type").fill_null(UNANSWERED).alias("code"), pl.lit("count").alias("column")
    )

    def name_of(row: str | None, column: str | None) -> Name:
        return name("registrations", since, *([f"offender type:{row}"] if row else []))

    counted = part(
        "offender-type", unit=REGISTRATIONS, dimensions=("offender type",), rows=rows, columns=["count"],
        across=False, inner=crossed(things, "code", rows, "column", ["count"]), name_of=name_of, state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["offender-type"]
        values = table.values.reshape(-1).tolist()
        told = [(code, shown(value)) for code, value in zip((*table.rows, "TOTAL"), values, strict=True)]
        return pl.DataFrame(told, schema={"code": pl.String, "count": pl.Int64}, orient="row")

    return Drafted((counted,), lay_out)


PUBLIC = (
    PublicTable(
        "status-flows",
        status_flows,
        leaves_out=STATUS_FLOWS.notes[len(notes.REGISTER) :][:1],
        notes=(
            Label(
                "Een registratie telt één keer: onder haar eerste status, en onder de status die zij nu "
                "heeft. Wat veranderde en weer terug werd gezet, is niet te zien.",
                "A registration counts once: under its first status, and under the status that it has now. "
                "What changed and was changed back can't be seen.",
            ),
        ),
    ),
    PublicTable(
        "offender-types",
        offender_types,
        columns=columns_of(Label("type dader", "type of offender"), OFFENDER_TYPES)[:2],
        draw=wide("code"),
        leaves_out=(notes.WHOLE_PERCENTS,),
        notes=(
            Label(
                "Ook de registraties die geen type noemen staan erin, zodat de regels optellen.",
                "Registrations that name no type stand in it too, so that the rows add up.",
            ),
        ),
    ),
)
