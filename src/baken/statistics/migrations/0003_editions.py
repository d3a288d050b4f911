import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('statistics', '0002_fairness_run'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('table', models.CharField(max_length=40)),
                ('by', models.CharField(blank=True, max_length=20)),
                ('kind', models.CharField(max_length=10)),
                ('number', models.PositiveIntegerField()),
                ('first_year', models.PositiveSmallIntegerField()),
                ('last_year', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('sealed', models.BinaryField()),
                ('threshold', models.PositiveSmallIntegerField()),
                ('base', models.PositiveSmallIntegerField()),
                ('rules', models.CharField(max_length=80)),
                ('query', models.CharField(max_length=300)),
                ('state', models.CharField(default='made', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('correction', models.CharField(blank=True, max_length=500)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-made_at'], name='edition_newest')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'table', 'by', 'kind', 'number'), name='edition_numbered_once'), models.CheckConstraint(condition=models.Q(('kind__in', ('public',))), name='edition_kind_known'), models.CheckConstraint(condition=models.Q(('state__in', ('made', 'proposed', 'published', 'withdrawn'))), name='edition_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state__in', ('made', 'proposed'))), models.Q(('decided_by__isnull', False), ('kind', 'public'), ('proposed_by__isnull', False), ('state', 'published'), models.Q(('decided_by', models.F('proposed_by')), _negated=True), models.Q(('decided_by', models.F('made_by')), _negated=True)), models.Q(('state', 'withdrawn'), ('withdrawn_by__isnull', False), models.Q(('correction', ''), _negated=True)), _connector='OR'), name='edition_published_by_another')],
            },
        ),
        # what may be published stays for good: somebody has it, also when it was taken back
        wall("statistics_edition", rights="SELECT, INSERT, UPDATE"),
    ]
