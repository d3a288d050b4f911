"""Nos in the order in which the database noted them: what is lifted is told by that, and by no clock."""

from django.db import migrations, models

from baken.conversations.suppression.consulting import consult_by_place

# what was lifted at a moment that is still to come was noted by a clock that ran ahead: that no stands again
IN_ORDER = """
ALTER TABLE conversations_suppression NO FORCE ROW LEVEL SECURITY;
ALTER TABLE conversations_conversation NO FORCE ROW LEVEL SECURITY;
UPDATE conversations_suppression noted SET stopped_order = placed.place
FROM (SELECT id, row_number() OVER (ORDER BY stopped_at, id) AS place
      FROM conversations_suppression WHERE stopped_at IS NOT NULL) placed
WHERE placed.id = noted.id;
UPDATE conversations_suppression noted SET lifted_through =
    (SELECT count(*) FROM conversations_suppression one WHERE one.stopped_at <= noted.lifted_at)
WHERE noted.lifted_at <= now();
UPDATE conversations_conversation doubted SET doubt_through =
    (SELECT count(*) FROM conversations_suppression one WHERE one.stopped_at <= doubted.stop_doubted_at)
WHERE doubted.stop_doubted_at <= now();
ALTER TABLE conversations_suppression FORCE ROW LEVEL SECURITY;
ALTER TABLE conversations_conversation FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_rules_by_two")]

    operations = [
        migrations.AddField(
            model_name="suppression", name="stopped_order", field=models.BigIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="suppression", name="lifted_through", field=models.BigIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="conversation", name="doubt_through", field=models.BigIntegerField(default=0)
        ),
        migrations.RunSQL(IN_ORDER, migrations.RunSQL.noop),
        consult_by_place(),
        migrations.RemoveField(model_name="suppression", name="lifted_at"),
        migrations.AddConstraint(
            model_name="suppression",
            constraint=models.CheckConstraint(
                condition=models.Q(("stopped_at__isnull", True), ("stopped_order__isnull", True))
                | models.Q(("stopped_at__isnull", False), ("stopped_order__gt", 0)),
                name="suppression_in_order",
            ),
        ),
    ]
