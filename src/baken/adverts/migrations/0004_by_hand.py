import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall

# PostgreSQL keeps samples of what stands in a column, to plan with; nothing of what is sealed need be there.
TABLES = ("adverts_handdraft", "adverts_handover")
UNSAMPLED = [f"ALTER TABLE {table} ALTER COLUMN sealed SET STATISTICS 0" for table in TABLES]
SAMPLED = [f"ALTER TABLE {table} ALTER COLUMN sealed SET STATISTICS DEFAULT" for table in TABLES]


class Migration(migrations.Migration):
    dependencies = [
        ("adverts", "0003_captures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ByHand",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("recorded_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=26)),
                ("campaign", models.CharField(default="", max_length=40)),
                ("new_platform", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sighting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="by_hand",
                        to="adverts.sighting",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "recorded_by", "recorded_at"], name="by_hand_of_somebody"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("sealed", models.BinaryField()),
                ("saved_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "user"), name="hand_draft_one_each"),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("saved_at"))),
                        name="hand_draft_expires_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "captures",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                ("purpose", models.CharField(max_length=20)),
                ("sealed", models.BinaryField()),
                ("state", models.CharField(default="asked", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                *(
                    (
                        name,
                        models.ForeignKey(
                            null=name == "decided_by",
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    )
                    for name in ("asked_by", "decided_by")
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "sighting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_overs",
                        to="adverts.sighting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="hand_over_codes_known",
                        condition=models.Q(state__in=("asked", "approved", "declined", "taken"))
                        & models.Q(
                            purpose__in=("outreach", "registration", "statistics", "moderation", "crime_report")
                        ),
                    ),
                    models.CheckConstraint(
                        name="hand_over_decided_by_another",
                        condition=models.Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                        | ~models.Q(state="asked")
                        & models.Q(decided_by__isnull=False, decided_at__isnull=False)
                        & ~models.Q(decided_by=models.F("asked_by")),
                    ),
                ],
            },
        ),
        migrations.RunSQL(UNSAMPLED, SAMPLED),
        wall("adverts_byhand"),
        wall("adverts_handdraft"),
        wall("adverts_handover"),
    ]
