"""The coded register read in bulk: only the columns that are asked for, each as one packed value.

A row that crosses from the database by itself costs more than what is in it. So each column crosses whole:
the server packs it, NumPy reads it in place. Codes cross as a hash and are looked up here; several codes of a
row cross as one, since packing a value costs the server more than hashing it. A record is known by a hash of
its id: among a million records two share one with a chance of one in thirty million.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import psycopg
from django.db import connection
from django.db.models import Model

from baken.accounts.models import Organisation
from baken.platforms.models import Platform
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
from baken.register.models import (
    AllegationDecision,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.vocabulary.circumstances import Vulnerability
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.country_groups import CountryGroup
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    GroomerType,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)
from baken.vocabulary.municipalities import Municipality
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import PoliceUnit, Province
from baken.vocabulary.platforms import Moment, Naming, PlatformRole
from baken.vocabulary.sources import SourceKind

Numbers = npt.NDArray[Any]
Columns = Mapping[str, Sequence[str]]
"""Which columns of which frames of `CodedRegister` are to be read."""
Rows = Mapping[str, Mapping[str, Sequence[str]]]
"""Of which frames only the rows with one of these codes in a column are to be read."""

FIRST_DAY = np.datetime64("2000-01-01")
"""Day 0 of the database."""
FEW = 0xFFF
NO_AGE = -1
NO_COUNTRY = "--"
NO_DAY = 2**31 - 1
"""What the database sends for a day that never comes."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Columns on their way as one: `sql` gives bytes for each row, `kind` says to NumPy what they are, and
    `read` makes of them those of the columns that are wanted."""

    columns: tuple[str, ...]
    sql: str
    kind: str
    read: Callable[[Numbers, Sequence[str]], Sequence[pl.Series]]


def read_columns(organisation: Organisation, columns: Columns, only: Rows | None = None) -> CodedRegister:
    """The columns that are asked for, of the organisation that is acted for; see `CodedRegister`.

    `only` leaves rows out that have none of its codes; mentions without a name are never left out. Records
    are known by numbers, and stand in no order. A frame of which nothing is asked has no columns, so that
    counting it fails. Raises KeyError for a column that there is not, or whose rows can't be chosen,
    LookupError for a code that is in no list.
    """
    asked = _frames(organisation, columns, only or {})
    unread = {name: pl.DataFrame() for name in FRAMES if name not in columns}
    # the database holds a platform once in a registration, a person once, and each code once of either
    return CodedRegister(catalogue=catalogue(), **asked, **unread, each_once=True, between=None)


def read_numbered(organisation: Organisation) -> CodedRegister:
    """Every column of every record of the organisation that is acted for, as `read_columns` gives them: with
    the `reference` of registrations, the `number` of mentions and the `pseudonym` of persons, and without the
    registration of roles."""
    return read_columns(organisation, {name: _columns_of(name) for name in FRAMES})


def read_register(organisation: Organisation) -> CodedRegister:
    """Every record of the organisation that is acted for, under its reference and in its order."""
    read = read_numbered(organisation)
    references = read.registrations.select("registration", "reference")
    pseudonyms = read.persons.select("person", "pseudonym")
    mentions = (
        read.mentions.join(references, on="registration")
        .sort("reference", "number")
        .with_columns(pl.format("{}#{}", "reference", "number").alias("named"))
    )
    roles = (
        read.roles.join(mentions.select("mention", "named", "reference", "number"), on="mention")
        .with_columns(_place("role", PlatformRole), _place("moment", Moment))
        .sort("reference", "number", "role_place", "moment_place")
    )
    participations = (
        read.participations.join(references, on="registration")
        .join(pseudonyms, on="person")
        .sort("reference", "pseudonym")
    )
    named, reference = pl.col("named").alias("mention"), pl.col("reference").alias("registration")
    person = pl.col("pseudonym").alias("person")
    return CodedRegister(
        registrations=_under(read.registrations.sort("reference"), REGISTRATIONS, reference),
        mentions=_under(mentions, MENTIONS, named, reference),
        roles=_under(roles, ROLES, named, reference),
        persons=_under(read.persons.sort("pseudonym"), PERSONS, person),
        participations=_under(participations, PARTICIPATIONS, reference, person),
        statuses=_under(
            read.statuses.join(references, on="registration").sort(
                "reference", "decided_on", nulls_last=False
            ),
            STATUSES,
            reference,
        ),
        how_it_happened=_under(
            read.how_it_happened.join(references, on="registration").sort("reference"),
            HOW_IT_HAPPENED,
            reference,
        ),
        catalogue=read.catalogue,
    )


def _columns_of(name: str) -> list[str]:
    return [column for one in FRAMES[name][1] for column in one.columns]


def _place(column: str, codes: CodeList) -> pl.Expr:
    return (
        pl.col(column)
        .replace_strict({code: codes.place(code) for code in codes.codes}, return_dtype=pl.Int64)
        .alias(f"{column}_place")
    )


def _under(found: pl.DataFrame, schema: Mapping[str, Any], *names: pl.Expr) -> pl.DataFrame:
    """The columns of a schema, with the names that records have outside this read."""
    return found.with_columns(names).select(list(schema))


def catalogue() -> pl.DataFrame:
    """Every platform of the organisation acted for: those of the shipped catalogue in its order, then the
    others by name."""
    rows = sorted(
        Platform.objects.values_list("code", "name", "type", "catalogue_order", "opened_on", "closed_on"),
        key=lambda row: (row[3] is None, row[3], row[1]),
    )
    return frame(rows, CATALOGUE)


def _frames(organisation: Organisation, columns: Columns, only: Rows) -> dict[str, pl.DataFrame]:
    """The frames that are asked for, by one statement: so as all of them stood at one moment."""
    crossing = {name: _crossing(name, asked) for name, asked in columns.items()}
    most = max(map(len, crossing.values()), default=0)
    statements, given = [], []
    for place, (name, packed) in enumerate(crossing.items()):
        values = [f"string_agg({one.sql}, ''::bytea)" for one in packed]
        values += ["NULL::bytea"] * (most - len(packed))
        chosen = only.get(name, {})
        rows = "".join(f" AND {ROWS[name, column]}" for column in chosen)
        statements.append(
            f"SELECT {place}, {', '.join(values)} FROM {FRAMES[name][0]._meta.db_table} "  # noqa: S608
            f"WHERE organisation_id = %s{rows}"
        )
        given += [organisation.id, *map(list, chosen.values())]
    found = {row[0]: list(row[1:]) for row in _rows(" UNION ALL ".join(statements), given)} if columns else {}
    return {
        # what crossed is let go frame by frame: all of it is as much again as what is made of it
        name: _frame(packed, found.pop(place), columns[name])
        for place, (name, packed) in enumerate(crossing.items())
    }


def _crossing(name: str, asked: Sequence[str]) -> list[Packed]:
    known = FRAMES[name][1]
    unknown = set(asked) - {column for one in known for column in one.columns}
    if unknown:
        raise KeyError(f"{name} has no column {min(unknown)}")
    return [one for one in known if set(one.columns) & set(asked)]


def _frame(packed: Sequence[Packed], values: Sequence[bytes | None], asked: Sequence[str]) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {}
    for one, value in zip(packed, values, strict=False):
        wanted = [column for column in one.columns if column in asked]
        columns |= zip(wanted, one.read(np.frombuffer(value or b"", one.kind), wanted), strict=True)
    return pl.DataFrame({column: columns[column] for column in asked})


def _rows(query: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Rows as the database packs them: Django asks for everything as text."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        return cursor.execute(query, given, binary=True).fetchall()


def _numbers(values: Numbers, _: Sequence[str]) -> list[pl.Series]:
    return [pl.Series(values.astype(np.int64))]


def _days(values: Numbers, _: Sequence[str]) -> list[pl.Series]:
    return [pl.Series(FIRST_DAY + values.astype("timedelta64[D]"))]


def _days_if_any(values: Numbers, _: Sequence[str]) -> list[pl.Series]:
    days = FIRST_DAY + values.astype("timedelta64[D]")
    days[values == NO_DAY] = np.datetime64("NaT")
    return [pl.Series(days)]


def _ages(values: Numbers, _: Sequence[str]) -> list[pl.Series]:
    ages = pl.Series("age", values.astype(np.int64))
    return [ages.to_frame().select(pl.when(pl.col("age") != NO_AGE).then("age")).to_series()]


def _countries(values: Numbers, _: Sequence[str]) -> list[pl.Series]:
    found, places = np.unique(values.view(">u2"), return_inverse=True)
    words = [int(one).to_bytes(2, "big").decode() for one in found]
    known = pl.Series([None if word == NO_COUNTRY else word for word in words], dtype=pl.String)
    return [known.gather(places)]


def _texts(values: Numbers, _: Sequence[str]) -> list[pl.Series]:
    return [pl.Series(values.tobytes().decode().split("\0")[:-1], dtype=pl.String)]


def _looked_up(
    query: str, given: Sequence[Any], kinds: Mapping[str, Any], values: Numbers, wanted: Sequence[str]
) -> list[pl.Series]:
    """What hashes stand for: `query` gives each hash with what belongs to it, in the order of `kinds`."""
    return _gathered(_rows(query, given), kinds, values, wanted)


def _gathered(
    rows: Sequence[tuple[Any, ...]], kinds: Mapping[str, Any], values: Numbers, wanted: Sequence[str]
) -> list[pl.Series]:
    known = sorted(rows, key=lambda row: row[0])
    hashes, asked = np.array([row[0] for row in known], np.int64), values.astype(np.int64)
    places = _places(hashes, asked)
    if not np.array_equal(hashes[places], asked):
        # its neighbour would be counted in its place
        raise LookupError(f"the register holds what is in no list of {', '.join(wanted)}")
    columns = dict(zip(kinds, list(zip(*known, strict=True))[1:], strict=True))
    there = pl.Series(places)
    return [pl.Series(columns[column], dtype=kinds[column]).gather(there) for column in wanted]


def _places(hashes: Numbers, asked: Numbers) -> Numbers:
    """Where each of `asked` stands among a few sorted hashes, or somewhere where it stands nowhere.

    By twelve bits in which all of them differ, where there are such: a tenth of the time of a search."""
    for shift in range(0, 52, 4):
        bits = hashes >> shift & FEW
        if len(np.unique(bits)) == len(hashes):
            table = np.zeros(FEW + 1, np.uint32)
            table[bits] = np.arange(len(hashes))
            found: Numbers = table[asked >> shift & FEW]
            return found
    return np.minimum(np.searchsorted(hashes, asked), len(hashes) - 1).astype(np.uint32)


def _id(column: str, name: str) -> Packed:
    return Packed((name,), f"int8send(uuid_hash_extended({column}, 0))", ">i8", _numbers)


def _text(column: str) -> Packed:
    # the database has no text with a zero byte in it
    return Packed((column,), f"convert_to({column}, 'UTF8') || '\\x00'::bytea", "u1", _texts)


def _codes(**lists: CodeList) -> Packed:
    """Columns with a code each, which cross as one hash."""
    return _named_codes({column: column for column in lists}, lists)


def _named_codes(names: Mapping[str, str], lists: Mapping[str, CodeList]) -> Packed:
    """The same, where a column of the database has another name here."""
    hashed = " # ".join(
        f"hashtextextended(coalesce({column}, ''), {place})" for place, column in enumerate(lists)
    )
    told = ", ".join(f"nullif({column}, '')" for column in lists)
    every = ", ".join(f"unnest(%s::text[]) {column}" for column in lists)
    query = f"SELECT {hashed}, {told} FROM {every}"  # noqa: S608
    given = [["", *codes.codes] for codes in lists.values()]
    kinds = dict.fromkeys(names.values(), pl.String)
    return Packed(tuple(kinds), f"int8send({hashed})", ">i8", partial(_looked_up, query, given, kinds))


def _list(model: type[Model], column: str, codes: CodeList) -> Packed:
    read = partial(_lists, model._meta.db_table, column, list(codes.codes))
    return Packed((column,), f"int8send(hash_array_extended({column}, 0))", ">i8", read)


def _lists(
    table: str, column: str, codes: Sequence[str], values: Numbers, wanted: Sequence[str]
) -> list[pl.Series]:
    """Lists of none, one or two codes are known beforehand; only where there are others the whole table is
    gone through for what is in it."""
    known = _rows(
        """
        SELECT hash_array_extended(said, 0), said FROM (
            SELECT ARRAY[]::varchar[] AS said
            UNION ALL SELECT ARRAY[one]::varchar[] FROM unnest(%s::text[]) one
            UNION ALL SELECT ARRAY[one, other]::varchar[]
                FROM unnest(%s::text[]) one, unnest(%s::text[]) other
        ) lists
        """,
        [codes, codes, codes],
    )
    if not np.isin(values.astype(np.int64), np.array([row[0] for row in known], np.int64)).all():
        known = _rows(f"SELECT hash_array_extended({column}, 0), {column} FROM {table} GROUP BY {column}")  # noqa: S608
    return _gathered(known, {column: pl.List(pl.String)}, values, wanted)


def _platform() -> Packed:
    """How a mention names its platform, and which it is: one that is named has a platform, and no other."""
    table = Platform._meta.db_table
    query = f"""
        SELECT uuid_hash_extended(id, 0), 'named', code, name, type, catalogue_order FROM {table}
        UNION ALL SELECT hashtextextended(code, 0), code, NULL, NULL, NULL, NULL FROM unnest(%s::text[]) code
    """  # noqa: S608
    columns = ("naming", "platform", "platform_name", "platform_type", "catalogue_order")
    kinds = {column: MENTIONS[column] for column in columns}
    hashed = "coalesce(uuid_hash_extended(platform_id, 0), hashtextextended(naming, 0))"
    read = partial(_looked_up, query, [list(Naming.codes)], kinds)
    return Packed(columns, f"int8send({hashed})", ">i8", read)


FRAMES: dict[str, tuple[type[Model], tuple[Packed, ...]]] = {
    "registrations": (
        Registration,
        (
            _id("id", "registration"),
            _text("reference"),
            Packed(("registered_on",), "date_send(registered_on)", ">i4", _days),
            _codes(source_kind=SourceKind),
            _codes(police_unit=PoliceUnit),
            _codes(province=Province),
            _codes(form=ExploitationForm, scope=Scope),
            _codes(offender_type=OffenderType),
            _codes(groomer_type=GroomerType),
            _list(Registration, "sextortion_kinds", SextortionKind),
            _codes(municipality=Municipality),
        ),
    ),
    "mentions": (
        Mention,
        (
            _id("id", "mention"),
            _id("registration_id", "registration"),
            Packed(("number",), "int2send(number)", ">i2", _numbers),
            _platform(),
        ),
    ),
    "roles": (
        MentionRole,
        (_id("mention_id", "mention"), _codes(role=PlatformRole), _codes(moment=Moment)),
    ),
    "persons": (
        RegisteredPerson,
        (
            _id("id", "person"),
            _text("pseudonym"),
            _codes(sex=Sex, birth_group=CountryGroup),
            Packed(
                ("birth_country",),
                f"convert_to(coalesce(birth_country, '{NO_COUNTRY}'), 'UTF8')",
                "S2",
                _countries,
            ),
        ),
    ),
    "participations": (
        Participation,
        (
            _id("registration_id", "registration"),
            _id("person_id", "person"),
            Packed(("age",), f"int2send(coalesce(age, {NO_AGE}::int2))", ">i2", _ages),
            _list(Participation, "roles", PersonRole),
            _list(Participation, "vulnerabilities", Vulnerability),
        ),
    ),
    "statuses": (
        AllegationDecision,
        (
            _id("registration_id", "registration"),
            Packed(("decided_on",), "date_send(coalesce(decided_on, 'infinity'::date))", ">i4", _days_if_any),
            _named_codes(
                {"allegation_status": "status", "decided_by": "decided_by"},
                {"allegation_status": AllegationStatus, "decided_by": StatusDecider},
            ),
        ),
    ),
    "how_it_happened": (
        Registration,
        (
            _id("id", "registration"),
            _codes(
                technology_part=TechnologyPart,
                recruitment_mode=RecruitmentMode,
                customer_contact=CustomerContact,
            ),
            _list(Registration, "coercion_means", CoercionMeans),
            _codes(met_online=MetOnline),
        ),
    ),
}
"""Where the columns of each frame come from."""

ROWS = {
    ("mentions", "platform_type"): (
        "(platform_id IS NULL OR platform_id IN (SELECT id FROM platforms_platform WHERE type = ANY(%s)))"
    ),
    ("roles", "role"): "role = ANY(%s)",
    ("how_it_happened", "source_kind"): "source_kind = ANY(%s)",
    ("participations", "roles"): "roles && %s::varchar[]",
}
"""Of which column of which frame rows can be chosen by their code."""
