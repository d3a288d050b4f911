"""Whether somebody wants no messages: asked of the marks of one contact, over every organisation of this
installation.

The wall stands around the table as around any other. One function of the database looks past it, and only
at whether these marks are stopped: it can't list, and it says nothing of who noted it or when.

A mark stands under the master key of its day. Where one stands under a key that whoever asks does not have
(a process from before a rotation, a key file that was put back from too old a copy), nobody can say who is
behind it: then there is no answer, and nothing goes.
"""

import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, migrations

from baken.conversations.exceptions import KeyMissing

FUNCTION = "conversations_wants_no_messages"


def consult() -> migrations.RunSQL:
    """The function as it first was, for its migration. A stop counts wherever it was noted, until whom it is
    about wrote to the organisation that asks; a later stop counts again."""
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


def consult_under_every_key() -> migrations.RunSQL:
    """The function in the place of the first, for its migration: of one contact under every key, and without
    an answer (null) where a mark stands under a key that is not among the known."""
    first = consult()
    return migrations.RunSQL(
        f"""
        DROP FUNCTION {FUNCTION}(bytea, uuid);
        CREATE FUNCTION {FUNCTION}(asked bytea[], asking uuid, known text[]) RETURNS boolean
        LANGUAGE plpgsql VOLATILE AS $$
        DECLARE found boolean;
        BEGIN
            PERFORM set_config('baken.look_up', 'suppression', true);
            IF EXISTS (SELECT FROM conversations_suppression noted WHERE noted.key_name <> ALL(known)) THEN
                found := NULL;
            ELSE
                SELECT EXISTS (
                    SELECT FROM conversations_suppression noted
                    WHERE noted.mark = ANY(asked) AND noted.stopped_at > coalesce(
                        (SELECT max(own.lifted_at) FROM conversations_suppression own
                         WHERE own.mark = ANY(asked) AND own.organisation_id = asking),
                        '-infinity')) INTO found;
            END IF;
            PERFORM set_config('baken.look_up', '', true);
            RETURN found;
        END
        $$;
        """,  # noqa: S608
        f"""
        DROP FUNCTION {FUNCTION}(bytea[], uuid, text[]);
        DROP POLICY while_consulting ON conversations_suppression;
        {first.sql}
        """,
    )


def wants_no_messages(marks: Sequence[bytes], organisation_id: uuid.UUID) -> bool:
    """Whether whoever is behind these marks, all of one contact, wants none. Only sending asks it.

    Raises `KeyMissing` where nobody can say.
    """
    known = list(settings.BAKEN_KEYRING.names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {FUNCTION}(%s::bytea[], %s, %s)", [list(marks), organisation_id, known])
        answer = cursor.fetchone()[0]
    if answer is None:
        raise KeyMissing
    return bool(answer)


def every_stop_can_be_asked() -> bool:
    """Whether this installation has the key of every stop that was ever noted: for its self-check."""
    try:
        wants_no_messages([], uuid.UUID(int=0))
    except KeyMissing:
        return False
    return True
