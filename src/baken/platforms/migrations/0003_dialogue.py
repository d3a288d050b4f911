import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall

ERASED = "erased_at, erased_by_id"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('platforms', '0002_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DialogueMeeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('state', models.CharField(max_length=10)),
                ('present', models.TextField(default='', max_length=2000)),
                ('step_count', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('state__in', ('planned', 'held', 'cancelled'))), name='meeting_state_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DialogueMeetingPlatform',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='platforms', to='platforms.dialoguemeeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platforms.platform')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('meeting', 'platform'), name='meeting_platform_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DialogueMeetingStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('on', models.DateField()),
                ('present', models.TextField(default='', max_length=2000)),
                ('words', models.TextField(default='', max_length=2000)),
                ('at', models.DateTimeField()),
                ('erased_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('erased_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='platforms.dialoguemeeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('meeting', 'number'), name='meeting_step_number_once'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ('planned', 'moved', 'held', 'cancelled', 'reopened'))), name='meeting_step_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('erased_at__isnull', True), ('erased_by__isnull', True)), models.Q(('erased_at__isnull', False), ('erased_by__isnull', False), ('present', ''), ('words', '')), _connector='OR'), name='meeting_step_erased_by_somebody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DialoguePoint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('subject', models.CharField(max_length=30)),
                ('title', models.CharField(max_length=120)),
                ('state', models.CharField(max_length=10)),
                ('due_on', models.DateField(null=True)),
                ('raised_on', models.DateField()),
                ('last_on', models.DateField()),
                ('step_count', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='platforms.platform')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'number'), name='point_number_once'),
                    models.CheckConstraint(condition=models.Q(('state__in', ('raised', 'answered', 'agreed', 'refused', 'done', 'dropped')), ('subject__in', ('age_checks', 'notice_unanswered', 'advert_stayed', 'accounts_change_hands', 'information_to_police', 'site_design', 'other'))), name='point_codes_known'),
                    models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('state', 'agreed'), _connector='OR'), name='point_due_when_agreed'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DialogueStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('on', models.DateField()),
                ('way', models.CharField(max_length=10)),
                ('subject', models.CharField(default='', max_length=30)),
                ('title', models.CharField(default='', max_length=120)),
                ('words', models.TextField(default='', max_length=2000)),
                ('due_on', models.DateField(null=True)),
                ('because', models.CharField(default='', max_length=500)),
                ('at', models.DateTimeField()),
                ('erased_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='platforms.dialoguestep')),
                ('erased_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='said', to='platforms.dialoguemeeting')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='platforms.dialoguepoint')),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='platforms.dialoguestep')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('point', 'number'), name='step_number_once'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ('raised', 'answered', 'agreed', 'refused', 'noted', 'done', 'dropped', 'reopened', 'corrected', 'taken_back')), ('way__in', ('meeting', 'letter', 'mail', 'call', 'notice'))), name='step_codes_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', False), ('kind', 'corrected'), ('takes_back__isnull', True)), models.Q(('corrects__isnull', True), ('kind', 'taken_back'), ('takes_back__isnull', False)), models.Q(models.Q(('kind__in', ('corrected', 'taken_back')), _negated=True), ('corrects__isnull', True), ('takes_back__isnull', True)), _connector='OR'), name='step_names_what_it_changes'),
                    models.CheckConstraint(condition=models.Q(('due_on__isnull', True), ('due_on__gte', models.F('on')), _connector='OR'), name='step_due_later'),
                    models.CheckConstraint(condition=models.Q(models.Q(('erased_at__isnull', True), ('erased_by__isnull', True)), models.Q(('because', ''), ('erased_at__isnull', False), ('erased_by__isnull', False), ('title', ''), ('words', '')), _connector='OR'), name='step_erased_by_somebody'),
                ],
            },
        ),
        wall("platforms_dialoguemeeting", rights="SELECT, INSERT, UPDATE"),
        wall("platforms_dialoguemeetingplatform", rights="SELECT, INSERT"),
        wall("platforms_dialoguepoint", rights="SELECT, INSERT, UPDATE"),
        # what was written stays as it was; only its words can be erased
        wall("platforms_dialoguemeetingstep", rights=f"SELECT, INSERT, UPDATE (present, words, {ERASED})"),
        wall("platforms_dialoguestep", rights=f"SELECT, INSERT, UPDATE (title, words, because, {ERASED})"),
    ]
