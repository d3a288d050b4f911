import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_coming_in"),
        ("adverts", "0002_expiry"),
        ("platforms", "0002_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchedPlatform",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("type", models.CharField(default="", max_length=40)),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platforms.platform",
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
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("organisation", "name"), name="watched_platform_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("entry__isnull", False)), fields=("entry",), name="watched_entry_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                (
                                    "",
                                    "sex_advertising_website",
                                    "instant_messaging",
                                    "social_network",
                                    "dating_service",
                                    "webcam_platform",
                                    "marketplace",
                                    "forum",
                                    "other",
                                ),
                            )
                        ),
                        name="watched_type_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformWeek",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("week", models.DateField()),
                ("captures", models.PositiveIntegerField()),
                ("days", models.PositiveSmallIntegerField()),
                ("broken_off", models.BooleanField()),
                ("over", models.BooleanField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weeks",
                        to="watch.watchedplatform",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("platform", "week"), name="platform_week_once"),
                    models.CheckConstraint(
                        condition=models.Q(("days__lte", 7)), name="platform_week_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketAlarm",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=10)),
                ("week", models.DateField()),
                ("weeks", models.PositiveSmallIntegerField()),
                ("before", models.FloatField(null=True)),
                ("now", models.FloatField(null=True)),
                ("ratio", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("state", models.CharField(default="new", max_length=10)),
                ("raised_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(null=True)),
                ("conclusion", models.CharField(default="", max_length=500)),
                (
                    "looked_by",
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
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="watch.watchedplatform",
                    ),
                ),
            ],
            options={
                'indexes': [
                    models.Index(fields=["organisation", "state", "-week"], name="market_alarm_open"),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("platform", "kind", "week"), name="market_alarm_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("rise", "fall", "new", "vanished")), ("state__in", ("new", "looked_at"))
                        ),
                        name="market_alarm_codes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("before__isnull", False),
                                ("high__isnull", False),
                                ("kind__in", ("rise", "fall")),
                                ("low__isnull", False),
                                ("now__isnull", False),
                                ("ratio__isnull", False),
                            ),
                            models.Q(("kind__in", ("new", "vanished")), ("ratio__isnull", True)),
                            _connector="OR",
                        ),
                        name="market_alarm_growth_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("conclusion", ""),
                                ("looked_at__isnull", True),
                                ("looked_by__isnull", True),
                                ("state", "new"),
                            ),
                            models.Q(
                                ("looked_at__isnull", False),
                                ("looked_by__isnull", False),
                                ("state", "looked_at"),
                                models.Q(("conclusion", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="market_alarm_look_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeeklyCount",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("week", models.DateField()),
                ("type", models.CharField(default="", max_length=40)),
                ("province", models.CharField(default="", max_length=6)),
                ("gender", models.CharField(default="", max_length=10)),
                ("unique_adverts", models.PositiveIntegerField()),
                ("advertisers", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="watch.watchedplatform",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                        fields=("organisation", "week", "platform", "type", "province", "gender"),
                        name="weekly_count_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                (
                                    "",
                                    "sex_advertising_website",
                                    "instant_messaging",
                                    "social_network",
                                    "dating_service",
                                    "webcam_platform",
                                    "marketplace",
                                    "forum",
                                    "other",
                                ),
                            ),
                            (
                                "province__in",
                                (
                                    "",
                                    "NL-DR",
                                    "NL-FL",
                                    "NL-FR",
                                    "NL-GE",
                                    "NL-GR",
                                    "NL-LI",
                                    "NL-NB",
                                    "NL-NH",
                                    "NL-OV",
                                    "NL-UT",
                                    "NL-ZE",
                                    "NL-ZH",
                                ),
                            ),
                            ("gender__in", ("", "women", "men", "trans", "couples", "other", "unknown")),
                        ),
                        name="weekly_count_codes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("platform__isnull", True), ("type", ""), _connector="OR"),
                            models.Q(("province", ""), ("gender", ""), _connector="OR"),
                        ),
                        name="weekly_count_of_one_part",
                    ),
                ],
            },
        ),
        wall("watch_watchedplatform"),
        wall("watch_weeklycount"),
        wall("watch_platformweek"),
        wall("watch_marketalarm"),
    ]
