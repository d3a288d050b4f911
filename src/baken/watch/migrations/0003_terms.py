import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall

# PostgreSQL keeps samples of what stands in a column, to plan with; nothing of what is sealed need be there.
UNSAMPLED = (
    ("watch_wordweek", "counts"),
    ("watch_risingterm", "term"),
    ("watch_wordproposal", "term"),
    ("watch_wordproposal", "means"),
    ("watch_wordproposal", "because"),
    ("watch_wordproposal", "decided_because"),
)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_people"), ("watch", "0002_campaigns")]

    operations = [
        migrations.CreateModel(
            name="RisingTerm",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("captured_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("language", models.CharField(max_length=3)),
                ("term", models.BinaryField()),
                ("key", models.CharField(max_length=26)),
                ("rank", models.PositiveSmallIntegerField()),
                ("log_odds", models.FloatField()),
                ("z", models.FloatField()),
                ("texts_now", models.PositiveIntegerField()),
                ("texts_before", models.PositiveIntegerField()),
                ("per_thousand_now", models.FloatField()),
                ("per_thousand_before", models.FloatField()),
                ("advertisers", models.PositiveSmallIntegerField()),
                ("platforms", models.PositiveSmallIntegerField()),
                ("burst", models.PositiveSmallIntegerField()),
                ("series", models.JSONField()),
                ("protected", models.CharField(default="", max_length=40)),
                (
                    "samples",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                        fields=("organisation", "language", "key"), name="rising_term_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("list_name", models.SlugField(max_length=40)),
                ("language", models.CharField(max_length=3)),
                ("term", models.BinaryField()),
                ("key", models.CharField(max_length=26)),
                ("means", models.BinaryField()),
                ("because", models.BinaryField()),
                ("proposed_at", models.DateTimeField()),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_because", models.BinaryField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "declined"), _negated=True),
                        fields=("organisation", "list_name", "key"),
                        name="word_in_list_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("proposed", "accepted", "declined"))),
                        name="word_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("state", "proposed")),
                            models.Q(
                                ("decided_by__isnull", False),
                                ("state__in", ("accepted", "declined")),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="word_agreed_by_a_second_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordWeek",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("week", models.DateField()),
                ("captured_at", models.DateTimeField()),
                ("sightings", models.PositiveIntegerField()),
                ("texts", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("counts", models.BinaryField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("organisation", "week"), name="word_week_once"),
                ],
            },
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS DEFAULT",
            )
            for table, column in UNSAMPLED
        ),
        wall("watch_wordweek"),
        wall("watch_risingterm"),
        wall("watch_wordproposal"),
    ]
