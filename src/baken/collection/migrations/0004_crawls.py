import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_coming_in'),
        ('collection', '0003_captures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Crawl',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('queued_at', models.DateTimeField()),
                ('started_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(default='', max_length=20)),
                ('ended_note', models.CharField(default='', max_length=500)),
                ('by_clock', models.BooleanField(default=False)),
                ('pages_fetched', models.PositiveIntegerField(default=0)),
                ('adverts_seen', models.PositiveIntegerField(default=0)),
                ('adverts_new', models.PositiveIntegerField(default=0)),
                ('adverts_changed', models.PositiveIntegerField(default=0)),
                ('adverts_returned', models.PositiveIntegerField(default=0)),
                ('adverts_vanished', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('errors', models.PositiveIntegerField(default=0)),
                ('last_error', models.CharField(default='', max_length=20)),
                ('troubles', models.JSONField(default=dict)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='crawls', to='collection.source')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [
                    models.Index(fields=['source', '-queued_at'], name='crawl_newest'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'running'))), fields=('source',), name='crawl_one_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('state__in', ('waiting', 'running', 'done', 'stopped', 'failed')), ('ended_because__in', ('', 'finished', 'page_limit', 'by_person', 'basis_lapsed', 'source_inactive', 'outside_hours', 'site_refused', 'behind_login', 'asks_for_human', 'robots_forbid', 'asked_to_wait', 'unreachable', 'address_refused', 'profile_unusable', 'nothing_found', 'broke')), ('last_error__in', ('', 'http_error', 'timed_out', 'broke_off', 'too_large', 'not_text', 'unreadable', 'no_advert', 'bad_record', 'not_allowed', 'elsewhere', 'robots', 'unreachable'))), name='crawl_codes_known'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_because', ''), ('state__in', ('waiting', 'running'))), models.Q(('ended_at__isnull', False), ('state__in', ('done', 'stopped', 'failed')), models.Q(('ended_because', ''), _negated=True)), _connector='OR'), name='crawl_end_is_explained'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CrawlPage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('url_key', models.CharField(max_length=26)),
                ('content_key', models.CharField(max_length=26)),
                ('capture', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='crawl_pages', to='collection.capture')),
                ('crawl', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='collection.crawl')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('crawl', 'url_key'), name='crawl_page_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CrawlSchedule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('every', models.CharField(default='off', max_length=10)),
                ('set_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='schedule', to='collection.source')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('every__in', ('off', 'daily', 'weekly'))), name='schedule_every_known'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='source_kind_known',
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('file', 'web_archive', 'crawl', 'by_hand'))), name='source_kind_known'),
        ),
        wall("collection_crawl", rights="SELECT, INSERT, UPDATE"),
        wall("collection_crawlpage", rights="SELECT, INSERT, UPDATE, DELETE"),
        wall("collection_crawlschedule", rights="SELECT, INSERT, UPDATE"),
    ]
