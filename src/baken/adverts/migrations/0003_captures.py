import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adverts", "0002_expiry"), ("collection", "0003_captures")]

    operations = [
        migrations.AddField(
            "sighting",
            "capture",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sightings",
                to="collection.capture",
            ),
        )
    ]
