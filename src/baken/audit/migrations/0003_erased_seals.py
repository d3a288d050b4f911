from django.db import migrations, models

from baken.audit.append_only import erasable
from baken.tenancy.walls import APP_ROLE


class Migration(migrations.Migration):

    dependencies = [("audit", "0002_newest_first")]

    operations = [
        migrations.AddField("seal", "erased_at", models.DateTimeField(null=True)),
        migrations.AddField("seal", "erasure_proof", models.BinaryField(max_length=32, null=True)),
        migrations.AddConstraint(
            "seal",
            models.CheckConstraint(
                name="seal_erased_with_proof",
                condition=models.Q(erased_at__isnull=True, erasure_proof__isnull=True)
                | models.Q(erased_at__isnull=False, erasure_proof__isnull=False),
            ),
        ),
        migrations.RunSQL(
            f"""
            GRANT UPDATE (erased_at, erasure_proof) ON audit_seal TO {APP_ROLE};
            GRANT DELETE ON audit_event TO {APP_ROLE};
            """,
            f"""
            REVOKE DELETE ON audit_event FROM {APP_ROLE};
            REVOKE UPDATE (erased_at, erasure_proof) ON audit_seal FROM {APP_ROLE};
            """,
        ),
        *erasable(),
    ]
