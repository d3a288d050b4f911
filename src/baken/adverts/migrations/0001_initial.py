import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('collection', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE adverts_sighting_sequence", "DROP SEQUENCE adverts_sighting_sequence"),
        migrations.CreateModel(
            name='AdvertContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('pseudonym', models.CharField(max_length=26)),
                ('value', models.BinaryField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'pseudonym'), name='contact_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ContactHub',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('pseudonym', models.CharField(max_length=26)),
                ('unique_adverts', models.PositiveIntegerField()),
                ('sightings', models.PositiveIntegerField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'kind', 'pseudonym'), name='hub_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(db_default=models.Func(models.Value('adverts_sighting_sequence'), function='nextval'))),
                ('platform', models.CharField(max_length=200)),
                ('captured_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(null=True)),
                ('advertised_gender', models.CharField(max_length=10)),
                ('record', models.BinaryField()),
                ('evidence_file', models.CharField(max_length=500)),
                ('evidence_offset', models.BigIntegerField(null=True)),
                ('evidence_sha256', models.CharField(max_length=64, null=True)),
                ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collection.lawfulbasis')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', 'sequence'], name='sighting_sequence'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LinkEdge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('strength', models.FloatField()),
                ('refused', models.CharField(max_length=60, null=True)),
                ('level', models.CharField(max_length=15)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='adverts.sighting')),
                ('right', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='adverts.sighting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('unique_advert', models.CharField(max_length=20)),
                ('advertiser', models.CharField(max_length=20)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('sighting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link', to='adverts.sighting')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', 'unique_advert'], name='link_unique_advert'),
                    models.Index(fields=['organisation', 'advertiser'], name='link_advertiser'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Extraction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('failed', models.BooleanField(default=False)),
                ('provinces', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=6), size=None)),
                ('facts', models.JSONField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('sighting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='extraction', to='adverts.sighting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactMention',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('obscured', models.BooleanField()),
                ('start', models.IntegerField(null=True)),
                ('end', models.IntegerField(null=True)),
                ('field', models.CharField(max_length=20, null=True)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='adverts.advertcontact')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('sighting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='adverts.sighting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=10)),
                ('subject', models.CharField(max_length=40)),
                ('advertiser', models.CharField(max_length=20)),
                ('indicator', models.CharField(max_length=80)),
                ('rule_version', models.PositiveIntegerField()),
                ('grade', models.CharField(max_length=1)),
                ('evidence', models.JSONField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['organisation', 'advertiser'], name='signal_advertiser'),
                ],
            },
        ),
        wall("adverts_sighting", sequence="adverts_sighting_sequence"),
        wall("adverts_extraction"),
        wall("adverts_advertcontact"),
        wall("adverts_contactmention"),
        wall("adverts_link"),
        wall("adverts_linkedge"),
        wall("adverts_contacthub"),
        wall("adverts_signal"),
    ]
