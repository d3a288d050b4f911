import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_people'),
        ('platforms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlatformChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=20)),
                ('before', models.CharField(default='', max_length=200)),
                ('after', models.CharField(default='', max_length=200)),
                ('because', models.CharField(max_length=500)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='platforms.platform')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('what__in', ('added', 'renamed', 'retyped', 'alias_added', 'alias_removed', 'dated', 'closed', 'reopened', 'merged', 'qualified'))), name='platform_change_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PlatformQualification',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('qualification', models.CharField(max_length=20)),
                ('evidence', models.CharField(max_length=500)),
                ('holds_from', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='qualifications', to='platforms.platform')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('qualification__in', ('not_hosting', 'hosting', 'small_platform', 'online_platform', 'very_large')), models.Q(('evidence', ''), _negated=True)), name='platform_qualification_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='platform',
            name='closed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='platform',
            name='opened_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='platform',
            name='status',
            field=models.CharField(db_default='active', default='active', max_length=10),
        ),
        migrations.AddField(
            model_name='platform',
            name='successor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='platforms.platform'),
        ),
        migrations.AddConstraint(
            model_name='platform',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ('active', 'closed', 'merged'))), name='platform_status_known'),
        ),
        migrations.AddConstraint(
            model_name='platform',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'merged'), ('successor__isnull', False)), models.Q(models.Q(('status', 'merged'), _negated=True), ('successor__isnull', True)), _connector='OR'), name='platform_merged_into_one'),
        ),
        migrations.AddConstraint(
            model_name='platform',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='platform_not_its_own_successor'),
        ),
        migrations.AddConstraint(
            model_name='platform',
            constraint=models.CheckConstraint(condition=models.Q(('opened_on__isnull', True), ('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='platform_dates_ordered'),
        ),
        wall("platforms_platformchange", rights="SELECT, INSERT"),
        wall("platforms_platformqualification", rights="SELECT, INSERT"),
    ]
