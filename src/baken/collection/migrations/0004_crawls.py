from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("collection", "0003_captures")]

    operations = []
