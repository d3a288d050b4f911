from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("collection", "0002_grounds_documents_sources")]

    operations = []
