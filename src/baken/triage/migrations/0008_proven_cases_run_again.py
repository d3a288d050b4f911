import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('adverts', '0006_rule_sets'),
        ('triage', '0007_second_looks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HindsightReview',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('known_on', models.DateField()),
                ('sealed', models.BinaryField()),
                ('result', models.JSONField(null=True)),
                ('state', models.CharField(default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('asked', 'approved', 'declined', 'done'))), name='hindsight_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='hindsight_decided_by_another'),
                    models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('result__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_at__isnull', True), ('result__isnull', True)), _connector='OR'), name='hindsight_done_has_result'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HindsightSighting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sightings', to='triage.hindsightreview')),
                ('sighting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='adverts.sighting')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('review', 'sighting'), name='hindsight_sighting_once'),
                ],
            },
        ),
        wall("triage_hindsightreview"),
        # which sightings a case is made of never changes; they go with what they name
        wall("triage_hindsightsighting", rights="SELECT, INSERT, DELETE"),
    ]
