"""The SQL that keeps the log append-only, also for who owns the tables."""

from django.db import migrations

_REFUSE = """
    CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
    END $$;

    CREATE FUNCTION audit_seal_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- An event may be given its seal, once; nothing else of it ever changes.
        IF OLD.seal_id IS NOT NULL OR NEW.seal_id IS NULL
            OR to_jsonb(NEW) - 'seal_id' - 'position' <> to_jsonb(OLD) - 'seal_id' - 'position'
        THEN
            RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER append_only BEFORE DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER seal_once BEFORE UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_seal_once();
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal
        FOR EACH ROW EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_seal EXECUTE FUNCTION audit_refuse();
"""

_ALLOW = """
    DROP TRIGGER never_emptied ON audit_seal;
    DROP TRIGGER never_emptied ON audit_event;
    DROP TRIGGER append_only ON audit_seal;
    DROP TRIGGER seal_once ON audit_event;
    DROP TRIGGER append_only ON audit_event;
    DROP FUNCTION audit_seal_once();
    DROP FUNCTION audit_refuse();
"""


def append_only() -> list[migrations.RunSQL]:
    """Triggers that refuse every change to events and seals, but for the sealing of an event."""
    return [migrations.RunSQL(_REFUSE, _ALLOW)]
