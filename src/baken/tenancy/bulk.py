"""Rows in bulk: one statement for a batch of columns, through the wall like any other write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import is_
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

_PART, _NOTHING = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Same:
    """A column that has one value in all rows."""

    value: Any


def _as_one_text(values: Sequence[Any]) -> str | None:
    """A column as one text, its values between signs that no value holds; None where one does. The driver
    would quote an array value by value, which costs more than all else that is done to store them."""
    parts, nothings = len(values) - 1, sum(map(is_, values, repeat(None)))
    if nothings:
        text = _PART.join([_NOTHING if value is None else str(value) for value in values])
    else:
        text = _PART.join(map(str, values))
    # no text at all would be no row at all
    is_told = text and text.count(_PART) == parts and text.count(_NOTHING) == nothings
    return text if is_told else None


def begin_part() -> None:
    """Before each part of a transaction in which tables grow, or shrink, by far more than they held.

    How to look a foreign key up the database decides once in a session, by what the table then holds: what
    suits a table that is nearly empty reads all of it later, row by row. So it decides anew. And what it puts
    off to the end, a line for every row, it keeps in memory: so each statement is checked as it ends, and
    rows come after what they point at.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DISCARD PLANS")


def insert_rows(model: type[models.Model], columns: Mapping[str, Sequence[Any] | Same]) -> int:
    """Inserts the rows that are not there yet and returns how many were new.

    `columns` maps a field's attribute name (`sighting_id` for a foreign key) to its values, all
    of one length, or to the `Same` for all of them. JSON columns come as JSON text, arrays as PostgreSQL
    array literals. A row whose key stands already is left as it is. Raises `django.db.DataError` for a
    text that is too long.
    """
    if not any(len(values) for values in columns.values() if not isinstance(values, Same)):
        return 0
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    names, unnested, selected, aliases = [], [], [], []
    same: list[Any] = []
    given: list[Any] = []
    for position, (attname, values) in enumerate(columns.items()):
        field = fields[attname]
        kind = field.db_type(connection) or "text"
        # unnest would flatten an array of arrays, so these travel as text
        is_text = isinstance(field, ArrayField | models.JSONField)
        travels = "text" if is_text else kind.split("(")[0]
        names.append(connection.ops.quote_name(str(field.column)))
        if isinstance(values, Same):
            same.append(values.value)
            selected.append(f"%s::{kind if is_text else travels}")
            continue
        aliases.append(f"c{position}")
        # a cast to varchar(n) would cut a longer text off without a word; storing it uncast refuses it
        selected.append(f"given.c{position}::{kind}" if is_text else f"given.c{position}")
        text = None if kind == "bytea" else _as_one_text(values)
        if kind == "bytea":
            unnested.append("%b::bytea[]")
            given.append([None if value is None else bytes(value) for value in values])
        elif text is None:
            unnested.append(f"%s::{travels}[]")
            given.append(list(values))
        else:
            unnested.append(f"string_to_array(%s, '{_PART}', '{_NOTHING}')::{travels}[]")
            given.append(text)
    statement = (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608
        f"SELECT {', '.join(selected)} FROM unnest({', '.join(unnested)}) AS given({', '.join(aliases)}) "
        "ON CONFLICT DO NOTHING"
    )
    with _cursor() as cursor:
        cursor.execute(statement, [*same, *given])
        inserted: int = cursor.rowcount
    return inserted


def _cursor() -> CursorWrapper:
    """A cursor whose values travel beside the statement, not quoted within it: of much data that takes a
    third of the time, here and in the server, and none of it comes into the server's log."""
    connection.ensure_connection()
    raw: Any = psycopg.Cursor(connection.connection)
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)
