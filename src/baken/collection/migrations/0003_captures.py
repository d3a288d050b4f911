import uuid

import django.db.models.deletion
import django.db.models.functions
from django.db import migrations, models

from baken.tenancy.walls import wall

# PostgreSQL keeps samples of what stands in a column, to plan with; nothing of what is sealed need be there.
UNSAMPLED = "ALTER TABLE collection_capture ALTER COLUMN url SET STATISTICS 0"
SAMPLED = "ALTER TABLE collection_capture ALTER COLUMN url SET STATISTICS DEFAULT"


class Migration(migrations.Migration):
    dependencies = [("collection", "0002_grounds_documents_sources")]

    operations = [
        migrations.CreateModel(
            name="Capture",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("how", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=10)),
                ("url", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("file", models.CharField(max_length=40)),
                ("offset", models.BigIntegerField()),
                ("length", models.PositiveIntegerField()),
                ("payload_sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=200)),
                ("stored_at", models.DateTimeField(db_default=django.db.models.functions.Now())),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.lawfulbasis",
                    ),
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
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.source",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("how__in", ("crawl", "file", "by_hand")),
                            ("kind__in", ("response", "resource")),
                        ),
                        name="capture_codes_known",
                    )
                ],
                "indexes": [
                    models.Index(fields=["organisation", "file", "offset"], name="capture_place"),
                    models.Index(
                        models.F("organisation"),
                        django.db.models.functions.Least("at", "stored_at"),
                        name="capture_first_moment",
                    ),
                ],
            },
        ),
        migrations.RunSQL(UNSAMPLED, SAMPLED),
        wall("collection_capture"),
    ]
