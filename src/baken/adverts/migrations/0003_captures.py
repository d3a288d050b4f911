from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("adverts", "0002_expiry"), ("collection", "0003_captures")]

    operations = []
