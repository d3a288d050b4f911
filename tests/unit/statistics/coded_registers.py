"""Coded registers and markets made by hand or drawn at random; every name in them is invented."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from baken.register.coded import (
    CATALOGUE,
    HOW_IT_HAPPENED,
    MENTIONS,
    PARTICIPATIONS,
    PERSONS,
    REGISTRATIONS,
    ROLES,
    STATUSES,
    CodedRegister,
    frame,
)
from baken.statistics.tables.programme import FRAME, WAITS
from baken.vocabulary.exploitation import (
    CoercionMeans,
    CustomerContact,
    MetOnline,
    SextortionKind,
    TechnologyPart,
)
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import PlatformRole, PlatformType
from baken.vocabulary.sources import SourceKind

MARKET = {
    "sighting_id": pl.String,
    "unique_advert": pl.String,
    "advertised_gender": pl.String,
    "province": pl.String,
    "captured_on": pl.Date,
}


class RegisterBuilder:
    """Builds a coded register line by line; ids are given in order."""

    def __init__(self) -> None:
        self.registrations: list[tuple[Any, ...]] = []
        self.mentions: list[tuple[Any, ...]] = []
        self.roles: list[tuple[Any, ...]] = []
        self.persons: dict[str, tuple[Any, ...]] = {}
        self.participations: list[tuple[Any, ...]] = []
        self.statuses: list[tuple[Any, ...]] = []
        self.how: list[tuple[Any, ...]] = []
        self.catalogue: dict[str, tuple[Any, ...]] = {}

    def registration(
        self,
        on: date,
        *,
        unit: str | None = None,
        form: str = "sexual",
        scope: str = "domestic",
        province: str | None = None,
        source: str = "police_registration",
        technology: str | None = None,
        recruitment: str | None = None,
        contact: str | None = None,
        means: Sequence[str] = (),
        offender: str | None = None,
        sextortion: Sequence[str] = (),
        met: str | None = None,
        municipality: str | None = None,
        statuses: Sequence[tuple[date | None, str]] = (),
    ) -> str:
        key = f"R{len(self.registrations)}"
        types = (offender, None, list(sextortion), municipality)
        self.registrations.append((key, key, source, on, unit, province, form, scope, *types))
        self.statuses += [(key, day, status, None) for day, status in statuses]
        self.how.append((key, technology, recruitment, contact, list(means), met))
        return key

    def platform(
        self,
        name: str,
        kind: str = "instant_messaging",
        *,
        order: int | None = None,
        opened: date | None = None,
        closed: date | None = None,
    ) -> None:
        """One of the catalogue, named or not."""
        self.catalogue[name] = (name.lower(), name, kind, order, opened, closed)

    def mention(
        self,
        registration: str,
        name: str | None,
        kind: str | None = "instant_messaging",
        *,
        order: int | None = None,
        naming: str = "named",
        roles: Sequence[str] = (),
    ) -> str:
        key = f"M{len(self.mentions)}"
        code = name.lower() if name else None
        self.mentions.append((key, registration, naming, code, name, kind if name else None, order))
        self.roles += [(key, registration, role, "unknown") for role in roles]
        if name and name not in self.catalogue:
            self.platform(name, kind or "other", order=order)
        return key

    def person(
        self,
        registration: str,
        person: str,
        *,
        age: int | None = None,
        roles: Sequence[str] = ("victim",),
        sex: str = "female",
        born: str | None = "NL",
        group: str | None = None,
        told: Sequence[str] = (),
    ) -> None:
        self.persons[person] = (person, sex, born, group)
        self.participations.append((registration, person, age, list(roles), list(told)))

    def build(self) -> CodedRegister:
        return CodedRegister(
            registrations=frame(self.registrations, REGISTRATIONS),
            mentions=frame(self.mentions, MENTIONS),
            roles=frame(self.roles, ROLES),
            persons=frame(list(self.persons.values()), PERSONS),
            participations=frame(self.participations, PARTICIPATIONS),
            statuses=frame(self.statuses, STATUSES),
            how_it_happened=frame(self.how, HOW_IT_HAPPENED),
            catalogue=frame(list(self.catalogue.values()), CATALOGUE),
        )


def market(*rows: tuple[str, str | None, str | None, str | None, date]) -> pl.DataFrame:
    """Rows of (sighting, unique advert, gender, province, day)."""
    return pl.DataFrame(list(rows), schema=MARKET, orient="row")


def door_attempts(*rows: tuple[date | None, str, str, str]) -> pl.DataFrame:
    """Rows of (day, way, gradation, outcome)."""
    schema = {"held_on": pl.Date, "way": pl.String, "gradation": pl.String, "outcome": pl.String}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def programme(*rows: tuple[str, date, list[str]], province: str = "unknown", **waits: int) -> pl.DataFrame:
    """Rows of (part, day, what came of it), all in one province and with the same waits in days."""
    told = [(part, day, province, came, *map(waits.get, WAITS)) for part, day, came in rows]
    return pl.DataFrame(told, schema=FRAME, orient="row")


NAMES = [f"Platform {letter}" for letter in "ABCDEFGHIJKLMN"]
DAYS = st.dates(date(2018, 1, 1), date(2021, 12, 31))


@st.composite
def registers(draw: st.DrawFn) -> CodedRegister:
    """Small registers with named, unnamed and unclear mentions, roles and persons."""
    made = RegisterBuilder()
    kinds = {name: draw(st.sampled_from(PlatformType.codes)) for name in NAMES}
    for _ in range(draw(st.integers(0, 7))):
        unit = draw(st.none() | st.sampled_from(PoliceUnit.codes))
        key = made.registration(
            draw(DAYS),
            unit=unit,
            province=draw(st.none() | st.sampled_from(Province.codes)),
            source=draw(st.sampled_from(SourceKind.codes)),
            technology=draw(st.none() | st.sampled_from(TechnologyPart.codes)),
            contact=draw(st.none() | st.sampled_from(CustomerContact.codes)),
            means=draw(st.lists(st.sampled_from(CoercionMeans.codes), unique=True, max_size=3)),
            met=draw(st.none() | st.sampled_from(MetOnline.codes)),
            sextortion=draw(st.lists(st.sampled_from(SextortionKind.codes), unique=True)),
        )
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=12)):
            roles = draw(st.lists(st.sampled_from(PlatformRole.codes), unique=True, max_size=2))
            made.mention(key, name, kinds[name], order=NAMES.index(name), roles=roles)
        for naming in draw(st.lists(st.sampled_from(["unnamed", "unclear"]), max_size=3)):
            made.mention(key, None, naming=naming)
        for person in draw(st.lists(st.sampled_from(["p1", "p2", "p3", "p4"]), unique=True)):
            made.person(
                key,
                person,
                age=draw(st.none() | st.integers(8, 40)),
                roles=draw(st.lists(st.sampled_from(PersonRole.codes), unique=True)),
                sex=draw(st.sampled_from(Sex.codes)),
                born=draw(st.sampled_from(["NL", "XA", "XB", None])),
            )
    return made.build()


@st.composite
def markets(draw: st.DrawFn) -> pl.DataFrame:
    """Small markets: sightings with a gender or none, in no, one or several provinces."""
    rows = []
    for sighting in range(draw(st.integers(0, 12))):
        advert = draw(st.sampled_from(["a", "b", "c", "d", None]))
        gender = draw(st.sampled_from(["women", "men", "couples", "unknown", None]))
        day = draw(DAYS)
        provinces = draw(st.lists(st.sampled_from(Province.codes[:3]), unique=True)) or [None]
        rows += [(f"s{sighting}", advert, gender, province, day) for province in provinces]
    return market(*rows)
