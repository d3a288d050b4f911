import django.db.models.deletion
import uuid
from django.db import migrations, models

from baken.tenancy.walls import wall


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LawfulBasis',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=60)),
                ('purpose', models.CharField(max_length=20)),
                ('ground_nl', models.TextField()),
                ('ground_en', models.TextField()),
                ('dpia_reference', models.CharField(max_length=100)),
                ('responsible', models.CharField(max_length=150)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'code'), name='basis_code_once'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('valid_from'))), name='basis_dates_ordered'), models.CheckConstraint(condition=models.Q(models.Q(('dpia_reference', ''), _negated=True), models.Q(('responsible', ''), _negated=True), models.Q(('ground_nl', ''), _negated=True)), name='basis_is_stated'), models.CheckConstraint(condition=models.Q(('purpose__in', ('outreach', 'registration', 'statistics', 'moderation', 'crime_report'))), name='basis_purpose_from_list')],
            },
        ),
        wall("collection_lawfulbasis", rights="SELECT, INSERT, UPDATE"),
    ]
