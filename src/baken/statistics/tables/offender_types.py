"""Of which type the source calls the offender: only where a source says it."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.answers import answered, columns_of, draw
from baken.statistics.codes import OFFENDER_TYPES
from baken.statistics.mentions import REGISTERED, registered, within
from baken.statistics.period import Period
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """The counts as (code, count, of, percent); `margins` changes nothing here."""
    return answered(within(register, period).registrations, "offender_type", OFFENDER_TYPES)


OFFENDERS = StatisticsTable(
    name="offender-types",
    title=Label("Type dader dat de bron noemt", "Type of offender that the source names"),
    question=Label(
        "Welk type dader noemen de bronnen, van de registraties waarin zij er een noemen?",
        "Which type of offender do sources name, of the registrations in which they name one?",
    ),
    unit=Label("registraties", "registrations"),
    source="register",
    columns=columns_of(Label("type dader", "type of offender"), OFFENDER_TYPES),
    compute=compute,
    notes=(
        *notes.REGISTER,
        Label(
            "De indeling is die van Tener. Zij staat er alleen waar de bron haar zelf gebruikt; een aandeel "
            "zegt dus iets over die bronnen, niet over alle zaken.",
            "The types are Tener's. One stands there only where the source itself uses it; so a share says "
            "something about those sources, not about all cases.",
        ),
        notes.WHOLE_PERCENTS,
    ),
    remarks=lambda register, period: notes.other_matters(registered(register, period)),
    chart=draw,
    has_margins=False,
    reads={"registrations": (*REGISTERED, "offender_type")},
)

TABLES = (OFFENDERS,)
