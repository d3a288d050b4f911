"""Roles per type of platform: in how many of the mentions of a type each role was registered."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import PLATFORM_ROLES, PLATFORM_TYPES, STUDY_TYPES, UNKNOWN, UNKNOWN_WORDS
from baken.statistics.mentions import OF_PLATFORMS, REGISTERED, each_once, within
from baken.statistics.period import Period
from baken.statistics.shares import Row, counted, share_columns, shares, shares_chart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

ROOM = 64
"""For the places of roles, of which there are fewer."""

TYPES = PLATFORM_TYPES | {UNKNOWN: UNKNOWN_WORDS}

ADD_UP_TO_NOTHING = Label(
    "Een platform kan in één registratie meer rollen hebben en telt dan bij elke rol: rollen tellen niet op.",
    "A platform may have several roles in one registration and counts under each: roles do not add up.",
)


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Mentions per role, type by type; the study's four types always stand. `margins` changes nothing."""
    inside = within(register, period)
    things = _things(inside)
    played = _played(inside, things)
    often = {(kind, role): many for kind, role, many in played.group_by("platform_type", "role").len().rows()}
    told = dict(
        played.filter(pl.col("role") != UNKNOWN)
        .group_by("platform_type")
        .agg(pl.col("thing").n_unique())
        .iter_rows()
    )
    every = things if things["thing"].dtype != pl.UInt64 else things.unique("thing")
    all_of = counted(every["platform_type"])
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


def _things(register: "CodedRegister") -> pl.DataFrame:
    """`mention`, `thing` and `platform_type` of each mention of a platform: a thing is one platform in one
    registration, known by its mention, and by a hash (UInt64) where one has more than one mention."""
    mentions = register.mentions.filter((pl.col("naming") == "named") & pl.col("platform").is_not_null())
    kind = pl.col("platform_type").fill_null(UNKNOWN).cast(pl.Categorical)
    thing = pl.col("mention")
    if not register.each_once:
        both = pl.struct("registration", "platform").hash()
        thing = thing if mentions.select(both.n_unique()).item() == mentions.height else both
    return mentions.select("mention", thing.alias("thing"), kind)


def _played(register: "CodedRegister", things: pl.DataFrame) -> pl.DataFrame:
    """`thing`, `platform_type` and `role`: the same as `played_roles`, with codes as numbers, which are
    counted in a third of the time."""
    roles = register.roles.select("mention", pl.col("role").cast(pl.Categorical))
    played = roles.join(things, on="mention")
    # a thing and a role as one number: a hash of the thing, its last figures the place of the role
    both = pl.col("thing").hash() // ROOM * ROOM + pl.col("role").to_physical() % ROOM
    if played.select(both.n_unique()).item() == played.height:
        return played
    return played.unique(["thing", "role"])


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
    for_period={"registrations": ("registration",), "mentions": ("registration",)},
)

TABLES = (ROLES_PER_TYPE,)
