import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall

# Data is moved behind the walls: for that moment the owner of the tables is not bound by them.
_MOVE = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE register_registration NO FORCE ROW LEVEL SECURITY;
ALTER TABLE register_allegationdecision NO FORCE ROW LEVEL SECURITY;
{move}
ALTER TABLE register_registration FORCE ROW LEVEL SECURITY;
ALTER TABLE register_allegationdecision FORCE ROW LEVEL SECURITY;
"""
KEEP_AS_DECISIONS = _MOVE.format(
    move="""
    INSERT INTO register_allegationdecision (id, organisation_id, registration_id, allegation_status)
    SELECT gen_random_uuid(), organisation_id, id, allegation_status
    FROM register_registration WHERE allegation_status IS NOT NULL;
    """
)
KEEP_THE_LATEST = _MOVE.format(
    move="""
    UPDATE register_registration SET allegation_status = (
        SELECT allegation_status FROM register_allegationdecision
        WHERE registration_id = register_registration.id ORDER BY decided_on DESC NULLS LAST LIMIT 1
    );
    """
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('register', '0002_desk_drafts_and_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='AllegationDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('allegation_status', models.CharField(max_length=40)),
                ('decided_on', models.DateField(null=True)),
                ('decided_by', models.CharField(max_length=40, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statuses', to='register.registration')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('registration', 'decided_on'), name='allegation_one_a_day', nulls_distinct=False),
                    models.CheckConstraint(condition=models.Q(('allegation_status__in', ('possible', 'actual', 'not')), models.Q(('decided_by__isnull', True), ('decided_by__in', ('police', 'ngo', 'court_or_prosecution', 'other_government', 'other')), _connector='OR')), name='allegation_decision_codes_known'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_later_codes_known',
        ),
        migrations.AddField(
            model_name='participation',
            name='vulnerabilities',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None),
        ),
        migrations.AddField(
            model_name='registeredperson',
            name='birth_group',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='groomer_type',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='offender_type',
            field=models.CharField(max_length=40, null=True),
        ),
        migrations.AddField(
            model_name='registration',
            name='sextortion_kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('vulnerabilities__contained_by', ['debts', 'unsafe_housing', 'ran_away', 'residence_through_other', 'addiction', 'learning_difficulty', 'grown_up_with_violence', 'none_known']), models.Q(models.Q(('vulnerabilities__contains', ['none_known']), _negated=True), ('vulnerabilities__len', 1), _connector='OR')), name='participation_vulnerabilities_known'),
        ),
        migrations.AddConstraint(
            model_name='registeredperson',
            constraint=models.CheckConstraint(condition=models.Q(('birth_group__isnull', True), models.Q(('birth_country__isnull', True), ('birth_group__in', ('eu_efta', 'europe_other', 'africa', 'americas', 'asia', 'oceania'))), _connector='OR'), name='person_birth_group_or_country'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recruitment_mode__isnull', True), ('recruitment_mode__in', ('hunting', 'fishing')), _connector='OR'), models.Q(('customer_contact__isnull', True), ('customer_contact__in', ('person', 'controller_as_person', 'both', 'unknown')), _connector='OR'), models.Q(('technology_part__isnull', True), ('technology_part__in', ('cyber_assisted', 'cyber_enabled')), _connector='OR'), ('coercion_means__contained_by', ['debt', 'violence', 'threat', 'drugs', 'identity_papers_taken', 'images', 'tracking', 'other'])), name='registration_later_codes_known'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('offender_type__isnull', True), ('offender_type__in', ('expert', 'cynical', 'affection_focused', 'sex_focused')), _connector='OR'), models.Q(('groomer_type__isnull', True), ('groomer_type__in', ('intimacy_seeking', 'adaptable', 'hyper_sexualised')), _connector='OR'), ('sextortion_kinds__contained_by', ['financial', 'sexual', 'other'])), name='registration_types_known'),
        ),
        wall("register_allegationdecision"),
        migrations.RunSQL(KEEP_AS_DECISIONS, KEEP_THE_LATEST),
        migrations.RemoveField(
            model_name='registration',
            name='allegation_status',
        ),
    ]
