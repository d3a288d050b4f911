from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("triage", "0008_proven_cases_run_again")]

    operations = [
        # null: nobody kept it then
        migrations.AddField("lead", "counting", ArrayField(models.CharField(max_length=80), null=True)),
        migrations.AddField("assessment", "counting", ArrayField(models.CharField(max_length=80), null=True)),
    ]
