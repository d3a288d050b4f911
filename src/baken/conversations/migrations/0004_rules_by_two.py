import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_coming_in"),
        ("conversations", "0003_complaints"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedRules",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("state", models.CharField(default="asked", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("zone", models.CharField(max_length=60)),
                ("quiet_from", models.PositiveSmallIntegerField()),
                ("quiet_until", models.PositiveSmallIntegerField()),
                ("advert_days", models.PositiveSmallIntegerField()),
                ("follow_up_days", models.PositiveSmallIntegerField(default=14)),
                ("neutral_page", models.CharField(default="", max_length=200)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("decided_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation")),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(("state", "asked")), fields=("organisation",), name="asked_rules_one_at_a_time"),
                    models.CheckConstraint(condition=models.Q(("quiet_from__lte", 23), ("quiet_until__lte", 23), ("advert_days__gte", 1), ("advert_days__lte", 60), ("follow_up_days__gte", 14), ("state__in", ("asked", "approved", "declined", "withdrawn"))), name="asked_rules_bounds"),
                    models.CheckConstraint(condition=models.Q(models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "asked")), models.Q(models.Q(("state", "asked"), _negated=True), ("decided_at__isnull", False), ("decided_by__isnull", False), models.Q(("decided_by", models.F("asked_by")), _negated=True)), _connector="OR"), name="asked_rules_by_another"),
                ],
            },
        ),
        wall("conversations_askedrules"),
    ]
