from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("adverts", "0002_expiry"), ("platforms", "0002_history")]

    operations = []
