import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('statistics', '0005_publications'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedEdition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('table', models.CharField(max_length=40)),
                ('by', models.CharField(blank=True, max_length=20)),
                ('kind', models.CharField(max_length=10)),
                ('first', models.DateField(null=True)),
                ('last', models.DateField(null=True)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('reason', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='statistics.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', 'state'], name='asked_edition_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'making', 'made', 'refused', 'failed')), ('kind__in', ('public', 'partner'))), name='asked_edition_codes_known')],
            },
        ),
        wall("statistics_askededition", rights="SELECT, INSERT, UPDATE"),
    ]
