import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall

# PostgreSQL keeps samples of what stands in a column, to plan with; nothing of what is sealed need be there.
UNSAMPLED = (
    ("watch_campaign", "learned"),
    ("watch_finding", "route_words"),
    ("watch_findcheck", "because"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_people"),
        ("adverts", "0004_by_hand"),
        ("collection", "0004_crawls"),
        ("platforms", "0002_history"),
        ("watch", "0001_market"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=80)),
                ("goal", models.CharField(max_length=500)),
                ("new_platforms", models.BooleanField(default=True)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_because", models.CharField(default="", max_length=500)),
                ("reported_at", models.DateTimeField(null=True)),
                ("report", models.JSONField(default=dict)),
                ("learned", models.BinaryField(null=True)),
                (
                    "basis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.lawfulbasis",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
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
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("organisation", "name"), name="campaign_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))), name="campaign_ends_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaign_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_at__isnull", True), ("reported_by__isnull", True)),
                            models.Q(("reported_at__isnull", False), ("reported_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaign_reported_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignPlatform",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="platforms",
                        to="watch.campaign",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platforms.platform"
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(
                        fields=("campaign", "platform"), name="campaign_platform_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Find",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField()),
                ("platform_name", models.CharField(max_length=80)),
                ("platform_type", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=15, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="finds", to="watch.campaign"
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platforms.platform",
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("campaign", "number"), name="find_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "platform_type__in",
                                (
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
                            models.Q(
                                ("outcome__isnull", True),
                                ("outcome__in", ("sought", "not_sought", "known", "new_platform")),
                                _connector="OR",
                            ),
                        ),
                        name="find_codes_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=15)),
                ("because", models.BinaryField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "find",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="watch.find"
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
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ("sought", "not_sought", "known", "new_platform"))),
                        name="find_check_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("route", models.CharField(max_length=15)),
                ("route_words", models.BinaryField(null=True)),
                ("joined_by", models.CharField(max_length=10)),
                ("no_false_identity", models.BooleanField()),
                (
                    "find",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="watch.find"
                    ),
                ),
                (
                    "finder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_platform",
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
                (
                    "sighting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="adverts.sighting"
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("find", "sighting", "finder"), name="finding_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "route__in",
                                (
                                    "browsing",
                                    "plain_word",
                                    "coded_word",
                                    "place_word",
                                    "search_engine",
                                    "suggested",
                                    "link",
                                    "tip",
                                    "word_of_mouth",
                                    "other",
                                ),
                            ),
                            ("joined_by__in", ("first", "address", "text", "contact", "person")),
                        ),
                        name="finding_codes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("route", "link"), ("from_platform__isnull", True), _connector="OR"),
                        name="finding_says_where_its_link_was",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("no_false_identity", True)), name="finding_poses_as_nobody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindKey",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=10)),
                ("value", models.CharField(max_length=26)),
                ("at", models.DateTimeField()),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="watch.finding"
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
                'indexes': [
                    models.Index(fields=["organisation", "value"], name="find_key_value"),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=("finding", "kind", "value"), name="find_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("address", "text", "contact"))), name="find_key_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("part", models.CharField(max_length=10)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="watch.campaign",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=("campaign", "user", "part"), name="participant_once"),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ("leads", "searches", "checks"))),
                        name="participant_part_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlatformProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=80)),
                ("folded_name", models.CharField(max_length=80)),
                ("type", models.CharField(max_length=40)),
                ("because", models.CharField(max_length=500)),
                ("proposed_at", models.DateTimeField()),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_because", models.CharField(default="", max_length=500)),
                (
                    "campaign",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="watch.campaign",
                    ),
                ),
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
                    "platform",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platforms.platform",
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
                        condition=models.Q(("state", "proposed")),
                        fields=("organisation", "folded_name"),
                        name="proposal_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("proposed", "accepted", "declined")),
                            (
                                "type__in",
                                (
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
                        ),
                        name="proposal_codes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("platform__isnull", True), ("state", "proposed")),
                            models.Q(
                                ("decided_by__isnull", False), ("platform__isnull", True), ("state", "declined")
                            ),
                            models.Q(
                                ("decided_by__isnull", False), ("platform__isnull", False), ("state", "accepted")
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Searched",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searched",
                        to="watch.campaign",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platforms.platform"
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
                "abstract": False,
            },
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0",
                f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS DEFAULT",
            )
            for table, column in UNSAMPLED
        ),
        wall("watch_campaign"),
        wall("watch_campaignplatform"),
        wall("watch_participant"),
        wall("watch_searched"),
        wall("watch_find"),
        wall("watch_finding"),
        wall("watch_findkey"),
        wall("watch_findcheck"),
        wall("watch_platformproposal"),
    ]
