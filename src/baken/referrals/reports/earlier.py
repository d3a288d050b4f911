"""Suspicions that were written down before reports were: what migrations of the rooms above bring here.

What was passed on then becomes a report that is sent and waits for its receipt; what was not, one that is not
sent, its reason staying where it was sealed; what was open becomes a suspicion with a clock.
"""

from django.db import migrations

_REPORTS = """
    WITH was AS ({was}), made AS (
        INSERT INTO referrals_crimereport
            (id, organisation_id, number, about, suspicion, opened_at, opened_by_id, last_at)
        SELECT gen_random_uuid(), organisation_id,
            translate(upper(substr(md5(about), 1, 4) || '-' || substr(md5(about), 5, 4)), '01AE', 'XYKM'),
            about, suspicion, at, by_id, coalesce(referral_at, at)
        FROM was RETURNING id, about
    )
    INSERT INTO referrals_crimepacket
        (id, organisation_id, report_id, kind, state, due_at, tries, settled_by_id, settled_at, receipt,
         words, code_hash)
    SELECT gen_random_uuid(), was.organisation_id, made.id, to_whom.kind,
        CASE was.referral WHEN '' THEN 'suspected' ELSE was.referral END,
        CASE was.referral WHEN 'not_sent' THEN NULL WHEN 'sent' THEN now() + interval '3 days' ELSE now() END,
        CASE was.referral WHEN 'sent' THEN 1 ELSE 0 END, was.referral_by_id, was.referral_at, '',
        ''::bytea, ''
    FROM was JOIN made USING (about) CROSS JOIN (VALUES ('police'), ('child_protection')) AS to_whom (kind)
    WHERE to_whom.kind = 'police' OR (was.suspicion = 'minority' AND was.referral = '')
"""


def bring_over(was: str) -> migrations.RunPython:
    """Makes the reports of one room; `was` is a query with organisation_id, about, suspicion, at, by_id,
    referral, referral_by_id and referral_at. One organisation after the other: the wall hides the rest."""

    def fill_in(apps: object, schema_editor: object) -> None:
        with schema_editor.connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("SELECT set_config('baken.look_up', 'organisations', true)")
            cursor.execute("SELECT id FROM accounts_organisation ORDER BY slug")
            for (organisation,) in cursor.fetchall():
                cursor.execute("SELECT set_config('baken.organisation', %s, true)", [str(organisation)])
                cursor.execute(_REPORTS.format(was=was))
            over = "SELECT set_config('baken.look_up', '', true), set_config('baken.organisation', '', true)"
            cursor.execute(over)
            # what was deferred is checked now: PostgreSQL alters no table that has checks waiting
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return migrations.RunPython(fill_in, migrations.RunPython.noop)
