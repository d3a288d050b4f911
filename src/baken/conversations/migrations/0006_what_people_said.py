"""What the person said of our contact with them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_closing'),
        ('conversations', '0005_nos_in_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConversationSaid',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(max_length=20)),
                ('said_on', models.DateField()),
                ('place', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('back_at', models.DateTimeField(null=True)),
                ('seen_at', models.DateTimeField(null=True)),
                ('back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='conversations.conversation')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('conversation', 'place'), name='conversation_said_once'), models.CheckConstraint(condition=models.Q(('answer__in', ('helped', 'no_difference', 'harmed', 'not_wanted', 'no_answer'))), name='conversation_said_known'), models.CheckConstraint(condition=models.Q(models.Q(('back_at__isnull', True), ('back_by__isnull', True)), models.Q(('back_at__isnull', False), ('back_by', models.F('by')), ('back_by__isnull', False)), _connector='OR'), name='conversation_said_back_by_writer'), models.CheckConstraint(condition=models.Q(models.Q(('seen_at__isnull', True), ('seen_by__isnull', True)), models.Q(('answer', 'harmed'), ('seen_at__isnull', False), ('seen_by__isnull', False), models.Q(('seen_by', models.F('by')), _negated=True)), _connector='OR'), name='conversation_said_seen_by_another')],
            },
        ),
        wall("conversations_conversationsaid"),
    ]
