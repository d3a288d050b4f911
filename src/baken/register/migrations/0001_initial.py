import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('platforms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file_sha256', models.CharField(max_length=64)),
                ('imported_at', models.DateTimeField()),
                ('registrations', models.PositiveIntegerField()),
                ('rejects', models.PositiveIntegerField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'file_sha256'), name='import_file_once'),
                    models.CheckConstraint(condition=models.Q(('file_sha256__regex', '^[0-9a-f]{64}$')), name='import_file_sha256'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('naming', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='platforms.platform')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='mention_number_from_one'),
                    models.CheckConstraint(condition=models.Q(models.Q(('naming', 'named'), ('platform__isnull', False)), models.Q(('naming__in', ['unnamed', 'unclear']), ('platform__isnull', True)), _connector='OR'), name='mention_named_has_platform'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MentionRole',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=40)),
                ('moment', models.CharField(max_length=40)),
                ('certainty', models.CharField(max_length=40)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='register.mention')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('mention', 'role', 'moment'), name='mention_role_once'),
                    models.CheckConstraint(condition=models.Q(('role__in', ('recruiting', 'placing_adverts', 'attracting_customers', 'meeting_customers', 'building_relation', 'spreading_images', 'control_and_monitoring', 'payment', 'threats_after', 'transport_or_lodging', 'unknown')), ('moment__in', ('before', 'during', 'after', 'unknown')), ('certainty__in', ('established', 'stated', 'presumed', 'unknown'))), name='mention_role_codes_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegisteredPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('pseudonym', models.CharField(max_length=40)),
                ('sex', models.CharField(max_length=40)),
                ('birth_country', models.CharField(max_length=2, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'pseudonym'), name='person_pseudonym_once'),
                    models.CheckConstraint(condition=models.Q(('sex__in', ('female', 'male', 'other', 'unknown'))), name='person_sex_known'),
                    models.CheckConstraint(condition=models.Q(('birth_country__isnull', True), ('birth_country__regex', '^[A-Z]{2}$'), _connector='OR'), name='person_birth_country_alpha2'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=64)),
                ('registered_on', models.DateField()),
                ('incident_from', models.DateField(null=True)),
                ('incident_until', models.DateField(null=True)),
                ('source_kind', models.CharField(max_length=40)),
                ('police_unit', models.CharField(max_length=40, null=True)),
                ('province', models.CharField(max_length=5, null=True)),
                ('form', models.CharField(max_length=40)),
                ('scope', models.CharField(max_length=40)),
                ('imported_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imported', to='register.importbatch')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'reference'), name='registration_reference_once'),
                    models.CheckConstraint(condition=models.Q(('source_kind__in', ('police_registration', 'police_investigation', 'help_organisation', 'help_chat', 'outreach', 'platform', 'other', 'unknown')), ('form__in', ('sexual', 'labour', 'criminal', 'smuggling', 'other', 'unknown')), ('scope__in', ('domestic', 'cross_border', 'unknown')), models.Q(('police_unit__isnull', True), ('police_unit__in', ('rotterdam', 'oost_nederland', 'den_haag', 'zeeland_west_brabant', 'noord_nederland', 'amsterdam', 'limburg', 'midden_nederland', 'oost_brabant', 'noord_holland')), _connector='OR'), models.Q(('province__isnull', True), ('province__in', ('NL-DR', 'NL-FL', 'NL-FR', 'NL-GE', 'NL-GR', 'NL-LI', 'NL-NB', 'NL-NH', 'NL-OV', 'NL-UT', 'NL-ZE', 'NL-ZH')), _connector='OR')), name='registration_codes_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('incident_until__isnull', True), ('incident_from__isnull', True), ('incident_from__lte', models.F('incident_until')), _connector='OR'), models.Q(('incident_from__isnull', True), ('incident_from__lte', models.F('registered_on')), _connector='OR'), models.Q(('incident_until__isnull', True), ('incident_until__lte', models.F('registered_on')), _connector='OR')), name='registration_dates_in_order'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('age', models.PositiveSmallIntegerField(null=True)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='register.registeredperson')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='register.registration')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('registration', 'person'), name='participation_once'),
                    models.CheckConstraint(condition=models.Q(('age__isnull', True), models.Q(('age__gte', 0), ('age__lte', 120)), _connector='OR'), name='participation_age_possible'),
                    models.CheckConstraint(condition=models.Q(('roles__contained_by', ['reporter', 'injured_party', 'person_involved', 'witness', 'notifier', 'victim']), ('roles__len__gt', 0)), name='participation_roles_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='mention',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='register.registration'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('registration', 'number'), name='mention_number_once'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('registration', 'platform'), name='mention_platform_once'),
        ),
        wall("register_importbatch"),
        wall("register_registration"),
        wall("register_mention"),
        wall("register_mentionrole"),
        wall("register_registeredperson"),
        wall("register_participation"),
    ]
