from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('door', '0006_entrances'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='standingkey',
            index=models.Index(fields=['organisation', 'value', '-captured_at'], include=['standing'], name='standing_key_found'),
        ),
        migrations.RemoveIndex(
            model_name='standingkey',
            name='standing_key_newest',
        ),
    ]
