"""Roles per type of platform: in how many of the mentions of a type each role was registered."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import PLATFORM_ROLES, PLATFORM_TYPES, STUDY_TYPES, UNKNOWN, UNKNOWN_WORDS
from baken.statistics.mentions import OF_PLATFORMS, REGISTERED, each_once, of_platforms, within
from baken.statistics.period import Period
from baken.statistics.shares import Row, counted, share_columns, shares, shares_chart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

TYPES = PLATFORM_TYPES | {UNKNOWN: UNKNOWN_WORDS}

ADD_UP_TO_NOTHING = Label(
    "Een platform kan in één registratie meer rollen hebben en telt dan bij elke rol: rollen tellen niet op.",
    "A platform may have several roles in one registration and counts under each: roles do not add up.",
)


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Mentions per role, type by type; the study's four types always stand. `margins` changes nothing."""
    inside = within(register, period)
    played = _played(inside)
    often = {(kind, role): many for kind, role, many in played.group_by("platform_type", "role").len().rows()}
    told = dict(
        played.filter(pl.col("role") != UNKNOWN)
        .group_by("platform_type")
        .agg(pl.col("thing").n_unique())
        .iter_rows()
    )
    all_of = counted(of_platforms(inside)["platform_type"].fill_null(UNKNOWN))
    rows: list[Row] = []
    for kind in TYPES:
        if kind not in STUDY_TYPES and kind not in all_of:
            continue
        answered, total = told.get(kind, 0), all_of.get(kind, 0)
        rows += [
            (kind, role, often.get((kind, role), 0), answered) for role in PLATFORM_ROLES if role != UNKNOWN
        ]
        rows.append((kind, UNKNOWN, total - answered, total))
    return shares(rows)


def _played(register: "CodedRegister") -> pl.DataFrame:
    """`thing`, `platform_type` and `role`: the same as `played_roles`, with a number for the platform of a
    registration and codes as numbers, which are counted in a third of the time."""
    mentions = register.mentions.filter((pl.col("naming") == "named") & pl.col("platform").is_not_null())
    things = mentions.select(
        "mention",
        pl.struct("registration", "platform").hash().alias("thing"),
        pl.col("platform_type").fill_null(UNKNOWN).cast(pl.Categorical),
    )
    roles = register.roles.select("mention", pl.col("role").cast(pl.Categorical))
    return each_once(roles.join(things, on="mention"), "thing", "role")


def played_roles(register: "CodedRegister") -> pl.DataFrame:
    """`registration`, `platform`, `platform_type` and `role`: each role once for each platform of a
    registration."""
    mentions = register.mentions.filter((pl.col("naming") == "named") & pl.col("platform").is_not_null())
    played = register.roles.select("mention", "role").join(
        mentions.select("mention", "registration", "platform", pl.col("platform_type").fill_null(UNKNOWN)),
        on="mention",
    )
    return each_once(played, "registration", "platform", "role")


ROLES_PER_TYPE = StatisticsTable(
    name="roles-per-type",
    title=Label("Rollen per soort platform", "Roles per type of platform"),
    question=Label(
        "Welke rol speelt welke soort platform, en hoe vaak?",
        "Which role does which type of platform play, and how often?",
    ),
    unit=Label("vermeldingen", "mentions"),
    source="register",
    columns=share_columns(TYPES, PLATFORM_ROLES),
    compute=compute,
    notes=(
        *notes.REGISTER,
        notes.ONE_MENTION,
        ADD_UP_TO_NOTHING,
        notes.OF_KNOWN,
        notes.WHOLE_PERCENTS,
    ),
    remarks=lambda register, period: [
        notes.nameless(inside := within(register, period)),
        *notes.other_matters(inside),
    ],
    chart=shares_chart,
    has_margins=False,
    reads={
        "registrations": REGISTERED,
        "mentions": ("mention", *OF_PLATFORMS),
        "roles": ("mention", "role"),
    },
)

TABLES = (ROLES_PER_TYPE,)
