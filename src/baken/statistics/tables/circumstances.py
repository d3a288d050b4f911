"""Vulnerable circumstances of persons, as far as sources name them. For the organisation's own eyes."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.answers import answered, columns_of, draw
from baken.statistics.codes import VULNERABILITIES
from baken.statistics.mentions import REGISTERED, registered, within
from baken.statistics.period import Period
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """The counts as (code, count, of, percent); `margins` changes nothing here."""
    return answered(within(register, period).participations, "vulnerabilities", VULNERABILITIES)


CIRCUMSTANCES = StatisticsTable(
    name="circumstances",
    title=Label("Kwetsbare omstandigheden van personen", "Vulnerable circumstances of persons"),
    question=Label(
        "Welke omstandigheden noemen de bronnen, zodat opvang en hulp erop kunnen worden ingericht?",
        "Which circumstances do sources name, so that shelter and help can be fitted to them?",
    ),
    unit=Label(
        "personen per registratie: wie in twee registraties staat, telt twee keer",
        "persons per registration: who stands in two registrations counts twice",
    ),
    source="register",
    columns=columns_of(Label("omstandigheid", "circumstance"), VULNERABILITIES),
    compute=compute,
    notes=(
        *notes.REGISTER,
        Label(
            "Een persoon kan meer omstandigheden hebben: de regels tellen niet op. Geteld is wat een bron "
            "uitdrukkelijk noemt. Omstandigheden verklaren niets en voorspellen niets over iemand.",
            "A person may have several circumstances: the rows do not add up. Counted is what a source names "
            "expressly. Circumstances explain nothing and predict nothing about anybody.",
        ),
        notes.WHOLE_PERCENTS,
    ),
    remarks=lambda register, period: notes.other_matters(registered(register, period)),
    chart=draw,
    has_margins=False,
    reads={"registrations": REGISTERED, "participations": ("registration", "person", "vulnerabilities")},
)

TABLES = (CIRCUMSTANCES,)
