from django.db import migrations, models


class Migration(migrations.Migration):
    """A step can be that somebody complained."""

    dependencies = [("conversations", "0002_marks_under_every_key")]

    operations = [
        migrations.RemoveConstraint(model_name="conversationstep", name="conversation_step_known"),
        migrations.AddConstraint(
            model_name="conversationstep",
            constraint=models.CheckConstraint(
                name="conversation_step_known",
                condition=models.Q(kind__in=(
                    "begun", "taken", "handed", "joined", "left", "paused", "resumed", "closed", "reopened",
                    "stopped", "stop_doubted", "no_stop", "complained", "agreed", "control_suspected",
                    "minority_suspected", "note",
                )),
            ),
        ),
    ]
