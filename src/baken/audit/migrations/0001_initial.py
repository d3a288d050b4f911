import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall
from baken.audit.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE audit_event_sequence", "DROP SEQUENCE audit_event_sequence"),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField()),
                ('events', models.PositiveIntegerField()),
                ('previous_hash', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
                ('at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'number'), name='seal_number_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(db_default=models.Func(models.Value('audit_event_sequence'), function='nextval'))),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=200)),
                ('purpose', models.CharField(max_length=40)),
                ('reason', models.CharField(max_length=500)),
                ('details', models.JSONField(default=dict)),
                ('position', models.PositiveIntegerField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.user')),
                ('seal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.seal')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('seal__isnull', True)), fields=['organisation', 'sequence'], name='event_unsealed'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('purpose__in', ('outreach', 'registration', 'statistics', 'moderation', 'crime_report', 'accountability'))), name='event_purpose_from_list'),
                    models.UniqueConstraint(fields=('seal', 'position'), name='event_position_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('position__isnull', True), ('seal__isnull', True)), models.Q(('position__isnull', False), ('seal__isnull', False)), _connector='OR'), name='event_sealed_with_position'),
                ],
            },
        ),
        wall("audit_seal", rights="SELECT, INSERT"),
        wall("audit_event", rights="SELECT, INSERT, UPDATE (seal_id, position)", sequence="audit_event_sequence"),
        *append_only(),
    ]
