from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("watch", "0002_campaigns")]

    operations = []
