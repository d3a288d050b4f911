import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0003_coming_in'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=120)),
                ('form', models.CharField(max_length=8)),
                ('rows', models.PositiveIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('content_sha256', models.CharField(max_length=64)),
                ('purpose', models.CharField(max_length=20)),
                ('reason', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-at'], name='export_newest'), models.Index(fields=['organisation', 'sha256'], name='export_sha256'), models.Index(fields=['organisation', 'content_sha256'], name='export_content_sha256')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$'), ('content_sha256__regex', '^[0-9a-f]{64}$')), name='export_hashes'), models.CheckConstraint(condition=models.Q(('purpose__in', ('outreach', 'registration', 'statistics', 'moderation', 'crime_report', 'accountability'))), name='export_purpose_known')],
            },
        ),
        # what left stays noted: nobody changes a row, and only its period ends it
        wall("statistics_export", rights="SELECT, INSERT, DELETE"),
    ]
