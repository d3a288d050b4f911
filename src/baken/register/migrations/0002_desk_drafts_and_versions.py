import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_people'),
        ('register', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegistrationDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('base_version', models.PositiveIntegerField(null=True)),
                ('sealed', models.BinaryField()),
                ('started_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('registration', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='register.registration')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('registration__isnull', False)), fields=('user', 'registration'), name='draft_one_correction_each'),
                    models.CheckConstraint(condition=models.Q(models.Q(('base_version__isnull', True), ('registration__isnull', True)), models.Q(('base_version__gte', 1), ('registration__isnull', False)), _connector='OR'), name='draft_correction_has_base'),
                    models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('saved_at'))), name='draft_expires_later'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RegistrationVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('state', models.JSONField()),
                ('replaced_at', models.DateTimeField()),
                ('why', models.CharField(max_length=40)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='register.registration')),
                ('replaced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('registration', 'number'), name='registration_version_once'),
                    models.CheckConstraint(condition=models.Q(('why__in', ('mistake', 'source_added', 'status_changed', 'person_facts', 'other'))), name='registration_version_why_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='registration',
            name='allegation_status',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='coercion_means',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None),
        ),
        migrations.AddField(
            model_name='registration',
            name='customer_contact',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='recruitment_mode',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='technology_part',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['organisation', '-registered_on'], name='registration_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('allegation_status__isnull', True), ('allegation_status__in', ('possible', 'actual', 'not')), _connector='OR'), models.Q(('recruitment_mode__isnull', True), ('recruitment_mode__in', ('hunting', 'fishing')), _connector='OR'), models.Q(('customer_contact__isnull', True), ('customer_contact__in', ('person', 'controller_as_person', 'both', 'unknown')), _connector='OR'), models.Q(('technology_part__isnull', True), ('technology_part__in', ('cyber_assisted', 'cyber_enabled')), _connector='OR'), ('coercion_means__contained_by', ['debt', 'violence', 'threat', 'drugs', 'identity_papers_taken', 'images', 'tracking', 'other'])), name='registration_later_codes_known'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='registration_version_from_one'),
        ),
        wall("register_registrationversion"),
        wall("register_registrationdraft"),
    ]
