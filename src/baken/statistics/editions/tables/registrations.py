"""Registrations by where they belong, where they come from, and how it happened."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from baken.disclosure.names import Name, Sum, name
from baken.disclosure.tables import CountTable
from baken.statistics import notes
from baken.statistics.codes import COERCION_MEANS, MET_ONLINE, POLICE_UNITS, PROVINCES, SOURCES, UNKNOWN
from baken.statistics.editions.part import Drafted, Part, PublicTable, crossed, part, shown
from baken.statistics.editions.tables.columns import SCHEMA, column_part, drawn_in_parts, rows_of
from baken.statistics.mentions import within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.registrations_by import OF_REGISTRATIONS, codes_in, mentions_by
from baken.statistics.tables import chat_codings
from baken.statistics.tables.how_it_happened import MEANS, ONE_ANSWER, SEVERAL_MEANS
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

REGISTRATIONS = Label("registraties", "registrations")
MENTIONS = Label("vermeldingen", "mentions")
TIED = {"police_unit": ("tied", "unit")}
"""What is said of a registration that has one, and which one: as the table of platforms per unit names it."""


class _By:
    """The public table of registrations by one column: two parts, each one column of counts."""

    def __init__(self, column: str, words: Mapping[str, Label]) -> None:
        self.column = column
        self.words = words

    def draft(
        self, register: "CodedRegister", period: Period, years: Sequence[int], state: str
    ) -> Drafted["CodedRegister"]:
        """Registrations, and the mentions in them, for each code."""
        inside = within(register, period)
        codes = codes_in(inside.registrations, self.column, self.words)
        since = f"since:{years[0]}"
        registered = inside.registrations.select(pl.col(self.column).fill_null(UNKNOWN))
        parts = (
            self._part("registrations", REGISTRATIONS, registered, codes, since, state),
            self._part("mentions", MENTIONS, mentions_by(inside, self.column), codes, since, state),
        )

        def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
            counts = [published[one.name].values.reshape(-1).tolist() for one in parts]
            rows = [
                (code, shown(first), shown(second))
                for code, first, second in zip((*codes, "TOTAL"), *counts, strict=True)
            ]
            schema = {self.column: pl.String, "registrations": pl.Int64, "mentions": pl.Int64}
            return pl.DataFrame(rows, schema=schema, orient="row")

        return Drafted(parts, lay_out)

    def _part(
        self, what: str, unit: Label, things: pl.DataFrame, codes: Sequence[str], since: str, state: str
    ) -> Part:
        tied, facet = TIED.get(self.column, (f"{self.column}:known", self.column))

        def name_of(row: str | None, column: str | None) -> Name:
            if row is None:
                return name(what, since)
            return name(what, since, *(() if row == UNKNOWN else (tied,)), f"{facet}:{row}")

        known = np.array([place for place, code in enumerate(codes) if code != UNKNOWN])
        made = things.with_columns(pl.lit("count").alias("column"))
        return part(
            f"{what}-{self.column}", unit=unit, dimensions=(self.column,), rows=codes, columns=["count"],
            inner=crossed(made, self.column, codes, "column", ["count"]), name_of=name_of, across=False,
            sums=[Sum(name(what, since, tied), known)], state=state,
        )  # fmt: skip


def how_it_happened(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Registrations per answer, each question with its own total; means of coercion total as often as one
    was registered."""
    told = within(register, period).how_it_happened
    since = f"since:{years[0]}"
    parts = [
        column_part(
            question, REGISTRATIONS, told.select(pl.col(question).fill_null(UNKNOWN).alias("code")),
            [*(code for code in answers if code != UNKNOWN), UNKNOWN], since, state, counted="registrations",
        )
        for question, (_, answers) in ONE_ANSWER.items()
    ]  # fmt: skip
    means = told.select(pl.col(MEANS).list.unique().alias("code")).explode("code").drop_nulls()
    parts.append(
        column_part(
            MEANS, Label("geregistreerde dwangmiddelen", "registered means of coercion"), means,
            list(COERCION_MEANS), since, state, counted="registrations",
            total="coercion means",
        )
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        rows = [row for made in parts for row in rows_of(made, published)]
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    return Drafted(tuple(parts), lay_out)


CHATS = ("source_kind:known", f"source_kind:{chat_codings.CHAT}")
"""What a chat is called in the table of registrations per kind of source: a reader holds the two together."""


def codings_of_chats(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Chats per answer, each question with its own total; roles total as often as one was registered."""
    told = chat_codings.chats(register, period)
    since = f"since:{years[0]}"
    asked = ((chat_codings.MET, MET_ONLINE), (chat_codings.SEXTORTION, chat_codings.COERCED))
    parts = [
        column_part(
            question, chat_codings.CHAT_CODINGS.unit, told.select(pl.col(question).alias("code")),
            [*(code for code in answers if code != UNKNOWN), UNKNOWN], since, state, counted="registrations",
            among=CHATS,
        )
        for question, answers in asked
    ]  # fmt: skip
    roles = told.select(pl.col("roles").alias("code")).drop_nulls().explode("code", empty_as_null=True)
    parts.append(
        column_part(
            chat_codings.ROLE, Label("geregistreerde rollen in chats", "registered roles in chats"), roles,
            list(chat_codings.ROLES), since, state, counted="registrations", total="chat roles", among=CHATS,
        )
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        rows = [row for made in parts for row in rows_of(made, published)]
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    return Drafted(tuple(parts), lay_out)


_SHARES = (notes.OF_KNOWN, OF_REGISTRATIONS)
"""What is said of percentages, which a public table does not have."""


def _public_by(name_: str, column: str, words: Mapping[str, Label]) -> PublicTable["CodedRegister"]:
    return PublicTable(name_, _By(column, words).draft, leaves_out=_SHARES, draw=wide(column))


PUBLIC = (
    _public_by("per-police-unit", "police_unit", POLICE_UNITS),
    _public_by("per-province", "province", PROVINCES),
    _public_by("per-source-kind", "source_kind", SOURCES),
    PublicTable(
        "how-it-happened",
        how_it_happened,
        unit=Label(
            "registraties; het onderdeel dwangmiddel telt op tot geregistreerde dwangmiddelen",
            "registrations; the part means of coercion adds up to registered means of coercion",
        ),
        leaves_out=(notes.OF_KNOWN, SEVERAL_MEANS),
        notes=(
            Label(
                "Een registratie met twee dwangmiddelen telt bij de dwangmiddelen twee keer. Hoeveel "
                "registraties er geen noemen, staat hier niet.",
                "A registration with two means of coercion counts twice among them. How many registrations "
                "name none does not stand here.",
            ),
        ),
        draw=drawn_in_parts,
    ),
    PublicTable(
        "chat-codings",
        codings_of_chats,
        unit=Label(
            "registraties uit hulpchats; het onderdeel waar een platform voor diende telt op tot "
            "geregistreerde rollen",
            "registrations from help chats; the part what a platform was used for adds up to registered "
            "roles",
        ),
        leaves_out=(notes.OF_KNOWN, chat_codings.CHATS[-1], chat_codings.SEVERAL_ROLES),
        notes=(
            Label(
                "Een chat waarin platforms voor twee dingen dienden, telt bij die rollen twee keer. Van "
                "hoeveel chats er geen rol bekend is, staat hier niet.",
                "A chat in which platforms were used for two things counts twice among those roles. Of how "
                "many chats no role is known does not stand here.",
            ),
            Label(
                "‘Onbekend’ bij hoe gedwongen is dat er geen dwangmiddel en geen sextortion is genoemd.",
                "‘Unknown’ under how coerced is that no means of coercion and no sextortion is named.",
            ),
        ),
        draw=drawn_in_parts,
    ),
)
