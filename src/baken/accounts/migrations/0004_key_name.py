"""Which first master key an organisation's pseudonyms were made with: for what stands, the one there is."""

from django.db import migrations, models

import baken.accounts.models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_coming_in")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="key_name",
            field=models.CharField(default=baken.accounts.models.first_key_name, editable=False, max_length=16),
        )
    ]
