import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('door', '0001_initial'),
        ('accounts', '0003_coming_in'),
        ('platforms', '0003_dialogue'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DoorAudit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('way', models.CharField(max_length=20)),
                ('state', models.CharField(max_length=10)),
                ('held_on', models.DateField(null=True)),
                ('reference', models.CharField(default='', max_length=200)),
                ('rules', models.CharField(default='', max_length=64)),
                ('policy', models.CharField(default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(default='', max_length=500)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'number'), name='door_audit_number_once'),
                    models.CheckConstraint(condition=models.Q(('way__in', ('test_entrance', 'authorised_test', 'published_study')), ('state__in', ('open', 'closed', 'withdrawn'))), name='door_audit_codes_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('way', 'test_entrance'), models.Q(('rules', ''), _negated=True)), models.Q(('way__in', ('authorised_test', 'published_study')), models.Q(('reference', ''), _negated=True)), _connector='OR'), name='door_audit_rests_on_something'),
                    models.CheckConstraint(condition=models.Q(('way', 'published_study'), ('held_on__isnull', False), _connector='OR'), name='door_audit_has_a_day'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), ('ended_by__isnull', True)), models.Q(('state', 'closed'), ('ended_by__isnull', False)), models.Q(('state', 'withdrawn'), ('ended_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='door_audit_end_is_told'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DoorAttempt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('site', models.CharField(max_length=80)),
                ('gradation', models.CharField(max_length=30)),
                ('probe', models.CharField(default='', max_length=60)),
                ('outcome', models.CharField(max_length=20)),
                ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('online_hours', models.PositiveIntegerField(null=True)),
                ('told_police', models.CharField(max_length=10)),
                ('told_others', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platforms.platform')),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='door.dooraudit')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('audit', 'number'), name='door_attempt_number_once'),
                    models.CheckConstraint(condition=models.Q(('gradation__in', ('nothing_amiss', 'age_under_eighteen', 'age_under_platform', 'contradiction', 'exploitation_signals', 'no_age_evidence', 'borrowed_document', 'account_changed_hands', 'forged_document', 'minor_can_answer')), ('outcome__in', ('refused', 'held', 'let_through', 'unknown')), ('told_police__in', ('yes', 'no', 'unknown', 'not_asked')), ('told_others__contained_by', ['child_protection', 'help_organisation', 'hotline', 'other'])), name='door_attempt_codes_known'),
                    models.CheckConstraint(condition=models.Q(('online_hours__isnull', True), models.Q(('online_hours__lte', 43800), ('outcome', 'let_through')), _connector='OR'), name='door_attempt_online_when_let_through'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DoorReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('checklist', models.SlugField(max_length=60)),
                ('reviewed_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platforms.platform')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DoorAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('item', models.SlugField(max_length=60)),
                ('answer', models.CharField(max_length=10)),
                ('evidence', models.CharField(default='', max_length=500)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='door.doorreview')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('review', 'item'), name='door_answer_once'),
                    models.CheckConstraint(condition=models.Q(('answer', 'unknown'), models.Q(('answer__in', ('yes', 'partly', 'no', 'unknown')), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='door_answer_rests_on_something'),
                ],
            },
        ),
        # what was written down stays; an attempt goes while its audit is open, and an audit can only end
        wall("door_dooraudit", rights="SELECT, INSERT, UPDATE (state, ended_at, ended_by_id, withdrawn_because)"),
        wall("door_doorattempt", rights="SELECT, INSERT, DELETE"),
        wall("door_doorreview", rights="SELECT, INSERT"),
        wall("door_dooranswer", rights="SELECT, INSERT"),
    ]
