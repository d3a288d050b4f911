"""Whether somebody wants no messages: asked of the marks of one contact, over every organisation of this
installation.

The wall stands around the table as around any other. Three functions of the database look past it: whether
these marks are stopped, whether by a no of after some moment, and how many nos there were at all. They can't
list, and say nothing of who noted one.

Which of a no and of what takes it back came last is told by the order in which the database noted them. The
organisations of an installation, and the providers, each have a clock of their own, and any of them may be
wrong: moments are only ever one reason more to leave a no as it is.

A mark stands under the master key of its day. Where one stands under a key that whoever asks does not have
(a process from before a rotation, a key file that was put back from too old a copy), nobody can say who is
behind it: then there is no answer, and nothing goes.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection, migrations

from baken.conversations.exceptions import KeyMissing

FUNCTION = "conversations_wants_no_messages"
SAID_AFTER = "conversations_no_said_after"
LAST_PLACE = "conversations_place_of_last_no"


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


def consult_by_place() -> migrations.RunSQL:
    """The functions as they are now, for their migration: a no stands unless it was lifted through its place
    among all nos. Places are given one transaction after the other (a lock that ends with each), so whoever
    sees a no sees every earlier one too, and no clock has a say."""
    before = consult_under_every_key()
    return migrations.RunSQL(
        f"""
        DROP FUNCTION {FUNCTION}(bytea[], uuid, text[]);
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
                    WHERE noted.mark = ANY(asked) AND noted.stopped_order > coalesce(
                        (SELECT max(own.lifted_through) FROM conversations_suppression own
                         WHERE own.mark = ANY(asked) AND own.organisation_id = asking), 0)) INTO found;
            END IF;
            PERFORM set_config('baken.look_up', '', true);
            RETURN found;
        END
        $$;
        CREATE FUNCTION {SAID_AFTER}(asked bytea[], asking uuid, written timestamptz) RETURNS boolean
        LANGUAGE plpgsql VOLATILE AS $$
        DECLARE found boolean;
        BEGIN
            PERFORM set_config('baken.look_up', 'suppression', true);
            SELECT EXISTS (
                SELECT FROM conversations_suppression noted
                WHERE noted.mark = ANY(asked) AND noted.stopped_at > written
                AND noted.stopped_order > coalesce(
                    (SELECT max(own.lifted_through) FROM conversations_suppression own
                     WHERE own.mark = ANY(asked) AND own.organisation_id = asking), 0)) INTO found;
            PERFORM set_config('baken.look_up', '', true);
            RETURN found;
        END
        $$;
        CREATE FUNCTION {LAST_PLACE}(noting boolean) RETURNS bigint
        LANGUAGE plpgsql VOLATILE AS $$
        DECLARE found bigint;
        BEGIN
            IF noting THEN
                PERFORM pg_advisory_xact_lock(hashtextextended('baken places of nos', 0));
            END IF;
            PERFORM set_config('baken.look_up', 'suppression', true);
            SELECT coalesce(max(greatest(noted.stopped_order, noted.lifted_through)), 0)
            FROM conversations_suppression noted INTO found;
            PERFORM set_config('baken.look_up', '', true);
            RETURN found;
        END
        $$;
        """,  # noqa: S608
        f"""
        DROP FUNCTION {LAST_PLACE}(boolean);
        DROP FUNCTION {SAID_AFTER}(bytea[], uuid, timestamptz);
        DROP FUNCTION {FUNCTION}(bytea[], uuid, text[]);
        {str(before.sql).split(";", 1)[1]}
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


def no_said_after(marks: Sequence[bytes], organisation_id: uuid.UUID, written: datetime) -> bool:
    """Whether a no stands of whoever is behind these marks, that is said to be of after this moment."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SAID_AFTER}(%s::bytea[], %s, %s)", [list(marks), organisation_id, written])
        return bool(cursor.fetchone()[0])


def place_of_last_no() -> int:
    """The place of the newest no that anybody sees now, 0 for none: what is written to us now comes after."""
    return _last_place(noting=False)


def next_place_of_no() -> int:
    """The place of a no that is noted in this transaction, after every other one; whoever notes another one
    waits until it ends."""
    return _last_place(noting=True) + 1


def _last_place(*, noting: bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {LAST_PLACE}(%s)", [noting])
        return int(cursor.fetchone()[0])


def every_stop_can_be_asked() -> bool:
    """Whether this installation has the key of every stop that was ever noted: for its self-check."""
    try:
        wants_no_messages([], uuid.UUID(int=0))
    except KeyMissing:
        return False
    return True
