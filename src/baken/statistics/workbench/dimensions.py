"""What can be counted at the workbench, and by what it can be told apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from baken.statistics.codes import (
    MUNICIPALITIES,
    PERSON_ROLES,
    PLATFORM_TYPES,
    POLICE_UNITS,
    SEXES,
)
from baken.vocabulary.code_list import CodeList, Label
from baken.vocabulary.exploitation import ExploitationForm, Scope
from baken.vocabulary.places import Province
from baken.vocabulary.platforms import Moment, Naming, PlatformRole
from baken.vocabulary.sources import SourceKind

Part = Literal["registration", "mention", "role", "person"]

UNKNOWN = "not_recorded"
OTHERS, OTHER_MUNICIPALITIES = "OTHER_PLATFORMS", "OTHER_MUNICIPALITIES"
OTHER_WORDS = {
    OTHERS: Label("andere platforms", "other platforms"),
    OTHER_MUNICIPALITIES: Label("andere gemeenten", "other municipalities"),
}
HOME = "NL"
UNKNOWN_WORDS = Label("niet vastgelegd", "not recorded")
AGES: Mapping[str, Label] = {
    "under_16": Label("jonger dan 16", "under 16"),
    "16_17": Label("16 of 17", "16 or 17"),
    "18_20": Label("18 tot en met 20", "18 to 20"),
    "21_over": Label("21 of ouder", "21 or over"),
}
BORN: Mapping[str, Label] = {
    HOME: Label("Nederland", "the Netherlands"),
    "elsewhere": Label("een ander land", "another country"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: each different value of `key`, once."""

    name: str
    label: Label
    key: str
    part: Part


@dataclass(frozen=True, slots=True)
class Dimension:
    """By what counts are told apart. `part` is what a registration must be opened to for it, `value` the
    code of each row as text, null where it is not recorded. Without `codes` the values are names.

    Of one that has `others` only values with enough are shown, the rest together under that code; and
    nothing can be narrowed down to one of them."""

    name: str
    label: Label
    part: Part
    value: Callable[[], pl.Expr]
    codes: Mapping[str, Label] = field(default_factory=dict)
    others: str = ""

    def words(self, code: str) -> Label:
        """The words of a code; a name is its own word."""
        if code == UNKNOWN:
            return UNKNOWN_WORDS
        return OTHER_WORDS.get(code) or self.codes.get(code, Label(code, code))


UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit("registrations", Label("registraties", "registrations"), "registration", "registration"),
        Unit("mentions", Label("vermeldingen van platforms", "mentions of platforms"), "mention", "mention"),
        Unit("roles", Label("rollen van platforms", "roles of platforms"), "role_row", "role"),
        Unit("persons", Label("personen", "persons"), "person", "person"),
    )
}


READS: dict[str, tuple[str, ...]] = {
    "registrations": (
        "registration", "registered_on", "source_kind", "police_unit", "province", "form", "scope",
        "municipality",
    ),
    "mentions": ("mention", "registration", "naming", "platform_name", "platform_type"),
    "roles": ("mention", "role", "moment"),
    "persons": ("person", "sex", "birth_country", "birth_group"),
    "participations": ("registration", "person", "age", "roles"),
}  # fmt: skip
"""The columns of the register that questions are answered from."""


def _of(column: str) -> Callable[[], pl.Expr]:
    return lambda: pl.col(column).cast(pl.String)


def _words(codes: CodeList) -> dict[str, Label]:
    return {member.code: member.label for member in codes}


def _age() -> pl.Expr:
    age = pl.col("age")
    found = pl.when(age < 16).then(pl.lit("under_16")).when(age < 18).then(pl.lit("16_17"))
    return found.when(age < 21).then(pl.lit("18_20")).when(age >= 21).then(pl.lit("21_over"))


def _born() -> pl.Expr:
    country = pl.col("birth_country")
    abroad = country.is_not_null() | pl.col("birth_group").is_not_null()
    elsewhere = pl.when(abroad).then(pl.lit("elsewhere"))
    return pl.when(country == HOME).then(pl.lit(HOME)).otherwise(elsewhere)


YEAR = Dimension(
    "jaar",
    Label("jaar van registratie", "year of registration"),
    "registration",
    lambda: pl.col("registered_on").dt.year().cast(pl.String),
)
PLATFORM = Dimension(
    "platform",
    Label("platform", "platform"),
    "mention",
    _of("platform_name"),
    others=OTHERS,
)
MUNICIPALITY = Dimension(
    "gemeente",
    Label("gemeente", "municipality"),
    "registration",
    _of("municipality"),
    MUNICIPALITIES,
    others=OTHER_MUNICIPALITIES,
)
"""Small places point to people, so it is told apart at the workbench alone, never in a table that goes out;
few stand together, and no other question is narrowed down to one."""

DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        YEAR,
        Dimension("bron", Label("bron", "source"), "registration", _of("source_kind"), _words(SourceKind)),
        Dimension(
            "eenheid",
            Label("politie-eenheid", "police unit"),
            "registration",
            _of("police_unit"),
            POLICE_UNITS,
        ),
        Dimension(
            "provincie", Label("provincie", "province"), "registration", _of("province"), _words(Province)
        ),
        MUNICIPALITY,
        Dimension("vorm", Label("vorm", "form"), "registration", _of("form"), _words(ExploitationForm)),
        Dimension(
            "grens",
            Label("binnenlands of over de grens", "domestic or cross-border"),
            "registration",
            _of("scope"),
            _words(Scope),
        ),
        Dimension(
            "soort",
            Label("soort platform", "type of platform"),
            "mention",
            _of("platform_type"),
            PLATFORM_TYPES,
        ),
        PLATFORM,
        Dimension(
            "genoemd",
            Label("hoe het platform is genoemd", "how the platform was named"),
            "mention",
            _of("naming"),
            _words(Naming),
        ),
        Dimension(
            "rol",
            Label("rol van het platform", "role of the platform"),
            "role",
            _of("role"),
            _words(PlatformRole),
        ),
        Dimension("moment", Label("moment", "moment"), "role", _of("moment"), _words(Moment)),
        Dimension(
            "persoonsrol",
            Label("rol van de persoon", "role of the person"),
            "person",
            _of("person_role"),
            PERSON_ROLES,
        ),
        Dimension("geslacht", Label("geslacht", "sex"), "person", _of("sex"), SEXES),
        Dimension("leeftijd", Label("leeftijd", "age"), "person", _age, AGES),
        Dimension("geboren", Label("geboren in", "born in"), "person", _born, BORN),
    )
}
