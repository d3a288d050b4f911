"""Row-level security of the tables of signing in, which happens before we know whom we act for.

Each row is open to its own organisation, or to whoever knows the secret it is kept under: the
connection says the keyed hash of that secret for one statement, and gets that one row.
"""

from django.db import migrations

from baken.tenancy.walls import APP_ROLE

SESSION_SETTING = "baken.session"
ATTEMPT_SETTING = "baken.attempt"

_OWN = "organisation_id = (SELECT NULLIF(current_setting('baken.organisation', true), '')::uuid)"


def _known(column: str, setting: str) -> str:
    return f"{column} = (SELECT decode(NULLIF(current_setting('{setting}', true), ''), 'hex'))"


def wall_sessions(table: str) -> migrations.RunSQL:
    """Sessions: those of one's own organisation, and the one whose key the browser showed."""
    known = _known("key_hash", SESSION_SETTING)
    return _wall(table, f"{_OWN} OR {known}", _OWN)


def wall_attempts(table: str) -> migrations.RunSQL:
    """Counters of attempts belong to no organisation: the one that is asked for, and, so that they can
    be erased, those of more than a day ago."""
    known = _known("key_hash", ATTEMPT_SETTING)
    return _wall(table, f"{known} OR counted_at < now() - interval '1 day'", known)


def wall_authenticators(table: str) -> migrations.RunSQL:
    """Second factors stand in a table of a package, without an organisation: they follow their user,
    whom the wall around users shows or hides."""
    theirs = "EXISTS (SELECT FROM accounts_user WHERE accounts_user.id = user_id)"
    return _wall(table, theirs, theirs, sequence=f"{table}_id_seq")


def _wall(table: str, using: str, check: str, sequence: str | None = None) -> migrations.RunSQL:
    numbering = f"GRANT USAGE ON SEQUENCE {sequence} TO {APP_ROLE};" if sequence else ""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_rows ON {table} USING ({using}) WITH CHECK ({check});
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE};
        {numbering}
        """,
        f"""
        REVOKE ALL ON {table} FROM {APP_ROLE};
        DROP POLICY own_rows ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
