import uuid

import django.db.models.deletion
from django.db import migrations, models

from baken.tenancy.walls import wall

# By whatever way: a form, an action, a job or a hand-written statement of the app role.
NEVER_BACK = """
    CREATE FUNCTION triage_stop_is_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'outreach that was stopped stays stopped' USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER lead_stop_is_for_good BEFORE UPDATE OF outreach_stopped ON triage_lead
        FOR EACH ROW WHEN (OLD.outreach_stopped AND NOT NEW.outreach_stopped)
        EXECUTE FUNCTION triage_stop_is_for_good();
"""
UNDO = """
    DROP TRIGGER lead_stop_is_for_good ON triage_lead;
    DROP FUNCTION triage_stop_is_for_good();
"""


def _id():
    return ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False))


def _organisation():
    return (
        "organisation",
        models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
        ),
    )


class Migration(migrations.Migration):

    dependencies = [
        ("adverts", "0002_expiry"),
        ("triage", "0002_people_decide"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoppedContact",
            fields=[_id(), ("mark", models.BinaryField(max_length=32)), _organisation()],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["organisation", "mark"], name="stopped_contact_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="StoppedSighting",
            fields=[
                _id(),
                _organisation(),
                (
                    "sighting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="adverts.sighting"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        # nothing of it is changed, and a contact goes only with a market of invented data
        wall("triage_stoppedcontact", rights="SELECT, INSERT, DELETE"),
        wall("triage_stoppedsighting", rights="SELECT, INSERT, DELETE"),
        migrations.RunSQL(NEVER_BACK, UNDO),
    ]
