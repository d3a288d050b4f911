import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall
from baken.triage.case_numbers import case_numbers


def fill_in(apps, schema_editor):
    """What the leads that stand already lack, one organisation after the other: the wall hides the rest."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.look_up', 'organisations', true)")
        cursor.execute("SELECT id FROM accounts_organisation ORDER BY slug")
        organisations = [row[0] for row in cursor.fetchall()]
        for organisation in organisations:
            cursor.execute("SELECT set_config('baken.organisation', %s, true)", [str(organisation)])
            cursor.execute("SELECT id FROM triage_lead ORDER BY id")
            leads = [row[0] for row in cursor.fetchall()]
            key = settings.BAKEN_KEYRING.key(str(organisation), "case number")
            for lead, number in case_numbers(leads, key, set()).items():
                cursor.execute("UPDATE triage_lead SET case_number = %s WHERE id = %s", [number, lead])
            cursor.execute(FILL_IN)
        cursor.execute("SELECT set_config('baken.look_up', '', true), set_config('baken.organisation', '', true)")
        # what was deferred is checked now: PostgreSQL alters no table that has checks waiting
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


FILL_IN = """
    WITH placed AS (
        SELECT id, row_number() OVER (ORDER BY band = 'look_next', log_odds DESC, advertiser) - 1 AS rank
        FROM triage_lead
    ), seen AS (
        SELECT link.advertiser, min(captured_at) AS first_seen, max(captured_at) AS last_seen,
            count(*) AS sightings, count(DISTINCT link.unique_advert) AS unique_adverts,
            array_agg(sighting.id ORDER BY sighting.id) AS ids
        FROM adverts_link link JOIN adverts_sighting sighting ON sighting.id = link.sighting_id
        WHERE link.advertiser IN (SELECT advertiser FROM triage_lead) GROUP BY 1
    ), placed_in AS (
        SELECT link.advertiser, array_agg(DISTINCT province ORDER BY province) AS provinces
        FROM adverts_link link JOIN adverts_extraction extraction USING (sighting_id), unnest(provinces) province
        WHERE link.advertiser IN (SELECT advertiser FROM triage_lead) GROUP BY 1
    )
    UPDATE triage_lead lead SET rank = placed.rank, first_seen = seen.first_seen, last_seen = seen.last_seen,
        sightings = coalesce(seen.sightings, 0), unique_adverts = coalesce(seen.unique_adverts, 0),
        provinces = coalesce(placed_in.provinces, '{}'),
        state = CASE WHEN lead.hard_stop THEN 'urgent_first' ELSE 'waiting' END,
        urgent_kind = CASE WHEN lead.hard_stop THEN 'minority' END,
        urgent_since = CASE WHEN lead.hard_stop THEN lead.created_at END,
        known_sightings = CASE WHEN lead.hard_stop THEN coalesce(seen.ids, '{}') ELSE '{}' END,
        outreach_stopped = lead.hard_stop
    FROM placed LEFT JOIN triage_lead itself ON itself.id = placed.id
        LEFT JOIN seen ON seen.advertiser = itself.advertiser
        LEFT JOIN placed_in ON placed_in.advertiser = itself.advertiser
    WHERE placed.id = lead.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_people'),
        ('adverts', '0001_initial'),
        ('triage', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(max_length=20)),
                ('kind', models.CharField(max_length=20, null=True)),
                ('facts', models.BinaryField()),
                ('explanation', models.BinaryField()),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None)),
                ('band', models.CharField(max_length=20)),
                ('state_before', models.CharField(max_length=20)),
                ('version', models.PositiveIntegerField()),
                ('created_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='triage.lead')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['user', '-created_at'], name='assessment_of_user'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('lead', 'version'), name='assessment_version_once'),
                    models.CheckConstraint(condition=models.Q(('outcome__in', ('no_concern', 'unsure', 'worth_contacting', 'urgent', 'urgent_confirmed', 'urgent_lifted'))), name='assessment_outcome_known'),
                    models.CheckConstraint(condition=models.Q(('state_before__in', ('waiting', 'no_concern', 'unsure', 'worth_contacting', 'urgent_first', 'urgent_second', 'urgent_confirmed', 'urgent_lifted'))), name='assessment_state_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('minority', 'danger_to_life')), ('outcome__startswith', 'urgent')), models.Q(models.Q(('outcome__startswith', 'urgent'), _negated=True), ('kind__isnull', True)), _connector='OR'), name='assessment_urgent_has_kind'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('facts', models.BinaryField()),
                ('explanation', models.BinaryField()),
                ('created_at', models.DateTimeField()),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='triage.lead')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('lead', 'user'), name='draft_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TrainingResult',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('exercise', models.SlugField(max_length=60)),
                ('outcome', models.CharField(max_length=20)),
                ('fitting', models.BooleanField()),
                ('created_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('user', 'exercise'), name='training_once'),
                    models.CheckConstraint(condition=models.Q(('outcome__in', ('no_concern', 'unsure', 'worth_contacting', 'urgent'))), name='training_outcome_known'),
                ],
            },
        ),
        migrations.AddField(
            model_name='lead',
            name='case_number',
            field=models.CharField(max_length=8, null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='decided_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='first_look_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lead',
            name='first_seen',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='held_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='holder',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lead',
            name='known_sightings',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='lead',
            name='last_seen',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='outreach_stopped',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='lead',
            name='provinces',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), default=list, size=None),
        ),
        migrations.AddField(
            model_name='lead',
            name='raised',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='rank',
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='lead',
            name='second_look_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='lead',
            name='sightings',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='lead',
            name='state',
            field=models.CharField(default='waiting', max_length=20),
        ),
        migrations.AddField(
            model_name='lead',
            name='touched',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='lead',
            name='unique_adverts',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='lead',
            name='urgent_kind',
            field=models.CharField(max_length=20, null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='urgent_since',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AlterField(model_name='lead', name='case_number', field=models.CharField(max_length=8)),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['organisation', 'state', 'rank'], name='lead_rank'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(fields=['organisation', 'state', '-last_seen'], name='lead_last_seen'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(condition=models.Q(('state__in', ['urgent_first', 'urgent_second', 'urgent_confirmed', 'urgent_lifted'])), fields=['organisation', 'urgent_since'], name='lead_urgent'),
        ),
        migrations.AddIndex(
            model_name='lead',
            index=models.Index(condition=models.Q(('holder__isnull', False)), fields=['holder'], name='lead_holder'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.UniqueConstraint(fields=('organisation', 'case_number'), name='lead_case_number_once'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'no_concern', 'unsure', 'worth_contacting', 'urgent_first', 'urgent_second', 'urgent_confirmed', 'urgent_lifted'))), name='lead_state_known'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('provinces__contained_by', ['NL-DR', 'NL-FL', 'NL-FR', 'NL-GE', 'NL-GR', 'NL-LI', 'NL-NB', 'NL-NH', 'NL-OV', 'NL-UT', 'NL-ZE', 'NL-ZH'])), name='lead_provinces_known'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_until__isnull', True), ('holder__isnull', True)), models.Q(('held_until__isnull', False), ('holder__isnull', False)), _connector='OR'), name='lead_held_until'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('urgent_kind__isnull', True), ('urgent_kind__in', ('minority', 'danger_to_life')), _connector='OR'), name='lead_urgent_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['urgent_first', 'urgent_second', 'urgent_confirmed', 'urgent_lifted']), _negated=True), models.Q(('urgent_kind__isnull', False), ('urgent_since__isnull', False)), _connector='OR'), name='lead_urgent_has_kind'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(('urgent_kind__isnull', True), models.Q(('urgent_kind', 'minority'), _negated=True), ('outreach_stopped', True), _connector='OR'), name='lead_minority_stops_outreach'),
        ),
        migrations.AddConstraint(
            model_name='lead',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['urgent_confirmed', 'urgent_lifted']), _negated=True), models.Q(('first_look_by__isnull', False), ('second_look_by__isnull', False), models.Q(('first_look_by', models.F('second_look_by')), _negated=True)), _connector='OR'), name='lead_urgent_closed_by_two'),
        ),
        wall("triage_assessment"),
        wall("triage_draft"),
        wall("triage_trainingresult"),
    ]
