"""Roles per type of platform: how often each was registered, once a registration and platform."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from baken.disclosure.names import Name, name
from baken.disclosure.tables import CountTable
from baken.statistics import notes
from baken.statistics.codes import PLATFORM_ROLES, STUDY_TYPES
from baken.statistics.editions.part import Drafted, PublicTable, crossed, part, shown
from baken.statistics.editions.tables.mentions import ROLES
from baken.statistics.mentions import within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column
from baken.statistics.tables.roles_per_type import ADD_UP_TO_NOTHING, TYPES, played_roles
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister


def roles_per_type(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Registered roles, the unknown one too, per type of platform."""
    played = played_roles(within(register, period))
    since = f"since:{years[0]}"
    roles, types = list(PLATFORM_ROLES), list(TYPES)

    def name_of(row: str | None, column: str | None) -> Name:
        what = "mentions" if column else "all roles"
        return name(what, since, *([f"type:{row}"] if row else []), *([f"role:{column}"] if column else []))

    counted = part(
        "type-role", unit=ROLES, dimensions=("platform_type", "role"), rows=types, columns=roles,
        inner=crossed(played, "platform_type", types, "role", roles), name_of=name_of, state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["type-role"]
        rows = [
            [label, *map(shown, values)]
            for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True)
            if label in (*STUDY_TYPES, "TOTAL") or any(values)
        ]
        schema = {"platform_type": pl.String, **dict.fromkeys((*roles, "total"), pl.Int64)}
        return pl.DataFrame(rows, schema=schema, orient="row")

    return Drafted((counted,), lay_out)


PUBLIC = (
    PublicTable(
        "roles-per-type",
        roles_per_type,
        unit=ROLES,
        leaves_out=(notes.ONE_MENTION, notes.OF_KNOWN, ADD_UP_TO_NOTHING),
        columns=(
            Column("platform_type", Label("soort platform", "type of platform"), TYPES),
            *(Column(code, label) for code, label in PLATFORM_ROLES.items()),
        ),
        notes=(
            Label(
                "Geteld is hoe vaak een rol is geregistreerd, één keer per registratie en platform. Waar "
                "geen rol staat, telt niets.",
                "Counted is how often a role was registered, once per registration and platform. Where no "
                "role stands nothing counts.",
            ),
        ),
        draw=wide("platform_type"),
    ),
)
