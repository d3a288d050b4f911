from django.db import migrations, models


class Migration(migrations.Migration):
    """The log is read newest first, of one member of staff, or of one kind of action."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["organisation", "-at", "-sequence"], name="event_newest"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["organisation", "user", "-at", "-sequence"], name="event_of_user"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["organisation", "action", "-at"], name="event_of_action"),
        ),
    ]
