"""Whether somebody wants no messages: asked of one mark, over every organisation of this installation.

The wall stands around the table as around any other. One function of the database looks past it, and only
at whether this one mark is stopped: it can't list, and it says nothing of who noted it or when.
"""

import uuid

from django.db import connection, migrations

FUNCTION = "conversations_wants_no_messages"


def consult() -> migrations.RunSQL:
    """The function, for the migration. A stop counts wherever it was noted, until whom it is about wrote to
    the organisation that asks; a later stop counts again."""
    return migrations.RunSQL(
        f"""
        CREATE POLICY while_consulting ON conversations_suppression FOR SELECT
            USING (current_setting('baken.look_up', true) = 'suppression');
        CREATE FUNCTION {FUNCTION}(asked bytea, asking uuid) RETURNS boolean
        LANGUAGE plpgsql VOLATILE AS $$
        DECLARE found boolean;
        BEGIN
            PERFORM set_config('baken.look_up', 'suppression', true);
            SELECT EXISTS (
                SELECT FROM conversations_suppression noted
                WHERE noted.mark = asked AND noted.stopped_at > coalesce(
                    (SELECT own.lifted_at FROM conversations_suppression own
                     WHERE own.mark = asked AND own.organisation_id = asking),
                    '-infinity')) INTO found;
            PERFORM set_config('baken.look_up', '', true);
            RETURN found;
        END
        $$;
        """,  # noqa: S608
        f"""
        DROP FUNCTION {FUNCTION}(bytea, uuid);
        DROP POLICY while_consulting ON conversations_suppression;
        """,
    )


def wants_no_messages(mark: bytes, organisation_id: uuid.UUID) -> bool:
    """Whether whoever is behind the mark wants none. Only sending asks it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {FUNCTION}(%s, %s)", [mark, organisation_id])
        return bool(cursor.fetchone()[0])
