"""How it happened: technology's part, recruitment, means of coercion and who talks to customers."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import (
    COERCION_MEANS,
    CUSTOMER_CONTACTS,
    RECRUITMENT_MODES,
    TECHNOLOGY_PARTS,
    UNKNOWN,
    UNKNOWN_WORDS,
)
from baken.statistics.mentions import REGISTERED, registered, within
from baken.statistics.period import Period
from baken.statistics.shares import Row, counted, known_shares, share_columns, shares, shares_chart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label
from baken.vocabulary.exploitation import CoercionMeans, CustomerContact, RecruitmentMode, TechnologyPart

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

ONE_ANSWER = {
    "technology_part": (TechnologyPart.label, TECHNOLOGY_PARTS),
    "recruitment_mode": (RecruitmentMode.label, RECRUITMENT_MODES),
    "customer_contact": (CustomerContact.label, CUSTOMER_CONTACTS),
}
MEANS = "coercion_means"
PARTS = {name: label for name, (label, _) in ONE_ANSWER.items()} | {MEANS: CoercionMeans.label}
ANSWERS = {
    **TECHNOLOGY_PARTS,
    **RECRUITMENT_MODES,
    **CUSTOMER_CONTACTS,
    **COERCION_MEANS,
    UNKNOWN: UNKNOWN_WORDS,
}

SEVERAL_MEANS = Label(
    "Een registratie kan meer dwangmiddelen hebben en telt dan bij elk. Waar geen dwangmiddel staat, "
    "is het onbekend: het register onderscheidt niet of er geen was.",
    "A registration may have several means of coercion and counts under each. Where none stands it "
    "is unknown: the register does not tell whether there was none.",
)


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Registrations per answer to each question; `margins` changes nothing here."""
    told = within(register, period).how_it_happened
    rows: list[Row] = []
    for part, (_, answers) in ONE_ANSWER.items():
        rows += known_shares(part, counted(told[part]), answers, told.height)
    known = told.filter(pl.col(MEANS).list.len() > 0)[MEANS]
    often = counted(known.list.unique().explode())
    rows += [(MEANS, one, often.get(one, 0), len(known)) for one in COERCION_MEANS]
    rows.append((MEANS, UNKNOWN, told.height - len(known), told.height))
    return shares(rows)


HOW_IT_HAPPENED = StatisticsTable(
    name="how-it-happened",
    title=Label("Hoe het gebeurde", "How it happened"),
    question=Label(
        "Welk aandeel had techniek, hoe werd geworven en gedwongen, en wie praat met klanten?",
        "What was technology's part, how were people recruited and coerced, and who talks to customers?",
    ),
    unit=Label("registraties", "registrations"),
    source="register",
    columns=share_columns(PARTS, ANSWERS),
    compute=compute,
    notes=(
        *notes.REGISTER,
        notes.OF_KNOWN,
        SEVERAL_MEANS,
        notes.WHOLE_PERCENTS,
    ),
    remarks=lambda register, period: notes.other_matters(registered(register, period)),
    chart=shares_chart,
    has_margins=False,
    reads={"registrations": REGISTERED, "how_it_happened": ("registration", *ONE_ANSWER, MEANS)},
)

TABLES = (HOW_IT_HAPPENED,)
