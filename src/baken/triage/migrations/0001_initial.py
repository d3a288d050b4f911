import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('advertiser', models.CharField(max_length=20)),
                ('band', models.CharField(max_length=20)),
                ('log_odds', models.FloatField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('hard_stop', models.BooleanField()),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
                ('created_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'advertiser'), name='lead_once')],
            },
        ),
        wall("triage_lead"),
    ]
