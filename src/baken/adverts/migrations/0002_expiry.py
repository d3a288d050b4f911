from django.db import migrations, models
from django.db.models.functions import Least, Now

# PostgreSQL keeps samples of what stands in a column, to plan with. What is sealed is never compared,
# so nothing of it need be sampled, and nothing of it outlives its row there.
_UNSAMPLED = (("adverts_sighting", "record"), ("adverts_advertcontact", "value"))


class Migration(migrations.Migration):

    dependencies = [("adverts", "0001_initial")]

    operations = [
        migrations.AddField("sighting", "stored_at", models.DateTimeField(db_default=Now())),
        migrations.AddField("sighting", "contacts_cut", models.BooleanField(db_default=False)),
        migrations.AddIndex(
            "sighting",
            models.Index(
                models.F("organisation"), Least("captured_at", "stored_at"), name="sighting_first_moment"
            ),
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS DEFAULT",
            )
            for table, column in _UNSAMPLED
        ),
    ]
