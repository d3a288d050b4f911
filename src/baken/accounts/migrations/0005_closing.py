"""An organisation can be closed: asked by one, decided by another."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.second_person import decided_by_another
from baken.tenancy.walls import wall


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_key_name")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="closed_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="AskedClosing",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(default="asked", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("why", models.CharField(max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    decided_by_another("asked_closing_by_another"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("asked", "approved", "declined"))),
                        name="asked_closing_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("organisation",),
                        name="asked_closing_one_at_a_time",
                    ),
                ],
            },
        ),
        wall("accounts_askedclosing"),
    ]
