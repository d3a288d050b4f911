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


_ERASABLE = """
    DROP TRIGGER append_only ON audit_event;
    DROP TRIGGER append_only ON audit_seal;

    CREATE FUNCTION audit_erase_expired() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- Events go only with their whole seal, and only when that was closed as erased before.
        IF NOT EXISTS (
            SELECT FROM audit_seal WHERE id = OLD.seal_id AND erased_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END $$;

    CREATE FUNCTION audit_close_expired() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        -- A seal keeps its hash for ever; once, and not within its first year, it may be said of it
        -- that its events have expired, and only when nothing before it is still open.
        IF OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL
            OR OLD.at > now() - interval '365 days'
            OR to_jsonb(NEW) - 'erased_at' - 'erasure_proof' <> to_jsonb(OLD) - 'erased_at' - 'erasure_proof'
            OR EXISTS (
                SELECT FROM audit_seal
                WHERE organisation_id = OLD.organisation_id AND number < OLD.number AND erased_at IS NULL
            )
        THEN
            RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER append_only BEFORE DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_erase_expired();
    CREATE TRIGGER append_only BEFORE DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER close_expired BEFORE UPDATE ON audit_seal
        FOR EACH ROW EXECUTE FUNCTION audit_close_expired();
"""

_NOT_ERASABLE = """
    DROP TRIGGER close_expired ON audit_seal;
    DROP TRIGGER append_only ON audit_seal;
    DROP TRIGGER append_only ON audit_event;
    DROP FUNCTION audit_close_expired();
    DROP FUNCTION audit_erase_expired();
    CREATE TRIGGER append_only BEFORE DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_refuse();
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_seal
        FOR EACH ROW EXECUTE FUNCTION audit_refuse();
"""


def erasable() -> list[migrations.RunSQL]:
    """Lets events go when their period is over: whole seals, oldest first, never within a year."""
    return [migrations.RunSQL(_ERASABLE, _NOT_ERASABLE)]
