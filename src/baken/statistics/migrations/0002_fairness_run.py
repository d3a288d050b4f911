import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('statistics', '0001_exports'),
    ]

    operations = [
        migrations.CreateModel(
            name='FairnessRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weighed_at', models.DateTimeField()),
                ('rules', models.JSONField()),
                ('bound', models.FloatField()),
                ('advertisers', models.PositiveIntegerField()),
                ('urgent', models.PositiveIntegerField()),
                ('looked_at', models.PositiveIntegerField()),
                ('rates', models.JSONField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation',), name='fairness_run_once')],
            },
        ),
        # a weighing is never changed: a new one takes its place
        wall("statistics_fairnessrun", rights="SELECT, INSERT, DELETE"),
    ]
