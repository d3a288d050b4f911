import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall

STEPS = (
    "state", "made_live_by_id", "made_live_at", "replaced_at", "withdrawn_by_id", "withdrawn_at",
    "withdrawn_because",
)  # fmt: skip
# A lead says by number which version gave its reasons: what it says never changes, and no row goes.
RIGHTS = f"SELECT, INSERT, UPDATE ({', '.join(STEPS)})"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('adverts', '0005_judgements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RuleSet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('files', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('reason', models.CharField(max_length=500)),
                ('state', models.CharField(default='proposed', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('made_live_at', models.DateTimeField(null=True)),
                ('replaced_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(default='', max_length=500)),
                ('made_live_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'number'), name='rule_set_number_once'),
                    models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('organisation',), name='rule_set_one_live'),
                    models.CheckConstraint(condition=models.Q(('state__in', ('proposed', 'live', 'replaced', 'withdrawn')), ('digest__regex', '^[0-9a-f]{64}$'), ('number__gte', 1)), name='rule_set_codes_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('made_live_at__isnull', True), ('made_live_by__isnull', True), ('state__in', ('proposed', 'withdrawn'))), models.Q(('made_live_at__isnull', False), ('made_live_by__isnull', False), ('state__in', ('live', 'replaced', 'withdrawn')), models.Q(('made_live_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='rule_set_live_by_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True), ('withdrawn_because', ''), ('withdrawn_by__isnull', True)), _connector='OR'), name='rule_set_withdrawn_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RuleTrial',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('against', models.PositiveIntegerField()),
                ('against_digest', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('sightings', models.PositiveIntegerField(default=0)),
                ('advertisers', models.PositiveIntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trials', to='adverts.ruleset')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['rule_set', '-asked_at'], name='rule_trial_newest'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('rule_set',), name='rule_trial_waits_once'),
                    models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('done_at__gte', models.F('asked_at')), _connector='OR'), name='rule_trial_done_later'),
                ],
            },
        ),
        wall("adverts_ruleset", rights=RIGHTS),
        wall("adverts_ruletrial"),
    ]
