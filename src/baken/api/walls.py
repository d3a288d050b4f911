"""Row-level security of the secrets of keys: whoever shows one is looked up before we know for whom we act.

Each row is open to its own organisation, or to whoever knows the secret: the connection says the keyed hash
of it for one statement, and gets that one row. The key itself is read inside the wall.
"""

from django.db import migrations

from baken.tenancy.walls import APP_ROLE

SECRET_SETTING = "baken.api_secret"  # noqa: S105 - the name of a setting, no secret

_OWN = "organisation_id = (SELECT NULLIF(current_setting('baken.organisation', true), '')::uuid)"
_KNOWN = f"secret_hash = (SELECT decode(NULLIF(current_setting('{SECRET_SETTING}', true), ''), 'hex'))"


def wall_secrets(table: str) -> migrations.RunSQL:
    """Secrets of one's own organisation, and, to read only, the one that was shown."""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_organisation ON {table} USING ({_OWN}) WITH CHECK ({_OWN});
        CREATE POLICY shown_secret ON {table} FOR SELECT USING ({_KNOWN});
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {APP_ROLE};
        """,
        f"""
        REVOKE ALL ON {table} FROM {APP_ROLE};
        DROP POLICY shown_secret ON {table};
        DROP POLICY own_organisation ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
