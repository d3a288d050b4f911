import uuid

import django.db.models.deletion
from django.db import migrations, models

from baken.tenancy.walls import wall

_TABLES = ("legalhold", "heldsighting", "organisationretention", "retentionrun", "erasurerequest")


def _id() -> tuple[str, models.Field]:
    return ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False))


def _to(target: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=target
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [("accounts", "0002_people"), ("adverts", "0002_expiry")]

    operations = [
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                _id(),
                ("kind", models.CharField(max_length=20)),
                ("thing", models.UUIDField()),
                ("name", models.CharField(max_length=80)),
                ("advertiser", models.CharField(default="", max_length=20)),
                ("reason", models.CharField(max_length=500)),
                ("placed_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("placed_by", _to("accounts.user")),
                ("reviewed_by", _to("accounts.user", null=True)),
                ("ended_by", _to("accounts.user", null=True)),
                ("organisation", _to("accounts.organisation")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="hold_kind_known",
                        condition=models.Q(("kind__in", ("lead", "registration", "import", "basis"))),
                    ),
                    models.CheckConstraint(
                        name="hold_says_why", condition=models.Q(("reason", ""), _negated=True)
                    ),
                    models.CheckConstraint(
                        name="hold_ended_by_somebody",
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(
                                ("ended_at__gte", models.F("placed_at")), ("ended_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "thing"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="hold_once_at_a_time",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="HeldSighting",
            fields=[
                _id(),
                ("organisation", _to("accounts.organisation")),
                (
                    "hold",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="rights.legalhold",
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
                "constraints": [
                    models.UniqueConstraint(fields=("hold", "sighting"), name="held_sighting_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="OrganisationRetention",
            fields=[
                _id(),
                ("keep", models.CharField(max_length=20)),
                ("days", models.PositiveIntegerField()),
                ("set_at", models.DateTimeField()),
                ("organisation", _to("accounts.organisation")),
                ("set_by", _to("accounts.user")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "keep"), name="period_once"),
                    models.CheckConstraint(
                        name="period_within_class",
                        condition=models.Q(
                            models.Q(("days__gte", 1), ("days__lte", 365), ("keep", "ADVERT")),
                            models.Q(("days__gte", 1), ("days__lte", 180), ("keep", "CONTACT")),
                            models.Q(("days__gte", 7), ("days__lte", 180), ("keep", "LEAD")),
                            models.Q(("days__gte", 30), ("days__lte", 1826), ("keep", "REGISTRATION")),
                            models.Q(("days__gte", 365), ("days__lte", 1826), ("keep", "AUDIT")),
                            _connector="OR",
                        ),
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                _id(),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("scheduled", models.BooleanField(default=False)),
                ("erased", models.JSONField(default=dict)),
                ("held", models.JSONField(default=dict)),
                ("scrubbed_at", models.DateTimeField(null=True)),
                ("organisation", _to("accounts.organisation")),
                ("started_by", _to("accounts.user")),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-started_at"], name="run_newest")]
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                _id(),
                ("pseudonym", models.CharField(max_length=26)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("organisation", _to("accounts.organisation")),
                ("asked_by", _to("accounts.user")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="request_done_forgets_whom",
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), models.Q(("pseudonym", ""), _negated=True)),
                            models.Q(("done_at__isnull", False), ("pseudonym", "")),
                            _connector="OR",
                        ),
                    )
                ]
            },
        ),
        *(wall(f"rights_{table}") for table in _TABLES),
    ]
