import django.contrib.postgres.fields
from django.db import migrations, models

from baken.vocabulary.roles import Role


class Migration(migrations.Migration):

    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="user_name_once"),
        # the only users so far are the system's own
        migrations.AddField(
            model_name="user",
            name="login",
            field=models.SlugField(max_length=60, default="baken"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="user",
            name="roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="user", name="language", field=models.CharField(default="nl", max_length=2)
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(fields=("organisation", "login"), name="user_login_once"),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("roles__contained_by", list(Role.codes))), name="user_roles_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["nl", "en"])), name="user_language_known"
            ),
        ),
    ]
