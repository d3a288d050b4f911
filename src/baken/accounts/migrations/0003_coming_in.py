import uuid

import django.db.models.deletion
from django.db import migrations, models

from baken.accounts.walls import wall_attempts, wall_authenticators, wall_sessions
from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_people"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("roles__contains", ["admin", "data_protection_officer"]), _negated=True),
                name="user_oversees_not_self",
            ),
        ),
        migrations.CreateModel(
            name="StartLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("secret_hash", models.BinaryField(max_length=32)),
                ("valid_until", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="start_link", to="accounts.user"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_hash", models.BinaryField(max_length=32, unique=True)),
                ("data", models.BinaryField()),
                ("browser", models.CharField(max_length=60)),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="accounts.user",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["organisation", "seen_at"], name="session_seen")]},
        ),
        migrations.CreateModel(
            name="AttemptCounter",
            fields=[
                ("key_hash", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField()),
                ("refused", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField(db_index=True)),
                ("waits_until", models.DateTimeField()),
            ],
        ),
        wall("accounts_startlink"),
        wall_sessions("accounts_session"),
        wall_attempts("accounts_attemptcounter"),
        wall_authenticators("mfa_authenticator"),
    ]
