import django.core.validators
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('triage', '0005_lead_rule_set'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LeadStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('words', models.BinaryField()),
                ('state_before', models.CharField(max_length=20)),
                ('sighting', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='triage.lead')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('sighting__isnull', False)), fields=['sighting'], name='lead_step_sighting'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ('reopened', 'handed', 'parted'))), name='lead_step_kind_known'),
                    models.CheckConstraint(condition=models.Q(('state_before__in', ('waiting', 'no_concern', 'unsure', 'worth_contacting', 'urgent_first', 'urgent_second', 'urgent_confirmed', 'urgent_lifted'))), name='lead_step_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'handed'), _negated=True), models.Q(('to__isnull', False), ('until__isnull', False), models.Q(('to', models.F('user')), _negated=True)), _connector='OR'), name='lead_step_handed_to_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('daily_limit', models.PositiveIntegerField(null=True)),
                ('texts_open', models.BooleanField(default=False)),
                ('takes', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('daily_limit__isnull', True), ('daily_limit__gte', 1), _connector='OR'), name='pace_limit_of_one_or_more'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('backup', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', 'ends_at'], name='shift_ends'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_ends_later'),
                    models.CheckConstraint(condition=models.Q(('backup__isnull', True), models.Q(('backup', models.F('user')), _negated=True), _connector='OR'), name='shift_backed_by_another'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Showing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('shown_at', models.DateTimeField()),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='showings', to='triage.lead')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('lead', 'user'), name='showing_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WorkSettings',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('stale_days', models.PositiveIntegerField(default=30, validators=[django.core.validators.MinValueValidator(7), django.core.validators.MaxValueValidator(365)])),
                ('handed_hours', models.PositiveIntegerField(default=48, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(168)])),
                ('daily_limit', models.PositiveIntegerField(default=30, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(200)])),
                ('break_leads', models.PositiveIntegerField(default=8, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(50)])),
                ('break_minutes', models.PositiveIntegerField(default=60, validators=[django.core.validators.MinValueValidator(15), django.core.validators.MaxValueValidator(180)])),
                ('look_minutes', models.PositiveIntegerField(default=60, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(720)])),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation',), name='work_settings_once'),
                ],
            },
        ),
        migrations.AddField(
            model_name='lead',
            name='escalated_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='handed_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lead',
            name='handed_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='reopened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lead',
            name='rests_under',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='waits_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(condition=models.Q(('handed_to__isnull', False)), fields=['handed_to'], name='lead_handed_to'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(condition=models.Q(('rests_under__isnull', False)), fields=['rests_under'], name='lead_rests_under'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_to__isnull', True), ('handed_until__isnull', True)), models.Q(('handed_to__isnull', False), ('handed_until__isnull', False)), _connector='OR'), name='lead_handed_until'),
        ),
        wall("triage_leadstep"),
        wall("triage_showing"),
        wall("triage_pace"),
        wall("triage_worksettings"),
        wall("triage_shift"),
    ]
