import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import create_app_role, wall, wall_organisations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        create_app_role(),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name_nl', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('synthetic', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=150)),
                ('is_system', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='user_name_once')],
            },
        ),
        wall_organisations("accounts_organisation"),
        wall("accounts_user"),
    ]
