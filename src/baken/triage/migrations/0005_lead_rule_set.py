from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("triage", "0004_learn_from_outcomes")]

    operations = [
        migrations.AddField("lead", "rule_set", models.PositiveIntegerField(default=0)),
    ]
