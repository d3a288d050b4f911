"""What is coded of help chats: whether people met online, sextortion, and what platforms were used for."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import MET_ONLINE, PLATFORM_ROLES, UNKNOWN, UNKNOWN_WORDS
from baken.statistics.mentions import REGISTERED, registered, within
from baken.statistics.period import Period
from baken.statistics.shares import Row, counted, known_shares, share_columns, shares, shares_chart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label
from baken.vocabulary.exploitation import MetOnline

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

CHAT = "help_chat"
"""The kind of source whose registrations are counted."""
MET, SEXTORTION, ROLE = "met_online", "sextortion", "platform_role"
PARTS = {
    MET: MetOnline.label,
    SEXTORTION: Label("Hoe gedwongen", "How coerced"),
    ROLE: Label("Waar een platform voor diende", "What a platform was used for"),
}
COERCED = {
    "sextortion": Label("sextortion", "sextortion"),
    "otherwise": Label("anders, geen sextortion genoemd", "otherwise, no sextortion named"),
}
ROLES = {code: label for code, label in PLATFORM_ROLES.items() if code != UNKNOWN}
ANSWERS = {**MET_ONLINE, **COERCED, **ROLES, UNKNOWN: UNKNOWN_WORDS}

SEVERAL_ROLES = Label(
    "Platforms in één chat kunnen voor meer dingen dienen: die rollen tellen niet op.",
    "Platforms in one chat may be used for several things: those roles do not add up.",
)
CHATS = (
    Label(
        "Geteld zijn registraties uit hulpchats. Wie chat, kiest wat ter sprake komt: wat niet is gezegd, is "
        "onbekend en niet ‘nee’.",
        "Counted are registrations from help chats. Whoever chats chooses what comes up: what was not said "
        "is unknown, and not ‘no’.",
    ),
    Label(
        "Eén mens kan meer dan eens chatten, en wie de weg naar een chat vindt is geen doorsnee van wie het "
        "overkomt. De aandelen zeggen iets over deze chats, niet over alle slachtoffers.",
        "One person may chat more than once, and who finds the way to a chat is no cross-section of those to "
        "whom it happens. The shares say something about these chats, not about all victims.",
    ),
    Label(
        "Sextortion is een aandeel van de chats waarin een dwangmiddel of sextortion is genoemd.",
        "Sextortion is a share of the chats in which a means of coercion or sextortion is named.",
    ),
)


def chats(register: "CodedRegister", period: Period) -> pl.DataFrame:
    """A row for each registration of a chat: `met_online`, `sextortion` (both with unknown) and `roles`."""
    inside = within(register, period)
    told = inside.registrations.filter(pl.col("source_kind") == CHAT).select(
        "registration", "sextortion_kinds"
    )
    # of the chats first: all roles of a large register, brought together, took most of the time
    mentions = inside.mentions.select("mention", "registration").join(told, on="registration", how="semi")
    said = (
        inside.roles.select("mention", "role")
        .join(mentions, on="mention")
        .filter(pl.col("role") != UNKNOWN)
        .select("registration", "role")
    )
    roles = said.unique().group_by("registration").agg("role")
    sextortion = pl.col("sextortion_kinds").list.len().fill_null(0) > 0
    coerced = pl.col("coercion_means").list.len().fill_null(0) > 0
    return (
        told.join(
            inside.how_it_happened.select("registration", MET, "coercion_means"),
            on="registration",
            how="left",
        )
        .join(roles, on="registration", how="left")
        .select(
            pl.col(MET).fill_null(UNKNOWN),
            pl.when(sextortion)
            .then(pl.lit("sextortion"))
            .when(coerced)
            .then(pl.lit("otherwise"))
            .otherwise(pl.lit(UNKNOWN))
            .alias(SEXTORTION),
            pl.col("role").alias("roles"),
        )
    )


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Chats per answer to each question; `margins` changes nothing here."""
    told = chats(register, period)
    rows: list[Row] = []
    for part, answers in ((MET, MET_ONLINE), (SEXTORTION, COERCED)):
        rows += known_shares(part, counted(told[part]), answers, told.height)
    known = told.filter(pl.col("roles").is_not_null())["roles"]
    often = counted(known.explode(empty_as_null=True))
    rows += [(ROLE, one, often.get(one, 0), len(known)) for one in ROLES]
    rows.append((ROLE, UNKNOWN, told.height - len(known), told.height))
    return shares(rows)


CHAT_CODINGS = StatisticsTable(
    name="chat-codings",
    title=Label("Wat hulpchats laten zien", "What help chats show"),
    question=Label(
        "Leerden mensen elkaar online kennen, was er sextortion, en waar dienden platforms voor?",
        "Did people meet online, was there sextortion, and what were platforms used for?",
    ),
    unit=Label("registraties uit hulpchats", "registrations from help chats"),
    source="register",
    columns=share_columns(PARTS, ANSWERS),
    compute=compute,
    notes=(*notes.REGISTER, *CHATS, notes.OF_KNOWN, SEVERAL_ROLES, notes.WHOLE_PERCENTS),
    remarks=lambda register, period: notes.other_matters(registered(register, period)),
    chart=shares_chart,
    has_margins=False,
    reads={
        "registrations": (*REGISTERED, "source_kind", "sextortion_kinds"),
        "how_it_happened": ("registration", MET, "coercion_means"),
        "mentions": ("mention", "registration"),
        "roles": ("mention", "role"),
    },
    only={"how_it_happened": {"source_kind": (CHAT,)}, "roles": {"role": tuple(ROLES)}},
)

TABLES = (CHAT_CODINGS,)
