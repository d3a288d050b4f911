"""The rows of a register that was read under numbers, as they stand under references and pseudonyms: what a
fingerprint is taken of, so that a next read of the same records gives the same."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from baken.register.coded import (
    HOW_IT_HAPPENED,
    MENTIONS,
    PARTICIPATIONS,
    PERSONS,
    REGISTRATIONS,
    ROLES,
    STATUSES,
)
from baken.statistics.editions.fingerprint import Columns, Piece, Pointing

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

_AT, _PERSON_AT = "row of the registration", "row of the person"


def rows_told(register: "CodedRegister") -> list[Columns]:
    """The columns of every frame but the catalogue, in the order of the schemas in `register.coded`."""
    references = register.registrations["reference"]
    at = _row_numbers(register.registrations, "registration", _AT)
    person_at = _row_numbers(register.persons, "person", _PERSON_AT)
    mentions = register.mentions.join(at, on="registration")
    roles = register.roles.join(mentions.select("mention", "number", _AT), on="mention")
    participations = register.participations.join(at, on="registration").join(person_at, on="person")
    statuses = register.statuses.join(at, on="registration")
    how = register.how_it_happened.join(at, on="registration")

    def of(frame: pl.DataFrame) -> dict[str, tuple[Piece, ...]]:
        return {"registration": (Pointing(references, frame[_AT]),)}

    def mention_of(frame: pl.DataFrame) -> dict[str, tuple[Piece, ...]]:
        # as `register.coded.mention_id` writes it
        return {"mention": (Pointing(references, frame[_AT]), "#", frame["number"])} | of(frame)

    return [
        _told(register.registrations, REGISTRATIONS, {"registration": (references,)}),
        _told(mentions, MENTIONS, mention_of(mentions)),
        _told(roles, ROLES, mention_of(roles)),
        _told(register.persons, PERSONS, {"person": (register.persons["pseudonym"],)}),
        _told(
            participations,
            PARTICIPATIONS,
            of(participations)
            | {"person": (Pointing(register.persons["pseudonym"], participations[_PERSON_AT]),)},
        ),
        _told(statuses, STATUSES, of(statuses)),
        _told(how, HOW_IT_HAPPENED, of(how)),
    ]


def _row_numbers(frame: pl.DataFrame, key: str, name: str) -> pl.DataFrame:
    return frame.select(key, pl.int_range(pl.len(), dtype=pl.UInt32).alias(name))


def _told(
    frame: pl.DataFrame, schema: Mapping[str, Any], keys: Mapping[str, tuple[Piece, ...]]
) -> dict[str, tuple[Piece, ...]]:
    """The columns of a schema that are there, those in `keys` as these say."""
    return {
        column: keys.get(column) or (frame[column],)
        for column in schema
        if column in keys or column in frame.columns
    }
