import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('statistics', '0004_partner_editions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('series', models.UUIDField(default=uuid.uuid4)),
                ('version', models.PositiveIntegerField(default=1)),
                ('title_nl', models.CharField(max_length=120)),
                ('title_en', models.CharField(max_length=120)),
                ('blocks', models.JSONField(default=list)),
                ('removed', models.JSONField(null=True)),
                ('changes_nl', models.CharField(blank=True, max_length=500)),
                ('changes_en', models.CharField(blank=True, max_length=500)),
                ('writers', models.JSONField(default=list)),
                ('manifest', models.TextField(blank=True)),
                ('state', models.CharField(default='made', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('proposed_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('correction_nl', models.CharField(blank=True, max_length=500)),
                ('correction_en', models.CharField(blank=True, max_length=500)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', '-made_at'], name='publication_newest'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'series', 'version'), name='publication_version_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ('made', 'proposed', 'published', 'withdrawn'))), name='publication_state_known'),
                    models.CheckConstraint(condition=models.Q(('version', 1), models.Q(models.Q(('changes_nl', ''), _negated=True), models.Q(('changes_en', ''), _negated=True)), _connector='OR'), name='publication_later_version_says_what_changed'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'made')), models.Q(('decided_by__isnull', True), ('state', 'proposed'), models.Q(('manifest', ''), _negated=True)), models.Q(('decided_by__isnull', False), ('proposed_by__isnull', False), ('state', 'published'), models.Q(('manifest', ''), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), models.Q(('decided_by', models.F('made_by')), _negated=True)), models.Q(('state', 'withdrawn'), ('withdrawn_by__isnull', False), models.Q(('correction_nl', ''), _negated=True), models.Q(('correction_en', ''), _negated=True)), _connector='OR'), name='publication_published_by_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PublicationFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('form', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('data', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='statistics.publication')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('publication', 'form'), name='publication_file_once'),
                    models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='publication_file_sha256'),
                ],
            },
        ),
        # what went out stays for good: somebody has it, also when it was taken back
        wall("statistics_publication", rights="SELECT, INSERT, UPDATE"),
        wall("statistics_publicationfile", rights="SELECT, INSERT, UPDATE"),
    ]
