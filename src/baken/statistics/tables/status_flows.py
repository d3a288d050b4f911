"""What became of the allegation: from the first status that was registered to the present one."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import STATUSES
from baken.statistics.mentions import REGISTERED, with_sum, within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column, StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

CODES = tuple(STATUSES)
COUNTED = ("registrations", *CODES, "changed")


def courses(register: "CodedRegister") -> pl.DataFrame:
    """Per registration with a status its `first` and its `present` one, and whether it ever `changed`."""
    return (
        register.statuses.sort("registration", "decided_on", nulls_last=False)
        .group_by("registration", maintain_order=True)
        .agg(
            pl.col("status").first().alias("first"),
            pl.col("status").last().alias("present"),
            (pl.col("status").n_unique() > 1).alias("changed"),
        )
    )


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """A row per first status: how many registrations, how many have each status now, how many changed."""
    found = courses(within(register, period))
    counted = found.group_by("first").agg(
        pl.len().alias("registrations"),
        *(pl.col("present").eq(code).sum().alias(code) for code in CODES),
        pl.col("changed").sum(),
    )
    table = (
        pl.DataFrame({"first": CODES})
        .join(counted, on="first", how="left", maintain_order="left")
        .with_columns(pl.col(name).fill_null(0).cast(pl.Int64) for name in COUNTED)
        .select("first", *COUNTED)
    )
    return pl.concat([table, with_sum(table, COUNTED, column="first", label="TOTAL")]) if margins else table


def _remarks(register: "CodedRegister", period: Period) -> list[Label]:
    inside = within(register, period)
    found = courses(inside)
    changed, without = int(found["changed"].sum()), inside.registrations.height - found.height
    return [
        Label(
            f"Van {found.height} registraties is een status bekend; bij {changed} daarvan veranderde die. "
            f"{without} registraties hebben geen status en tellen niet mee.",
            f"A status is known of {found.height} registrations; of {changed} of them it changed. "
            f"{without} registrations have no status and do not count.",
        ),
        *notes.other_matters(inside),
    ]


STATUS_FLOWS = StatisticsTable(
    name="status-flows",
    title=Label("Status van het vermoeden: van eerst naar nu", "Status of the allegation: from first to now"),
    question=Label(
        "Wat werd er van de vermoedens: vastgesteld, geen uitbuiting, of nog open?",
        "What became of the allegations: established, no exploitation, or still open?",
    ),
    unit=Label("registraties waarvan een status bekend is", "registrations of which a status is known"),
    source="register",
    columns=(
        Column("first", Label("eerste status", "first status"), STATUSES),
        Column("registrations", Label("registraties", "registrations")),
        *(Column(code, Label(f"nu: {label.nl}", f"now: {label.en}")) for code, label in STATUSES.items()),
        Column("changed", Label("ooit veranderd", "ever changed")),
    ),
    compute=compute,
    notes=(
        *notes.REGISTER,
        Label(
            "Een registratie telt één keer: onder haar eerste status, en onder de status die zij nu heeft. "
            "Ook wat veranderde en weer terug werd gezet, telt als ooit veranderd.",
            "A registration counts once: under its first status, and under the status that it has now. What "
            "changed and was changed back counts as ever changed too.",
        ),
        Label(
            "Een status is wat een organisatie zei of besliste en wat daarna is geregistreerd. Niet elke "
            "beslissing bereikt het register.",
            "A status is what an organisation said or decided and what was registered of it. Not every "
            "decision reaches the register.",
        ),
    ),
    remarks=_remarks,
    chart=wide("first"),
    reads={"registrations": REGISTERED, "statuses": ("registration", "decided_on", "status")},
)

TABLES = (STATUS_FLOWS,)
