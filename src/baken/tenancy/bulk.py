"""Rows in bulk: one statement for a batch of columns, through the wall like any other write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models


def _hexadecimal(value: bytes | None) -> str:
    return "" if value is None else "\\x" + value.hex()


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


_AS_ONE_TEXT = {"bytea": _hexadecimal, "uuid": _plain}
"""Kinds of column that travel as one text with commas: the driver quotes an array value by value, which
for long ciphertexts costs more than sealing them."""


def insert_rows(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> int:
    """Inserts the rows that are not there yet and returns how many were new.

    `columns` maps a field's attribute name (`sighting_id` for a foreign key) to its values, all
    of one length. JSON columns come as JSON text, arrays as PostgreSQL array literals. A row whose
    key stands already is left as it is. Raises `django.db.DataError` for a text that is too long.
    """
    if not columns or not len(next(iter(columns.values()))):
        return 0
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    names, unnested, selected = [], [], []
    given: list[Any] = []
    for position, (attname, values) in enumerate(columns.items()):
        field = fields[attname]
        kind = field.db_type(connection) or "text"
        # unnest would flatten an array of arrays, so these travel as text
        as_text = isinstance(field, ArrayField | models.JSONField)
        travels = "text" if as_text else kind.split("(")[0]
        names.append(connection.ops.quote_name(str(field.column)))
        if kind in _AS_ONE_TEXT:
            unnested.append(f"string_to_array(%s, ',', '')::{kind}[]")
            given.append(",".join(map(_AS_ONE_TEXT[kind], values)))
        else:
            unnested.append(f"%s::{travels}[]")
            given.append(list(values))
        # a cast to varchar(n) would cut a longer text off without a word; storing it uncast refuses it
        selected.append(f"given.c{position}::{kind}" if as_text else f"given.c{position}")
    aliases = ", ".join(f"c{position}" for position in range(len(names)))
    statement = (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608
        f"SELECT {', '.join(selected)} FROM unnest({', '.join(unnested)}) AS given({aliases}) "
        "ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        inserted: int = cursor.rowcount
    return inserted
