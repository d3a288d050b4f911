import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('statistics', '0003_editions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Provision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('partner_kind', models.CharField(max_length=20)),
                ('partner', models.CharField(max_length=120)),
                ('purpose', models.CharField(max_length=20)),
                ('state', models.CharField(default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='provisions', to='statistics.edition')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', '-asked_at'], name='provision_newest'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('asked', 'approved', 'declined')), ('partner_kind__in', ('police_centre', 'outreach', 'care', 'research', 'platform', 'policy')), ('purpose__in', ('outreach', 'registration', 'statistics', 'moderation', 'crime_report')), models.Q(('partner', ''), _negated=True)), name='provision_codes_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='provision_decided_by_another'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='edition',
            name='edition_kind_known',
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('public', 'partner'))), name='edition_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'public'), ('state', 'made'), _connector='OR'), name='edition_for_a_partner_stays_in'),
        ),
        # to whom something was given stays as long as what was given
        wall("statistics_provision", rights="SELECT, INSERT, UPDATE"),
    ]
