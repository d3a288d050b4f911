"""Row-level security: the SQL that walls a table off per organisation, used by every migration."""

from django.db import migrations

APP_ROLE = "baken_app"
"""The database role that everything but migrations runs as: it owns nothing and bypasses nothing."""

_OWN = "(SELECT NULLIF(current_setting('baken.organisation', true), '')::uuid)"
_LOOKING_UP = "(SELECT current_setting('baken.look_up', true) = 'organisations')"


def create_app_role() -> migrations.RunSQL:
    """The app role, and the right of the migrating login to become it.

    A login that may not make roles needs it made beforehand by the database's administrator.
    """
    return migrations.RunSQL(
        f"""
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
                CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- made by another database of this server at the same moment
        END $$;
        DO $$
        BEGIN
            EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
        EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
            NULL; -- the administrator granted it, or connecting will say that it is missing
        END $$;
        """,
        migrations.RunSQL.noop,
    )


def wall(
    table: str, *, rights: str = "SELECT, INSERT, UPDATE, DELETE", sequence: str | None = None
) -> migrations.RunSQL:
    """Only rows of the organisation acted for; `rights` are what the app role may do with them.

    FORCE also binds the owner of the table, for installations where migrations and the desk share
    one login.
    """
    using = f"organisation_id = {_OWN}"
    return _wall(table, using, using, rights, sequence)


def wall_organisations(table: str) -> migrations.RunSQL:
    """The table of organisations itself: one's own row, and the names while looking one up."""
    return _wall(table, f"id = {_OWN} OR {_LOOKING_UP}", f"id = {_OWN}", "SELECT, INSERT, UPDATE", None)


def _wall(table: str, using: str, check: str, rights: str, sequence: str | None) -> migrations.RunSQL:
    numbering = f"GRANT USAGE ON SEQUENCE {sequence} TO {APP_ROLE};" if sequence else ""
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_organisation ON {table} USING ({using}) WITH CHECK ({check});
        GRANT {rights} ON {table} TO {APP_ROLE};
        {numbering}
        """,
        f"""
        REVOKE ALL ON {table} FROM {APP_ROLE};
        DROP POLICY own_organisation ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
