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
            name='StatementOfReasons',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('puid', models.CharField(max_length=40)),
                ('state', models.CharField(default='written', max_length=10)),
                ('codes', models.JSONField()),
                ('written_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', 'state', 'released_at'], name='statement_outbox'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'puid'), name='statement_puid_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ('written', 'ready', 'sent', 'refused'))), name='statement_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='statement_sent_at_a_moment'),
                    models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True), ('state', 'written')), models.Q(models.Q(('state', 'written'), _negated=True), ('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='statement_released_by_somebody'),
                    models.CheckConstraint(condition=models.Q(('asked_at__isnull', True), ('state', 'ready'), _connector='OR'), name='statement_asked_when_ready'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StatementWords',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(max_length=80)),
                ('texts', models.JSONField()),
                ('faults', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='notices.statementofreasons')),
            ],
            options={
                'abstract': False,
            },
        ),
        wall("notices_statementofreasons", rights="SELECT, INSERT, UPDATE"),
        wall("notices_statementwords"),
    ]
