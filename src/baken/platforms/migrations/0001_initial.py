import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Platform',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=80)),
                ('name', models.CharField(max_length=80)),
                ('type', models.CharField(max_length=40)),
                ('catalogue_order', models.PositiveSmallIntegerField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'code'), name='platform_code_once'),
                    models.UniqueConstraint(fields=('organisation', 'name'), name='platform_name_once'),
                    models.UniqueConstraint(fields=('organisation', 'catalogue_order'), name='platform_order_once'),
                    models.CheckConstraint(condition=models.Q(('type__in', ('sex_advertising_website', 'instant_messaging', 'social_network', 'dating_service', 'webcam_platform', 'marketplace', 'forum', 'other'))), name='platform_type_known'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PlatformAlias',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('alias', models.CharField(max_length=80)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='platforms.platform')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('organisation', 'alias'), name='platform_alias_once'),
                ],
            },
        ),
        wall("platforms_platform"),
        wall("platforms_platformalias"),
    ]
