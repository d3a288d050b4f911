import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):
    """What was recorded before was recorded for invented data, and was in force at once."""

    dependencies = [
        ('accounts', '0002_people'),
        ('collection', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BasisDocument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('form', models.CharField(max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='collection.lawfulbasis')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('basis', 'kind', 'sha256'), name='document_once'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ('dpia', 'counsel_opinion', 'balancing_test', 'authorisation', 'other')), ('form__in', ('pdf', 'odt', 'docx', 'txt'))), name='document_codes_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('platform', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('seen', models.PositiveIntegerField()),
                ('rejected', models.PositiveIntegerField()),
                ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collection.lawfulbasis')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', 'platform'], name='intake_platform'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('platform', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('profile', models.TextField(default='')),
                ('active_until', models.DateField()),
                ('added_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='collection.lawfulbasis')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'name'), name='source_name_once'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ('file', 'web_archive', 'by_hand'))), name='source_kind_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='approved_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='drafted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='drafted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='ended_because',
            field=models.CharField(default='', max_length=500),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='ground',
            field=models.CharField(default='synthetic', max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='special_ground',
            field=models.CharField(default='none_held', max_length=30),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='lawfulbasis',
            name='state',
            field=models.CharField(default='in_force', max_length=10),
        ),
        migrations.AlterField(
            model_name='lawfulbasis',
            name='state',
            field=models.CharField(default='draft', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='lawfulbasis',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ('consent', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests', 'police_daily', 'police_inquiry', 'police_threats', 'synthetic')), ('special_ground__in', ('explicit_consent', 'vital_interests', 'made_public', 'legal_claims', 'substantial_public_interest', 'research', 'police_special', 'none_held')), ('state__in', ('draft', 'in_force', 'ended', 'withdrawn'))), name='basis_codes_known'),
        ),
        migrations.AddConstraint(
            model_name='lawfulbasis',
            constraint=models.CheckConstraint(condition=models.Q(('ground', 'synthetic'), models.Q(('state__in', ('in_force', 'ended')), _negated=True), models.Q(('approved_by__isnull', False), ('drafted_by__isnull', False), models.Q(('approved_by', models.F('drafted_by')), _negated=True)), _connector='OR'), name='basis_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='lawfulbasis',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ended'), _negated=True), models.Q(('ended_by__isnull', False), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='basis_end_is_explained'),
        ),
        wall("collection_basisdocument", rights="SELECT, INSERT"),
        wall("collection_source", rights="SELECT, INSERT, UPDATE"),
        wall("collection_intake", rights="SELECT, INSERT"),
    ]
