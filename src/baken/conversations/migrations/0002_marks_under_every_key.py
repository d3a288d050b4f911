"""Under which master key a no was noted, and a look at it under every key."""

from django.db import migrations, models

import baken.conversations.suppression.marks
from baken.conversations.suppression.consulting import consult_under_every_key


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="suppression",
            name="key_name",
            field=models.CharField(
                default=baken.conversations.suppression.marks.newest_key_name, max_length=16
            ),
        ),
        consult_under_every_key(),
    ]
