import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall

JOINS = ("same_contact", "same_way_of_writing", "new_contact", "told_join", "other_join")
SPLITS = ("shared_contact", "copied_text", "changed_hands", "told_split", "other_split")


def _id() -> tuple[str, models.Field]:
    return (
        "id",
        models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
    )


def _organisation() -> tuple[str, models.Field]:
    return (
        "organisation",
        models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("adverts", "0004_by_hand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                _id(),
                ("kind", models.CharField(max_length=10)),
                ("level", models.CharField(default="advertiser", max_length=15)),
                ("reason", models.CharField(max_length=30)),
                ("words", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                *(
                    (
                        name,
                        models.ForeignKey(
                            null=name == "undone_by",
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    )
                    for name in ("made_by", "undone_by")
                ),
                _organisation(),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "made_at"], name="judgement_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        name="judgement_codes_known",
                        condition=models.Q(
                            ("kind__in", ("join", "split")), ("level__in", ("advertiser", "unique_advert"))
                        ),
                    ),
                    models.CheckConstraint(
                        name="judgement_reason_fits",
                        condition=models.Q(kind="join", reason__in=JOINS)
                        | models.Q(kind="split", reason__in=SPLITS),
                    ),
                    models.CheckConstraint(
                        name="judgement_undone_by_somebody",
                        condition=models.Q(undone_by__isnull=True, undone_at__isnull=True)
                        | models.Q(undone_by__isnull=False, undone_at__gte=models.F("made_at")),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JudgedSighting",
            fields=[
                _id(),
                ("left", models.BooleanField()),
                _organisation(),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sightings",
                        to="adverts.judgement",
                    ),
                ),
                (
                    "sighting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judged",
                        to="adverts.sighting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("judgement", "sighting"), name="judged_sighting_once")
                ]
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE adverts_judgement ALTER COLUMN words SET STATISTICS 0",
            "ALTER TABLE adverts_judgement ALTER COLUMN words SET STATISTICS DEFAULT",
        ),
        wall("adverts_judgement"),
        wall("adverts_judgedsighting"),
    ]
