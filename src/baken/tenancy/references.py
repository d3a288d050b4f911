"""No row points at a row of another organisation: foreign keys that carry the organisation.

PostgreSQL checks a foreign key past row-level security. A plain one would thus let a row of one
organisation hold on to a row of another, tell by its error whether that row exists, and keep it
from being erased.
"""

from typing import Any

_CROSSING = """
    SELECT child.relname, parent.relname, own.attname
    FROM pg_constraint
    JOIN pg_class child ON child.oid = conrelid
    JOIN pg_class parent ON parent.oid = confrelid
    JOIN pg_attribute own ON own.attrelid = conrelid AND own.attnum = conkey[1]
    WHERE contype = 'f' AND cardinality(conkey) = 1
      AND child.relnamespace = current_schema()::regnamespace
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = conrelid AND attname = 'organisation_id')
      AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = confrelid AND attname = 'organisation_id')
      AND NOT EXISTS (
        SELECT FROM pg_constraint walled
        WHERE walled.contype = 'f' AND walled.conrelid = pg_constraint.conrelid
          AND walled.confrelid = pg_constraint.confrelid AND cardinality(walled.conkey) = 2
          AND walled.conkey[2] = pg_constraint.conkey[1]
      )
    ORDER BY 1, 3
"""


def crossing_references(cursor: Any) -> list[tuple[str, str, str]]:
    """The references that could cross the wall: table, table pointed at, column."""
    cursor.execute(_CROSSING)
    return [tuple(row) for row in cursor.fetchall()]


def wall_references(cursor: Any) -> None:
    """Beside each reference between walled tables, one that holds the organisation too."""
    for table, target, column in crossing_references(cursor):
        cursor.execute(
            f'CREATE UNIQUE INDEX IF NOT EXISTS "{target}_in_own" ON "{target}" (organisation_id, id)'
        )
        cursor.execute(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_own" '
            f'FOREIGN KEY (organisation_id, "{column}") REFERENCES "{target}" (organisation_id, id) '
            "DEFERRABLE INITIALLY DEFERRED"
        )
